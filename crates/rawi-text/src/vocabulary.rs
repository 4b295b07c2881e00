//! The distinct words of texts, by number: what is known of a word is found once, and each time it stands in a text again
//! it is read from a list.

use crate::key::{Key, KeyMap};
use crate::sets::InSets;
use crate::words::{Class, class_of};
use std::sync::atomic::{AtomicU64, Ordering};

/// A number that no other value of this run has: what is remembered of tables is thrown away when other tables come.
#[derive(Debug)]
pub struct Identity(u64);

impl Default for Identity {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Identity(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Identity {
    /// The number; never 0.
    pub fn number(&self) -> u64 {
        self.0
    }
}

/// Words, each with a number: from 0 on, in the order in which they were first met. What has no letters is number 0.
///
/// It may be kept from one text to the next: numbers stay, so that other rooms can keep lists by them. What a text is cut
/// into does not hang on it.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    numbers: KeyMap<u32>,
    words: Vec<WordFacts>,
}

/// A word of a vocabulary, with what the function words and the sets say of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFacts {
    /// The word.
    pub key: Key,
    /// Its class.
    pub class: Class,
    /// The sets that it is in.
    pub sets: InSets,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { numbers: KeyMap::default(), words: vec![WordFacts::default()] }
    }
}

impl Vocabulary {
    /// The number of a word.
    #[inline]
    pub fn number(&mut self, key: Key) -> u32 {
        if key.is_empty() {
            return 0;
        }
        match self.numbers.get(&key) {
            Some(number) => *number,
            None => self.add(key),
        }
    }

    #[cold]
    fn add(&mut self, key: Key) -> u32 {
        let number = self.words.len() as u32;
        self.numbers.insert(key, number);
        self.words.push(WordFacts { key, class: class_of(key), sets: InSets::of(key) });
        number
    }

    /// All words so far, by number.
    pub fn words(&self) -> &[WordFacts] {
        &self.words
    }
}
