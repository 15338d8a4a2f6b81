#!/usr/bin/env bash
# Installs what is missing on a Debian machine, and says what for.
#   setup.sh build   what building and running hubgen needs
#   setup.sh tests   what the tests need besides
set -euo pipefail
cd "$(dirname "$0")/.."

# package | why
build_packages='
libcmark-gfm-dev|parses Markdown
libcmark-gfm-extensions-dev|tables, strikethrough and the like in Markdown
libyaml-dev|reads configuration and front matter in YAML
libtomlplusplus-dev|reads front matter in TOML
libcurl4-openssl-dev|speaks HTTP with the networks
libjemalloc-dev|hands out memory faster than the C library does
libsqlite3-dev|keeps the queue of posts
libpq-dev|keeps the queue in PostgreSQL, where several machines work on it
ca-certificates|verifies the networks'"'"' certificates
pkg-config|tells the compiler where these libraries are
'
test_packages='
python3-venv|holds the test servers and validators
default-jre-headless|runs the Nu HTML checker
chromium|opens the demo hub for the tests of its pages
postgresql|is the server for the tests of the queue
openssl|makes certificates for the tests of HTTP
'

missing() {
  while IFS='|' read -r name why; do
    [ -n "$name" ] || continue
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' && continue
    echo "$name|$why"
  done
}

install_packages() {
  local list
  list=$(missing <<<"$1")
  [ -n "$list" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "error: these packages are missing, and apt-get is not here to install them:" >&2
    sed 's/^/  /; s/|/: /' <<<"$list" >&2
    exit 1
  fi
  echo "Installing what is missing:"
  sed 's/^/  /; s/|/: /' <<<"$list"
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "error: not root, and no sudo here; ask an administrator to run:" >&2
      echo "  apt-get install $(cut -d'|' -f1 <<<"$list" | xargs)" >&2
      exit 1
    fi
    sudo=(sudo)
  fi
  local log
  log=$(mktemp)
  if ! { "${sudo[@]}" apt-get update &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      $(cut -d'|' -f1 <<<"$list"); } >"$log" 2>&1; then
    cat "$log" >&2
    echo "error: apt-get could not install these packages" >&2
    exit 1
  fi
  rm -f "$log"
}

require_swift() {
  if ! command -v swift >/dev/null; then
    echo "error: no Swift toolchain found; install Swift 6.3 from https://swift.org/install" >&2
    exit 1
  fi
}

python_tools() {
  local wanted=Tests/IntegrationTests/requirements.txt
  if [ -f .venv/installed ] && cmp -s "$wanted" .venv/installed; then return 0; fi
  echo "Installing the test servers and validators into .venv (see $wanted)"
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" .venv/installed
}

require_swift
case "${1:-build}" in
build) install_packages "$build_packages" ;;
tests)
  install_packages "$build_packages$test_packages"
  python_tools
  ;;
*)
  echo "usage: setup.sh build|tests" >&2
  exit 64
  ;;
esac
