//! Answers that are remembered by the text that was asked about: names come again and again.

use std::cell::RefCell;
use std::collections::HashMap;

/// How many answers are kept; with more, all are forgotten.
const MOST: usize = 1 << 13;

/// Answers by text. What is remembered is what would be found anew.
#[derive(Clone, Debug)]
pub(crate) struct Memo<V>(RefCell<HashMap<Box<str>, V>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo(RefCell::default())
    }
}

impl<V: Clone> Memo<V> {
    /// The answer for a text, found where it is not remembered.
    pub(crate) fn get(&self, text: &str, find: impl FnOnce() -> V) -> V {
        if let Some(found) = self.0.borrow().get(text) {
            return found.clone();
        }
        let found = find();
        let mut all = self.0.borrow_mut();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(text.into(), found.clone());
        found
    }
}
