//! Whether two statements report one act of speech: a rule on the two alone, the same from both sides.

use super::gist::{Names, Shared};

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

/// What is known of two statements beside their words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) near: Near,
    /// Whether one speaks; of one actor the names are one.
    pub(crate) names: Names,
    /// Whether two people said them whom the knowledge base tells apart…
    pub(crate) two_persons: bool,
    /// … or two states.
    pub(crate) two_states: bool,
    /// Whether the knowledge base has both speakers.
    pub(crate) both_known: bool,
    /// Whether one verb or phrase tells both.
    pub(crate) one_cue: bool,
    /// Whether one denies what the other says.
    pub(crate) contradict: bool,
    /// Whether one of them stands in the headline of the other's article.
    pub(crate) from_headline: bool,
}

/// Further apart than so many days, two statements are two, whatever their words.
pub(crate) const MOST_DAYS: i64 = 2;

/// Words that two statements must share.
const LEAST: usize = 2;

/// What speaks for one act of speech, as a sum over what is known of the pair. Fitted to judged pairs by logistic
/// regression, and rounded (docs/accuracy.md).
const NEEDED: f64 = 3.5;
const OF_NEAR: f64 = 4.3;
const OF_PAIRS: f64 = 1.65;
const FROM_HEADLINE: f64 = 1.85;
const ONE_SPEAKER: f64 = 0.85;
const OTHER_NAME: f64 = -0.7;
const BOTH_KNOWN: f64 = -0.6;
const FAR: f64 = -0.7;
const ONE_CUE: f64 = 0.5;

impl Shared {
    /// How much of both is shared, from 0 to 1: the mean of the two shares, which is small where either is.
    pub(crate) fn near(&self) -> f64 {
        (self.share * self.of_more).sqrt()
    }
}

/// Whether they are reports of one act of speech. docs/utterances.md says what that is.
///
/// Numbers that differ both ways are two statements: yesterday's toll and today's. So are two people's.
pub(crate) fn alike(shared: &Shared, pair: &Pair) -> bool {
    let in_article = matches!(pair.near, Near::Article | Near::OtherName);
    let from_headline = in_article && pair.from_headline;
    let other_name = pair.names == Names::Other;
    // of two whom the knowledge base has only a headline takes one for the other: a state for its minister
    let two_known = other_name && pair.both_known;
    let two_speakers = pair.two_persons || pair.two_states || (two_known && !from_headline);
    if shared.words < LEAST || shared.numbers_differ || pair.contradict || two_speakers {
        return false;
    }
    let far = match pair.near {
        Near::Days(days) if days > MOST_DAYS => return false,
        Near::Days(days) => days == MOST_DAYS,
        Near::Undated => true,
        Near::Article | Near::OtherName => false,
    };
    let told = [
        (from_headline, FROM_HEADLINE),
        (pair.names == Names::One, ONE_SPEAKER),
        (other_name, OTHER_NAME),
        (two_known, BOTH_KNOWN),
        (far, FAR),
        (pair.one_cue, ONE_CUE),
    ];
    let sum: f64 = told.iter().filter(|(is, _)| *is).map(|(_, worth)| worth).sum();
    OF_NEAR * shared.near() + OF_PAIRS * shared.pairs + sum > NEEDED
}
