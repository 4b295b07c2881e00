//! The linear model: weights of features for each tag, and of one tag after another; the best tags of a sentence.

use super::features::{Feature, TEMPLATES, features};
use super::known::{Known, Sign};
use rawi_text::table::{self, TableError};
use rawi_text::{Key, KeyMap};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// What a word is in a name: nothing, or the first or a further word of a person's, a body's, a place's.
pub(crate) const TAGS: usize = 7;
pub(crate) const OUT: usize = 0;
pub(crate) const TAG_NAMES: [&str; TAGS] = ["O", "B-P", "I-P", "B-O", "I-O", "B-L", "I-L"];

pub(crate) type Weights = [i32; TAGS];

/// A set of tags, a bit each.
pub(crate) type Mask = u8;
pub(crate) const ANY: Mask = (1 << TAGS) - 1;

/// Whether a tag may follow another: a further word follows a word of its kind.
pub(crate) const fn follows(before: usize, tag: usize) -> bool {
    tag == OUT || tag % 2 == 1 || before == tag || before + 1 == tag
}

#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) weights: HashMap<u64, Weights, BuildHasherDefault<rawi_text::key::KeyHasher>>,
    /// By the tag before, then the tag; the last row is for the beginning of a sentence.
    pub(crate) after: [Weights; TAGS + 1],
}

pub(crate) const WEIGHTS: &str = include_str!("../../../../lexicon/name_weights.tsv");

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| Model::parse(WEIGHTS).0);

impl Model {
    pub(crate) fn built_in() -> &'static Model {
        &BUILT_IN
    }

    /// Reads a table of weights; rows that are not well formed are left out and told.
    pub(crate) fn parse(content: &str) -> (Model, Vec<TableError>) {
        let mut model = Model::default();
        let mut errors = Vec::new();
        let signs: HashMap<&str, Sign> = Sign::ALL.iter().map(|(sign, name)| (*name, *sign)).collect();
        for row in table::rows::<3>("lexicon/name_weights.tsv", content) {
            match row {
                Ok((line, [template, value, weights])) => {
                    let mut numbers = [0; TAGS];
                    let read = weights.split(' ').zip(&mut numbers).map(|(cell, n)| cell.parse().map(|v| *n = v).is_ok());
                    let good = read.filter(|ok| *ok).count() == TAGS;
                    let place = good.then(|| feature(template, value, &signs)).flatten();
                    match place {
                        Some(Place::After(before)) => model.after[before] = numbers,
                        Some(Place::Feature(feature)) => drop(model.weights.insert(feature.hash(), numbers)),
                        None => errors.push(TableError {
                            table: "lexicon/name_weights.tsv".into(),
                            line,
                            what: "no feature with seven weights: write the table anew with scripts/train_names.sh".into(),
                        }),
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        (model, errors)
    }

    /// The scores of the tags of a word.
    pub(crate) fn score(&self, sentence: &[Known], i: usize, scratch: &mut Vec<Feature>) -> Weights {
        scratch.clear();
        features(sentence, i, scratch);
        let mut sum = [0; TAGS];
        for weights in scratch.iter().filter_map(|f| self.weights.get(&f.hash())) {
            sum.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
        }
        sum
    }

    /// The best tags by scores, each word's among those that its mask allows.
    pub(crate) fn best(&self, scores: &[Weights], masks: impl Fn(usize) -> Mask) -> Vec<usize> {
        const NEVER: i64 = i64::MIN / 4;
        let mut from: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
        let mut best = [NEVER; TAGS];
        for (i, here) in scores.iter().enumerate() {
            let (mut next, mut back) = ([NEVER; TAGS], [0u8; TAGS]);
            let mask = masks(i);
            for tag in (0..TAGS).filter(|t| mask >> t & 1 == 1) {
                if i == 0 {
                    if follows(OUT, tag) {
                        next[tag] = i64::from(here[tag]) + i64::from(self.after[TAGS][tag]);
                    }
                    continue;
                }
                for before in (0..TAGS).filter(|b| follows(*b, tag) && best[*b] > NEVER) {
                    let score = best[before] + i64::from(self.after[before][tag]) + i64::from(here[tag]);
                    if score > next[tag] {
                        (next[tag], back[tag]) = (score, before as u8);
                    }
                }
            }
            from.push(back);
            best = next;
        }
        let mut tags = vec![OUT; scores.len()];
        let Some(last) = tags.len().checked_sub(1) else { return tags };
        let mut tag = (0..TAGS).max_by_key(|t| (best[*t], std::cmp::Reverse(*t))).unwrap_or(OUT);
        for i in (0..=last).rev() {
            tags[i] = tag;
            tag = usize::from(from[i][tag]);
        }
        tags
    }
}

/// What a row of the table is about.
pub(crate) enum Place {
    After(usize),
    Feature(Feature),
}

fn feature(template: &str, value: &str, signs: &HashMap<&str, Sign>) -> Option<Place> {
    if template == "after" {
        let before = if value == "edge" { TAGS } else { TAG_NAMES.iter().position(|n| *n == value)? };
        return Some(Place::After(before));
    }
    let number = TEMPLATES.iter().position(|t| *t == template)? as u8;
    let mut feature = Feature { template: number, signs: [Sign::Edge; 3], clitic: 0, word: Key::EMPTY };
    let mut n = 0;
    for part in value.split(' ') {
        if let Some(word) = part.strip_prefix('=') {
            feature.word = Key::of(word);
        } else if let Some(clitic) = part.strip_prefix('+') {
            feature.clitic = match clitic.parse() {
                Ok(length) => length,
                Err(_) => Key::of(clitic).first(),
            };
        } else {
            *feature.signs.get_mut(n)? = *signs.get(part)?;
            n += 1;
        }
    }
    Some(Place::Feature(feature))
}

/// The value of a feature as the table has it.
pub(crate) fn value(feature: &Feature, words: &KeyMap<String>) -> Option<String> {
    let mut parts: Vec<String> = feature.signs.iter().map(|s| Sign::ALL[*s as usize].1.to_owned()).collect();
    while parts.len() > 1 && parts.last().is_some_and(|p| p == "edge") {
        parts.pop();
    }
    if feature.clitic > 0 {
        let letter = char::from_u32(0x0620 + u32::from(feature.clitic) - 0x80).filter(|_| feature.clitic >= 0x80);
        parts.push(letter.map_or(format!("+{}", feature.clitic), |c| format!("+{c}")));
    }
    if !feature.word.is_empty() {
        parts.push(format!("={}", words.get(&feature.word)?));
    }
    Some(parts.join(" "))
}
