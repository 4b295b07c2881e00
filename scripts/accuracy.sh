#!/bin/sh
# Measures the accuracy on the annotated articles beside the checkout and fails where it is below tests/accuracy-floor.tsv.
#
#   scripts/accuracy.sh            measure and compare
#   scripts/accuracy.sh --raise    then raise each floor to the measured value less 0.002; none is ever lowered
#
# Needs python3. GOLD=FOLDER measures on other annotations.
set -eu
cd "$(dirname "$0")/.."
gold=${GOLD:-../shared/gold/dev}
floors=tests/accuracy-floor.tsv

raise=no
case "${1:-}" in
"") ;;
--raise) raise=yes ;;
*)
    echo "usage: scripts/accuracy.sh [--raise]" >&2
    exit 2
    ;;
esac
if [ ! -d "$gold" ]; then
    case "${GOLD:-}" in
    "") echo "accuracy: skipped: no ../shared/gold" ;;
    *) echo "accuracy: skipped: no $gold" ;;
    esac
    exit 0
fi

cargo build --quiet --release --locked -p rawi
rawi=${CARGO_TARGET_DIR:-target}/release/rawi
measured=$(mktemp)
trap 'rm -f "$measured"' EXIT
"$rawi" score "$gold" --json >"$measured"

python3 - "$measured" "$floors" "$raise" <<'PYTHON'
import json, sys

measured_path, floors_path, may_raise = sys.argv[1], sys.argv[2], sys.argv[3] == "yes"
NAMES = {"found": "statement_f1", "found+speaker": "attributed_f1", "tight+speaker+act": "whole_f1"}
SLACK = 0.002

with open(measured_path, encoding="utf-8") as f:
    measured = json.load(f)
with open(floors_path, encoding="utf-8") as f:
    lines = f.read().splitlines()

below, unseen, out = [], set(NAMES), []
for number, line in enumerate(lines, 1):
    if not line.strip() or line.startswith("#"):
        out.append(line)
        continue
    name, _, floor = line.partition("\t")
    if name not in NAMES:
        sys.exit(f"{floors_path}:{number}: no such measure: {name}; one of {', '.join(NAMES)}")
    try:
        floor = float(floor)
    except ValueError:
        sys.exit(f"{floors_path}:{number}: not a number: {floor!r}")
    unseen.discard(name)
    value = measured[NAMES[name]]
    verdict = "ok" if value >= floor else "BELOW"
    if value < floor:
        below.append(name)
    print(f"{name:<18} F1 {value:.4f}  floor {floor:.4f}  {verdict}")
    out.append(f"{name}\t{max(floor, value - SLACK):.4f}")
if unseen:
    sys.exit(f"{floors_path}: no floor for {', '.join(sorted(unseen))}")
if below:
    sys.exit(f"accuracy: {', '.join(below)} below the floor ({measured['articles']} articles)")
if may_raise:
    with open(floors_path, "w", encoding="utf-8") as f:
        f.write("\n".join(out) + "\n")
    print(f"accuracy: {floors_path} raised where it was lower")
PYTHON
