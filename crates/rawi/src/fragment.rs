//! Links to the very words of a page: text fragments (`#:~:text=`), which browsers find and light up.

use std::fmt::Write;

use rawi_page::Article;
use rawi_text::Span;

/// Words that a fragment begins and ends with, where what is said is longer.
const EDGE: usize = 5;
/// Words before what is said, where its first words stand elsewhere too.
const BEFORE: usize = 3;

/// The address of an article's page with a text fragment for some of its words; none where the article is no page, or has
/// no address that a browser may follow.
pub fn link(article: &Article, span: Span) -> Option<String> {
    to(article.source.url.as_deref()?, article.source.media_type, &article.text, span)
}

/// The same, of an article that is told by its address, what was read there, and its text.
pub fn to(url: &str, media_type: &str, text: &str, span: Span) -> Option<String> {
    if media_type != "text/html" || !(url.starts_with("https://") || url.starts_with("http://")) || url.contains(":~:") {
        return None;
    }
    let directive = directive(text, span)?;
    let hash = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{hash}:~:{directive}"))
}

/// `text=[before-,]first[,last]`. Browsers look for whole words inside of one block, and take anything between first and last.
fn directive(text: &str, span: Span) -> Option<String> {
    let (from, to) = whole_words(text, span)?;
    let said: Vec<&str> = text[from..to].lines().collect();
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let first_line = words(said.first()?);
    let last_line = words(said.last()?);
    let short = said.len() == 1 && first_line.len() <= 2 * EDGE;
    let first = if short { first_line.join(" ") } else { first_line[..first_line.len().min(EDGE)].join(" ") };
    let mut out = String::from("text=");
    if text[..from].contains(&first) || text[from + first.len().min(to - from)..].contains(&first) && short {
        let line = text[..from].rsplit('\n').next().unwrap_or_default();
        let before = words(line);
        if !before.is_empty() {
            encode(&before[before.len().saturating_sub(BEFORE)..].join(" "), &mut out);
            out.push_str("-,");
        }
    }
    encode(&first, &mut out);
    if !short {
        out.push(',');
        encode(&last_line[last_line.len().saturating_sub(EDGE)..].join(" "), &mut out);
    }
    Some(out)
}

/// A span without the marks at its edges, and with the whole of the words in which it begins and ends.
fn whole_words(text: &str, span: Span) -> Option<(usize, usize)> {
    let part = text.get(span.range())?;
    let inner = part.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() {
        return None;
    }
    let start = span.start as usize + (inner.as_ptr() as usize - part.as_ptr() as usize);
    let end = start + inner.len();
    // marks of vowels belong to the word that they stand on
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}');
    let before = text[..start].char_indices().rev().take_while(|(_, c)| word(*c)).last().map_or(start, |(i, _)| i);
    let after = text[end..].char_indices().find(|(_, c)| !word(*c)).map_or(text.len(), |(i, _)| end + i);
    Some((before, after))
}

/// Percent-encoding of everything but letters and figures of ASCII: dash, comma and ampersand have a meaning in a fragment.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // writing to a string does not fail
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(directive: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = directive.bytes();
        while let Some(b) = rest.next() {
            if b == b'%' {
                let hex: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&hex, 16).unwrap());
            } else {
                bytes.push(b);
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[track_caller]
    fn check(text: &str, said: &str, expected: &str) {
        let start = text.rfind(said).unwrap();
        let span = Span::new(start as u32, (start + said.len()) as u32);
        assert_eq!(decoded(&directive(text, span).unwrap()), expected);
    }

    #[test]
    fn directives() {
        let text = "قال الوزير إن الجسر سيفتح يوم الأحد، ثم «سيفتح الطريق».\n\nوقال الوزير إن الجسر جاهز وإن العمل فيه انتهى قبل موعده \
                    بشهر كامل رغم الأمطار.";
        check(text, "«سيفتح الطريق».", "text=سيفتح الطريق");
        // a word that is begun inside is taken whole
        check(text, "ال الوزير إن الجسر سيفتح", "text=قال الوزير إن الجسر سيفتح");
        // the same words stand further up
        check(text, "الجسر", "text=وقال الوزير إن-,الجسر");
        check(
            text,
            "إن العمل فيه انتهى قبل موعده بشهر كامل رغم الأمطار.",
            "text=وإن العمل فيه انتهى قبل موعده بشهر كامل رغم الأمطار",
        );
        check(
            text,
            "سيفتح يوم الأحد، ثم «سيفتح الطريق».\n\nوقال الوزير إن الجسر جاهز",
            "text=سيفتح يوم الأحد، ثم «سيفتح,وقال الوزير إن الجسر جاهز",
        );
        assert_eq!(directive(text, Span::new(0, 0)), None);
    }

    #[test]
    fn marks_that_mean_something_are_encoded() {
        let mut out = String::new();
        encode("a-b,c&d e", &mut out);
        assert_eq!(out, "a%2Db%2Cc%26d%20e");
    }
}
