//! What one report of an utterance has otherwise than another: word by word.

use rawi_text::{Key, Span, Token, TokenKind, tokenize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::{Places, Statement};

/// A stretch of words in the alignment of two contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Both have it; as the second has it.
    Both(String),
    /// The first alone has it.
    LeftOut(String),
    /// The second alone has it.
    Added(String),
}

/// How a report differs from another one of the same utterance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The contents, aligned.
    pub parts: Vec<Part>,
    /// Words of both that only the second has in quotation marks.
    pub quotes_gained: Vec<String>,
    /// Words of both that only the first has in quotation marks.
    pub quotes_lost: Vec<String>,
    /// The two cues, where they are of different verbs or phrases.
    pub cue: Option<(String, String)>,
    /// The two acts, where they differ.
    pub act: Option<(String, String)>,
}

/// A word of a content.
struct Word<'a> {
    key: Key,
    text: &'a str,
    quoted: bool,
}

/// How the second of two statements differs from the first. Spelling (hamza, marks) is no difference.
pub(crate) fn difference(first: (&Places<'_>, &Statement), second: (&Places<'_>, &Statement)) -> Difference {
    let (a, b) = (words(first.0, first.1), words(second.0, second.1));
    let keys = |words: &[Word<'_>]| words.iter().map(|w| w.key).collect::<Vec<_>>();
    let mut found = Difference::default();
    let text = |words: Option<&[Word<'_>]>| words.unwrap_or_default().iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    for op in capture_diff_slices(Algorithm::Myers, &keys(&a), &keys(&b)) {
        let (old, new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            for (x, y) in a.get(old).unwrap_or_default().iter().zip(b.get(new.clone()).unwrap_or_default()) {
                match (x.quoted, y.quoted) {
                    (false, true) => found.quotes_gained.push(y.text.to_owned()),
                    (true, false) => found.quotes_lost.push(x.text.to_owned()),
                    _ => {}
                }
            }
            found.parts.push(Part::Both(text(b.get(new))));
            continue;
        }
        if !old.is_empty() {
            found.parts.push(Part::LeftOut(text(a.get(old))));
        }
        if !new.is_empty() {
            found.parts.push(Part::Added(text(b.get(new))));
        }
    }
    let differ = |a: &str, b: &str| (a != b).then(|| (a.to_owned(), b.to_owned()));
    found.act = differ(&first.1.act, &second.1.act);
    if first.1.cue_lemma != second.1.cue_lemma {
        let cue = |(places, s): (&Places<'_>, &Statement)| places.of(s.cue).unwrap_or_default().to_owned();
        found.cue = differ(&cue(first), &cue(second));
    }
    found
}

/// The words of a content, with whether they stand in quotation marks. A mark may stand just before the content.
fn words<'a>(places: &Places<'a>, statement: &Statement) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    // all of it is the speaker's own words, whether or not the marks are in the span
    let mut quoted = statement.kind == "direct";
    for part in statement.content.iter().filter_map(|c| places.of(*c)) {
        let mut tokens: Vec<Token> = Vec::new();
        tokenize(part, Span::new(0, part.len() as u32), &mut tokens);
        let direct = quoted;
        for token in &tokens {
            match token.kind {
                TokenKind::Quote if !direct => quoted = !quoted,
                _ if token.is_content() => words.push(Word { key: token.key, text: token.span.of(part), quoted }),
                _ => {}
            }
        }
        quoted = direct;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Range;

    fn said(text: &str, kind: &str, cue: &str, act: &str) -> (String, Statement) {
        let whole = format!("{cue} {text}");
        let start = cue.chars().count() as u32;
        let content = vec![Range { start: start + 1, end: whole.chars().count() as u32 }];
        let statement = Statement {
            kind: kind.into(),
            act: act.into(),
            content,
            cue: Range { start: 0, end: start },
            cue_lemma: cue.into(),
            ..Statement::default()
        };
        (whole, statement)
    }

    fn diff(a: &(String, Statement), b: &(String, Statement)) -> Difference {
        difference((&Places::new(&a.0), &a.1), (&Places::new(&b.0), &b.1))
    }

    #[test]
    fn words_marks_cue_and_act() {
        let a = said("أن الوزارة «لن تسمح» بأي زيادة هذا العام", "mixed", "أكد", "affirm");
        let b = said("إن الوزارة لن تسمح بزيادة", "indirect", "قال", "inform");
        let found = diff(&a, &b);
        assert_eq!(
            found.parts,
            [Part::Both("إن الوزارة لن تسمح".into()), Part::LeftOut("بأي زيادة هذا العام".into()), Part::Added("بزيادة".into()),]
        );
        assert_eq!(found.quotes_lost, ["لن", "تسمح"]);
        assert_eq!(found.cue, Some(("أكد".into(), "قال".into())));
        assert_eq!(found.act, Some(("affirm".into(), "inform".into())));
        assert_eq!(diff(&b, &a).quotes_gained, ["لن", "تسمح"]);
        let same = diff(&a, &a);
        assert!(matches!(&same.parts[..], [Part::Both(_)]) && same.cue.is_none() && same.act.is_none());
    }

    #[test]
    fn spelling_is_no_difference() {
        let a = said("الأزمة انتهت أمس", "indirect", "قال", "inform");
        let b = said("الازمه إنتهت امس", "indirect", "قال", "inform");
        assert_eq!(diff(&a, &b).parts, [Part::Both("الازمه إنتهت امس".into())]);
    }
}
