//! Whether two statements report one act of speech: a rule on the two alone, the same from both sides.

use super::gist::Shared;

/// How near two statements of one speaker are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Near {
    /// In one article: headline, lead, body.
    Article,
    /// In one article, where the speaker goes under another name: «واشنطن» in the headline, the ministry in the body.
    OtherName,
    /// In two, published so many days from one another.
    Days(i64),
    /// In two of which neither has a date.
    Undated,
}

/// Further apart than so many days, two statements are two, whatever their words.
pub(crate) const MOST_DAYS: i64 = 2;
/// Words that two statements must share.
const LEAST: usize = 3;

/// Whether they are reports of one act of speech. docs/utterances.md says what that is.
///
/// The further apart they are, the more of the words must be the same, and in the same order: a speaker says much about one
/// thing within a few days. Numbers that differ both ways are two statements: yesterday's toll and today's.
pub(crate) fn alike(shared: &Shared, near: Near, one_actor: bool) -> bool {
    let Shared { words, share, pairs, numbers_differ } = *shared;
    if words < LEAST || numbers_differ {
        return false;
    }
    match near {
        Near::Article => share >= 0.5,
        Near::OtherName => words > LEAST && share >= 0.75 && pairs >= 0.6,
        Near::Days(0) => share >= 0.6 && pairs >= 0.2,
        Near::Days(1) => (share >= 0.7 && pairs >= 0.3) || (share >= 0.6 && pairs >= 0.25 && one_actor),
        Near::Days(2) => share >= 0.7 && pairs >= if one_actor { 0.55 } else { 0.9 },
        Near::Days(_) => false,
        Near::Undated => words >= 5 && share >= 0.8 && pairs >= 0.4,
    }
}
