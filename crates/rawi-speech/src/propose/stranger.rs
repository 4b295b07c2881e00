//! Subjects that no table and no title tells, by where they stand alone: right behind the verb, or before it where its clause
//! begins.

use super::{Complement, Position};
use crate::lexicon::{Form, Gender, Mark, Number};
use crate::reader::{Reader, word};
use rawi_actors::{Likely, NounPhrase};
use rawi_text::words::{ALIF, BA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

/// Most words of a phrase that nothing but its place tells.
const MOST: usize = 4;

impl Reader<'_> {
    /// The subject of a statement that would be left to the context: behind a time, in brackets, or where the clause begins.
    pub(super) fn stranger(&self, i: usize, comp: &Complement, form: &Form, joined: bool) -> Option<(NounPhrase, Position)> {
        let doc = &self.doc;
        let after = || {
            if comp.mark == Mark::Noun {
                return None;
            }
            // وخلصت (فوربس) إلى
            if doc.kind(i + 1) == TokenKind::Open {
                let close = doc.closing(i + 1, MOST + 1).filter(|c| *c < comp.subject_limit.max(i + 2) + 1)?;
                let plain = close > i + 2 && (i + 2..close).all(|k| self.is_plain(k) && !doc.is_occasion(k));
                return plain.then(|| phrase(i + 2, close, true));
            }
            let at = self.behind_time(i + 1, comp.subject_limit);
            (at > i + 1).then(|| self.stranger_at(at, comp.subject_limit, form)).flatten()
        };
        if let Some(np) = after() {
            return Some((np, Position::After));
        }
        (!joined).then(|| self.stranger_before(i, form)).flatten().map(|np| (np, Position::Before))
    }

    /// Whether a word counts some of those behind it: عدد من, اثنان من, عدد كبير من.
    pub(super) fn counts_of(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        let part = |k| sets().partitive.contains(&k);
        let number = || rawi_text::is_number_word(&self.doc.scaffold.tokens, i) && !article_off(key).1;
        if self.doc.key(i + 1) == word::MIN {
            return part(key) || key.before(key!("ا")).is_some_and(part) || number();
        }
        self.doc.key(i + 2) == word::MIN
            && (part(key) || key.before(key!("ا")).is_some_and(part))
            && !self.doc.class(i + 1).any()
            && !article_off(self.doc.key(i + 1)).1
    }

    /// One past the time that a verb is followed by: أمس, اليوم الأربعاء, في وقت سابق.
    fn behind_time(&self, from: usize, limit: usize) -> usize {
        let doc = &self.doc;
        let mut at = from;
        while at < limit {
            let time = doc.class(at).is(Class::TIME.or(Class::DAY)) && !doc.class(at).is(Class::PREP);
            let tail = at > from && doc.sets(at).has(sets().time_tail);
            if doc.key(at) == key!("في") && doc.key(at + 1) == key!("وقت") {
                at += 3;
            } else if time || tail {
                at += 1;
            } else {
                break;
            }
        }
        at.min(limit)
    }

    /// Whether a token is a word that stands for nothing but itself: no particle, no preposition before it.
    fn is_plain(&self, k: usize) -> bool {
        let doc = &self.doc;
        doc.kind(k) == TokenKind::Word && !doc.class(k).any() && (self.glued_prep(k).is_none() || doc.word(k).is_whole())
    }

    /// بلوط, بارث: what looks like a preposition with a word, and is none.
    fn is_strange(&self, k: usize) -> bool {
        let doc = &self.doc;
        let rest = doc.tables.word(doc.key(k).skip(1));
        let word = !rest.is_common() && rest.role().is_none() && !article_off(rest.key).1;
        let name = (word || self.is_foreign_behind(k)) && !rawi_actors::is_verbal_noun(rest.key);
        doc.class(k) == Class::NONE && !doc.word(k).is_common() && name || self.is_name_as_particle(k)
    }

    /// بارث جرين: a word that is surely more of a name stands behind it.
    fn is_foreign_behind(&self, k: usize) -> bool {
        let next = self.doc.word(k + 1);
        let unknown = !next.is_common() && next.role().is_none() && next.likely_name() != Likely::No;
        self.is_plain(k + 1) && !article_off(next.key).1 && unknown && self.doc.kb_at(k + 1).is_none()
    }

    /// بين رودز, فان دام right behind a verb: names that are spelt like particles.
    pub(crate) fn is_name_as_particle(&self, k: usize) -> bool {
        let doc = &self.doc;
        let spelt = doc.token(k).is_some_and(|t| matches!(t.span.of(doc.text), "بين" | "فان"));
        spelt && k > 0 && self.cues.at(k - 1).is_some_and(|c| c.is_finite()) && self.is_foreign_behind(k)
    }

    /// Whether a word begins no phrase of somebody: an adverb, a noun of what is done or said. `people`: the verb is in the
    /// plural of men, whose broken plurals look like verbal nouns (أتراك، أولياء).
    fn is_matter(&self, at: usize, full: bool, people: bool) -> bool {
        let doc = &self.doc;
        let (key, word) = (doc.key(at), doc.word(at));
        let (bare, article) = article_off(key);
        let adverb = !article && key.last() == ALIF && (word.is_common() || key.before(key!("يا")).is_some());
        // كفنانة: as what
        let rest = doc.tables.word(key.skip(1));
        let as_what =
            !full && key.first() == KAF && key.len() > 4 && !word.is_whole() && (rest.is_common() || rest.role().is_some());
        let done = !full && (self.act_noun(at).is_some() || !people && rawi_actors::is_verbal_noun(bare));
        // إن كلام الوزير: nouns of what is said
        let said = doc.is_occasion(at) || doc.is_medium(at) && !article;
        let drawn = super::subject::ATTENTION.contains(&key);
        drawn || adverb || as_what || done || said || doc.sets(at).has(sets().time_tail) || doc.sets(at).has(sets().degree)
    }

    /// Whoever stands at a token behind a verb that takes no object, before its content, where nothing tells who it is (تقول آمنة إن،
    /// لفت نافيه إلى أن): by the order of words its subject. No adverb, no noun of what is done.
    pub(super) fn stranger_at(&self, at: usize, limit: usize, form: &Form) -> Option<NounPhrase> {
        let doc = &self.doc;
        let full = !doc.class(at).any() && doc.has_full_name(at);
        // لـNBN, للتجار
        let key = doc.key(at);
        if matches!(key.first(), BA | LAM) && (key.at(1) < 0x80 || key.at(1) == LAM) {
            return None;
        }
        if at >= limit
            || doc.kind(at) != TokenKind::Word
            || doc.key(at).len() < 2
            || !(self.is_plain(at) || self.is_strange(at) || full)
        {
            return None;
        }
        let to = limit.min(at + MOST + 1);
        let end = (at + 1..to).find(|k| !self.is_plain(*k)).unwrap_or(to);
        if end < limit && self.is_plain(end) || self.is_matter(at, full, false) {
            return None;
        }
        self.fits_stranger(at, end, form, full, end == limit).then(|| {
            let noun = self.is_ordinary_noun(at, full, end == at + 1 && end == limit);
            phrase(at, end, full || !noun && !article_off(doc.key(at)).1)
        })
    }

    /// Whether a word is an ordinary noun, and no name that looks like one.
    fn is_ordinary_noun(&self, at: usize, full: bool, alone: bool) -> bool {
        let word = self.doc.word(at);
        // تقول آمنة إن
        let given = alone && word.name_exact().is_some_and(|n| n.given > 20) && !article_off(self.doc.key(at)).1;
        !full && !given && (word.is_common() || word.is_noun() && word.likely_name() == Likely::No)
    }

    fn fits_stranger(&self, at: usize, end: usize, form: &Form, full: bool, closed: bool) -> bool {
        let (bare, article) = article_off(self.doc.key(at));
        let word = self.doc.word(at);
        // نافيه: no ta marbuta
        let feminine =
            bare.before(key!("ة")).is_some() && self.doc.token(at).is_some_and(|t| t.span.of(self.doc.text).ends_with('ة'));
        let gender = form.gender == Gender::F;
        // شرفيو الوحدة: a plural that is held by what follows
        let held = bare.last() == WAW && end > at + 1 && article_off(self.doc.key(at + 1)).1;
        if !self.is_ordinary_noun(at, full, end == at + 1 && closed) {
            return full || !feminine || gender;
        }
        // أعلنت القسام: no noun that has a gender of its own
        let body = article && !feminine && !word.is_noun() && !word.is_adjective() && end == at + 1;
        (article || held) && feminine == gender || body
    }

    /// The phrase that is all that stands between the beginning of a clause and its verb: إلا أن أولياء الأمور أكدوا, الفيفا أشار.
    fn stranger_before(&self, i: usize, form: &Form) -> Option<NounPhrase> {
        let doc = &self.doc;
        let low = self.low(i);
        let mut from = i;
        while from > low && i - from <= MOST && self.is_plain(from - 1) && !self.stops(from - 1) {
            from -= 1;
        }
        let led = from > low && doc.class(from - 1).is(Class::CLAUSE.or(Class::LINK)) && !doc.class(from - 1).is(Class::REL);
        if from == i || i - from > MOST || !(from == low || led) || doc.key(from).len() < 2 {
            return None;
        }
        let full = doc.has_full_name(from);
        let people = form.number == Number::P && form.gender == Gender::M;
        if self.is_matter(from, full, people) {
            return None;
        }
        if people {
            let np = phrase(from, i, false);
            return Some(NounPhrase { role: Some(doc.people_of(from)), ..np });
        }
        let lone = form.number == Number::S && i - from <= 2;
        (lone && self.fits_stranger(from, i, form, full, true)).then(|| {
            let noun = self.is_ordinary_noun(from, full, i == from + 1);
            phrase(from, i, full || !noun && !article_off(doc.key(from)).1)
        })
    }
}

/// A phrase that nothing but its place tells.
fn phrase(start: usize, end: usize, name: bool) -> NounPhrase {
    NounPhrase { name: name.then_some((start, end)), definite: true, ..NounPhrase::bare(start, end) }
}
