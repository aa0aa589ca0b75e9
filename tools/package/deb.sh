#!/usr/bin/env bash
# Packs dist/callassist as dist/callassist_VERSION_ARCHITECTURE.deb, for Debian 12 and newer.
# Usage: deb.sh [PYTHON]   (.venv/bin/python by default; onefolder.sh comes first)
set -euo pipefail
cd "$(dirname "$0")/../.."

python=${1:-.venv/bin/python}
folder=dist/callassist
if [ ! -x "$folder/callassist" ] || [ ! -f dist/callassist-sbom.cdx.json ]; then
  echo "callassist: $folder or the list of what is in it is missing; run 'make deb'" >&2
  exit 1
fi
version=$("$python" -c 'import callassist; print(callassist.__version__)')
architecture=$(dpkg --print-architecture)
stage=build/deb
name=callassist_${version}_$architecture.deb

rm -rf "$stage"
install -d "$stage/DEBIAN" "$stage/opt" "$stage/usr/bin" "$stage/usr/share/applications" \
  "$stage/usr/share/doc/callassist" "$stage/usr/share/icons/hicolor"
cp -a "$folder" "$stage/opt/"
ln -s ../../opt/callassist/callassist "$stage/usr/bin/callassist"
install -m 644 tools/package/linux/callassist.desktop "$stage/usr/share/applications/"
"$python" -m tools.package.icons "$stage/usr/share/icons/hicolor"
install -m 644 tools/package/linux/copyright "$stage/usr/share/doc/callassist/"
gzip -9n <CHANGELOG.md >"$stage/usr/share/doc/callassist/changelog.gz"
install -m 644 dist/callassist-sbom.cdx.json "$stage/usr/share/doc/callassist/sbom.cdx.json"
find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f ! -perm /111 -exec chmod 644 {} +

size_kb=$(du --summarize --apparent-size --block-size=1K --exclude=DEBIAN "$stage" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE_KB@/$size_kb/" \
  tools/package/linux/control.in >"$stage/DEBIAN/control"
(cd "$stage" && find opt usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) \
  >"$stage/DEBIAN/md5sums"

dpkg-deb --root-owner-group -Zzstd -z9 --build "$stage" "dist/$name" >/dev/null
rm -rf "$stage"
echo "dist/$name: $(du --si "dist/$name" | cut -f1), $((size_kb / 1000)) MB installed"
