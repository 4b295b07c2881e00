//! What the tables say of each word of a vocabulary, whatever stands around it: looked up once, read wherever it stands.

use crate::cues::CueFacts;
use crate::lexicon::Lexicon;
use crate::propose::ActNounFacts;
use crate::reader::{Glued, looks_verb};
use crate::stances::StanceFacts;
use crate::triggers;
use rawi_actors::Tables;
use rawi_text::{Key, WordFacts};
use std::cell::OnceCell;

/// What is known of one word. What is asked of few words is found when it is first asked for.
#[derive(Debug)]
pub(crate) struct Facts {
    /// As a form of a reporting verb, and as the head of a phrase.
    pub(crate) cue: CueFacts,
    /// What else it may lead to.
    pub(crate) triggers: u8,
    key: Key,
    act_noun: OnceCell<ActNounFacts>,
    glued: OnceCell<Option<Glued>>,
    looks_verb: OnceCell<bool>,
    stance: OnceCell<StanceFacts>,
}

impl Facts {
    fn of(key: Key, lexicon: &Lexicon) -> Facts {
        Facts {
            cue: CueFacts::of(key, lexicon),
            triggers: triggers::bits(key),
            key,
            act_noun: OnceCell::new(),
            glued: OnceCell::new(),
            looks_verb: OnceCell::new(),
            stance: OnceCell::new(),
        }
    }

    /// As a noun that carries an act.
    pub(crate) fn act_noun(&self, lexicon: &Lexicon) -> ActNounFacts {
        *self.act_noun.get_or_init(|| ActNounFacts::of(self.key, lexicon))
    }

    /// Its first letter as a preposition.
    pub(crate) fn glued(&self, tables: &Tables) -> Option<Glued> {
        *self.glued.get_or_init(|| Glued::of(self.key, tables))
    }

    /// Whether it looks like a verb that no table knows.
    pub(crate) fn looks_verb(&self, tables: &Tables) -> bool {
        *self.looks_verb.get_or_init(|| looks_verb(self.key, tables))
    }

    /// What it says of a stance.
    pub(crate) fn stance(&self) -> StanceFacts {
        *self.stance.get_or_init(|| StanceFacts::of(self.key, self.cue.is_whole_verb()))
    }
}

/// The facts of the words of a vocabulary, by number.
#[derive(Debug, Default)]
pub(crate) struct Lexis(Vec<Facts>);

impl Lexis {
    /// Takes up the words of a vocabulary that it does not have yet.
    pub(crate) fn learn(&mut self, vocabulary: &[WordFacts], lexicon: &Lexicon) {
        let new = vocabulary.get(self.0.len()..).unwrap_or_default();
        self.0.extend(new.iter().map(|word| Facts::of(word.key, lexicon)));
    }

    /// The facts of the word with that number.
    pub(crate) fn of_word(&self, number: u32) -> &Facts {
        &self.0[number as usize]
    }
}
