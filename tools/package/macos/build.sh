#!/usr/bin/env bash
# Builds dist/callassist-VERSION.dmg on macOS. Usage: build.sh [PYTHON]
# SIGN_AS names a "Developer ID Application" certificate of the keychain; NOTARIZE_AS a profile
# of "xcrun notarytool store-credentials". Without them the program is signed for this computer
# only, and another one will refuse to open it.
set -euo pipefail
cd "$(dirname "$0")/../../.."

python=${1:-.venv/bin/python}
here=tools/package/macos
app=dist/callassist.app

tools/package/onefolder.sh "$python"
version=$("$python" -c 'import callassist; print(callassist.__version__)')
dmg=dist/callassist-$version.dmg

sign_as=${SIGN_AS:--}
options=(--force --sign "$sign_as" --entitlements "$here/entitlements.plist")
if [ "$sign_as" != - ]; then options+=(--options runtime --timestamp); fi
# From the inside out, as Apple asks; --deep would give each library the program's entitlements.
find "$app/Contents" \( -name '*.dylib' -o -name '*.so' \) -type f -print0 |
  xargs -0 codesign --force --sign "$sign_as"
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -a "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$dmg"
hdiutil create -quiet -volname callassist -srcfolder "$stage" -format ULFO "$dmg"

if [ -n "${NOTARIZE_AS:-}" ]; then
  xcrun notarytool submit "$dmg" --keychain-profile "$NOTARIZE_AS" --wait
  xcrun stapler staple "$dmg"
fi
echo "$dmg"
