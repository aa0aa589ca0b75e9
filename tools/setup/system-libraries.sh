#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that pip cannot bring.
# Usage: system-libraries.sh app|test|bench (bench needs what test does)
# Exits 0 when all are there, 1 when some are missing (one line has said which).
set -euo pipefail

app_packages=(
  libportaudio2 libasound2-plugins libpulse0  # microphones; PulseAudio and PipeWire behind them
  libegl1 libgl1 libfontconfig1 libdbus-1-3   # Qt
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-render-util0 libxcb-shape0 libxcb-xkb1
  fonts-dejavu-core
)
test_packages=(
  pulseaudio pulseaudio-utils                 # real devices: null sinks and their monitors
  espeak-ng ffmpeg                            # real speech, every file format
  postgresql                                  # a team's store
  xvfb xdotool                                # a screen, and a hand on its mouse
  strace binutils                             # what leaves the computer; packing the program
)
# Ubuntu has browsers as snaps only; the tests of pages are skipped there without one.
if grep --quiet '^ID=debian' /etc/os-release 2>/dev/null; then test_packages+=(chromium); fi

packages=("${app_packages[@]}")
if [ "$1" != app ]; then packages+=("${test_packages[@]}"); fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  if [ "$(uname -s)" = Linux ]; then
    echo "callassist: no apt-get here; install what matches these Debian packages: ${packages[*]}" >&2
    exit 1
  fi
  exit 0  # macOS brings its own
fi

installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' 2>/dev/null |
  sed -n 's/^installed //p')
missing=()
for package in "${packages[@]}"; do
  grep --quiet --line-regexp --fixed-strings "$package" <<<"$installed" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

"$(dirname "$0")/apt-install.sh" "${missing[@]}"
