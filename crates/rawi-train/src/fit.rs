//! Fitting: logistic regression over ends, the same over the candidates of a choice. Plain gradient descent from zero over
//! all examples at once: nothing is drawn, so the same articles give the same weights.

use std::collections::{BTreeMap, BTreeSet};

use rawi_speech::border::Word;
use rawi_speech::model::{CAUTION, EndFeatures, Features, MOST, Question};

use crate::article::{Annotated, Choice};

const ROUNDS: usize = 800;

/// In how many articles a word must stand for a weight of its own.
const ARTICLES: usize = 5;

/// What a weight is for.
#[derive(Clone, Copy, Debug)]
pub enum Feature {
    /// A bit of its question.
    Bit(usize),
    /// A word at the border of a content.
    Word(Word),
}

fn bits(mut features: Features) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (features != 0).then(|| {
            let bit = features.trailing_zeros() as usize;
            features &= features - 1;
            bit
        })
    })
}

/// The words that have a weight, by the number behind the bits.
fn vocabulary(articles: &[&Annotated]) -> BTreeMap<Word, usize> {
    let mut last: Option<&Annotated> = None;
    let mut often: BTreeMap<Word, usize> = BTreeMap::new();
    for a in articles {
        // one that counts several times is one article
        if last.is_some_and(|l| std::ptr::eq(l, *a)) {
            continue;
        }
        last = Some(a);
        let words: BTreeSet<Word> = a.ends.iter().flat_map(|(f, _)| f.1.words()).collect();
        words.into_iter().for_each(|w| *often.entry(w).or_default() += 1);
    }
    let kept = often.into_iter().filter(|(_, n)| *n >= ARTICLES);
    kept.enumerate().map(|(n, (w, _))| (w, MOST + n)).collect()
}

fn dot(weights: &[f64], held: &[usize]) -> f64 {
    held.iter().map(|b| weights[*b]).sum()
}

/// The weights of one question, rounded as they are written.
pub fn weights(articles: &[&Annotated], question: Question, hold: f64) -> Vec<(Feature, f32)> {
    let words = if question == Question::End { vocabulary(articles) } else { BTreeMap::new() };
    let held = |f: Features| bits(f).collect::<Vec<usize>>();
    // what holds of each candidate, by choice; of a place or a statement by itself
    let choices: Vec<Vec<(Vec<usize>, bool)>> = match question {
        Question::Speaker => {
            let of = |c: &Choice| c.iter().map(|(f, right)| (held(*f), *right)).collect();
            articles.iter().flat_map(|a| &a.choices).map(of).collect()
        }
        Question::End => {
            let of = |(f, is): &(EndFeatures, bool)| {
                let place = bits(f.0[0]).chain(bits(f.0[1]).map(|b| b + 128));
                vec![(place.chain(f.1.words().filter_map(|w| words.get(&w).copied())).collect(), *is)]
            };
            articles.iter().flat_map(|a| &a.ends).map(of).collect()
        }
        Question::Sure => articles.iter().flat_map(|a| &a.sure).map(|(f, right)| vec![(held(*f), *right)]).collect(),
    };
    let size = MOST + words.len();
    let (mut weights, mut scale) = (vec![0.0; size], vec![1e-6; size]);
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; size];
        for choice in &choices {
            if question == Question::Speaker { choose(&weights, choice, &mut slope) } else { lean(&weights, choice, &mut slope) }
        }
        for b in 0..size {
            let step: f64 = slope[b] - hold * weights[b];
            // each weight at its own pace (Adagrad)
            scale[b] += step * step;
            weights[b] += 0.3 * step / f64::sqrt(scale[b]);
        }
    }
    let rounded = |w: &f64| ((w * 1000.0).round() / 1000.0) as f32;
    let of_bits = weights.iter().take(MOST).enumerate().map(|(b, w)| (Feature::Bit(b), rounded(w)));
    let of_words = words.iter().map(|(word, n)| (Feature::Word(*word), rounded(&weights[*n])));
    of_bits.chain(of_words).collect()
}

/// What one choice among several pulls at the weights.
fn choose(weights: &[f64], choice: &[(Vec<usize>, bool)], slope: &mut [f64]) {
    let scores: Vec<f64> = choice.iter().map(|(f, _)| dot(weights, f)).collect();
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds.iter().zip(choice).filter(|(_, c)| c.1).map(|(o, _)| o).sum();
    for (o, (held, is_right)) in odds.iter().zip(choice) {
        let pull = if *is_right { o / right } else { 0.0 } - o / all;
        held.iter().for_each(|b| slope[*b] += pull);
    }
}

/// What examples that hold or do not pull at the weights.
fn lean(weights: &[f64], examples: &[(Vec<usize>, bool)], slope: &mut [f64]) {
    for (held, holds) in examples {
        let likely = 1.0 / (1.0 + (-dot(weights, held)).exp());
        let pull = f64::from(u8::from(*holds)) - likely;
        held.iter().for_each(|b| slope[*b] += pull);
    }
}

/// How likely a statement is right by these weights.
pub fn likely(weights: &[(Feature, f32)], features: Features) -> f64 {
    let sum: f64 = bits(features).filter_map(|b| weights.get(b)).map(|w| f64::from(w.1)).sum();
    1.0 / (1.0 + (f64::from(CAUTION) - sum).exp())
}

/// The rows of the file: those whose weight is not zero.
pub fn rows(articles: &[&Annotated], questions: &[Question], hold: f64) -> Vec<String> {
    let mut out = Vec::new();
    for &q in questions {
        for (feature, weight) in weights(articles, q, hold) {
            let name = match feature {
                Feature::Bit(bit) => q.feature(bit),
                Feature::Word(word) => Some(word.to_string()),
            };
            if let Some(name) = name.filter(|_| weight != 0.0) {
                out.push(format!("{}{name}\t{weight:.3}", q.prefix()));
            }
        }
    }
    out
}
