#!/usr/bin/env bash
# Builds the committed tree twice, in two folders of different name, and compares every jar and war byte for byte.
# Ends with 0 when all are equal; names each that differs, and keeps both builds to be looked at. Usage: deploy/reproducible.sh [mvn options]
set -euo pipefail
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
work=$(mktemp -d)
for build in one another-name; do
  mkdir "$work/$build"
  git archive HEAD | tar -x -C "$work/$build"
  (cd "$work/$build" && mvn -B -q "$@" -DskipTests package </dev/null)
  (cd "$work/$build" && find . -path '*/target/*' \( -name 'khoso*.jar' -o -name 'khoso*.war' -o -name '*-sbom.json' \) \
    -exec sha256sum {} + | sort -k 2) >"$work/$build.sums"
done
[ -s "$work/one.sums" ] || { echo "nothing was built"; exit 1; }
if ! diff "$work/one.sums" "$work/another-name.sums"; then
  echo "NOT reproducible; both builds are kept in $work"
  exit 1
fi
echo "reproducible: $(wc -l <"$work/one.sums") artifacts equal in two builds"
rm -rf "$work"
