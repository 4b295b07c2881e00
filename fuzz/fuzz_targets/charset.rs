//! Any bytes under any name of an encoding become text or are refused: the first byte picks what the transport says, the
//! second what the page says, the rest is the page's text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rawi_page::html::{Hints, Limits, article};

const NAMES: [&str; 10] =
    ["", "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "utf-16", "utf-16be", "x-mac-arabic", "gb18030", "x-user-defined"];

fuzz_target!(|bytes: &[u8]| {
    let [transport, declared, rest @ ..] = bytes else { return };
    let name = |b: &u8| NAMES[usize::from(*b) % NAMES.len()];
    let hints = Hints { charset: Some(name(transport)).filter(|n| !n.is_empty()), ..Hints::default() };
    let head = format!("<html><head><meta charset=\"{}\"></head><body><p>", name(declared));
    let page = if declared & 0x80 == 0 { [head.as_bytes(), rest].concat() } else { rest.to_vec() };
    if let Ok(page) = article(&page, &hints, &Limits { nodes: 20_000, ..Limits::default() }) {
        assert!(!page.encoding.is_empty());
        assert!(!page.text().contains('\0'));
    }
});
