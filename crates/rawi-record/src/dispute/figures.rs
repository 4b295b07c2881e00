//! Whether two statements give different figures for one thing.

use super::{Dispute, DisputeKind, Entry, days, nested, round};
use crate::error::Result;
use crate::utterance::gist::{self, Content, Names, shared};

/// Code points before and after a figure that tell what is counted.
pub(super) const AROUND: i64 = 45;
/// Values that differ by less are one, rounded otherwise.
const ROUNDED: f64 = 0.03;

/// Surer than this nobody is: the two may have counted at different hours.
const MOST_SURE: f64 = 0.9;

/// A figure that a statement gives.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    value: f64,
    unit: String,
    text: String,
    /// The least and the greatest value that it may mean: of «more than 30», 30 and no end.
    range: (f64, f64),
    /// Whether it is a share or an amount of money: there are many of one unit.
    of_money: bool,
    /// Of which version, and where in its text: from, to.
    pub(super) place: (i64, i64, i64),
}

impl Figure {
    pub(super) fn new(value: f64, unit: String, text: String, bound: Option<&str>, place: (i64, i64, i64)) -> Option<Self> {
        // spans of time are told, and hardly ever claimed
        const TIMES: [&str; 9] = ["سنة", "عام", "شهر", "أسبوع", "يوم", "ساعة", "دقيقة", "ثانية", "مرة"];
        const MONEY: [&str; 14] =
            ["في المئة", "نقطة", "دولار", "يورو", "أورو", "ريال", "درهم", "دينار", "جنيه", "ليرة", "روبل", "شيكل", "ين", "يوان"];
        let range = match bound {
            Some("more" | "at-least") => (value, f64::INFINITY),
            Some("less" | "at-most") => (0.0, value),
            Some("about") => (value * 0.9, value * 1.1),
            _ => (value, value),
        };
        let of_money = MONEY.contains(&unit.as_str());
        (!TIMES.contains(&unit.as_str())).then_some(Self { value, unit, text, range, of_money, place })
    }

    /// Whether both may be right.
    fn agrees(&self, other: &Self) -> bool {
        let near = (self.value - other.value).abs() <= ROUNDED * self.value.abs().max(other.value.abs());
        near || (self.range.0 <= other.range.1 && other.range.0 <= self.range.1)
    }
}

/// The words before a figure and after it, in its sentence, of so many code points of text.
pub(super) fn words_around(before: &str, after: &str) -> [Content; 2] {
    // the words that are cut at the rim are no words
    let cut = |text: &str| text.chars().count() as i64 >= AROUND;
    let before = if cut(before) { before.split_once(' ').map_or("", |(_, rest)| rest) } else { before };
    let after = if cut(after) { after.rsplit_once(' ').map_or("", |(rest, _)| rest) } else { after };
    let sentence_end = |c: char| matches!(c, '.' | '\n' | '!' | '؟' | '؛');
    let before = before.rsplit(sentence_end).next().unwrap_or_default();
    let after = after.split(sentence_end).next().unwrap_or_default();
    [before, after].map(|text| gist::content(text).without_numbers())
}

/// How much the words around two figures are alike, from 0 to 1.
fn alike(one: &[Content; 2], other: &[Content; 2]) -> f64 {
    let sides = one.iter().zip(other);
    // where neither has a word on one side, the other side tells
    let both: Vec<f64> = sides
        .filter(|(a, b)| !a.words().is_empty() || !b.words().is_empty())
        .map(|(a, b)| shared(a, b, false).of_both())
        .collect();
    both.iter().sum::<f64>() / both.len().max(1) as f64
}

/// Whether two statements of one day give different figures for one thing.
pub(super) fn of(
    one: (&Entry, &[Figure]),
    other: (&Entry, &[Figure]),
    around: &mut impl FnMut(&Figure) -> Result<[Content; 2]>,
) -> Result<Option<Dispute>> {
    let (a, b) = (one.0, other.0);
    let (own, in_article) = (a.who == b.who, a.version == b.version);
    // what one speaker counts twice in one article are two things, and a day later there are others
    if days(a, b) != Some(0) || nested(a, b) || (own && in_article) {
        return Ok(None);
    }
    // the units of one army, the branches of one bank: each counts its own
    if in_article && a.content.names(&b.content) != Names::Other {
        return Ok(None);
    }
    let found = shared(&a.content.without_numbers(), &b.content.without_numbers(), false);
    if found.words < 3 || found.of_both() < if in_article { 0.5 } else { 0.4 } {
        return Ok(None);
    }
    // a figure that the other statement gives as well is not what they differ in
    let mut pairs = Vec::new();
    for mine in one.1.iter().filter(|f| !other.1.iter().any(|g| g.agrees(f))) {
        for theirs in other.1.iter().filter(|g| g.unit == mine.unit && !one.1.iter().any(|f| f.agrees(g))) {
            pairs.push((mine, theirs, alike(&around(mine)?, &around(theirs)?)));
        }
    }
    let Some((mine, theirs, around)) = pairs.into_iter().max_by(|a, b| a.2.total_cmp(&b.2)) else { return Ok(None) };
    // shares and prices: of one thing where one source is quoted twice, in the same words
    let numbers = a.content.words().iter().filter(|w| *w & 1 == 1 && b.content.words().contains(w)).count();
    let quoted = own && !in_article && found.of_both() >= 0.6 && (a.actor_known || numbers > 0);
    if around < if in_article { 0.5 } else { 0.35 } || (mine.of_money && !quoted) {
        return Ok(None);
    }
    let alike = 0.4 * found.of_both() + 0.1 * found.pairs + 0.4 * around;
    // what is less alike is another thing, as often as not
    let sure = 0.5 + 1.5 * (alike - 0.65) - if in_article { 0.1 } else { 0.0 };
    Ok(Some(Dispute {
        kind: DisputeKind::Figures,
        one: a.statement,
        other: b.statement,
        confidence: round(sure.min(MOST_SURE)),
        figures: Some((mine.text.clone(), theirs.text.clone())),
    }))
}
