//! How designations, figures and meetings are held against annotations.
//!
//! A designation counts when an annotated one has the same claimant, target and polarity. A meeting counts by each who takes
//! part: the process (names that share half of their words), the round and the participant must be right.
//!
//! A figure counts when an annotated one has its value (to half a hundredth) and the two places share at least half of the
//! words of the shorter. One quantity is annotated once, however often the article repeats it: a figure with the value and
//! the unit of another one of the same article is counted once.

use std::collections::BTreeSet;
use std::fmt::Write;

use rawi_actors::Tables;
use rawi_text::Key;
use serde_json::{Map, Value, json};

use super::gold::{Document, Range, chars, places};
use super::measure::{Rates, rate};
use super::predictions::{PredictedDesignation, PredictedFigure, PredictedMeeting, Prediction};
use super::words::{Word, fold, same_name, words};

/// Counts over all articles.
#[derive(Debug, Default)]
pub struct Positions {
    designations: Tally,
    meetings: Tally,
    figures: Tally,
    /// Figures found whose claimant is right.
    claimants: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    gold: usize,
    pred: usize,
    right: usize,
}

impl Tally {
    fn rates(self) -> Rates {
        Rates::new(self.right, self.pred, self.gold)
    }
}

struct GoldFigure<'a> {
    value: f64,
    by: &'a str,
    text: &'a str,
    places: Vec<Range>,
}

impl Positions {
    /// Counts one article; gives what went wrong, a line each.
    pub fn add(&mut self, name: &str, text: &[char], document: &Document, read: Option<&Prediction>) -> Vec<String> {
        let mut told = Vec::new();
        self.designations(name, text, document, &read.map(Prediction::designations).unwrap_or_default(), &mut told);
        self.meetings(name, document, &read.map(Prediction::meetings).unwrap_or_default(), &mut told);
        let read = read.map(Prediction::figures).unwrap_or_default();
        self.figures(name, text, document, &read, &mut told);
        told
    }

    fn meetings(&mut self, name: &str, document: &Document, read: &[PredictedMeeting], told: &mut Vec<String>) {
        // a meeting without anybody counts as one with nobody
        let mut gold: Vec<(&str, Option<u64>, &str, bool)> = Vec::new();
        for m in &document.meetings {
            let (process, round) = (m["process"].as_str().unwrap_or_default(), m["round"].as_u64());
            let who: Vec<&str> = m["participants"].as_array().into_iter().flatten().filter_map(|p| p["who"].as_str()).collect();
            gold.extend(who.iter().map(|w| (process, round, *w, true)));
            if who.is_empty() {
                gold.push((process, round, "", true));
            }
        }
        let (mut pred, mut right) = (0, 0);
        for m in read {
            let nobody = [Vec::new()];
            let parts = if m.participants.is_empty() { &nobody[..] } else { &m.participants[..] };
            for names in parts {
                pred += 1;
                let fits = |(process, round, who, free): &(&str, Option<u64>, &str, bool)| {
                    *free && *round == m.round && m.process.iter().any(|p| same_process(process, p)) && claimed_by(who, names)
                };
                match gold.iter().position(fits) {
                    Some(k) => {
                        gold[k].3 = false;
                        right += 1;
                    }
                    None => {
                        let (process, who) = (&m.process[0], names.first().map(String::as_str).unwrap_or_default());
                        let round = m.round.map(|r| format!(" {r}")).unwrap_or_default();
                        told.push(format!("{name} meeting spurious: {process}{round}: {who}"));
                    }
                }
            }
        }
        self.meetings.gold += gold.len();
        self.meetings.pred += pred;
        self.meetings.right += right;
        for (process, round, who, _) in gold.iter().filter(|g| g.3) {
            let round = round.map(|r| format!(" {r}")).unwrap_or_default();
            told.push(format!("{name} meeting missed: {process}{round}: {who}"));
        }
    }

