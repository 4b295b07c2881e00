//! From bytes to Unicode code points: one table a document.

use std::iter;

/// Counts of code points at every `STRIDE` bytes of a text.
#[derive(Debug)]
pub struct Offsets<'a> {
    bytes: &'a [u8],
    before: Vec<u32>,
}

/// Long enough to keep the table small, short enough that a look-up stays cheap.
const STRIDE: usize = 64;

impl<'a> Offsets<'a> {
    /// The table for `text`, made in one pass.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let counts = bytes.chunks(STRIDE).scan(0, |seen, chunk| {
            *seen += count(chunk);
            Some(*seen)
        });
        Self { bytes, before: iter::once(0).chain(counts).collect() }
    }

    /// How many code points begin before byte `at`; all of them where the text ends before that.
    pub fn at(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.bytes.len());
        let stride = at / STRIDE;
        self.before[stride] + count(&self.bytes[stride * STRIDE..at])
    }
}

/// Code points that begin in `bytes`: whatever is no continuation byte. The plain loop is what the
/// compiler turns into vector instructions; Arabic is as fast as ASCII.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b as i8 >= -0x40)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_astral_characters_count_one_each() {
        let text = "قَالَ 😀 «é»"; // é as one, fatha as its own
        let table = Offsets::new(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(table.at(at as u32) as usize, n);
        }
        assert_eq!(table.at(text.len() as u32) as usize, text.chars().count());
        assert_eq!(table.at(u32::MAX) as usize, text.chars().count());
    }

    #[test]
    fn an_empty_text() {
        assert_eq!(Offsets::new("").at(0), 0);
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(\\PC|[a-z]{40}|[ء-ي]{40}|😀\u{64E}){0,40}") {
            let table = Offsets::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(table.at(at as u32) as usize, n);
            }
            prop_assert_eq!(table.at(text.len() as u32) as usize, text.chars().count());
        }
    }
}
