//! Learning the weights: an averaged perceptron over sentences whose tags are known in part. Where several tags are allowed,
//! those that the model likes best by then are taken for right.

use super::features::{Feature, TEMPLATES, features};
use super::known::{Known, Sign, known};
use super::labels::labels;
use super::looks::{Look, Looks};
use super::model::{ANY, Mask, Model, TAG_NAMES, TAGS, Weights, value};
use super::names::stretches;
use crate::doc::Doc;
use rawi_text::{Key, KeyMap};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A sentence with what its words are and may be.
#[derive(Debug)]
struct Sentence {
    words: Vec<Known>,
    masks: Vec<Mask>,
}

/// Sentences to learn from.
#[derive(Debug, Default)]
pub struct Trainer {
    sentences: Vec<Sentence>,
    words: KeyMap<String>,
}

impl Trainer {
    /// Adds the sentences of an article that have a name in them.
    pub fn add(&mut self, doc: Doc<'_>) {
        let known = known(doc);
        let masks = labels(doc, &known);
        for (from, to) in stretches(doc) {
            let sure = (from..to).filter(|i| masks[*i] & 1 == 0).count();
            if sure > 0 && to - from < 120 {
                for k in &known[from..to] {
                    remember(&mut self.words, k.key);
                }
                self.sentences.push(Sentence { words: known[from..to].to_vec(), masks: masks[from..to].to_vec() });
            }
        }
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Learns the weights and writes their table: features that occur less than `rare` times are left out.
    pub fn train(&self, rounds: usize, rare: u32) -> String {
        let mut slots: std::collections::HashMap<u64, Slot> = std::collections::HashMap::new();
        let mut scratch = Vec::new();
        // which features occur often enough
        for (n, s) in self.sentences.iter().enumerate() {
            let words = blind(&s.words, &s.masks, n);
            for i in 0..words.len() {
                scratch.clear();
                features(&words, i, &mut scratch);
                for f in &scratch {
                    slots.entry(f.hash()).or_insert_with(|| Slot::new(*f)).count += 1;
                }
            }
        }
        slots.retain(|_, slot| slot.count >= rare);
        let mut model = Model::default();
        let mut after_sum = [[0i64; TAGS]; TAGS + 1];
        let mut step = 0i64;
        for round in 0..rounds {
            for (n, s) in self.sentences.iter().enumerate() {
                step += 1;
                let words = blind(&s.words, &s.masks, n + round);
                let found: Vec<Vec<Feature>> = (0..words.len())
                    .map(|i| {
                        scratch.clear();
                        features(&words, i, &mut scratch);
                        scratch.clone()
                    })
                    .collect();
                let scores: Vec<Weights> = found
                    .iter()
                    .map(|fs| {
                        let mut sum = [0; TAGS];
                        for slot in fs.iter().filter_map(|f| slots.get(&f.hash())) {
                            sum.iter_mut().zip(&slot.now).for_each(|(s, w)| *s += w);
                        }
                        sum
                    })
                    .collect();
                let guess = model.best(&scores, |_| ANY);
                let right = |i: usize| s.masks[i] >> guess[i] & 1 == 1;
                if (0..guess.len()).all(right) {
                    continue;
                }
                let gold = model.best(&scores, |i| s.masks[i]);
                for i in 0..guess.len() {
                    let (b_gold, b_guess) = if i == 0 { (TAGS, TAGS) } else { (gold[i - 1], guess[i - 1]) };
                    if gold[i] != guess[i] || b_gold != b_guess {
                        model.after[b_gold][gold[i]] += 1;
                        after_sum[b_gold][gold[i]] += step;
                        model.after[b_guess][guess[i]] -= 1;
                        after_sum[b_guess][guess[i]] -= step;
                    }
                    if gold[i] == guess[i] {
                        continue;
                    }
                    for f in &found[i] {
                        if let Some(slot) = slots.get_mut(&f.hash()) {
                            slot.change(gold[i], 1, step);
                            slot.change(guess[i], -1, step);
                        }
                    }
                }
            }
        }
        self.table(&slots, &model, &after_sum, step)
    }

    fn table(
        &self,
        slots: &std::collections::HashMap<u64, Slot>,
        model: &Model,
        after_sum: &[[i64; TAGS]; TAGS + 1],
        steps: i64,
    ) -> String {
        let mean = |now: i32, sum: i64| ((i64::from(now) * (steps + 1) - sum) * 100 / (steps + 1)) as i32;
        let mut out = String::from(HEAD);
        let mut line = |template: &str, value: &str, weights: Weights| {
            let cells: Vec<String> = weights.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "{template}\t{value}\t{}", cells.join(" "));
        };
        for (before, (now, sum)) in model.after.iter().zip(after_sum).enumerate() {
            let weights = std::array::from_fn(|t| mean(now[t], sum[t]));
            line("after", TAG_NAMES.get(before).unwrap_or(&"edge"), weights);
        }
        let mut words = self.words.clone();
        for s in &self.sentences {
            for k in &s.words {
                parts(&mut words, k.key);
            }
        }
        let rows: BTreeMap<(u8, String), Weights> = slots
            .values()
            .filter_map(|slot| {
                let weights: Weights = std::array::from_fn(|t| mean(slot.now[t], slot.sum[t]));
                let told = weights.iter().map(|w| w.abs()).max().unwrap_or(0) >= LEAST;
                told.then(|| Some(((slot.feature.template, value(&slot.feature, &words)?), weights))).flatten()
            })
            .collect();
        for ((template, value), weights) in rows {
            line(TEMPLATES[usize::from(template)], &value, weights);
        }
        out
    }
}

