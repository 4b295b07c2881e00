#!/usr/bin/env bash
# All checks of the project, the same for a person and for CI:
#
#     scripts/test.sh                 all steps
#     scripts/test.sh fmt tests       only these
#
# Each step prints its name and, when it has passed, its seconds; the first that fails ends the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
# a snapshot that differs is a failure, not a new file
export INSTA_UPDATE="${INSTA_UPDATE:-no}"

STEPS=(setup fmt clippy tests exports docs deny msrv apart readme accuracy)

setup() { scripts/setup.sh; }

fmt() {
    cargo fmt --all --check
    for workspace in bench bench/pages fuzz; do
        cargo fmt --manifest-path "$workspace/Cargo.toml" --check
    done
}

# What clippy.toml forbids (files, clocks, the environment) is forbidden to what ships; tests may read files.
clippy() {
    cargo clippy --workspace --lib --bins --locked -- -D warnings
    cargo clippy --workspace --all-targets --locked -- -D warnings \
        -A clippy::disallowed_methods -A clippy::disallowed_types
}

tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked --no-fail-fast
    else
        cargo test --workspace --all-targets --locked --no-fail-fast
    fi
    cargo test --workspace --doc --locked
}

# What other programs make of the exports, Parquet among them, which the default build leaves out. The packages come from
# PyPI, into target/.
exports() {
    cargo test --locked -p rawi --features export-parquet --test export
    if ! command -v python3 >/dev/null; then
        echo "no python3: the exports are not read by other programs"
        return
    fi
    cargo build --locked -p rawi --features export-parquet
    python3 scripts/check_exports.py "$CARGO_TARGET_DIR/debug/rawi"
}

docs() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked; }

# Advisories are left out: see deny.toml.
deny() { cargo deny --locked check licenses bans sources; }

msrv() { scripts/msrv.sh; }

# bench/ and fuzz/ are workspaces of their own beside this one: they must compile without warnings. bench/pages is left out:
# the readers that it compares take minutes to build.
apart() {
    check_apart bench
    if command -v c++ >/dev/null; then
        check_apart fuzz
    else
        echo "no C++ compiler, which the fuzzer's runtime is built with: fuzz/ skipped"
    fi
}
check_apart() {
    cargo clippy --manifest-path "$1/Cargo.toml" --all-targets --locked -- -D warnings \
        -A clippy::disallowed_methods -A clippy::disallowed_types
}

# The first command of the README, as it stands there: it must print the statements of every sample.
readme() {
    local command told samples
    command=$(sed -n 's/^\(cargo run [^#]*[^ #]\) *#.*/\1/p' README.md | head -n 1)
    [[ -n $command ]] || { echo "readme: no command that begins with 'cargo run' in README.md" >&2; return 1; }
    told=$(eval "$command" | grep -c '"statements":\[{')
    samples=$(find samples -name '*.txt' | wc -l)
    echo "$command: statements of $told samples"
    ((told >= samples)) || { echo "readme: there are $samples samples" >&2; return 1; }
}

accuracy() { scripts/accuracy.sh; }

run() {
    local step=$1 begin=$SECONDS
    printf '\n== %s\n' "$step"
    # not as a condition (`if "$step"`, `"$step" ||`): that would switch errexit off inside it
    "$step"
    printf '== %s: passed in %d s\n' "$step" $((SECONDS - begin))
}

wanted=("$@")
if ((${#wanted[@]} == 0)); then
    wanted=("${STEPS[@]}")
fi
for step in "${wanted[@]}"; do
    if [[ " ${STEPS[*]} " != *" $step "* ]]; then
        echo "test.sh: no step $step; there are: ${STEPS[*]}" >&2
        exit 2
    fi
done
trap 'code=$?; ((code == 0)) || printf "\n== FAILED (exit code %d) after %d s\n" "$code" "$SECONDS" >&2' EXIT
for step in "${wanted[@]}"; do
    run "$step"
done
printf '\n== all passed in %d s\n' "$SECONDS"
