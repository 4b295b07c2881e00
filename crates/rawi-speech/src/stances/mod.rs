//! Stances: what a statement does towards whom or what, what it asks for on which condition, and what it denies.
//!
//! The cue tells most of it (`lexicon/stances.tsv`); where the cue is neutral, the head of the content does (`head`): an
//! obligation (`duty`), a refusal, praise or blame with the speaker's own side for its subject, or several words
//! together (`phrase`). `target` finds the actor
//! and the issue, `asked` whom a demand is put to, `condition` what is asked for and when, `denial` the statement that is
//! denied, by what each claims (`claim`). All of it is added to the reading; no statement is changed.

mod asked;
mod claim;
mod condition;
mod denial;
mod duty;
mod entry;
mod facts;
mod head;
mod kinds;
mod later;
mod phrase;
mod side;
mod tables;
mod target;

pub(crate) use facts::StanceFacts;
pub use kinds::{Demand, Denial, How, Stance, Type};

use crate::lexis::Signs;
use crate::reader::Reader;
use crate::reading::{Act, Reading, Statement};
use rawi_text::{Class, Key, Span, TokenKind, key};
use tables::{Row, Tables, Target};
use target::Actors;

/// A statement in tokens.
#[derive(Clone, Copy)]
struct Site {
    /// The cue.
    cue: (usize, usize),
    /// The content, from its first to its last span.
    from: usize,
    to: usize,
    /// Its place in the reading.
    statement: usize,
}

/// What was found out about a statement's stance, in tokens.
#[derive(Clone, Copy)]
struct Found {
    row: Row,
    /// Where what it is about begins.
    object: usize,
    /// Who does or should do it, where that is no object: the subject of a misdeed, who must do something.
    subject: Option<(usize, usize)>,
    /// Whether the cue takes an addressee, towards whom it is.
    addressed: bool,
}

/// What a word may lead to in a content or before it.
pub(crate) fn bits(key: Key) -> u8 {
    let t = Tables::built_in();
    let condition = if t.leads(condition::bare(key)) { Signs::CONDITION } else { 0 };
    let turn = if denial::is_turn(t, key) { Signs::TURN } else { 0 };
    let later = if later::may_begin(t, key) { Signs::LATER } else { 0 };
    condition | turn | later
}

