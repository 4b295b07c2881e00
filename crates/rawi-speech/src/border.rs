//! The very words at a place where a content might end: features without a bit of their own, since there are as many as there
//! are words. Only those that many articles have get a weight.

use rawi_text::Key;
use rawi_text::words::WAW;
use std::fmt;
use std::str::FromStr;

/// What a word is to a place where a content might end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The first word behind it.
    Next,
    /// The first two words behind it.
    NextTwo,
    /// How the first word behind it begins, و left out.
    Begins,
    /// How it ends.
    Ends,
    /// How it ends, behind و.
    JoinedEnds,
    /// The verb of the cue, where nothing marks the place in a clause.
    Verb,
    /// The verb of the cue, where a mark stands there.
    MarkVerb,
    /// The verb of the cue of a noun phrase, where nothing marks the place.
    NounVerb,
    /// The verb of the cue of a noun phrase, where a mark stands there.
    MarkNounVerb,
}

const PARTS: [(Part, &str); 9] = [
    (Part::Next, "next"),
    (Part::NextTwo, "next-two"),
    (Part::Begins, "next-begins"),
    (Part::Ends, "next-ends"),
    (Part::JoinedEnds, "waw+next-ends"),
    (Part::Verb, "verb"),
    (Part::MarkVerb, "mark+verb"),
    (Part::NounVerb, "noun+verb"),
    (Part::MarkNounVerb, "mark+noun+verb"),
];

/// A word as a feature of a place where a content might end; two where it takes two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Part, Key, Key);

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = PARTS.iter().find(|(p, _)| *p == self.0).map_or("", |(_, n)| n);
        write!(f, "{name}:{}", self.1)?;
        if self.0 == Part::NextTwo { write!(f, " {}", self.2) } else { Ok(()) }
    }
}

/// No such feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWord;

impl FromStr for Word {
    type Err = NoWord;

    fn from_str(s: &str) -> Result<Word, NoWord> {
        let (name, words) = s.split_once(':').ok_or(NoWord)?;
        let (part, _) = PARTS.into_iter().find(|(_, n)| *n == name).ok_or(NoWord)?;
        let mut words = words.split(' ').map(Key::of);
        let first = words.next().filter(|k| !k.is_empty()).ok_or(NoWord)?;
        let second = words.next().unwrap_or_default();
        if words.next().is_some() || (part == Part::NextTwo) == second.is_empty() {
            return Err(NoWord);
        }
        Ok(Word(part, first, second))
    }
}

/// The words at a place where a content might end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Border {
    /// The two words behind it; empty where there are none.
    pub next: [Key; 2],
    /// Whether a mark stands there.
    pub marked: bool,
    /// The verb of the cue.
    pub verb: Key,
    /// Whether the content is a noun phrase.
    pub noun_like: bool,
}

impl Border {
    /// Its words as features.
    pub fn words(self) -> impl Iterator<Item = Word> {
        let [first, second] = self.next;
        let none = Key::default();
        let joined = first.len() > 3 && first.first() == WAW;
        let bare = if joined { first.skip(1) } else { first };
        let by = match (self.marked, self.noun_like) {
            (false, false) => Part::Verb,
            (true, false) => Part::MarkVerb,
            (false, true) => Part::NounVerb,
            (true, true) => Part::MarkNounVerb,
        };
        let end = bare.skip(bare.len().saturating_sub(2));
        [
            Some(Word(Part::Next, first, none)),
            (!second.is_empty()).then_some(Word(Part::NextTwo, first, second)),
            Some(Word(Part::Begins, bare.take(2), none)),
            Some(Word(if joined { Part::JoinedEnds } else { Part::Ends }, end, none)),
            Some(Word(by, self.verb, none)),
        ]
        .into_iter()
        .flatten()
        .filter(|w| is_spelled(w.1) && (w.0 != Part::NextTwo || is_spelled(w.2)))
    }
}

/// Whether a key is an Arabic word that it holds letter by letter.
fn is_spelled(key: Key) -> bool {
    !key.is_empty() && (0..key.len()).all(|i| (0x80..0xC0).contains(&key.at(i)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_text::key;

    #[test]
    fn words_are_written_as_they_are_read() {
        let border =
            Border { next: [key!("وترفض"), key!("الحكومة")], marked: true, verb: key!("أعلن"), noun_like: false };
        let names: Vec<String> = border.words().map(|w| w.to_string()).collect();
        assert_eq!(names, ["next:وترفض", "next-two:وترفض الحكومه", "next-begins:تر", "waw+next-ends:فض", "mark+verb:اعلن"]);
        for word in border.words() {
            assert_eq!(word.to_string().parse(), Ok(word));
        }
        assert_eq!(Border::default().words().count(), 0);
        for no in ["next", "next:", "next-two:في", "next:في حين", "before:clause"] {
            assert_eq!(no.parse::<Word>(), Err(NoWord), "{no}");
        }
    }
}
