//! How predictions are held against annotations.

use serde::Serialize;

use super::gold::{Gold, Range};
use super::predictions::Predicted;
use super::words::{LEAD, Word, is_alnum, same_name, words};

/// Direct, mixed or indirect: the index into counts by kind.
pub const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

/// Counts for one article, or for many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Annotated statements.
    pub gold: usize,
    /// Predicted statements.
    pub pred: usize,
    /// Pairs that overlap by half or more.
    pub found: usize,
    /// Pairs that overlap by nine tenths or more.
    pub tight: usize,
    /// Pairs with the right speaker.
    pub speaker: usize,
    /// Pairs with the right act.
    pub act: usize,
    /// Tight pairs with the right speaker and act.
    pub whole: usize,
    /// By kind: annotated, predicted, annotated and found, predicted and found.
    pub kinds: [[usize; 4]; 3],
}

impl Counts {
    /// Adds another article's.
    pub fn add(&mut self, other: &Counts) {
        self.gold += other.gold;
        self.pred += other.pred;
        self.found += other.found;
        self.tight += other.tight;
        self.speaker += other.speaker;
        self.act += other.act;
        self.whole += other.whole;
        for (mine, theirs) in self.kinds.iter_mut().zip(&other.kinds) {
            for (a, b) in mine.iter_mut().zip(theirs) {
                *a += b;
            }
        }
    }
}

/// What went wrong with one statement. Indices into the annotations and the predictions.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Found, but not all right: overlap, speaker, act.
    Partly(usize, usize, f64, bool, bool),
    /// Annotated, not predicted.
    Missed(usize),
    /// Predicted, not annotated.
    Spurious(usize),
}

/// One article, measured.
pub struct Scored {
    /// The counts.
    pub counts: Counts,
    /// What went wrong.
    pub faults: Vec<Fault>,
    /// Of each statement that was read, whether it is found and has the right speaker.
    pub right: Vec<bool>,
    /// The kind of each annotated statement.
    pub gold_kinds: Vec<usize>,
}

/// Measures one article.
pub fn score(text: &[char], gold: &[Gold], pred: &[Predicted]) -> Scored {
    let found = words(text);
    let cover = quoted(text);
    let token_sets = |spans: &[Range]| tokens(&found, spans);
    let gold_tokens: Vec<_> = gold.iter().map(|g| token_sets(&g.spans)).collect();
    let pred_tokens: Vec<_> = pred.iter().map(|p| token_sets(&p.spans)).collect();
    let gold_kinds: Vec<_> = gold.iter().map(|g| kind(text, &cover, &g.spans)).collect();
    let pred_kinds: Vec<_> = pred.iter().map(|p| kind(text, &cover, &p.spans)).collect();

    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in pred.iter().enumerate() {
            let overlap = dice(&gold_tokens[i], &pred_tokens[j]);
            if overlap >= 0.5 {
                let near = p.cue.map_or(-1.0, |cue| -(g.cue_span.0.abs_diff(cue.0) as f64) / 1e6);
                candidates.push((thousandths(overlap), near, i, j));
            }
        }
    }
    // the best first; of equals the later
    candidates.sort_by(|a, b| {
        let first = b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1));
        first.then((b.2, b.3).cmp(&(a.2, a.3)))
    });
    let mut gold_hit = vec![false; gold.len()];
    let mut pred_hit = vec![false; pred.len()];
    let mut counts = Counts { gold: gold.len(), pred: pred.len(), ..Counts::default() };
    gold_kinds.iter().for_each(|&k| counts.kinds[k][0] += 1);
    pred_kinds.iter().for_each(|&k| counts.kinds[k][1] += 1);
    let mut faults = Vec::new();
    let mut right = vec![false; pred.len()];
    for (overlap, _, i, j) in candidates {
        if gold_hit[i] || pred_hit[j] {
            continue;
        }
        (gold_hit[i], pred_hit[j]) = (true, true);
        let speaker = speaker_right(&gold[i], &pred[j]);
        let act = pred[j].act.as_deref() == Some(gold[i].act.as_str());
        let tight = overlap >= 0.9;
        let whole = speaker && act && tight;
        right[j] = speaker;
        counts.found += 1;
        counts.tight += usize::from(tight);
        counts.speaker += usize::from(speaker);
        counts.act += usize::from(act);
        counts.whole += usize::from(whole);
        counts.kinds[gold_kinds[i]][2] += 1;
        counts.kinds[pred_kinds[j]][3] += 1;
        if !whole {
            faults.push(Fault::Partly(i, j, overlap, speaker, act));
        }
    }
    let unhit = |hit: Vec<bool>| (0..hit.len()).filter(move |&k| !hit[k]);
    faults.extend(unhit(gold_hit).map(Fault::Missed));
    faults.extend(unhit(pred_hit).map(Fault::Spurious));
    Scored { counts, faults, right, gold_kinds }
}

