#!/bin/sh
# Puts the servers that the integration tests start into .venv, unless they are there already.
# Debian: python3-venv. No compiler is needed: everything comes as wheels.
set -eu
cd "$(dirname "$0")/../../.."
wanted=Tests/IntegrationTests/requirements.txt
if [ -f .venv/installed.txt ] && cmp -s "$wanted" .venv/installed.txt; then
  exit 0
fi
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$wanted"
cp "$wanted" .venv/installed.txt
