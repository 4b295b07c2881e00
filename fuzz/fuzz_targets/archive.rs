//! Any bytes are read as what they look like: archives are walked, tables and messages taken apart.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| shared::read(bytes, None));
