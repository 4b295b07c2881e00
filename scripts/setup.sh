#!/usr/bin/env bash
# Installs what the checks need and is not there yet: rustfmt and clippy for the toolchain in use, cargo-deny.
# Needs only a Rust toolchain and a C compiler. scripts/test.sh calls it; running it twice does nothing the second time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

CARGO_DENY=0.20.2
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

if ! command -v cargo >/dev/null; then
    echo "setup: no cargo found: install Rust (https://rustup.rs), then run this again" >&2
    exit 1
fi
for component in rustfmt clippy; do
    tool=$component
    [[ $component == clippy ]] && tool=cargo-clippy
    if ! "$tool" --version >/dev/null 2>&1; then
        echo "setup: rustup component add $component"
        rustup component add "$component"
    fi
done
if ! cargo deny --version >/dev/null 2>&1; then
    echo "setup: building cargo-deny $CARGO_DENY (some minutes, once a machine)"
    # not into the project's target folder, where it would only be in the way
    env -u CARGO_TARGET_DIR cargo install cargo-deny --version "$CARGO_DENY" --locked --quiet
fi
cargo fetch --locked --quiet
