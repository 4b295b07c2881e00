//! What of a page is furniture: comment forms, share buttons, related links, clocks, tags, bylines.

use std::ops::Range;

use crate::fold::{Words, first_letter};
use crate::phrases::{Kind, PHRASES, Phrases};

/// How far from the edges of a page its clock and byline are looked for, in lines.
const EDGE: usize = 4;
/// A tail begins only after this much of the article, in bytes; before, its first line is left out alone.
const BEFORE_TAIL: usize = 200;
/// The longest sentence that an inline phrase takes along, in bytes.
const LONGEST: usize = 400;
const STOPS: [char; 5] = ['.', '!', '؟', '?', '…'];

/// What a line is.
enum Line {
    Article,
    Furniture,
    /// A heading over links: the short lines after it belong to it.
    Block,
    /// From here to the end.
    Tail,
}

/// The parts of `text` that are furniture, sorted and disjoint. `lines` are its lines, `title` the headline.
pub(crate) fn furniture(text: &str, lines: &[Range<usize>], title: Option<&Range<usize>>) -> Vec<Range<usize>> {
    let phrases: &Phrases = &PHRASES;
    let headline = title.map(|t| Words::of(&text[t.clone()], 60));
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut body = 0;
    let mut block = false;
    let first = lines.iter().position(|l| title.is_none_or(|t| l.start >= t.end)).unwrap_or(lines.len());
    let bylines = bylines(text, &lines[first.min(lines.len())..], phrases);
    for (n, place) in lines.iter().enumerate() {
        if title.is_some_and(|t| place.start < t.end && t.start < place.end) {
            continue;
        }
        let line = &text[place.clone()];
        let edge = n < EDGE || n + EDGE >= lines.len();
        let kind = match headline.as_ref() {
            // Over the article and in it, a repeated headline is read like any other line.
            Some(h) if body > BEFORE_TAIL && n + EDGE >= lines.len() && repeats(line, h) => Line::Furniture,
            _ => classify(line, edge, phrases),
        };
        match kind {
            Line::Tail if body >= BEFORE_TAIL => {
                cuts.push(place.start..text.len());
                return cuts;
            }
            Line::Furniture | Line::Tail => cuts.push(place.clone()),
            Line::Block => {
                block = true;
                cuts.push(place.clone());
                continue;
            }
            Line::Article if block && is_link(line) => cuts.push(place.clone()),
            Line::Article => {
                block = false;
                if let Some(part) = bylines.iter().find(|b| b.start == place.start) {
                    cuts.push(part.clone());
                }
                inside(text, place, n + 1 == lines.len(), phrases, &mut cuts);
                body += place.len();
            }
        }
    }
    cuts.sort_unstable_by_key(|c| (c.start, c.end));
    let mut end = 0;
    for cut in &mut cuts {
        cut.start = cut.start.max(end);
        end = end.max(cut.end);
    }
    cuts.retain(|c| c.start < c.end);
    cuts
}

/// Whether a line is furniture by itself, wherever it stands at the edge of a page.
pub(crate) fn is_furniture(line: &str) -> bool {
    !matches!(classify(line, true, &PHRASES), Line::Article) || is_byline(line, &PHRASES)
}

/// The headline again, further down: a widget.
fn repeats(line: &str, headline: &Words) -> bool {
    headline.len() > 2
        && line.len() < 800
        && first_letter(line) == headline.get(0).chars().next()
        && Words::of(line, headline.len() + 1).iter().eq(headline.iter())
}

/// A link under a heading: a short line that does not end like a sentence.
fn is_link(line: &str) -> bool {
    line.len() < 300 && !line.ends_with(STOPS)
}

