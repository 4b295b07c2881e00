//! Words in a text, kept so that they are found again in another state of the text.
//!
//! Marks, tatweel and the width of blanks make no difference: a page that is fetched again differs in them.

use serde::{Deserialize, Serialize};

use crate::model::{Places, Range};

/// Code points that are kept before the words and after them.
const AROUND: u32 = 32;

/// Words of a text, where they stood, and what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quote {
    /// The first code point.
    pub start: u32,
    /// Past the last.
    pub end: u32,
    /// The words.
    pub exact: String,
    /// What stood before.
    pub before: String,
    /// What stood after.
    pub after: String,
}

impl Quote {
    /// The words from the first to the last of the ranges; `None` where they are no places of the text.
    pub(crate) fn over(places: &Places<'_>, ranges: impl IntoIterator<Item = Range>) -> Option<Self> {
        let (start, end) = ranges
            .into_iter()
            .map(|r| (r.start, r.end))
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            .filter(|(start, end)| start < end)?;
        let from = start.saturating_sub(AROUND);
        let to = (0..=AROUND).rev().map(|n| end.saturating_add(n)).find(|n| places.byte(*n).is_some())?;
        let of = |start, end| places.of(Range { start, end }).map(str::to_owned);
        Some(Self { start, end, exact: of(start, end)?, before: of(from, start)?, after: of(end, to)? })
    }
}

/// A text as it is searched: without marks, blanks as one, each character with its place.
#[derive(Debug)]
pub(crate) struct Bare<'a> {
    places: Places<'a>,
    chars: Vec<char>,
    at: Vec<u32>,
    /// Past the last character, marks behind it included.
    end: Vec<u32>,
}

impl<'a> Bare<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut bare = Self { places: Places::new(text), chars: Vec::new(), at: Vec::new(), end: Vec::new() };
        for (n, c) in (0u32..).zip(text.chars()) {
            if is_mark(c) {
                if let Some(end) = bare.end.last_mut() {
                    *end = n + 1;
                }
                continue;
            }
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && bare.chars.last() == Some(&' ') {
                continue;
            }
            bare.chars.push(c);
            bare.at.push(n);
            bare.end.push(n + 1);
        }
        bare
    }

    /// Every place of `words`, as places of bare characters.
    fn all<'b>(&'b self, words: &'b [char]) -> impl Iterator<Item = usize> + 'b {
        let first = words.first().copied();
        let last = self.chars.len().checked_sub(words.len());
        let range = match (first, last) {
            (Some(_), Some(last)) => 0..last + 1,
            _ => 0..0,
        };
        range.filter(move |n| self.chars.get(*n).copied() == first && self.chars.get(*n..*n + words.len()) == Some(words))
    }

    /// The code points of bare characters.
    fn range(&self, from: usize, to: usize) -> Option<Range> {
        let last = to.checked_sub(1)?;
        Some(Range { start: *self.at.get(from)?, end: *self.end.get(last)? }).filter(|r| r.start < r.end)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Where quoted words are in a text: the way from ranges of the one that they were quoted from.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    quote: &'a Quote,
    bare: &'a Bare<'a>,
    /// The quotation's own characters.
    own: Bare<'a>,
    /// Where they begin in `bare`; `None` where not all of them stand together any more.
    at: Option<usize>,
    /// How far they moved, where they are the same to the last mark.
    shift: Option<i64>,
}

impl<'a> Found<'a> {
    /// Looks for a quotation. Of several places the one with the most of the same words around it, then the nearest.
    pub(crate) fn new(quote: &'a Quote, bare: &'a Bare<'a>) -> Self {
        let own = Bare::of(&quote.exact);
        let (before, after) = (Bare::of(&quote.before).chars, Bare::of(&quote.after).chars);
        let around = |at: usize| {
            let head = bare.chars.get(..at).unwrap_or_default();
            let tail = bare.chars.get(at + own.chars.len()..).unwrap_or_default();
            same(before.iter().rev(), head.iter().rev()) + same(after.iter(), tail.iter())
        };
        let far = |at: usize| bare.at.get(at).map_or(u32::MAX, |n| n.abs_diff(quote.start));
        let at = bare.all(&own.chars).max_by_key(|at| (around(*at), std::cmp::Reverse(far(*at))));
        let shift = at.and_then(|at| bare.at.get(at)).map(|at| i64::from(*at) - i64::from(quote.start)).filter(|by| {
            let now = moved(quote.start, *by).zip(moved(quote.end, *by));
            now.and_then(|(start, end)| bare.places.of(Range { start, end })) == Some(quote.exact.as_str())
        });
        Self { quote, bare, own, at, shift }
    }

    /// Whether the words stand where they stood.
    pub(crate) fn unmoved(&self) -> bool {
        self.shift == Some(0)
    }

