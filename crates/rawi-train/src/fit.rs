//! Fitting: logistic regression over ends, the same over the candidates of a choice. Plain gradient descent from zero over
//! all examples at once: nothing is drawn, so the same articles give the same weights.

use rawi_speech::model::{CAUTION, EndFeatures, Features, MOST, Question};

use crate::article::Annotated;

const BITS: usize = MOST;
const ROUNDS: usize = 800;

fn bits(mut features: Features) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (features != 0).then(|| {
            let bit = features.trailing_zeros() as usize;
            features &= features - 1;
            bit
        })
    })
}

/// Features of any question, by their bits.
trait Held: Copy {
    fn held(self) -> impl Iterator<Item = usize>;
}

impl Held for Features {
    fn held(self) -> impl Iterator<Item = usize> {
        bits(self)
    }
}

impl Held for EndFeatures {
    fn held(self) -> impl Iterator<Item = usize> {
        bits(self.0[0]).chain(bits(self.0[1]).map(|b| b + 128))
    }
}

fn dot(weights: &[f64; BITS], features: impl Held) -> f64 {
    features.held().map(|b| weights[b]).sum()
}

/// The weights of one question, by bit, rounded as they are written.
pub fn weights(articles: &[&Annotated], question: Question, hold: f64) -> Vec<f32> {
    let mut weights = [0.0; BITS];
    let mut scale = [1e-6; BITS];
    for _ in 0..ROUNDS {
        let mut slope = [0.0; BITS];
        match question {
            Question::Speaker => articles.iter().flat_map(|a| &a.choices).for_each(|choice| {
                let scores: Vec<f64> = choice.iter().map(|(f, _)| dot(&weights, *f)).collect();
                let top = scores.iter().copied().fold(f64::MIN, f64::max);
                let odds: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
                let all: f64 = odds.iter().sum();
                let right: f64 = odds.iter().zip(choice).filter(|(_, c)| c.1).map(|(o, _)| o).sum();
                for (o, (features, is_right)) in odds.iter().zip(choice) {
                    let pull = if *is_right { o / right } else { 0.0 } - o / all;
                    bits(*features).for_each(|b| slope[b] += pull);
                }
            }),
            Question::End => articles.iter().flat_map(|a| &a.ends).for_each(|e| lean(&weights, e, &mut slope)),
            Question::Sure => articles.iter().flat_map(|a| &a.sure).for_each(|s| lean(&weights, s, &mut slope)),
        }
        for b in 0..BITS {
            let step = slope[b] - hold * weights[b];
            // each weight at its own pace (Adagrad)
            scale[b] += step * step;
            weights[b] += 0.3 * step / f64::sqrt(scale[b]);
        }
    }
    weights.iter().map(|w| ((w * 1000.0).round() / 1000.0) as f32).collect()
}

/// What one example that holds or does not pulls at the weights.
fn lean<F: Held>(weights: &[f64; BITS], (features, holds): &(F, bool), slope: &mut [f64; BITS]) {
    let likely = 1.0 / (1.0 + (-dot(weights, *features)).exp());
    let pull = f64::from(u8::from(*holds)) - likely;
    features.held().for_each(|b| slope[b] += pull);
}

/// How likely a statement is right by these weights.
pub fn likely(weights: &[f32], features: Features) -> f64 {
    let sum: f64 = bits(features).filter_map(|b| weights.get(b)).map(|w| f64::from(*w)).sum();
    1.0 / (1.0 + (f64::from(CAUTION) - sum).exp())
}

/// The rows of the file: those whose weight is not zero.
pub fn rows(articles: &[&Annotated], questions: &[Question], hold: f64) -> Vec<String> {
    let mut out = Vec::new();
    for &q in questions {
        for (bit, weight) in weights(articles, q, hold).into_iter().enumerate() {
            if let Some(name) = q.feature(bit)
                && weight != 0.0
            {
                out.push(format!("{}{name}\t{weight:.3}", q.prefix()));
            }
        }
    }
    out
}
