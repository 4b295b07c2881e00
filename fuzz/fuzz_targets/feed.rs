//! Any bytes are read as a feed.
#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rawi_page::InputKind;

fuzz_target!(|bytes: &[u8]| shared::read(bytes, Some(InputKind::Feed)));