fn classify(line: &str, edge: bool, phrases: &Phrases) -> Line {
    if first_letter(line).is_none() {
        return if line.chars().any(char::is_alphanumeric) { Line::Article } else { Line::Furniture };
    }
    if line.starts_with('©') && line.len() < 300 {
        return Line::Tail;
    }
    if line.len() < 300 && !line.contains(' ') && is_address(line) {
        return Line::Furniture;
    }
    if edge && line.len() < 200 && is_clock(line, phrases) {
        return Line::Furniture;
    }
    if !phrases.may_begin(line) {
        return Line::Article;
    }
    let words = Words::of(line, 48);
    if (2..=16).contains(&words.len()) && words.iter().all(|w| phrases.share.contains(w)) {
        return Line::Furniture;
    }
    for phrase in phrases.at(&words, 0) {
        let more = words.len() - phrase.words.len();
        match phrase.kind {
            Kind::Line if more == 0 => return Line::Furniture,
            Kind::Prefix if more <= 40 && words.len() < 48 => return Line::Furniture,
            Kind::Block if more == 0 => return Line::Block,
            Kind::Block if more <= 30 && led_by(line, &words, phrase.words.len()) => {
                return Line::Furniture;
            }
            Kind::Tail if more <= 8 => return Line::Tail,
            Kind::Bracket if more == 0 && line.starts_with(['(', '[']) => return Line::Furniture,
            _ => {}
        }
    }
    Line::Article
}

/// Whether the phrase of `n` words is set off from what follows it (`اقرأ أيضاً: …`).
fn led_by(line: &str, words: &Words, n: usize) -> bool {
    let after = line[words.place(n - 1).end..].trim_start();
    after.starts_with([':', '|', '-', '–', '—', '…', '.', '«', '"', '“', '(', '*', '>', '<'])
}

fn is_address(line: &str) -> bool {
    line.starts_with("http://")
        || line.starts_with("https://")
        || line.starts_with("www.")
        || line.split_once('@').is_some_and(|(user, host)| !user.is_empty() && user.is_ascii() && host.contains('.'))
}

/// A date or a time with nothing else: figures, and words that go with them.
fn is_clock(line: &str, phrases: &Phrases) -> bool {
    if !line.chars().any(|c| c.is_ascii_digit() || matches!(c, '٠'..='٩')) {
        return false;
    }
    let words = Words::of(line, 24);
    let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    // A number that stands alone is a heading or a count.
    (2..24).contains(&words.len())
        && words.iter().all(|w| number(w) || phrases.clock.contains(w) || crate::date::is_month_word(w))
        && (words.iter().any(|w| !number(w)) || line.contains(':') || crate::date::is_dateline(line))
}

/// Marks the parts of an article's line that are furniture.
fn inside(text: &str, place: &Range<usize>, last: bool, phrases: &Phrases, cuts: &mut Vec<Range<usize>>) {
    let line = &text[place.clone()];
    let mut from = 0;
    let marks = memchr::memchr3_iter(b'.', b'(', b'[', line.as_bytes());
    for (at, mark) in [(0, b'^')].into_iter().chain(marks.map(|i| (i, line.as_bytes()[i]))) {
        if at < from {
            continue;
        }
        let begin = if mark == b'^' { at } else { at + 1 };
        let rest = &line[begin..];
        // A full stop inside a word or a number ends no sentence.
        if mark == b'.' && !rest.starts_with([' ', '\u{a0}', '.', '»', '"', '”', '(']) || !phrases.may_begin(rest) {
            continue;
        }
        let words = Words::of(rest, 12);
        let found = phrases.at(&words, 0).find_map(|phrase| {
            let end = words.place(phrase.words.len() - 1).end;
            let bracket = matches!(mark, b'(' | b'[');
            match phrase.kind {
                Kind::Bracket if bracket => closed(rest, end).map(|end| at..begin + end),
                Kind::Start if mark == b'^' => Some(begin..begin + past_marks(rest, end)),
                Kind::Inline if !bracket => sentence_end(rest, end).map(|end| begin..begin + end),
                Kind::Rest if !bracket => Some(begin..line.len()),
                Kind::Tags if last && mark == b'.' && rest.len() < 2 * LONGEST && !rest[end..].contains(STOPS) => {
                    Some(begin..line.len())
                }
                _ => None,
            }
        });
        if let Some(part) = found {
            from = part.end;
            let part = crate::lines::trimmed(text, place.start + part.start..place.start + part.end);
            cuts.push(part);
        }
    }
}

