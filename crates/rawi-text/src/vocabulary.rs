//! The distinct words of texts, by number: what is known of a word is found once, and each time it stands in a text again
//! it is read from a list.

use crate::key::Key;
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
    /// Numbers by hash, 0 for a free place; a power of two, at most half of them taken. The words themselves are not in it,
    /// so that it stays small enough for a processor's cache.
    places: Vec<u32>,
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
        Vocabulary { places: vec![0; 1 << 10], words: vec![WordFacts::default()] }
    }
}

impl Vocabulary {
    /// The number of a word.
    #[inline]
    pub fn number(&mut self, key: Key) -> u32 {
        if key.is_empty() {
            return 0;
        }
        let mut place = self.place(key);
        loop {
            match self.places[place] {
                0 => return self.add(key, place),
                number if self.words[number as usize].key == key => return number,
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }

    /// Where a word is looked for first.
    fn place(&self, key: Key) -> usize {
        let bits = key.bits();
        let hash = ((bits as u64) ^ ((bits >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 32) as usize & (self.places.len() - 1)
    }

    #[cold]
    fn add(&mut self, key: Key, place: usize) -> u32 {
        let number = self.words.len() as u32;
        self.words.push(WordFacts { key, class: class_of(key), sets: InSets::of(key) });
        self.places[place] = number;
        if self.words.len() * 2 > self.places.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 2];
        for number in 1..self.words.len() {
            let mut place = self.place(self.words[number].key);
            while self.places[place] != 0 {
                place = (place + 1) & (self.places.len() - 1);
            }
            self.places[place] = number as u32;
        }
    }

    /// All words so far, by number.
    pub fn words(&self) -> &[WordFacts] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<Key> = (0..5000).map(|n| Key::of(&format!("كلمة{n}"))).collect();
        let numbers: Vec<u32> = words.iter().map(|w| vocabulary.number(*w)).collect();
        assert_eq!(numbers, (1..=5000).collect::<Vec<u32>>());
        for (word, number) in words.iter().zip(numbers) {
            assert_eq!(vocabulary.number(*word), number);
            assert_eq!(vocabulary.words()[number as usize].key, *word);
        }
        assert_eq!(vocabulary.number(Key::EMPTY), 0);
    }
}
