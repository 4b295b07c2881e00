//! One meeting that is told of several times is one.

use super::Told;
use super::tables::{Sense, Tables, state_of};
use crate::reader::Reader;
use crate::reading::{Contents, Meeting, PartRole, Party};
use rawi_actors::{EntityKind, KbHit};
use rawi_text::words::article_off;
use rawi_text::{Key, key};

/// Processes that the article names: where, name, id, round.
type Named = (usize, String, String, Option<u32>);

impl Reader<'_> {
    /// One meeting that is told of several times is one: the same process and round, a round that is not told again, or a
    /// noun that goes back to it (الاجتماع).
    pub(super) fn merged(&self, told: Vec<Told>, contents: &Contents) -> Vec<Meeting> {
        let mut out: Vec<Meeting> = Vec::new();
        let mut nouns: Vec<Key> = Vec::new();
        // the meeting told last, which a sentence that tells only an agenda goes on
        let mut latest: Option<usize> = None;
        let named: Vec<Named> = told
            .iter()
            .filter(|m| !formal(m))
            .filter_map(|m| Some((m.text.0, m.process.clone(), m.id.clone()?, m.round)))
            .collect();
        for mut m in told {
            if m.bare && !self.named_before(&mut m, &named) {
                latest = None;
                continue;
            }
            // شارك في المحادثات كل من: those told before
            if m.process.is_empty() && !m.again {
                let Some(last) = nouns.last() else {
                    latest = None;
                    continue;
                };
                (m.again, m.noun) = (true, *last);
            }
            // a sentence that tells only what it was about: of the last one
            if m.about.is_some() {
                if let Some(at) = latest {
                    self.describe(&m, &mut out[at]);
                }
                continue;
            }
            latest = None;
            let at = if m.again { nouns.iter().rposition(|n| *n == m.noun) } else { out.iter().rposition(|o| same(o, &m)) };
            let text = self.span(m.text);
            let at = match at {
                Some(at) => at,
                // a meeting that nothing was told of
                None if m.again && m.participants.len() < 2 => continue,
                None => {
                    nouns.push(m.noun);
                    out.push(Meeting {
                        statement: contents.around(text),
                        process: m.process.clone(),
                        id: m.id.clone(),
                        round: m.round,
                        place: None,
                        when: None,
                        level: None,
                        agenda: Vec::new(),
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
            self.describe(&m, o);
            for (party, role) in m.participants {
                add(o, party, role);
            }
            latest = Some(at);
        }
        out
    }

    /// Gives talks without a name those that were named last, or else first; whether they can be kept.
    fn named_before(&self, m: &mut Told, named: &[Named]) -> bool {
        let last = named.iter().rev().find(|n| n.0 <= m.text.0).or(named.first());
        // of another round nothing is known
        let other = |n: &&Named| m.round.is_none() || named.iter().all(|o| o.2 != n.2 || o.3.is_none() || o.3 == m.round);
        match last.filter(other) {
            Some((_, process, id, _)) => (m.process, m.id) = (process.clone(), Some(id.clone())),
            None => match m.place.and_then(|place| self.process_at(place)) {
                Some((process, id)) => (m.process, m.id) = (process, Some(id)),
                None => return m.round.is_some() || m.participants.len() > 1,
            },
        }
        true
    }

    /// The row of the talks that the place at a token gives their name (جنيف, أستانة).
    pub(super) fn process_of(&self, place: usize) -> Option<u32> {
        let word = self.doc.key(place);
        let called = [key!("مفاوضات"), key!("محادثات")];
        let hit = called.iter().find_map(|c| self.doc.tables.kb_hit(*c, |n| (n == 1).then_some(word)))?;
        (self.doc.tables.kb[hit.row as usize].kind == EntityKind::Process).then_some(hit.row)
    }

    /// The talks that are called by a place (المحادثات … في جنيف), in an article that names the state that they are about.
    fn process_at(&self, place: (usize, usize)) -> Option<(String, String)> {
        let row = &self.doc.tables.kb[self.process_of(place.0)? as usize];
        let state = state_of(&row.id)?;
        let named = |(_, hit): (usize, KbHit)| self.doc.tables.kb[hit.row as usize].id == state;
        self.doc.words.kb_names().any(named).then(|| (row.name.to_string(), row.id.to_string()))
    }
}

/// Whether a meeting is a summit or the like, which المحادثات does not go back to.
fn formal(m: &Told) -> bool {
    let first = m.process.split(' ').next().map(|w| article_off(Key::of(w)).0);
    first.is_some_and(|f| Tables::built_in().is(f, Sense::Formal))
}

/// Whether a meeting is the one that is told.
fn same(o: &Meeting, m: &Told) -> bool {
    let round = o.round == m.round || o.round.is_none() || m.round.is_none();
    match (&o.id, &m.id) {
        (Some(a), Some(b)) => a == b && round,
        (None, None) => o.round == m.round && (Key::of(&o.process) == Key::of(&m.process) || same_people(o, m)),
        _ => false,
    }
}

/// Whether two or more take part, and the same ones.
fn same_people(o: &Meeting, m: &Told) -> bool {
    let has = |e: Option<usize>| e.is_some() && o.participants.iter().any(|(p, _)| p.entity == e);
    m.participants.len() > 1 && m.participants.len() <= o.participants.len() && m.participants.iter().all(|(p, _)| has(p.entity))
}

fn add(o: &mut Meeting, party: Party, role: PartRole) {
    let same = |(p, _): &&mut (Party, PartRole)| p.entity.is_some() && p.entity == party.entity || p.name == party.name;
    match o.participants.iter_mut().find(same) {
        Some((_, r)) if *r == PartRole::Party => *r = role,
        Some(_) => {}
        None => o.participants.push((party, role)),
    }
}
