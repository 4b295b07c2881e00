//! What people said, laid over what the program read. A function of the two and of nothing else.

use super::anchor::{Bare, Found, Quote};
use super::log::{Action, Actor, Payload, Review};
use super::positions;
use super::reading::{about, enclosing, kind, need, rename};
use crate::model::{Entity, Range, Reading, Statement};

/// What became of a review when it was laid over a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It stands where it was made.
    Held,
    /// Its statement is read otherwise now, or its words moved: it went with them.
    Moved,
    /// Nothing is read there any more: the statement stands as the person saw it.
    Restored,
    /// What it rejects is not read any more.
    Idle,
    /// Its words are gone from the text.
    Lost,
}

impl State {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            State::Held => "held",
            State::Moved => "moved",
            State::Restored => "restored",
            State::Idle => "idle",
            State::Lost => "lost",
        }
    }
}

/// A corrected reading.
#[derive(Debug)]
pub(crate) struct Applied {
    pub reading: Reading,
    /// Of each review what became of it.
    pub states: Vec<(i64, State)>,
    /// Of each statement, then of each rejected one, the review that added it.
    pub added: Vec<Option<i64>>,
    /// Of each, its id in the program's own reading.
    pub was: Vec<Option<String>>,
}

/// A statement on the way.
struct Item {
    s: Statement,
    within: Option<usize>,
    added: Option<i64>,
    /// Its id in the program's own reading, and who spoke there.
    was: Option<(String, crate::model::Speaker)>,
}

struct Work<'a> {
    text: &'a str,
    bare: Bare<'a>,
    entities: Vec<Entity>,
    items: Vec<Item>,
    renamed: Vec<(String, String)>,
}

/// How alike two statements must be to be one, where their cues are not.
const LIKE: f64 = 0.5;
/// And where one of them was missed by the program, and is added by a person.
const VERY_LIKE: f64 = 0.8;

/// Lays reviews (those in force about this article, in their order) over a reading of `text`.
pub(crate) fn apply(reference: &str, text: &str, machine: &Reading, reviews: &[Review]) -> Applied {
    let items = machine.statements.iter().map(|s| Item {
        within: s.within,
        added: None,
        was: Some((s.reference(reference), s.speaker.clone())),
        s: Statement { verdict: None, review: None, ..s.clone() },
    });
    let mut work =
        Work { text, bare: Bare::of(text), entities: machine.entities.clone(), items: items.collect(), renamed: Vec::new() };
    let states = reviews.iter().map(|r| (r.id, work.review(r))).collect();
    work.finish(reference, machine, states)
}

/// Which of an article's statements a review is about.
pub(super) fn find(text: &str, statements: &[Statement], added: &[Option<i64>], review: &Review) -> Option<usize> {
    let items = statements.iter().zip(added).map(|(s, added)| Item { s: s.clone(), within: None, added: *added, was: None });
    let work = Work { text, bare: Bare::of(text), entities: Vec::new(), items: items.collect(), renamed: Vec::new() };
    let (quote, saw) = (review.quote.as_ref()?, review.payload.statement.as_ref()?);
    work.look(quote, saw, review.payload.on).ok().map(|(at, _)| at)
}

