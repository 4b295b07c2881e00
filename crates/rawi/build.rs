//! Names the version of the reader: the program's, and a fingerprint of all that decides what is read (the tables and the
//! sources of the libraries). A record keeps it with every article, and reads anew what an older reader read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What decides, under the repository's root.
const DECIDES: [&str; 9] = [
    "lexicon",
    "kb",
    "crates/rawi-text/src",
    "crates/rawi-page/src",
    "crates/rawi-actors/src",
    "crates/rawi-speech/src",
    "crates/rawi/src/read.rs",
    "crates/rawi/src/wire.rs",
    "crates/rawi/src/when.rs",
];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for name in DECIDES {
        let path = root.join(name);
        println!("cargo:rerun-if-changed={}", path.display());
        gather(&path, &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            // line ends differ between machines, what is read does not
            if byte != b'\r' {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    println!("cargo:rustc-env=RAWI_READER={}+{:08x}", env!("CARGO_PKG_VERSION"), hash >> 32 ^ hash & 0xffff_ffff);
    Ok(())
}

/// Tables and sources; the sentences that prove the tables decide nothing.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        if path.file_name().is_some_and(|n| n == "constructions") {
            return Ok(());
        }
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), files)?;
        }
    } else if path.extension().is_some_and(|e| e == "tsv" || e == "rs") {
        files.push(path.to_owned());
    }
    Ok(())
}
