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
    /// Whether both do one act, …
    pub(crate) one_act: bool,
    /// … or two of which each says what is done.
    pub(crate) two_acts: bool,
    /// Whether the words of both are given alike: in quotation marks, in part, or not.
    pub(crate) one_kind: bool,
    /// Whether one follows the other in their article.
    pub(crate) neighbours: bool,
    /// Whether one denies what the other says.
    pub(crate) contradict: bool,
    /// Whether one of them stands in the headline of its article, …
    pub(crate) one_headline: bool,
    /// … or at least one.
    pub(crate) any_headline: bool,
}

/// Further apart than so many days, two statements are two, whatever their words.
pub(crate) const MOST_DAYS: i64 = 2;

/// Words that two statements must share.
const LEAST: usize = 2;

/// What speaks for one act of speech, as a sum over what is known of the pair. Fitted to judged pairs by logistic
/// regression, and rounded (docs/accuracy.md).
const NEEDED: f64 = 5.9;
const OF_NEAR: f64 = 3.4;
const IN_ORDER: f64 = 2.3;
const OF_PAIRS: f64 = 2.1;
const OF_TOLD: f64 = 1.7;
const FIRST: f64 = 0.8;
/// A headline is short, and has its words from the article below it; …
const FROM_HEADLINE: f64 = 1.4;
/// … another's headline less often.
const OTHER_HEADLINE: f64 = 0.6;
const ONE_SPEAKER: f64 = 1.2;
const OTHER_NAME: f64 = -1.3;
const FAR: f64 = -1.2;
/// What follows in an article is another claim, most often.
const NEIGHBOURS: f64 = -0.55;
const ONE_ACT: f64 = 0.5;
const TWO_ACTS: f64 = -1.0;
/// Quoted twice, or told twice: two sentences of one speech; what is told in the lead is quoted below.
const ONE_KIND: f64 = -0.6;

/// So much of what shared words tell counts half: from then on more of them tell ever less.
const HALF_TOLD: f64 = 20.0;

impl Shared {
    /// How much of both is shared, from 0 to 1: the mean of the two shares, which is small where either is.
    pub(crate) fn of_both(&self) -> f64 {
        (self.share * self.of_more).sqrt()
    }
}

/// How surely they are reports of one act of speech: above nothing they are; none where they cannot be. docs/utterances.md
/// says what that is.
///
/// Numbers that differ both ways are two statements: yesterday's toll and today's. So are two people's.
pub(crate) fn alike(shared: &Shared, pair: &Pair) -> Option<f64> {
    let in_article = matches!(pair.near, Near::Article | Near::OtherName);
    let from_headline = in_article && pair.one_headline;
    let other_name = pair.names == Names::Other;
    // of two whom the knowledge base has only a headline takes one for the other: a state for its minister
    let two_known = other_name && pair.both_known;
    let two_speakers = pair.two_persons || pair.two_states || (two_known && !from_headline);
    // what is hardly alike was not looked at further
    if shared.words < LEAST || shared.told == 0.0 || shared.numbers_differ || pair.contradict || two_speakers {
        return None;
    }
    let far = match pair.near {
        Near::Days(days) if days > MOST_DAYS => return None,
        Near::Days(days) => days == MOST_DAYS,
        Near::Undated => true,
        Near::Article | Near::OtherName => false,
    };
    let is = [
        (from_headline, FROM_HEADLINE),
        (!in_article && pair.any_headline, OTHER_HEADLINE),
        (pair.names == Names::One, ONE_SPEAKER),
        (other_name, OTHER_NAME),
        (far, FAR),
        (in_article && !from_headline && pair.neighbours, NEIGHBOURS),
        (pair.one_act, ONE_ACT),
        (pair.two_acts, TWO_ACTS),
        (pair.one_kind, ONE_KIND),
        (shared.first, FIRST),
    ];
    let sum: f64 = is.iter().filter(|(is, _)| *is).map(|(_, worth)| worth).sum();
    let told = shared.told / (shared.told + HALF_TOLD);
    let sum = sum + OF_NEAR * shared.near + IN_ORDER * shared.in_order + OF_PAIRS * shared.pairs + OF_TOLD * told;
    (sum > NEEDED).then_some(sum - NEEDED)
}