impl Work<'_> {
    fn review(&mut self, r: &Review) -> State {
        // between articles: nothing is read there
        let Some(quote) = &r.quote else { return State::Held };
        match (r.action, &r.payload.statement) {
            (Action::SplitActor, _) => self.split(quote, &r.payload.actors),
            (Action::Add, Some(s)) => self.add(r.id, quote, s, &r.payload),
            (Action::Confirm | Action::Reject | Action::Speaker | Action::Act | Action::Span | Action::Chain, Some(s)) => {
                self.statement(r, quote, s)
            }
            // pairs change no reading: only where their statements are now is asked
            (_, Some(s)) => self.look(quote, s, r.payload.on).map_or_else(|state| state, |(_, state)| state),
            (_, None) => State::Idle,
        }
    }

    /// Which item a statement that was seen is now.
    fn look(&self, quote: &Quote, saw: &Statement, on: Option<i64>) -> Result<(usize, State), State> {
        if let Some(add) = on {
            return self.items.iter().position(|i| i.added == Some(add)).map(|n| (n, State::Held)).ok_or(State::Idle);
        }
        let found = Found::new(quote, &self.bare);
        let saw = relocated(&found, saw).ok_or(State::Lost)?;
        let at = self.nearest(&saw, LIKE).ok_or(State::Idle)?;
        let same = self.items[at].s.content == saw.content && self.items[at].s.cue == saw.cue;
        Ok((at, if same && found.unmoved() { State::Held } else { State::Moved }))
    }

    /// The statement most like another one, if any is like it.
    fn nearest(&self, saw: &Statement, like: f64) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (n, item) in self.items.iter().enumerate() {
            let share = shared(&item.s.content, &saw.content);
            let same_cue = item.s.cue.start < saw.cue.end && saw.cue.start < item.s.cue.end;
            let score = match same_cue {
                true if share > 0.0 => 1.0 + share,
                false if share >= like => share,
                _ => continue,
            };
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, n));
            }
        }
        best.map(|(_, n)| n)
    }

    fn statement(&mut self, r: &Review, quote: &Quote, saw: &Statement) -> State {
        let found = Found::new(quote, &self.bare);
        let moved = |range: Range| found.place(range);
        let change = Change {
            content: r.payload.content.iter().map(|c| moved(*c)).collect::<Option<Vec<_>>>(),
            mention: r.payload.speaker.as_ref().and_then(|s| s.mention).and_then(moved),
            chain: r.payload.chain.iter().flatten().map(|p| moved(p.mention)).collect(),
        };
        let now = relocated(&found, saw);
        let (at, state) = match self.look(quote, saw, r.payload.on) {
            Ok(found) => found,
            // what a person rejected or took back is not read any more
            Err(State::Idle) if r.action == Action::Reject || r.payload.on.is_some() => return State::Idle,
            Err(State::Idle) => match &now {
                Some(now) => (self.insert(now.clone(), &r.payload.actors), State::Restored),
                None => return State::Lost,
            },
            Err(state) => return state,
        };
        if r.action == Action::Span && change.content.is_none() {
            return State::Lost;
        }
        self.change(at, r, now.as_ref().unwrap_or(saw), &change);
        state
    }

    fn change(&mut self, at: usize, r: &Review, saw: &Statement, change: &Change) {
        let payload = &r.payload;
        let verdict = match r.action {
            Action::Confirm => "confirmed",
            Action::Reject => "rejected",
            _ if self.items[at].added.is_some() => "added",
            _ => "corrected",
        };
        let mut s = self.items[at].s.clone();
        match r.action {
            Action::Confirm => {
                s.act.clone_from(&saw.act);
                s.speaker.clone_from(&saw.speaker);
                s.chain.clone_from(&saw.chain);
                if s.content != saw.content {
                    self.spans(&mut s, saw.content.clone());
                    s.kind.clone_from(&saw.kind);
                }
                let named = s.speaker.entity.iter().map(|e| (e, s.speaker.mention));
                let named: Vec<_> =
                    named.chain(s.chain.iter().filter_map(|p| Some((p.entity.as_ref()?, Some(p.mention))))).collect();
                for (key, mention) in named {
                    self.name(&payload.actors, key, mention);
                }
            }
            Action::Act => {
                payload.act.iter().for_each(|act| s.act.clone_from(act));
                unread(&mut s);
            }
            Action::Span => self.spans(&mut s, change.content.clone().unwrap_or_default()),
            Action::Speaker => {
                if let Some(speaker) = &payload.speaker {
                    s.speaker = crate::model::Speaker { mention: change.mention, ..speaker.clone() };
                    if let Some(key) = &speaker.entity {
                        self.name(&payload.actors, key, change.mention);
                    }
                }
            }
            Action::Chain => {
                s.chain.clear();
                for (party, place) in payload.chain.iter().flatten().zip(&change.chain) {
                    let Some(mention) = *place else { continue };
                    if let Some(key) = &party.entity {
                        self.name(&payload.actors, key, *place);
                    }
                    s.chain.push(crate::model::Party { mention, ..party.clone() });
                }
            }
            _ => {}
        }
        s.verdict = Some(verdict.to_owned());
        s.review = Some(r.id);
        self.items[at].s = s;
    }

    /// Other words were said: their kind, and whom they name, follow.
    fn spans(&self, s: &mut Statement, content: Vec<Range>) {
        s.kind = kind(self.text, &content).to_owned();
        s.about = about(&self.entities, &content);
        s.content = content;
        unread(s);
    }

    /// An actor whom a statement names is among the article's.
    fn name(&mut self, actors: &[Actor], key: &str, mention: Option<Range>) {
        if let Some(actor) = actors.iter().find(|a| a.key == key) {
            need(&mut self.entities, actor, mention);
        }
    }

    fn add(&mut self, id: i64, quote: &Quote, saw: &Statement, payload: &Payload) -> State {
        let found = Found::new(quote, &self.bare);
        let Some(s) = relocated(&found, saw) else { return State::Lost };
        let state = if found.unmoved() { State::Held } else { State::Moved };
        let at = match self.nearest(&s, VERY_LIKE).filter(|n| self.items[*n].added.is_none()) {
            // the program has found it meanwhile
            Some(at) => {
                let there = self.items[at].s.clone();
                for actor in &payload.actors {
                    need(&mut self.entities, actor, None);
                }
                let about = about(&self.entities, &s.content);
                self.items[at].s = Statement {
                    within: None,
                    about,
                    cue_lemma: there.cue_lemma,
                    time: there.time,
                    occasion: there.occasion,
                    ..s
                };
                at
            }
            None => self.insert(s, &payload.actors),
        };
        let item = &mut self.items[at];
        item.added = Some(id);
        item.s.verdict = Some("added".to_owned());
        item.s.review = Some(id);
        state
    }

    /// A statement that the program does not read.
    fn insert(&mut self, mut s: Statement, actors: &[Actor]) -> usize {
        for actor in actors {
            let named = (s.speaker.entity.as_ref() == Some(&actor.key)).then_some(s.speaker.mention).flatten();
            let party = s.chain.iter().chain(&s.addressee).find(|p| p.entity.as_ref() == Some(&actor.key)).map(|p| p.mention);
            need(&mut self.entities, actor, named.or(party));
        }
        s.about = about(&self.entities, &s.content);
        let outer = enclosing(self.items.iter().map(|i| &i.s), &s);
        self.items.push(Item { s, within: outer, added: None, was: None });
        self.items.len() - 1
    }

    /// Whom an article names is somebody else than the one of that name.
    fn split(&mut self, quote: &Quote, actors: &[Actor]) -> State {
        let [from, to] = actors else { return State::Idle };
        let found = Found::new(quote, &self.bare);
        let Some(place) = found.place(Range { start: quote.start, end: quote.end }) else { return State::Lost };
        let state = if found.unmoved() { State::Held } else { State::Moved };
        let by_key = self.entities.iter().position(|e| e.id == from.key);
        // known under another id now: whoever is named at the place
        let by_place =
            || self.entities.iter().position(|e| e.mentions.iter().any(|m| m.start < place.end && place.start < m.end));
        let Some(at) = by_key.or_else(by_place) else { return State::Idle };
        let key = self.entities[at].id.clone();
        if key != to.key {
            rename(&mut self.entities, self.items.iter_mut().map(|i| &mut i.s), &key, to);
            self.renamed.push((key, to.key.clone()));
        }
        state
    }

    fn finish(self, reference: &str, machine: &Reading, states: Vec<(i64, State)>) -> Applied {
        let Work { entities, mut items, renamed, .. } = self;
        let is_out = |item: &Item| item.s.verdict.as_deref() == Some("rejected");
        let mut order: Vec<usize> = Vec::with_capacity(items.len());
        // the program's own in their order, each of the others before the first whose cue comes later
        order.extend((0..machine.statements.len()).filter(|n| !is_out(&items[*n])));
        for n in (machine.statements.len()..items.len()).filter(|n| !is_out(&items[*n])) {
            let at = order.iter().position(|o| items[*o].s.cue.start > items[n].s.cue.start).unwrap_or(order.len());
            order.insert(at, n);
        }
        let out: Vec<usize> = (0..items.len()).filter(|n| is_out(&items[*n])).collect();
        let place = |within: Option<usize>| {
            let mut outer = within;
            // what stands in a rejected statement stands in the one around that
            for _ in 0..items.len() {
                match outer {
                    Some(o) if items.get(o).is_some_and(is_out) => outer = items[o].within,
                    _ => break,
                }
            }
            order.iter().position(|o| Some(*o) == outer)
        };
        let within: Vec<Option<usize>> = items.iter().map(|i| place(i.within)).collect();
        let is_named = |id: &String| entities.iter().any(|e| e.id == *id);
        for (item, within) in items.iter_mut().zip(within) {
            item.s.within = within;
            // what is denied keeps its place; one that is rejected is denied no more
            if let Some(denied) = &mut item.s.denies {
                denied.statement = denied.statement.and_then(|k| order.iter().position(|o| *o == k));
            }
            item.s.stance_parties().for_each(|p| p.entity = p.entity.take().filter(is_named));
            // whom a later reading does not name, and no review tells, stays as a name
            let parties = item.s.chain.iter_mut().chain(&mut item.s.addressee).map(|p| &mut p.entity);
            parties.chain([&mut item.s.speaker.entity]).for_each(|e| *e = e.take().filter(is_named));
            item.s.about.retain(is_named);
        }
        let changes: Vec<positions::Change> = items
            .iter()
            .filter_map(|item| {
                let (id, speaker) = item.was.as_ref()?;
                let now = (!is_out(item)).then(|| (item.s.reference(reference), item.s.speaker.clone()));
                Some(positions::Change { was: id, speaker, now })
            })
            .filter(positions::Change::is_one)
            .collect();
        let positions = positions::follow(&machine.positions, &changes, &renamed);
        let added = order.iter().chain(&out).map(|n| items[*n].added).collect();
        let was = order.iter().chain(&out).map(|n| items[*n].was.as_ref().map(|(id, _)| id.clone())).collect();
        let statements = order.iter().map(|n| items[*n].s.clone()).collect();
        let rejected = out.iter().map(|n| items[*n].s.clone()).collect();
        Applied { reading: Reading { entities, statements, positions, rejected }, states, added, was }
    }
}

