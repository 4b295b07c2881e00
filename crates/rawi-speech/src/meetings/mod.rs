//! Meetings: rounds of talks, summits, visits of one to another, with who takes part in which role.
//!
//! A noun of talks leads to one where a round, the name of a process, or at least two who take part stand with it
//! (`talks`); a verb where its subject and object are named (`verbs`). `parts` reads who takes part.

mod parts;
mod tables;
mod talks;
mod verbs;

use crate::reader::Reader;
use crate::reading::{Contents, Held, Meeting, PartRole, Party, Reading};
use rawi_actors::EntityKind;
use rawi_text::words::{FA, LAM, WAW, article_off};
use rawi_text::{Key, Span, TokenKind};
use tables::{Sense, Tables};

/// All words by which meetings are told, in no order.
pub(crate) fn words() -> impl Iterator<Item = Key> {
    Tables::built_in().words()
}

/// A meeting, in tokens.
struct Told {
    process: String,
    id: Option<String>,
    round: Option<u32>,
    place: Option<(usize, usize)>,
    held: Held,
    text: (usize, usize),
    participants: Vec<(Party, PartRole)>,
    /// Whether it is called only المحادثات or the like: the process is the one that is spoken of.
    bare: bool,
}

/// Where entities are mentioned, in order.
struct Mentions<'r> {
    all: Vec<(Span, usize)>,
    reading: &'r Reading,
}

impl<'r> Mentions<'r> {
    fn of(reading: &'r Reading) -> Self {
        let mut all: Vec<(Span, usize)> =
            reading.entities.iter().enumerate().flat_map(|(n, e)| e.mentions.iter().map(move |m| (*m, n))).collect();
        all.sort_unstable();
        Mentions { all, reading }
    }

    /// The person mentioned last in a stretch.
    fn person_in(&self, span: Span) -> Option<Party> {
        let person = |e: &usize| self.reading.entities[*e].kind == EntityKind::Person;
        let (mention, e) = self.inside(span).filter(|(_, e)| person(e)).last()?;
        Some(Party { entity: Some(e), name: self.reading.entities[e].name.clone(), mention })
    }

    /// The mentions inside a span.
    fn inside(&self, span: Span) -> impl Iterator<Item = (Span, usize)> {
        let from = self.all.partition_point(|(m, _)| m.start < span.start);
        self.all[from..].iter().take_while(move |(m, _)| m.start < span.end).filter(move |(m, _)| m.end <= span.end).copied()
    }
}

impl Reader<'_> {
    /// The meetings of the article.
    pub(crate) fn meetings(&self, triggers: &[usize], reading: &Reading, contents: &Contents) -> Vec<Meeting> {
        let t = Tables::built_in();
        let mut mentions: Option<Mentions<'_>> = None;
        let mut told: Vec<Told> = Vec::new();
        let mut next = 0;
        for &i in triggers {
            if i < next {
                continue;
            }
            let numbered = self.doc.kind(i) == TokenKind::Number && i > 0;
            if numbered && let Some(m) = self.numbered(i) {
                told.push(m);
            } else if self.doc.kind(i) == TokenKind::Word && t.knows(self.bare(i)) {
                let mentions = mentions.get_or_insert_with(|| Mentions::of(reading));
                if let Some(m) = self.meeting_at(i, mentions) {
                    next = m.text.1;
                    told.push(m);
                }
            }
        }
        self.merged(told, contents)
    }

    fn meeting_at(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let bare = self.bare(i);
        Tables::built_in().senses(|n| if n == 0 { bare } else { self.doc.key(i + n) }).find_map(|(_, sense)| match sense {
            Sense::Talks => self.talks(i, mentions),
            Sense::Round => self.round(i, mentions),
            Sense::Meet(noun) => self.meet(i, noun, PartRole::Party, mentions),
            Sense::Receive(noun) => self.meet(i, noun, PartRole::Host, mentions),
            Sense::Own(noun) => self.own(i, noun, mentions),
            Sense::Join => self.join(i, mentions),
            Sense::Confer(noun) => self.confer(i, noun, mentions),
            _ => None,
        })
    }

    /// The word at `i` as the table has it: without و or ف and without ال where the table has it so.
    fn bare(&self, i: usize) -> Key {
        let t = Tables::built_in();
        let key = self.doc.key(i);
        if t.knows(key) {
            return key;
        }
        let (bare, definite) = article_off(key);
        if definite {
            return bare;
        }
        // للمحادثات
        if key.first() == LAM && key.at(1) == LAM && key.len() > 4 {
            return key.skip(2);
        }
        if matches!(key.first(), WAW | FA) && key.len() > 3 { article_off(key.skip(1)).0 } else { key }
    }

    /// Whether the meeting that is told from token `from` to `to` is to come or off: told by the words of its clause.
    fn held(&self, from: usize, to: usize) -> Held {
        let t = Tables::built_in();
        let s = self.sentence(from);
        let (start, end) = (from.saturating_sub(6).max(s.start as usize), (to + 6).min(s.end as usize));
        let mut held = Held::Held;
        for i in start..end {
            for (_, sense) in t.senses(|n| self.doc.key(i + n)) {
                match sense {
                    Sense::Cancelled if i < from => return Held::Cancelled,
                    Sense::Planned => held = Held::Announced,
                    _ => {}
                }
            }
        }
        held
    }

    /// One meeting that is told of several times is one: the same process and round, or a round that is not told again.
    fn merged(&self, told: Vec<Told>, contents: &Contents) -> Vec<Meeting> {
        let mut out: Vec<Meeting> = Vec::new();
        let named: Vec<(usize, String, String, Option<u32>)> =
            told.iter().filter_map(|m| Some((m.text.0, m.process.clone(), m.id.clone()?, m.round))).collect();
        for mut m in told {
            if m.bare {
                // the process named last before, or else the first one
                let last = named.iter().rev().find(|n| n.0 <= m.text.0).or(named.first());
                // of another round nothing is known
                let other = |n: &&(usize, String, String, Option<u32>)| {
                    m.round.is_none() || named.iter().all(|o| o.2 != n.2 || o.3.is_none() || o.3 == m.round)
                };
                match last.filter(other) {
                    Some((_, process, id, _)) => (m.process, m.id) = (process.clone(), Some(id.clone())),
                    None if m.round.is_none() => continue,
                    None => {}
                }
            }
            let key = Key::of(&m.process);
            let round = |o: &Meeting| o.round == m.round || o.round.is_none() || m.round.is_none();
            let same = |o: &Meeting| match (&o.id, &m.id) {
                (Some(a), Some(b)) => a == b && round(o),
                (None, None) => Key::of(&o.process) == key && o.round == m.round,
                _ => false,
            };
            let text = self.span(m.text);
            let at = match out.iter().rposition(same) {
                Some(at) => at,
                None => {
                    out.push(Meeting {
                        statement: contents.around(text),
                        process: m.process,
                        id: m.id,
                        round: m.round,
                        place: None,
                        held: m.held,
                        text,
                        participants: Vec::new(),
                    });
                    out.len() - 1
                }
            };
            let o = &mut out[at];
            o.round = o.round.or(m.round);
            o.place = o.place.or(m.place.map(|p| self.span(p)));
            for (party, role) in m.participants {
                let known = o
                    .participants
                    .iter_mut()
                    .find(|(p, _)| p.entity.is_some() && p.entity == party.entity || p.name == party.name);
                match known {
                    Some((_, r)) if *r == PartRole::Party => *r = role,
                    Some(_) => {}
                    None => o.participants.push((party, role)),
                }
            }
        }
        out
    }
}
