#!/usr/bin/env bash
# Checks that the workspace keeps to the oldest Rust that it promises, `rust-version` in Cargo.toml.
#
# Where that is the toolchain in use, all the other steps have shown it already. Where rustup has it beside another, the
# workspace is built with it. Always, with the toolchain in use: clippy looks for newer parts of the standard library
# (incompatible_msrv), and no dependency may ask for a newer Rust.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

msrv=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
if [[ -z $msrv ]]; then
    echo "msrv: Cargo.toml has no rust-version" >&2
    exit 1
fi

cargo clippy --workspace --lib --bins --locked --quiet -- -A warnings -D clippy::incompatible_msrv
echo "msrv: no part of the standard library newer than $msrv is used"

if command -v python3 >/dev/null; then
    cargo metadata --locked --format-version 1 | python3 -c '
import json, sys
def number(version):
    return [int(part) for part in version.split(".")][:2]
limit = sys.argv[1]
packages = json.load(sys.stdin)["packages"]
newer = [p for p in packages if p["rust_version"] and number(p["rust_version"]) > number(limit)]
for p in newer:
    print(p["name"], p["version"], "asks for Rust", p["rust_version"], file=sys.stderr)
if not newer:
    print(f"msrv: none of {len(packages)} packages asks for a Rust newer than {limit}")
sys.exit(bool(newer))
' "$msrv"
else
    echo "msrv: no python3: what the dependencies ask for is NOT CHECKED"
fi

using=$(rustc --version | cut -d' ' -f2)
toolchain=""
if command -v rustup >/dev/null; then
    toolchain=$(rustup toolchain list | sed -n "s/^\($msrv[.0-9]*-[^ ]*\).*/\1/p" | head -n 1)
fi
if [[ $using == "$msrv" || $using == "$msrv".* ]]; then
    echo "msrv: Rust $using is in use: what it has built and tested here is the test"
elif [[ -n $toolchain ]]; then
    CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}/msrv" RUSTUP_TOOLCHAIN="$toolchain" \
        cargo test --workspace --locked
    echo "msrv: tests pass with $toolchain"
else
    echo "msrv: Rust $msrv is not installed here: a build with it is NOT CHECKED"
fi
