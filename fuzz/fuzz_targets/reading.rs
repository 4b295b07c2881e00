//! Any text is read without a panic, and its reading keeps the laws.
#![no_main]

#[path = "../../crates/rawi-speech/tests/common/mod.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;
use rawi_speech::{Input, read};
use rawi_text::Span;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let end = text.len() as u32;
    // a first line, where there is more than one, is the headline
    let line = text.find('\n').map_or(0, |n| n as u32);
    let title = (line > 0).then(|| Span::new(0, line));
    let body = [Span::new(line, end)];
    let input = Input { text: &text, title, body: &body, published: None };
    let reading = read(input);
    if let Err(law) = laws::broken(input, &reading).and_then(|()| laws::crossing(input, &reading)) {
        panic!("{law}");
    }
    assert_eq!(reading, read(input));
});
