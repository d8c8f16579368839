#!/usr/bin/env bash
# Lấy lại hồ sơ từ kho này khi không còn phần mềm nào khác: chỉ cần bash và coreutils.
# Gets the records back from this volume without the archive's software: bash and coreutils are enough.
#   bash recover.sh <volume> <empty folder>      every package of the volume
#   bash recover.sh <volume> <empty folder> ID   one package (its UUID)
# Writes <folder>/<UUID>/..., the newest version of each package as it was described; compares every byte with its SHA-512.
# Ends with 0 when all is whole, 1 when something was altered or missing (named on a line that begins BAD), 2 when called wrongly.
set -uo pipefail
export LC_ALL=C
[ $# -ge 2 ] && [ -d "$1/ocfl" ] || { echo "usage: bash recover.sh <volume> <empty folder> [UUID]" >&2; exit 2; }
mkdir -p "$2" && [ -z "$(ls -A "$2")" ] || { echo "$2 is not an empty folder" >&2; exit 2; }
volume=$1 out=$2 only=${3:-} packages=0 files=0 bad=0
bad() { echo "BAD $*"; bad=$((bad + 1)); }
plain() { REPLY=${1//\\\"/\"}; REPLY=${REPLY//\\\\/\\}; }        # the two escapes that a name in an inventory can have

# An inventory has one entry on a line:  "<digest>" : [ "<path>", "<path>" ]
entry() {
  [[ $1 =~ ^\ +\"([^\"]+)\"\ :\ \[\ \"(.*)\"\ \]?,?$ ]] || return 1
  digest=${BASH_REMATCH[1],,} rest=${BASH_REMATCH[2]%\" ]}
  names=()
  while [[ $rest == *'", "'* ]]; do names+=("${rest%%'", "'*}"); rest=${rest#*'", "'}; done
  names+=("$rest")
}

one() { # object folder
  local root=$1 inventory=$1/inventory.json line id="" head="" part="" version="" name place sum
  declare -A where=()
  read -r sum _ < "$root/inventory.json.sha512" || { bad "$root: no inventory.json.sha512"; return; }
  [ "$(sha512sum < "$inventory" | cut -d' ' -f1)" = "$sum" ] || { bad "$inventory: not what its sidecar says"; return; }
  while IFS= read -r line; do
    case $line in
      *'"id" : "urn:uuid:'*) [ -n "$id" ] || { id=${line#*urn:uuid:}; id=${id%%\"*}; } ;;
      ' "head" : "'*) head=${line#*: \"}; head=${head%%\"*} ;;
      *'"manifest" : {'*) part=manifest ;;
      *'"fixity" : {'*) part=fixity ;;
      '  "v'*'" : {') version=${line#*\"}; version=${version%%\"*} ;;
      *'"state" : {'*) part=state ;;
      *) entry "$line" || continue
        if [ "$part" = manifest ]; then plain "${names[0]}"; where[$digest]=$REPLY
        elif [ "$part" = state ] && [ "$version" = "$head" ]; then
          place=$root/${where[$digest]:-nowhere}
          for name in "${names[@]}"; do
            plain "$name"; name=$out/$id/$REPLY
            mkdir -p "${name%/*}" && cp -- "$place" "$name" 2>/dev/null || { bad "$place: missing"; continue; }
            [ "$(sha512sum < "$name" | cut -d' ' -f1)" = "$digest" ] || bad "$place: altered"
            files=$((files + 1))
          done
        fi ;;
    esac
  done < "$inventory"
  packages=$((packages + 1))
}
for object in "$volume"/ocfl/??/??/*/; do
  [ -z "$only" ] || [[ $(head -c 200 "$object/inventory.json") == *"urn:uuid:$only\""* ]] && one "${object%/}"
done
echo "$packages packages, $files files, $bad bad"
[ "$bad" -eq 0 ]