    fn designations(
        &mut self,
        name: &str,
        text: &[char],
        document: &Document,
        read: &[PredictedDesignation],
        told: &mut Vec<String>,
    ) {
        let string = |d: &'_ Value, field: &str| d[field].as_str().unwrap_or_default().to_owned();
        let gold: Vec<[String; 4]> =
            (document.designations.iter()).map(|d| ["by", "target", "polarity", "label"].map(|field| string(d, field))).collect();
        let mut free = vec![true; gold.len()];
        let mut right = 0;
        for p in read {
            let fits = |[by, target, polarity, _]: &[String; 4]| {
                *polarity == p.polarity && claimed_by(by, &p.by) && is_one_of(target, &p.target)
            };
            match (0..gold.len()).find(|&k| free[k] && fits(&gold[k])) {
                Some(k) => {
                    free[k] = false;
                    right += 1;
                }
                None => {
                    let target = p.target.first().map(String::as_str).unwrap_or_default();
                    let label = piece(text, p.label);
                    let by = p.by.first().map(String::as_str).unwrap_or_default();
                    told.push(format!("{name} designation spurious: {by} calls {target} {}: {label}", p.polarity));
                }
            }
        }
        self.designations.gold += gold.len();
        self.designations.pred += read.len();
        self.designations.right += right;
        for (k, [by, target, polarity, label]) in gold.iter().enumerate() {
            if free[k] {
                told.push(format!("{name} designation missed: {by} calls {target} {polarity}: {label}"));
            }
        }
    }

    fn figures(&mut self, name: &str, text: &[char], document: &Document, read: &[PredictedFigure], told: &mut Vec<String>) {
        let found = words(text);
        let gold: Vec<GoldFigure<'_>> = document.figures.iter().filter_map(|f| gold_figure(f, text)).collect();
        let mut free: Vec<bool> = vec![true; gold.len()];
        let mut matched: Vec<Option<usize>> = Vec::with_capacity(read.len());
        // who claims it decides between two annotated figures of one place
        for p in read {
            let fits = |g: &GoldFigure<'_>| same_value(g.value, p.value) && g.places.iter().any(|r| shares(&found, *r, p.span));
            let by = |g: &GoldFigure<'_>| claimed_by(g.by, &p.by);
            let open = (0..gold.len()).filter(|&k| free[k] && fits(&gold[k]));
            let best = open.max_by_key(|&k| (by(&gold[k]), std::cmp::Reverse(k)));
            if let Some(k) = best {
                free[k] = false;
                self.claimants += usize::from(by(&gold[k]));
            }
            matched.push(best);
        }
        let unit = |p: &PredictedFigure| fold(&chars(&p.unit));
        let mut counted = 0;
        for (k, p) in read.iter().enumerate() {
            let alike = |q: &PredictedFigure| same_value(p.value, q.value) && unit(p) == unit(q);
            let again = (0..read.len()).any(|j| alike(&read[j]) && (matched[j].is_some() && j != k || j < k));
            if matched[k].is_some() {
                counted += 1;
            } else if !again {
                counted += 1;
                told.push(format!("{name} figure spurious: {} [{}] {}", p.value, p.unit, piece(text, p.span)));
            }
        }
        self.figures.gold += gold.len();
        self.figures.pred += counted;
        self.figures.right += matched.iter().flatten().count();
        for (g, free) in gold.iter().zip(&free) {
            if *free {
                told.push(format!("{name} figure missed: {} {}", g.value, g.text));
            }
        }
    }

    /// Adds the measures to those of the statements.
    pub fn json(&self, out: &mut Map<String, Value>) {
        let Rates { p, r, f1 } = self.designations.rates();
        let Tally { gold, pred, .. } = self.designations;
        out.insert("designations".into(), json!({"gold": gold, "pred": pred, "p": p, "r": r, "f1": f1}));
        let Rates { p, r, f1 } = self.meetings.rates();
        let Tally { gold, pred, .. } = self.meetings;
        out.insert("meetings".into(), json!({"gold": gold, "pred": pred, "p": p, "r": r, "f1": f1}));
        let Rates { p, r, f1 } = self.figures.rates();
        out.insert(
            "figures".into(),
            json!({
            "gold": self.figures.gold, "pred": self.figures.pred, "p": p, "r": r, "f1": f1,
            "by_accuracy": rate(self.claimants, self.figures.right)}),
        );
    }

