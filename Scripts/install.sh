#!/usr/bin/env bash
# Puts the binary and the themes under a prefix: install.sh BINARY PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1
prefix=$2
sudo=()
folder=$prefix
while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
if [ ! -w "$folder" ] && [ "$(id -u)" != 0 ]; then
  echo "Writing to $prefix needs more rights: using sudo"
  sudo=(sudo)
fi
"${sudo[@]}" install -D -s -m 755 "$binary" "$prefix/bin/hubgen"
"${sudo[@]}" mkdir -p "$prefix/share/hubgen/themes"
for theme in themes/*/; do
  name=$(basename "$theme")
  # A template that is gone from the new version must not stay behind.
  "${sudo[@]}" rm -rf "$prefix/share/hubgen/themes/$name"
  "${sudo[@]}" cp -R "$theme" "$prefix/share/hubgen/themes/$name"
done
echo "Installed $prefix/bin/hubgen"