/// What the program read of a statement's stance holds no longer where its act or its words are others.
fn unread(s: &mut Statement) {
    (s.stance, s.demand, s.denies) = Default::default();
}

/// The new places of a change.
struct Change {
    content: Option<Vec<Range>>,
    mention: Option<Range>,
    chain: Vec<Option<Range>>,
}

/// A statement in another state of the text; `None` where its cue or what was said is gone.
fn relocated(found: &Found<'_>, s: &Statement) -> Option<Statement> {
    let mut now = s.clone();
    now.within = None;
    now.cue = found.place(s.cue)?;
    now.content = s.content.iter().map(|c| found.place(*c)).collect::<Option<_>>()?;
    now.speaker.mention = s.speaker.mention.and_then(|m| found.place(m));
    now.chain.retain_mut(|p| found.place(p.mention).map(|m| p.mention = m).is_some());
    now.addressee = now.addressee.and_then(|p| Some(crate::model::Party { mention: found.place(p.mention)?, ..p }));
    now.time = now.time.and_then(|t| Some(crate::model::Time { place: found.place(t.place)?, ..t }));
    now.occasion = s.occasion.and_then(|o| found.place(o));
    let mut whole = now.denies.is_none();
    let place = |range: &mut Option<Range>| {
        let Some(old) = *range else { return true };
        *range = found.place(old);
        range.is_some()
    };
    whole &= place(&mut now.stance.issue);
    if let Some(demand) = &mut now.demand {
        whole &= place(&mut demand.what) & place(&mut demand.condition);
    }
    for party in now.stance_parties() {
        match found.place(party.mention) {
            Some(mention) => party.mention = mention,
            None => whole = false,
        }
    }
    if !whole {
        unread(&mut now);
    }
    Some(now)
}

/// Code points that two contents share, against those of both: from 0 to 1.
fn shared(one: &[Range], other: &[Range]) -> f64 {
    let length = |of: &[Range]| of.iter().map(|r| u64::from(r.end.saturating_sub(r.start))).sum::<u64>();
    let both = length(one) + length(other);
    let common: u64 =
        one.iter().flat_map(|a| other.iter().map(|b| u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start))))).sum();
    if both == 0 { 0.0 } else { 2.0 * common as f64 / both as f64 }
}
