//! Text in the columns of a terminal.

use unicode_width::UnicodeWidthChar;

/// The columns that a text takes. Marks take none; letters are counted one by one, as terminals
/// that do not join them show them.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text on one line with single spaces, without what would steer the terminal: control
/// characters and marks of direction.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && !steers(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn steers(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Lines of at most `width` columns; a text of more than `most` lines ends with `…`.
pub fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    let (width, most) = (width.max(2), most.max(1));
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').flat_map(|w| pieces(w, width)) {
        let wide = columns(word);
        let gap = usize::from(used > 0);
        if used + gap + wide > width {
            if lines.len() == most {
                cut(&mut lines[most - 1], width);
                return lines;
            }
            lines.push(word.to_owned());
            used = wide;
        } else if let Some(line) = lines.last_mut() {
            line.extend((gap > 0).then_some(' '));
            line.push_str(word);
            used += gap + wide;
        }
    }
    lines
}

/// Ends a line with `…` inside the width.
fn cut(line: &mut String, width: usize) {
    while columns(line) + 2 > width {
        let keep = line.trim_end().rfind(' ').unwrap_or(0);
        line.truncate(keep);
    }
    line.extend((!line.is_empty()).then_some(' '));
    line.push('…');
}

/// A word that is wider than a line, in pieces that are not.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let (mut out, mut from, mut used) = (Vec::new(), 0, 0);
    for (at, c) in word.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && at > from {
            out.push(&word[from..at]);
            (from, used) = (at, 0);
        }
        used += wide;
    }
    out.push(&word[from..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_take_no_columns() {
        assert_eq!(columns("قَالَ"), 3);
        assert_eq!(columns("لا"), 2);
        assert_eq!(columns("日"), 2);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean(" a\u{1b}[31m\t\n b\u{202E}c\u{a0}\r"), "a[31m bc");
    }

    #[test]
    fn lines_and_the_cut() {
        assert_eq!(wrap("aa bb cc dd", 5, 9), ["aa bb", "cc dd"]);
        assert_eq!(wrap("aa bb cc dd ee", 5, 2), ["aa bb", "cc …"]);
        assert_eq!(wrap("abcdefgh", 3, 9), ["abc", "def", "gh"]);
        assert_eq!(wrap("abcdefgh", 3, 1), ["…"]);
        assert_eq!(wrap("", 10, 3), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "([ء-ي\u{64B}-\u{650}]{1,9} |[a-z日]{1,30} ){0,30}", width in 2usize..40) {
            let text = clean(&text);
            let lines = wrap(&text, width, usize::MAX);
            prop_assert!(lines.iter().all(|l| columns(l) <= width));
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            prop_assert!(wrap(&text, width, 2).iter().all(|l| columns(l) <= width));
        }
    }
}
