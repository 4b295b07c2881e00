//! Teasers of other articles: siblings of which each leads with a link that says a headline. Their names need not tell.

use super::flat::{Flat, Shape, letters};

/// So many siblings make a list of teasers.
const LIST: usize = 3;
/// Nodes and letters that one teaser may have.
const NODES: usize = 80;
const LETTERS: usize = 600;
/// Letters that may stand before the headline: a section, a date.
const BEFORE: usize = 40;
/// Words of a headline, at least.
const WORDS: usize = 3;

/// For each node, whether it is a teaser in a list of them.
pub(super) fn cards(flat: &Flat<'_>) -> Vec<bool> {
    let mut cards = vec![false; flat.0.len()];
    // of each parent: children that are teasers, children with any text
    let mut counts = vec![(0usize, 0usize); flat.0.len()];
    for (i, item) in flat.0.iter().enumerate().skip(1) {
        if item.shape == Shape::Text {
            counts[item.parent].1 += usize::from(item.prose > 0);
        } else if item.shape == Shape::Block || item.shape == Shape::Link {
            let (teaser, text) = look(flat, i);
            cards[i] = teaser;
            counts[item.parent].0 += usize::from(teaser);
            counts[item.parent].1 += usize::from(text);
        }
    }
    for (i, item) in flat.0.iter().enumerate() {
        let (teasers, all) = counts[item.parent];
        cards[i] &= teasers >= LIST && teasers * 3 >= all * 2;
    }
    cards
}

/// Whether an element is a teaser, and whether it has any text.
fn look(flat: &Flat<'_>, i: usize) -> (bool, bool) {
    let item = &flat.0[i];
    if item.end - i > NODES {
        return (false, true);
    }
    let (mut all, mut before, mut headline) = (0, 0, false);
    let mut link_end = if item.shape == Shape::Link { item.end } else { 0 };
    let mut words = 0;
    for at in flat.under(i) {
        match flat.0[at].shape {
            Shape::Link => {
                link_end = flat.0[at].end;
                words = 0;
            }
            Shape::Text => {
                let text = flat.0[at].node.text();
                let n = letters(&text);
                all += n;
                if at < link_end {
                    words += text.split_whitespace().count();
                    headline |= words >= WORDS && before <= BEFORE;
                } else if !headline {
                    before += n;
                }
            }
            _ => {}
        }
    }
    (headline && all <= LETTERS, all > 0)
}