    /// The measures as lines of the table.
    pub fn table(&self) -> String {
        let mut out = String::new();
        let Rates { p, r, f1 } = self.designations.rates();
        let _ = writeln!(out, "designations ({} gold)  {p:9.3} {r:8.3} {f1:7.3}", self.designations.gold);
        let Rates { p, r, f1 } = self.meetings.rates();
        let _ = writeln!(out, "meetings ({} gold)     {p:9.3} {r:8.3} {f1:7.3}", self.meetings.gold);
        let Rates { p, r, f1 } = self.figures.rates();
        let _ = writeln!(
            out,
            "figures ({} gold)      {p:9.3} {r:8.3} {f1:7.3}  claimant right {:.3} of those found",
            self.figures.gold,
            rate(self.claimants, self.figures.right)
        );
        out
    }
}

fn gold_figure<'a>(figure: &'a Value, text: &[char]) -> Option<GoldFigure<'a>> {
    let said = figure["text"].as_str()?;
    let piece = chars(said);
    let value = figure["value"].as_f64().or_else(|| figure["value"].as_bool().map(|b| f64::from(u8::from(b))))?;
    let places = places(text, &piece).into_iter().map(|at| (at, at + piece.len())).collect();
    Some(GoldFigure { value, by: figure["by"].as_str().unwrap_or_default(), text: said, places })
}

fn same_value(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.005 * a.abs().max(b.abs())
}

fn claimed_by(gold: &str, read: &[String]) -> bool {
    match gold.is_empty() {
        true => read.is_empty(),
        false => is_one_of(gold, read),
    }
}

/// Whether somebody who is annotated is called by one of these names, or is known by one of these ids.
fn is_one_of(gold: &str, read: &[String]) -> bool {
    let id = known_id(gold);
    read.iter().any(|name| same_name(gold, name) || id.is_some_and(|id| id == name))
}

/// The id by which the knowledge base knows a name as a whole.
fn known_id(name: &str) -> Option<&'static str> {
    let words: Vec<Key> = name.split_whitespace().map(Key::of).collect();
    let tables = Tables::built_in();
    let hit = tables.kb_hit(*words.first()?, |n| words.get(n).copied())?;
    (hit.words as usize == words.len()).then(|| tables.kb[hit.row as usize].id.as_ref())
}

/// Whether two names of a meeting are of one: they share at least half of the words of the shorter.
fn same_process(a: &str, b: &str) -> bool {
    let keys = |s: &str| -> BTreeSet<String> {
        // of what is glued before a word nothing is compared (وفتوح, بالوزير); what is cut off by mistake is so on both sides
        let bare = |w: &str| {
            let joined = w.strip_prefix('و').filter(|r| r.chars().count() > 2).unwrap_or(w);
            let bare = ["بال", "لل", "ال"].iter().find_map(|p| joined.strip_prefix(p));
            bare.filter(|r| r.chars().count() > 1).unwrap_or(joined).to_owned()
        };
        let stem = |w: Word| bare(&w.folded);
        words(&chars(s)).into_iter().map(stem).filter(|w| w.chars().count() > 2).collect()
    };
    let (a, b) = (keys(a), keys(b));
    let both = a.intersection(&b).count();
    both > 0 && 2 * both >= a.len().min(b.len())
}

/// Whether two places share at least half of the words of the shorter.
fn shares(found: &[Word], a: Range, b: Range) -> bool {
    let inside = |r: Range| move |w: &&Word| w.start < r.1 && r.0 < w.end;
    let count = |r: Range| found.iter().filter(inside(r)).count();
    let both = found.iter().filter(inside(a)).filter(inside(b)).count();
    both > 0 && 2 * both >= count(a).min(count(b))
}

fn piece(text: &[char], (start, end): Range) -> String {
    let end = end.min(text.len());
    text[start.min(end)..end].iter().collect::<String>().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_share_words() {
        let text = chars("مقتل 4 مهربين في نحو 60 ألف شخص");
        let found = words(&text);
        assert!(shares(&found, (0, 13), (5, 13)));
        assert!(!shares(&found, (0, 4), (5, 13)));
        assert!(same_value(0.333, 0.3333) && !same_value(8.0, 8.1));
    }
}
