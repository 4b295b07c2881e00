//! From a cue word to a proposed attribution: its frame, its subject, where its content begins.

mod apposition;
mod bare;
mod carrier;
mod circumstance;
mod complement;
mod deed;
mod finite;
mod led;
mod light;
mod more;
mod nominal;
mod object;
mod pair;
mod stranger;
mod subject;
mod told;
mod topic;
mod unsaid;
mod verbal_noun;

pub(crate) use nominal::ActNounFacts;

use crate::cues::{CueWord, PhraseAt};
use crate::lexicon::{Form, Frame, Mark, Mood, PhraseKind};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::NounPhrase;
use rawi_text::Class;
use rawi_text::key;
use std::cell::OnceCell;

/// Where the subject of a cue was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// After the verb.
    After,
    /// Before the verb.
    Before,
    /// Before a relative pronoun.
    Antecedent,
    /// Not at the cue.
    Elided,
}

/// A cue with its frame, subject and the beginning of its content.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The cue's token.
    pub token: usize,
    /// One past the cue's last token.
    pub cue_end: usize,
    /// The reading of the cue word.
    pub form: Form,
    /// Its act.
    pub act: Act,
    /// The subject.
    pub subject: Option<NounPhrase>,
    /// Where it was found.
    pub position: Position,
    /// First token of the content.
    pub content: usize,
    /// The quotation that is the content, where it begins with one.
    pub quote: Option<usize>,
    /// What leads the content.
    pub mark: Mark,
    /// Whom it is said to, as tokens.
    pub addressee: Option<(usize, usize)>,
    /// Who passed it on.
    pub carriers: Vec<NounPhrase>,
    /// Whether و or ف or a linking word stands before the cue.
    pub linked: bool,
    /// A purpose clause (ليؤكد).
    pub purpose: bool,
    /// The name of the rule.
    pub why: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A complement that was found after a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complement {
    content: usize,
    quote: Option<usize>,
    mark: Mark,
    frame: Frame,
    /// One past the last token where the subject may stand.
    subject_limit: usize,
}

impl<'a> Reader<'a> {
    /// Proposes attributions for all cue words, in order.
    pub fn propose(&self, phrases: &[PhraseAt<'_>]) -> Vec<Proposal> {
        let mut out: Vec<Proposal> = Vec::new();
        let mut next = 0;
        for cue in &self.cues.all {
            // نقلاً عن, في رأي: words of a phrase
            while next < phrases.len() && phrases[next].end <= cue.token {
                next += 1;
            }
            if phrases.get(next).is_some_and(|p| p.start <= cue.token) {
                continue;
            }
            // حسبما أكدت, وفق ما ذكر: the verb of the phrase; كما أكد أن may go on by itself
            let told = next
                .checked_sub(1)
                .and_then(|n| phrases.get(n))
                .filter(|p| p.end == cue.token && p.phrase.kind == PhraseKind::Verb);
            if told.is_some_and(|p| ![key!("كما"), key!("مثلما")].contains(&p.phrase.words[0])) {
                continue;
            }
            if let Some(last) = out.last()
                && cue.token < last.cue_end
            {
                continue;
            }
            if let Some(p) = self.propose_one(cue, out.last()) {
                out.push(p);
            }
        }
        out
    }

    /// The best proposal for a cue word, behind what was proposed last.
    pub(crate) fn propose_one(&self, cue: &CueWord<'a>, previous: Option<&Proposal>) -> Option<Proposal> {
        let i = cue.token;
        if self.is_not_said(cue) {
            return self.propose_told(cue);
        }
        let mut best: Option<Proposal> = None;
        let before = OnceCell::new();
        let shadda = || self.doc.has_mark(i, '\u{651}');
        for form in cue.forms {
            // بعد كشف الوالي عن: behind a preposition only the verbal noun
            let noun = form.mood == Mood::Perfect && i > 0 && cue.conj.is_none() && self.doc.class(i - 1).is(Class::PREP);
            let since = i > 0 && self.doc.key(i - 1) == key!("منذ") || self.doc.class(i).is(Class::PREP);
            // وذكّر إسرائيل بتعهداتها: with its mark it is the verb that has one
            let doubled = |f: &Form| self.verb(f).doubled;
            let other = || !doubled(form) && cue.forms.iter().any(doubled) && shadda();
            if self.verb(form).marked && !shadda() || other() || noun && !since && cue.has(Mood::Masdar) {
                continue;
            }
            let p = match form.mood {
                Mood::Passive => None,
                // لكشف الأسرار: the verbal noun
                Mood::Perfect if cue.purpose || cue.with => None,
                Mood::Jussive if !(cue.purpose || i > 0 && self.doc.class(i - 1).is(Class::NEG)) => None,
                Mood::Perfect | Mood::Imperfect | Mood::Jussive => self.propose_finite(cue, form, &before, previous),
                Mood::Participle => self.propose_participle(cue, form),
                Mood::Masdar => self.propose_masdar(cue, form),
            };
            if let Some(p) = p
                && best.as_ref().is_none_or(|b| p.confidence > b.confidence)
            {
                best = Some(p);
            }
        }
        best.map(|p| self.passed_on(p)).or_else(|| self.propose_told(cue))
    }

    pub(crate) fn linked(&self, cue: &CueWord<'a>) -> bool {
        cue.conj.is_some()
            || cue.token.checked_sub(1).is_some_and(|b| {
                let c = self.doc.class(b);
                c.is(Class::LINK.or(Class::CONJ))
                    || c.is(Class::WITH_CONJ) && c.is(Class::NEG.or(Class::AUX))
                    || b > 0 && self.doc.key(b) == key!("حين") && self.doc.key(b - 1) == word::FI
                    || (c.is(Class::AUX) && self.doc.key(b) == word::QAD)
                    || c.is(Class::PRON)
                    || (b > 0 && self.doc.key(b) == key!("أن") && self.is_then(b - 1))
            })
    }
}
