#!/usr/bin/env bash
# Checks what the formatter can't: no crash on input, no unfinished work, no oversized file.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

forbid() { # what, pattern, paths...
  local what=$1 pattern=$2
  shift 2
  local found
  found=$(git grep -nE "$pattern" -- "$@" || true)
  [ -z "$found" ] && return 0
  echo "error: $what:" >&2
  sed 's/^/  /' <<<"$found" >&2
  failed=1
}

forbid 'a crash that input could reach' \
  'fatalError\(|preconditionFailure\(|try!|as! |@unchecked Sendable|nonisolated\(unsafe\)' 'Sources/*.swift'
forbid 'an error that is swallowed' 'catch \{ *\}' 'Sources/*.swift'
forbid 'unfinished work' '\b(TODO|FIXME|XXX|HACK)\b' Sources Tests themes Makefile docs README.md CONTRIBUTING.md

while read -r lines file; do
  if [ "$lines" -gt 500 ]; then
    echo "error: $file has $lines lines; no file is longer than 500" >&2
    failed=1
  fi
done < <(git ls-files 'Sources/*.swift' | xargs wc -l | awk '$2 != "total" { print $1, $2 }')

exit $failed