impl Reader<'_> {
    /// Gives every statement its stance.
    pub(crate) fn stances(&self, reading: &mut Reading) {
        if reading.statements.is_empty() {
            return;
        }
        let t = Tables::built_in();
        let mut actors = Actors::of(reading);
        for n in 0..reading.statements.len() {
            let Some(site) = self.site(n, &reading.statements[n]) else { continue };
            let found = self.stance_found(t, site, &reading.statements[n], reading, &actors);
            let found = self.asked_inside(site, found, &actors);
            let mut row = found.row;
            let condition = self.condition(t, site, &found);
            // لن يكون سلام إلا بعد …
            if row.kind.is_none() && condition.is_some() {
                (row.kind, row.cameo) = (Some(Type::Conditions), "120");
            }
            if condition.is_some_and(|c| c.strong) && matches!(row.kind, Some(Type::Supports | Type::Offers | Type::Rejects)) {
                row.kind = Some(Type::Conditions);
            }
            // بأنه إذا …، فإن …: what it is about follows
            let found = match condition {
                Some(c) if (found.object..c.start).all(|i| self.is_clause(i)) && found.object < c.start && c.end < site.to => {
                    Found { object: c.end + usize::from(self.doc.kind(c.end) == TokenKind::Comma), ..found }
                }
                _ => found,
            };
            let end = condition.filter(|c| c.start >= found.object).map_or(site.to, |c| c.start);
            let (towards, issue) = self.towards(site, found, row, end, reading, &mut actors);
            let demand = self.demand(site, &found, row, condition, &towards);
            let cameo = self.code(t, row.cameo, found.object, site.to);
            let s = &mut reading.statements[n];
            if let Some(e) = towards.as_ref().and_then(|p| p.entity)
                && towards.as_ref().is_some_and(|p| s.content.iter().any(|c| c.contains(p.mention)))
                && !s.about.contains(&e)
            {
                s.about.push(e);
            }
            s.stance = Stance { kind: row.kind, towards, issue, cameo, plover: t.plover(cameo) };
            s.demand = demand;
        }
        self.denials(reading);
    }

    fn site(&self, statement: usize, s: &Statement) -> Option<Site> {
        let cue = self.token_range(s.cue.span);
        let first = self.range_near(cue.1, *s.content.first()?);
        let last = if s.content.len() == 1 { first } else { self.range_near(first.1, *s.content.last()?) };
        Some(Site { cue, from: first.0, to: last.1.max(first.1), statement })
    }

    /// The tokens of a span.
    fn token_range(&self, span: Span) -> (usize, usize) {
        let start = self.doc.scaffold.tokens.partition_point(|t| t.span.end <= span.start);
        self.range_from(start, span)
    }

    /// The tokens of a span that mostly begins soon behind a token.
    fn range_near(&self, near: usize, span: Span) -> (usize, usize) {
        let tokens = &self.doc.scaffold.tokens;
        if near == 0 || tokens.get(near - 1).is_none_or(|t| t.span.end > span.start) {
            return self.token_range(span);
        }
        let behind = tokens[near..].iter().take(NEAR_BY).position(|t| t.span.end > span.start);
        behind.map_or_else(|| self.token_range(span), |n| self.range_from(near + n, span))
    }

    fn range_from(&self, start: usize, span: Span) -> (usize, usize) {
        let tokens = &self.doc.scaffold.tokens;
        // no token is shorter than a byte
        let most = (start + span.len() as usize + 1).min(tokens.len());
        (start, start + tokens[start.min(most)..most].partition_point(|t| t.span.start < span.end))
    }

    /// The stance by the cue, else by the content.
    fn stance_found(&self, t: &'static Tables, site: Site, s: &Statement, reading: &Reading, actors: &Actors) -> Found {
        let at = |row, object| Found { row, object, subject: None, addressed: true };
        if self.is_unsure(t, site, s) {
            return at(Row { kind: None, cameo: "010", target: Target::Nobody }, site.from);
        }
        let negated = self.doc.class(site.cue.0).is(Class::NEG) && site.cue.1 > site.cue.0 + 1;
        let lemma = lemma_of(s);
        if negated {
            let row = t.not(t.get(lemma)).unwrap_or(Row { kind: None, cameo: "010", target: Target::Nobody });
            return at(row, site.from);
        }
        if let Some(found) = self.by_act_noun(t, site, s.act) {
            return found;
        }
        let row = t.lemma(lemma).unwrap_or_else(|| t.act(s.act));
        // داعيا الله أن يحفظ البلاد
        if row.kind == Some(Type::Demands) && self.is_prayer(site) {
            return at(Row { kind: None, cameo: "013", target: Target::Nobody }, site.from);
        }
        if row.kind.is_none() {
            let found = match s.act {
                Act::Inform | Act::Affirm | Act::Assess => self.by_content(t, site, s, reading, actors),
                Act::Warn if self.is_clause(site.from) => {
                    let threat = |f: &Found| matches!(f.row.kind, Some(Type::Threatens | Type::Conditions));
                    self.by_first_clause(t, site, s, reading, actors).filter(threat)
                }
                Act::Warn => self.by_warning(site, row, s),
                _ => None,
            };
            return found.unwrap_or(at(row, site.from));
        }
        at(row, site.from)
    }

    /// Whether the cue is of those that often say nothing (تعد is mostly: is held to be), and the statement is doubted.
    fn is_unsure(&self, t: &Tables, site: Site, s: &Statement) -> bool {
        let below = |e: tables::Entry| f32::from(e.unsure) > s.confidence * 100.0;
        s.confidence < HARDLY_SAID && s.within.is_none()
            || s.confidence < 0.6
                && ([lemma_of(s), condition::bare(self.doc.key(site.cue.0))]
                    .iter()
                    .filter_map(|k| t.unsure(*k))
                    .any(|least| f32::from(least) > s.confidence * 100.0)
                    || s.act == Act::Offer && (site.cue.0..site.from).any(|j| below(self.noun_entry(j))))
    }

    /// Whether God is asked: named by the cue or at the head of the content, or known by what is asked (أن يديم عليه الصحة).
    fn is_prayer(&self, site: Site) -> bool {
        let t = Tables::built_in();
        let from = site.cue.1.min(site.from);
        // أن يعودوا إلى الله, لأمر الله: who is turned to is not who is asked
        let turned = |k: usize| k > from && (self.prep_at(k - 1).is_some() || self.glued_prep(k - 1).is_some());
        // حزب الله, عبد الله
        let named = |k: usize| {
            (k.saturating_sub(3)..=k).any(|q| self.doc.kb_at(q).is_some_and(|h| q + h.words as usize > k))
                || k > from && (self.doc.word(k - 1).is_namelike() || self.doc.word(k - 1).role().is_some())
        };
        (from..site.to.min(site.from + 4)).any(|k| t.get(self.doc.key(k)).is(tables::Bits::PRAYER) && !named(k) && !turned(k))
    }

    /// The act noun that decided the statement's act: أعرب عن رفضه, أكد دعم بلاده.
    fn by_act_noun(&self, t: &Tables, site: Site, act: Act) -> Option<Found> {
        if matches!(act, Act::Inform | Act::Assess | Act::Ask) {
            return None;
        }
        let from = site.cue.1.max(site.from.saturating_sub(6));
        (from..site.from + 2).filter(|j| *j < site.to).find_map(|j| {
            let carries = self.doc.kind(j) == TokenKind::Word && self.act_noun(j).is_some_and(|n| n.act == act);
            let row = carries.then(|| t.noun(self.noun_entry(j)))??;
            let object = if j >= site.from { self.behind_owner(j + 1, site.to) } else { site.from };
            Some(Found { row, object, subject: None, addressed: true })
        })
    }

    /// A warning: against what somebody does it is a stance, of what befalls people it is none.
    fn by_warning(&self, site: Site, row: Row, s: &Statement) -> Option<Found> {
        let threat = Row { kind: Some(Type::Threatens), cameo: "130", target: Target::Asked };
        if s.addressee.as_ref().is_some_and(|a| a.entity.is_some()) && row.cameo == "012" {
            return Some(Found { row: threat, object: site.from, subject: None, addressed: true });
        }
        if self.is_clause(site.from) || lemma_of(s) == rawi_text::key!("نبه") {
            return None;
        }
        // من مغبة التصعيد, من أي محاولة, من هذه الخطوة
        let this = |j: usize| [key!("هذه"), key!("هذا"), key!("تلك")].contains(&self.doc.key(j));
        let head = (site.from..site.to.min(site.from + 3)).find(|j| self.doc.kind(*j) == TokenKind::Word && !this(*j))?;
        if self.noun_entry(head).is(tables::Bits::DANGER) || self.doc.class(head).any() {
            return None;
        }
        let row = Row { kind: Some(Type::Opposes), cameo: "110", target: Target::Whose };
        Some(Found { row, object: site.from, subject: None, addressed: true })
    }

    /// The code with the digit of what is asked, offered or refused, where the first words tell it.
    fn code(&self, t: &Tables, cameo: &'static str, from: usize, to: usize) -> &'static str {
        if !matches!(cameo, "020" | "030" | "100" | "120") {
            return cameo;
        }
        let topic = (from..to.min(from + TOPIC_WITHIN)).map(|j| self.noun_entry(j).topic).find(|d| *d > 0);
        let Some(digit) = topic else { return cameo };
        // of refusals the digits stand one lower from aid on: 122 aid, 123 reform, 124 yield, 125 meet, 126 mediation, 127 plan
        let digit = match (cameo, digit) {
            ("120", 3..=6) => digit - 1,
            ("120", 7) => 7,
            ("120", 8) => 6,
            ("120", 2) => return cameo,
            _ => digit,
        };
        t.code(&format!("{}{digit}", &cameo[..2])).unwrap_or(cameo)
    }
}

/// How far behind its cue a content mostly begins, in tokens.
const NEAR_BY: usize = 12;

/// Below which confidence a statement is hardly one, and takes no stance: of those more say nothing than something.
const HARDLY_SAID: f32 = 0.1;

/// How many words of an object tell what it is of.
const TOPIC_WITHIN: usize = 8;

fn lemma_of(s: &Statement) -> Key {
    Key::of(&s.cue.lemma)
}