    /// Where a range within the quotation is now; `None` where its words are gone.
    pub(crate) fn place(&self, range: Range) -> Option<Range> {
        let (start, end) = (range.start.checked_sub(self.quote.start)?, range.end.checked_sub(self.quote.start)?);
        if range.end > self.quote.end || start >= end {
            return None;
        }
        if let Some(by) = self.shift {
            return moved(range.start, by).zip(moved(range.end, by)).map(|(start, end)| Range { start, end });
        }
        let from = self.own.end.partition_point(|n| *n <= start);
        let to = self.own.at.partition_point(|n| *n < end);
        if from >= to {
            return None;
        }
        if let Some(at) = self.at {
            return self.bare.range(at + from, at + to);
        }
        // the sentence around it was rewritten: the words alone, nearest to where they were
        let words = self.own.chars.get(from..to)?;
        let near = |at: &usize| self.bare.at.get(*at).map_or(u32::MAX, |n| n.abs_diff(range.start));
        let at = self.bare.all(words).min_by_key(near)?;
        self.bare.range(at, at + words.len())
    }
}

fn moved(place: u32, by: i64) -> Option<u32> {
    u32::try_from(i64::from(place) + by).ok()
}

fn same<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = &'a char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The places of typed words in a text, the nearest to `near` first. They end where a word ends; where some begin with a
/// word too, those that begin inside one (behind a clitic) are left out.
pub(crate) fn find_words(text: &str, words: &str, near: Option<u32>) -> Vec<Range> {
    let (bare, own) = (Bare::of(text), Bare::of(words.trim()));
    let joined = |at: usize| {
        let side = |at: Option<usize>| at.and_then(|at| bare.chars.get(at)).is_some_and(|c| c.is_alphanumeric());
        side(at.checked_sub(1)) && side(Some(at))
    };
    let length = own.chars.len();
    let places: Vec<usize> = bare.all(&own.chars).filter(|at| !joined(at + length)).collect();
    let any_whole = places.iter().any(|at| !joined(*at));
    let places = places.into_iter().filter(|at| !any_whole || !joined(*at));
    let mut places: Vec<Range> = places.filter_map(|at| bare.range(at, at + length)).collect();
    if let Some(near) = near {
        places.sort_by_key(|r| r.start.abs_diff(near));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first place of `piece`.
    fn at(text: &str, piece: &str) -> Range {
        let byte = text.find(piece).unwrap();
        let start = text[..byte].chars().count() as u32;
        Range { start, end: start + piece.chars().count() as u32 }
    }

    /// `piece`, anchored in `old` within `quoted`, is found in `new` as `expect`.
    fn check(old: &str, quoted: &str, piece: &str, new: &str, expect: Option<&str>) {
        let quote = Quote::over(&Places::new(old), [at(old, quoted)]).unwrap();
        let bare = Bare::of(new);
        let found = Found::new(&quote, &bare).place(at(old, piece));
        assert_eq!(found.and_then(|r| Places::new(new).of(r)), expect, "{piece} in {new}");
    }

    #[test]
    fn words_are_found_again() {
        let old = "أكد الوزير أن الجسر جاهز. وأكد الوالي أن الطريق مفتوح.";
        check(old, "أن الطريق مفتوح", "الطريق", old, Some("الطريق"));
        check(old, "أن الطريق مفتوح", "الطريق", &format!("عنوان جديد\n{old}"), Some("الطريق"));
        // marks and blanks
        check(old, "أن الطريق مفتوح", "أن الطريق مفتوح", "وقال أنّ  الطريـقَ\u{a0}مفتوحٌ.", Some("أنّ  الطريـقَ\u{a0}مفتوحٌ"));
        // a word put between the two pieces
        check(old, "أن الجسر جاهز. وأكد", "أن الجسر جاهز", "أكد الوزير أمس أن الجسر جاهز وأكد", Some("أن الجسر جاهز"));
        check(old, "أن الجسر جاهز", "أن الجسر جاهز", "أكد الوزير أن الجسر ليس جاهزاً.", None);
        check(old, "أن الجسر جاهز", "أن الجسر جاهز", "", None);
    }

    #[test]
    fn of_two_places_the_one_with_its_words_around_it() {
        let old = "قال زيد: نعم. وقال عمرو: نعم. وقال زيد: نعم.";
        let second = at(old, "عمرو: نعم");
        let yes = Range { start: second.start + 6, end: second.end };
        let quote = Quote::over(&Places::new(old), [yes]).unwrap();
        let new = format!("تحديث. {old}");
        let bare = Bare::of(&new);
        let found = Found::new(&quote, &bare);
        assert_eq!(found.place(yes), Some(Range { start: yes.start + 7, end: yes.end + 7 }));
        assert!(!found.unmoved());
        let bare = Bare::of(old);
        assert!(Found::new(&quote, &bare).unmoved());
    }
}
