//! What the rules doubt and the model decides: a word that looks like no cue for one reason or another may be one all the
//! same. Without weights a doubt is a no.

use crate::lexicon::{Gender, Mark, Mood, Number};
use crate::model::{Doubted, Features, said};
use crate::propose::{Position, Proposal};
use crate::reader::Reader;
use crate::reading::Act;
use rawi_actors::{NounPhrase, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind};

impl Reader<'_> {
    /// Notes a reason against the word that is being read; whether that ends the matter, for want of a model.
    pub(crate) fn doubt(&self, reason: Features) -> bool {
        self.doubts.set(self.doubts.get() | reason);
        !self.weighs()
    }

    /// Whether doubts are weighed, or noted for training.
    pub(crate) fn weighs(&self) -> bool {
        self.trace.is_some() || self.model.tells_said()
    }

    /// Whether a proposal that the rules doubt for these reasons attributes something.
    pub(crate) fn is_said(&self, p: &Proposal, reasons: Features) -> bool {
        if !self.weighs() {
            return false;
        }
        let features = reasons | self.weighed(p);
        if let Some(trace) = self.trace {
            let cue = self.span((p.token, p.cue_end));
            let content = self.doc.token(p.content).map_or(cue.end, |t| t.span.start);
            trace.borrow_mut().said.push(Doubted { cue: (cue.start, cue.end), content, features });
        }
        self.model.said(features)
    }

    /// What holds of a proposal.
    fn weighed(&self, p: &Proposal) -> Features {
        let doc = &self.doc;
        let mut out = said::ALWAYS;
        let mut add = |holds: bool, features: Features| out |= if holds { features } else { 0 };
        let clause = self.is_clause(p.content);
        let noun_like = matches!(p.mark, Mark::Noun | Mark::Prep(_)) && p.quote.is_none() && !clause;
        add(p.quote.is_some(), said::M_QUOTE);
        add(
            true,
            match p.mark {
                Mark::Clause => said::M_CLAUSE,
                Mark::Direct => said::M_DIRECT,
                Mark::Prep(_) if clause => said::M_PREP_CLAUSE,
                Mark::Prep(_) => said::M_PREP,
                Mark::Noun => said::M_NOUN,
            },
        );
        add(
            true,
            match p.position {
                Position::After => said::S_AFTER,
                Position::Before => said::S_BEFORE,
                Position::Antecedent => said::S_RELATIVE,
                Position::Elided => said::S_NONE,
            },
        );
        let speaks = p.subject.as_ref().is_some_and(NounPhrase::can_speak);
        add(speaks, said::SPEAKS);
        add(speaks && noun_like, said::MARKED);
        if let Some(np) = &p.subject {
            let role = np.role.map(|r| r.role);
            add(np.kb.is_some(), said::KNOWN);
            add(np.name.is_some(), said::NAMED);
            add(role.is_some(), said::ROLE);
            add(role == Some(Role::Document), said::DOCUMENT);
            add(matches!(role, Some(Role::People | Role::Kin)), said::PEOPLE);
            add(np.start != p.cue_end && np.end != p.token, said::FAR);
        }
        let verb = self.verb(&p.form);
        add(verb.weak, said::WEAK);
        add(verb.weak && noun_like, said::N_WEAK);
        add(verb.light, said::LIGHT);
        add(verb.goes_on, said::GOES_ON);
        add(
            true,
            match p.act {
                Act::Inform | Act::Ask => said::NEUTRAL,
                Act::Affirm => said::AFFIRM,
                Act::Deny | Act::Reject => said::DENY,
                Act::Accuse => said::ACCUSE,
                Act::Warn => said::WARN,
                Act::Call => said::CALL,
                Act::Offer => said::OFFER,
                Act::Support => said::SUPPORT,
                Act::Assess => said::ASSESS,
                Act::Feel => said::FEEL,
            },
        );
        add(
            true,
            match p.form.mood {
                Mood::Perfect | Mood::Passive => said::PERFECT,
                Mood::Imperfect | Mood::Jussive => said::IMPERFECT,
                Mood::Participle => said::PARTICIPLE,
                Mood::Masdar => said::MASDAR,
            },
        );
        add(p.form.gender == Gender::F, said::FEMININE);
        add(matches!(p.form.number, Number::P | Number::D), said::MANY);
        let cue = self.cues.at(p.cue_end - 1).or_else(|| self.cues.at(p.token));
        add(cue.is_some_and(|c| c.conj.is_some()), said::JOINED);
        add(p.linked, said::LINKED);
        let first = self.sentence_start(p.token);
        add(first == p.token, said::FIRST);
        if let Some(b) = p.token.checked_sub(1) {
            let class = doc.class(b);
            add(doc.kind(b) == TokenKind::Comma, said::COMMA);
            add(class.is(Class::AUX), said::AUX);
            add(class.is(Class::PREP), said::PREP);
            add(class.is(Class::TIME.or(Class::DAY)), said::TIME);
            let noun = doc.kind(b) == TokenKind::Word && !class.any();
            let definite = article_off(doc.key(b)).1;
            add(noun && !definite, said::NOUN);
            add(noun && definite, said::DEFINITE);
        }
        add(self.resumes(p.cue_end), said::RESUMES);
        let before = first..p.token;
        add(before.clone().any(|k| self.is_clause(k)), said::IN_CLAUSE);
        add(before.clone().rev().take(6).any(|k| doc.class(k).is(Class::REL)), said::IN_RELATIVE);
        add(before.clone().any(|k| self.cues.at(k).is_some_and(|c| c.is_finite() && self.is_likely_cue(c))), said::SAID_BEFORE);
        add(self.quote(p.token).is_some(), said::IN_QUOTE);
        add(p.token < self.title_end, said::IN_TITLE);
        let away = p.content.saturating_sub(p.cue_end);
        add(away == 0, said::NEAR);
        add((1..=4).contains(&away), said::AWAY);
        add(away > 4, said::AFAR);
        if noun_like {
            let word = doc.word(p.content);
            let definite = article_off(doc.key(p.content)).1;
            add(self.act_noun(p.content).is_some(), said::C_ACT_NOUN);
            add(definite, said::C_DEFINITE);
            add(doc.kind(p.content) == TokenKind::Number, said::C_NUMBER);
            add(doc.kb_at(p.content).is_some() || word.role().is_some(), said::C_NAME);
            add(!definite && word.is_noun(), said::C_INDEFINITE);
        }
        out
    }
}
