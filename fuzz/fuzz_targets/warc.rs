//! Any bytes are read as a web archive, packed or not, without a panic or an end to the run.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rawi_page::InputKind;

fuzz_target!(|bytes: &[u8]| shared::read(bytes, Some(InputKind::Warc)));
