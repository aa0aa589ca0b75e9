#!/usr/bin/env bash
# Installs packages with apt-get, as root or through a sudo that asks nothing.
# Usage: apt-install.sh PACKAGE...
# Exits 1, after one line that says what to run, when it may not or cannot.
set -euo pipefail

say_what_to_run() {
  echo "callassist: $1; please run: sudo apt-get install $packages" >&2
  exit 1
}

packages="$*"
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  say_what_to_run "system packages are missing and need an administrator"
fi

apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null >"$log" 2>&1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "callassist: installing system packages: $packages"
# A fresh or an old package list fails the first time.
if ! apt_get install --yes --no-install-recommends "$@"; then
  apt_get update || say_what_to_run "the list of system packages could not be fetched"
  if ! apt_get install --yes --no-install-recommends "$@"; then
    grep '^E:' "$log" >&2 || tail -n 3 "$log" >&2
    say_what_to_run "system packages could not be installed"
  fi
fi
