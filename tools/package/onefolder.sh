#!/usr/bin/env bash
# Builds dist/callassist, the program in one folder with its own Python.
# Usage: onefolder.sh [PYTHON]   (.venv/bin/python by default)
set -euo pipefail
cd "$(dirname "$0")/../.."

python=${1:-.venv/bin/python}

# The icons of Windows and macOS are made from the same drawing as all others.
case $(uname -s) in
  Linux) ;;
  *) "$python" -m tools.package.icons build/icons ;;
esac

"$python" -m PyInstaller --noconfirm --log-level ERROR \
  --distpath dist --workpath build/package tools/package/callassist.spec

# Symbols for debuggers, a tenth of the whole, of libraries that come with them.
if [ "$(uname -s)" = Linux ]; then
  find dist/callassist \( -name 'libpython*.so*' -o -name 'libmoonshine.so' -o -name '_rust.abi3.so' \) \
    -type f -exec strip --strip-unneeded {} +
fi
du --summarize --si dist/callassist 2>/dev/null || du -sh dist/callassist
