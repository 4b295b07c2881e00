//! Whether two articles are one text: a rule on the two alone, the same from both sides.

use super::shingles::Overlap;

/// Fewer runs than this say nothing: such texts are one only where they are the same.
const LEAST: usize = 12;

/// Less than this share of the shorter text in the other is no copy, whatever else.
pub(crate) const LEAST_SHARE: f64 = 0.28;

/// Published so many days from one another, two articles are one text only where much speaks for it: an agency's text is
/// printed within a day, and what comes back later is a form, or background.
const LATER: i64 = 2;

/// Further apart than so many days, two articles are not held against one another: forms come back every day, and a form
/// that is filled in for years must not be compared with all that were filled in before.
pub(crate) const MOST_DAYS: i64 = 5;

/// … and two of one outlet if so many lie between: what it prints again later is background.
const MOST_DAYS_OF_ONE: i64 = 3;

/// What two articles are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// One text.
    Copies,
    /// One outlet's form with other numbers: never one text, also where a third has much of both.
    Form,
    /// Nothing.
    None,
}

/// Whether two articles are one text, copied, cut, extended, edited or brought up to date. `days` is how far apart they
/// were published, if that is known.
///
/// Outlets use their own texts again: yesterday's news stands below today's as background, and a report of the stock
/// exchange is a form with other numbers. So what one outlet has twice must have the news of the shorter text, its first
/// words, as well, and its numbers. What two outlets have in common they have from one source; days later, below other news,
/// it is background there, too.
pub(crate) fn kinship(overlap: &Overlap, one_outlet: bool, days: Option<i64>) -> Kinship {
    let Overlap { covered, lead, news, .. } = *overlap;
    let share = overlap.share();
    let copies = |yes| if yes { Kinship::Copies } else { Kinship::None };
    if overlap.same || overlap.least < LEAST || share < LEAST_SHARE {
        return copies(overlap.same);
    }
    let later = days.is_some_and(|days| days.abs() >= LATER);
    if !one_outlet && later {
        let background = news < 0.3 && overlap.of_one.min(overlap.of_other) < 0.4;
        return copies(covered >= 0.56 && !background);
    }
    if !one_outlet {
        return copies(covered >= 0.48 || (lead >= 0.6 && covered >= 0.4));
    }
    if days.is_some_and(|days| days.abs() > MOST_DAYS_OF_ONE) {
        return Kinship::None;
    }
    if overlap.numbers >= 4 && overlap.changed >= 0.4 {
        return Kinship::Form;
    }
    if later {
        return copies((share >= 0.6 && lead >= 0.6) || (share >= 0.45 && lead >= 0.65));
    }
    let kept = overlap.changed < 0.4 && overlap.numbers < 10;
    copies(covered >= 0.79 || (share >= 0.44 && lead >= 0.45) || (lead >= 0.7 && kept && covered >= 0.38))
}
