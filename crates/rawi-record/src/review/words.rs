//! Words that a person types, as places in a text.

use super::anchor::find_words;
use crate::error::{Error, Failure, Result};
use crate::model::Range;

fn asked(what: String) -> Error {
    Error::new(Failure::Asked, what)
}

/// The place of words that stand in a text once, or the nearest to `near`.
pub(super) fn one(text: &str, words: &str, near: u32) -> Result<Range> {
    let places = find_words(text, words, Some(near));
    places.first().copied().ok_or_else(|| asked(format!("{words}: these words are not in the text: copy them from it")))
}

/// The places of `words`, or of `first words … last words`, in the order of the text.
fn all(text: &str, words: &str) -> Result<Vec<Range>> {
    let missing = |words: &str| asked(format!("{words}: these words are not in the text: copy them from it"));
    let whole = find_words(text, words, None);
    if !whole.is_empty() {
        return Ok(whole);
    }
    let Some((first, last)) = words.split_once('…').filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty()) else {
        return Err(missing(words));
    };
    let (heads, tails) = (find_words(text, first, None), find_words(text, last, None));
    if heads.is_empty() || tails.is_empty() {
        return Err(missing(if heads.is_empty() { first } else { last }));
    }
    let spans: Vec<Range> = heads
        .iter()
        .filter_map(|head| {
            let tail = tails.iter().find(|t| t.start >= head.end)?;
            Some(Range { start: head.start, end: tail.end })
        })
        .collect();
    if spans.is_empty() { Err(asked(format!("{words}: the last words stand before the first"))) } else { Ok(spans) }
}

/// The parts of a content: the first nearest to `near` (or as told), the others after it.
pub(super) fn content(text: &str, parts: &[String], near: u32, first: Option<Range>) -> Result<Vec<Range>> {
    let mut content: Vec<Range> = Vec::new();
    for part in parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()) {
        let places = all(text, part)?;
        let after = content.last().map_or(0, |c| c.end);
        let next = match (content.is_empty(), first) {
            (true, Some(first)) => Some(first),
            (true, None) => places.iter().min_by_key(|r| r.start.abs_diff(near)).copied(),
            (false, _) => places.iter().find(|r| r.start >= after).copied(),
        };
        content.push(next.ok_or_else(|| asked(format!("{part}: these words do not stand behind the part before them")))?);
    }
    if content.is_empty() {
        return Err(asked("what was said (content) is missing".to_owned()));
    }
    Ok(content)
}

/// A content and the cue beside it. Where both stand in the text more than once, the pair that is closest; several as close
/// as that are an error.
pub(super) fn content_and_cue(text: &str, parts: &[String], cue: &str) -> Result<(Vec<Range>, Range)> {
    let head = parts.iter().map(|p| p.trim()).find(|p| !p.is_empty()).unwrap_or_default();
    if head.is_empty() {
        return Err(asked("what was said (content) is missing".to_owned()));
    }
    let cues = find_words(text, cue, None);
    if cues.is_empty() {
        return Err(asked(format!("{cue}: these words are not in the text: copy them from it")));
    }
    let mut pairs: Vec<(u32, Range, Range)> = Vec::new();
    for first in all(text, head)? {
        for cue in &cues {
            let apart = if cue.end <= first.start {
                first.start - cue.end
            } else if first.end <= cue.start {
                // a cue behind what was said is rarer
                cue.start - first.end + 20
            } else {
                continue;
            };
            pairs.push((apart, first, *cue));
        }
    }
    pairs.sort_by_key(|p| (p.0, p.1.start));
    match &pairs[..] {
        [] => Err(asked(format!("{cue}: it stands only inside what was said"))),
        [a, b, ..] if a.0 == b.0 => {
            Err(asked(format!("{head}: it stands with {cue} in the text more than once: give more of the words")))
        }
        [(_, first, cue), ..] => Ok((content(text, parts, cue.start, Some(*first))?, *cue)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Places;

    const TEXT: &str = "قال زيد إن الجسر جاهز. وقال عمرو إن الجسر جاهز اليوم، وأضاف أن الطريق طويل.";

    fn check(parts: &[&str], cue: &str, expect: Result<&str>) {
        let parts: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
        let places = Places::new(TEXT);
        let found = content_and_cue(TEXT, &parts, cue);
        match (found, expect) {
            (Ok((content, cue)), Ok(expect)) => {
                let words: Vec<String> = content.iter().map(|c| format!("{}@{}", places.of(*c).unwrap(), c.start)).collect();
                assert_eq!(format!("{} {}", cue.start, words.join(" | ")), expect);
            }
            (Err(e), Err(expect)) => assert!(e.to_string().contains(&expect.to_string()), "{e}"),
            (found, _) => panic!("{found:?}"),
        }
    }

    #[test]
    fn contents_and_their_cues() {
        let wrong = |what: &str| Err(asked(what.to_owned()));
        check(&["إن الجسر جاهز"], "وقال", Ok("23 إن الجسر جاهز@33"));
        check(&["إن الجسر جاهز"], "قال", Ok("0 إن الجسر جاهز@8"));
        check(&["إن الجسر … اليوم"], "وقال", Ok("23 إن الجسر جاهز اليوم@33"));
        check(&["أن الطريق", "طويل"], "وأضاف", Ok("54 أن الطريق@60 | طويل@70"));
        check(&["الجس"], "قال", wrong("not in the text"));
        check(&["الماء"], "قال", wrong("not in the text"));
        check(&["طويل … قال"], "قال", wrong("before the first"));
        check(&[""], "قال", wrong("missing"));
        let twice = content_and_cue("قال: نعم. قال: نعم.", &["نعم".to_owned()], "قال");
        assert!(twice.unwrap_err().to_string().contains("more than once"));
    }
}