/// The end of a bracket that closes right after `end`.
fn closed(rest: &str, end: usize) -> Option<usize> {
    let after = &rest[end..];
    let mark = after.trim_start_matches([' ', '.', '\u{a0}']);
    mark.starts_with([')', ']']).then(|| rest.len() - mark.len() + 1)
}

/// The end with the punctuation that follows it.
fn past_marks(rest: &str, end: usize) -> usize {
    let after = rest[end..].trim_start_matches([' ', ':', '،', ',', '|', '-', '–', '.']);
    rest.len() - after.len()
}

/// The end of the sentence that goes on at `from`, if it is a short one.
fn sentence_end(rest: &str, from: usize) -> Option<usize> {
    let end = rest[from..].char_indices().find_map(|(i, c)| {
        let next = rest[from + i + c.len_utf8()..].chars().next();
        (STOPS.contains(&c) && next.is_none_or(char::is_whitespace)).then_some(from + i + c.len_utf8())
    });
    let end = end.unwrap_or(rest.len());
    (end - from <= LONGEST).then_some(end)
}

/// The bylines among the first lines after the headline: whole lines, or what stands before a colon.
fn bylines(text: &str, lines: &[Range<usize>], phrases: &Phrases) -> Vec<Range<usize>> {
    let near = &lines[..lines.len().min(3)];
    let mut out: Vec<Range<usize>> = Vec::new();
    for (n, place) in near.iter().enumerate() {
        let line = &text[place.clone()];
        if is_byline(line, phrases) {
            // A line with a name goes with the line that names the outlet or the office.
            for other in [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|i| near.get(i)) {
                let name = &text[other.clone()];
                if name.len() < 80 && Words::of(name, 6).len() <= 4 && !name.contains(PUNCTUATION) {
                    out.push(other.clone());
                }
            }
            out.push(place.clone());
        } else if n == 0
            && let Some(colon) = line.find(':').filter(|i| *i < 160)
            && line[..colon].contains(DASHES)
            && is_byline(&line[..colon], phrases)
        {
            out.push(place.start..place.start + colon + 1);
        }
    }
    out
}

const DASHES: [char; 7] = ['-', '–', '—', 'ـ', '|', '/', '،'];
const PUNCTUATION: [char; 12] = ['.', '،', ':', '؟', '!', '"', '«', '“', '(', ',', '…', '؛'];

/// A part of a line that is a headline by itself: «خاص | الوزير: لا زيادة», «متابعة | نائب يقترح هدنة من أسبوع».
fn is_told(part: &str) -> bool {
    let said = part.split_once(':').is_some_and(|(_, after)| Words::of(after, 3).len() > 2);
    said || Words::of(part, 6).len() > 5
}

/// A short line that names its author, or one part of which is an outlet or an office of the table.
fn is_byline(line: &str, phrases: &Phrases) -> bool {
    if line.len() > 160 || line.ends_with(['.', '؟', '!', '"', '»', '”', '…']) {
        return false;
    }
    let words = Words::of(line, 12);
    let author = phrases.at(&words, 0).filter(|p| p.kind == Kind::Author).any(|p| {
        let n = p.words.len();
        let colon = line[words.place(n - 1).end..].trim_start().starts_with(':');
        words.len() <= n + if colon { 6 } else { 3 }
    });
    author
        || words.len() <= 9
            && !line.split(['|', '/']).any(is_told)
            && line.split(DASHES).filter(|part| !part.is_empty()).any(|part| {
                let words = Words::of(part, 9);
                phrases.at(&words, 0).any(|p| p.kind == Kind::Byline && words.len() <= p.words.len() + 1)
            })
}

#[cfg(test)]
#[path = "furniture_tests.rs"]
mod tests;
