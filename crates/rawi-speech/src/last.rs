//! The last answer to a question, kept for when it is asked again.

use std::cell::RefCell;

/// A question and its answer.
#[derive(Debug)]
pub(crate) struct Last<Q, A>(RefCell<Option<(Q, A)>>);

impl<Q, A> Default for Last<Q, A> {
    fn default() -> Self {
        Last(RefCell::new(None))
    }
}

impl<Q: PartialEq, A: Clone> Last<Q, A> {
    /// The answer; found where another question was asked last. While it is being found no other is asked.
    pub(crate) fn get(&self, question: Q, find: impl FnOnce() -> A) -> A {
        if let Some((asked, answer)) = &*self.0.borrow()
            && *asked == question
        {
            return answer.clone();
        }
        let answer = find();
        *self.0.borrow_mut() = Some((question, answer.clone()));
        answer
    }
}
