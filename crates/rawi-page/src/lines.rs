//! The lines of a text that have something on them.

use std::ops::Range;

/// The places of the lines that are not blank, without the blanks around them.
pub(crate) fn lines(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = from;
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    for end in memchr::memchr_iter(b'\n', rest).map(|i| i + from).chain([text.len()]) {
        let line = trimmed(text, start..end);
        if !line.is_empty() {
            out.push(line);
        }
        start = end + 1;
    }
    out
}

/// A range without the blanks at its edges.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else {
        return range.start..range.start;
    };
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let start = range.start + part.len() - part.trim_start_matches(blank).len();
    let end = range.start + part.trim_end_matches(blank).len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_left_out() {
        let text = "واحد \r\n\n \u{a0}\n  اثنان\nثلاثة";
        let found: Vec<_> = lines(text, 0).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["واحد", "اثنان", "ثلاثة"]);
    }
}