const HEAD: &str = "\
# Weights of the model that finds the names of a text. Tab-separated; lines that begin with # are comments. Written by
# scripts/train_names.sh: do not edit.
#
# feature  which words it looks at: 0 the word itself, -1 and +1 those beside it
# value    what they are to the tables (crates/rawi-actors/src/spot/known.rs), +letter glued before it, =letters of a word
# weights  hundredths, for: no name; first and further word of a person's, of a body's, of a place's name
#
# feature\tvalue\tweights
";

/// Weights below this many hundredths are left out.
const LEAST: i32 = 120;

#[derive(Debug)]
struct Slot {
    feature: Feature,
    count: u32,
    now: Weights,
    sum: [i64; TAGS],
}

impl Slot {
    fn new(feature: Feature) -> Slot {
        Slot { feature, count: 0, now: [0; TAGS], sum: [0; TAGS] }
    }

    fn change(&mut self, tag: usize, by: i32, step: i64) {
        self.now[tag] += by;
        self.sum[tag] += i64::from(by) * step;
    }
}

/// The sentence as the model sees it in a round: of every other name it does not see that the tables know it, so that it
/// learns what stands around names and how they look.
fn blind(words: &[Known], masks: &[Mask], round: usize) -> Vec<Known> {
    let mut out = words.to_vec();
    let mut hide = false;
    for (i, k) in out.iter_mut().enumerate() {
        let named = masks[i] & 1 == 0;
        if !named {
            hide = false;
            continue;
        }
        if masks[i] & (1 << 1 | 1 << 3 | 1 << 5) != 0 {
            hide = (i + round).is_multiple_of(2);
        }
        if hide && HIDDEN.contains(&k.sign) {
            k.hidden = true;
            k.sign = match Looks::built_in().look(k.key) {
                _ if rawi_text::words::article_off(k.key).1 => Sign::TheUnknown,
                Look::Name => Sign::Foreign,
                Look::Either => Sign::Unknown,
                Look::Word => Sign::Inflected,
            };
        }
    }
    out
}

/// Signs that only tables can tell.
const HIDDEN: [Sign; 14] = [
    Sign::KbFamily,
    Sign::TheFamily,
    Sign::Region,
    Sign::KbPerson,
    Sign::KbSurname,
    Sign::KbState,
    Sign::KbCity,
    Sign::KbBody,
    Sign::KbOutlet,
    Sign::KbMore,
    Sign::City,
    Sign::CityMore,
    Sign::Family,
    Sign::Given,
];

fn remember(words: &mut KeyMap<String>, key: Key) {
    words.entry(key).or_insert_with(|| spelt(key));
}

/// All parts of a word that features are made of.
fn parts(words: &mut KeyMap<String>, key: Key) {
    let n = key.len();
    for j in 0..n {
        for len in 1..=3 {
            remember(words, key.skip(j).take(len));
        }
    }
}

/// The folded letters of a key; what is too long to be held has none.
pub(crate) fn spelt(key: Key) -> String {
    let letter = |b: u8| match b {
        0x80..=0xBF => char::from_u32(0x0620 + u32::from(b) - 0x80).unwrap_or('?'),
        b => char::from(b),
    };
    (0..key.len()).map(|i| letter(key.at(i))).collect()
}