/// Indices of the words in the spans, less the function words that lead them.
fn tokens(words: &[Word], spans: &[Range]) -> Vec<usize> {
    let inside = |w: &Word| spans.iter().any(|&(a, b)| w.start < b && w.end > a);
    let ids: Vec<usize> = (0..words.len()).filter(|&k| inside(&words[k])).collect();
    let leads = ids.iter().take_while(|&&k| LEAD.contains(&words[k].folded.as_str()));
    let skip = leads.count().min(ids.len().saturating_sub(1));
    ids[skip..].to_vec()
}

/// Twice what two sorted sets share over what they have.
fn dice(a: &[usize], b: &[usize]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|x| b.binary_search(x).is_ok()).count();
    (2 * shared) as f64 / (a.len() + b.len()) as f64
}

/// Rounded to three decimals, ties to even as printed decimals round.
fn thousandths(value: f64) -> f64 {
    format!("{value:.3}").parse().unwrap_or(value)
}

fn speaker_right(gold: &Gold, pred: &Predicted) -> bool {
    if let (Some(a), Some(b)) = (gold.speaker_span, pred.mention)
        && a.1.min(b.1) > a.0.max(b.0)
    {
        return true;
    }
    let mut names = pred.names.iter().filter(|n| !n.is_empty());
    names.any(|n| same_name(&gold.who, n))
}

/// For every character, whether it stands inside quotation marks. Marks pair within a line; a
/// straight mark opens after a space or a one-letter clitic and closes where no word goes on.
fn quoted(text: &[char]) -> Vec<bool> {
    let mut cover = vec![false; text.len()];
    let mut stack: Vec<(char, usize)> = Vec::new();
    let goes_on = |k: usize| text.get(k).is_some_and(|&c| is_alnum(c));
    for (i, &ch) in text.iter().enumerate() {
        let opened = stack.iter().any(|&(close, _)| close == ch);
        let close = match ch {
            '«' => Some('»'),
            '“' => Some('”'),
            '„' => Some('“'),
            '‹' => Some('›'),
            _ => None,
        };
        if ch == '\n' {
            stack.clear();
        } else if opened && (ch != '"' || !goes_on(i + 1)) {
            // what was opened inside and never closed is dropped
            while let Some((close, start)) = stack.pop() {
                if close == ch {
                    cover[start..i].fill(true);
                    break;
                }
            }
        } else if close.is_some()
            || (matches!(ch, '"' | '”') && !opened && (i == 0 || !is_alnum(text[i - 1]) || "وفبكل".contains(text[i - 1])))
        {
            stack.push((close.unwrap_or(ch), i + 1));
        }
    }
    cover
}

/// Direct: all in quotation marks; mixed: some; indirect: none. An index into [`KINDS`].
fn kind(text: &[char], cover: &[bool], spans: &[Range]) -> usize {
    let (mut all, mut inside) = (0, 0);
    for &(a, b) in spans {
        for j in a..b.min(text.len()) {
            if is_alnum(text[j]) {
                all += 1;
                inside += usize::from(cover[j]);
            }
        }
    }
    if all > 0 && inside as f64 >= 0.95 * f64::from(all) {
        0
    } else if inside > 0 {
        1
    } else {
        2
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// F1.
    pub f1: f64,
}

impl Rates {
    /// For so many right of so many predicted and annotated.
    pub fn new(right: usize, pred: usize, gold: usize) -> Self {
        let (p, r) = (rate(right, pred), rate(right, gold));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Self { p, r, f1 }
    }
}

/// `a` of `b`; 0 where there is nothing.
pub fn rate(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_takes_ties_to_even() {
        assert_eq!(thousandths(0.5625), 0.562);
        assert_eq!(thousandths(0.6875), 0.688);
        assert_eq!(thousandths(2.0 / 3.0), 0.667);
        assert_eq!(thousandths(0.8125), 0.812);
    }

    fn kind_of(text: &str, span: Range) -> &'static str {
        let text: Vec<char> = text.chars().collect();
        KINDS[kind(&text, &quoted(&text), &[span])]
    }

    #[test]
    fn kinds() {
        assert_eq!(kind_of("قال «نعم ولا»", (5, 12)), "direct");
        assert_eq!(kind_of("قال «نعم» ولا", (5, 13)), "mixed");
        assert_eq!(kind_of("قال نعم", (4, 7)), "indirect");
        assert_eq!(kind_of("قال \"نعم\" ", (5, 8)), "direct");
        assert_eq!(kind_of("قال «نعم\nولا» أيضا", (5, 12)), "indirect");
        assert_eq!(kind_of("«»", (0, 2)), "indirect");
    }

    #[test]
    fn leading_function_words_do_not_count() {
        let text: Vec<char> = "أن من في البيت".chars().collect();
        let found = words(&text);
        assert_eq!(tokens(&found, &[(0, text.len())]), [3]);
        assert_eq!(tokens(&found, &[(0, 5)]), [1]);
        assert_eq!(dice(&[3], &[3]), 1.0);
        assert_eq!(dice(&[], &[]), 0.0);
    }
}
