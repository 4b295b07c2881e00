//! Meetings: rounds of talks, summits, visits of one to another, with who takes part in which role.
//!
//! A noun of talks leads to one where a round, the name of a process, or at least two who take part stand with it
//! (`talks`); a verb where its subject and object are named (`verbs`); a visit where it is told who is met (`visits`).
//! `parts` reads who takes part, `roles` in which role, `occasion` who speaks or attends there, `hosts` where it is held and by
//! whom, `about` when and on which level, `agenda` what for, `held` whether it has been. One meeting that is told several times becomes one in `merge`.

mod about;
mod agenda;
mod held;
mod holders;
mod hosts;
mod merge;
mod occasion;
mod offices;
mod parts;
mod roles;
mod rounds;
mod subjects;
mod tables;
mod talks;
mod verbs;
mod visits;

use crate::reader::Reader;
use crate::reading::{Contents, Held, Meeting, PartRole, Party, Reading, Statement};
use rawi_actors::EntityKind;
use rawi_text::words::{FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, Span, TokenKind};
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
    /// What kind it is, by its noun; a definite noun alone (الاجتماع) goes back to the last one of that kind.
    noun: Key,
    again: bool,
    /// What it was about, where a sentence tells only that.
    about: Option<(usize, usize)>,
}

impl Told {
    /// A meeting of which this is told, and no more.
    fn of(process: String, noun: Key, held: Held, text: (usize, usize), participants: Vec<(Party, PartRole)>) -> Told {
        Told {
            process,
            id: None,
            round: None,
            place: None,
            held,
            text,
            participants,
            bare: false,
            noun,
            again: false,
            about: None,
        }
    }
}

/// Where entities are mentioned, in order.
struct Mentions<'r> {
    all: Vec<(Span, usize)>,
    reading: &'r Reading,
    contents: &'r Contents,
    /// Of whom the last meeting is told, and where.
    last: Option<(usize, Party)>,
    /// The kind of the last meeting, and where it is told.
    noun: Option<(usize, Key)>,
    /// Where the last meeting is told at all.
    told: Option<usize>,
}

impl<'r> Mentions<'r> {
    fn of(reading: &'r Reading, contents: &'r Contents) -> Self {
        let mut all: Vec<(Span, usize)> =
            reading.entities.iter().enumerate().flat_map(|(n, e)| e.mentions.iter().map(move |m| (*m, n))).collect();
        all.sort_unstable();
        Mentions { all, reading, contents, last: None, noun: None, told: None }
    }

    /// Who says what stands at a place, as a party.
    fn speaker_of(&self, span: Span) -> Option<Party> {
        self.contents.around(span).and_then(|s| self.speaks(&self.reading.statements[s]))
    }

    /// Who makes a statement, as a party: people only.
    fn speaks(&self, s: &Statement) -> Option<Party> {
        let e = s.speaker.entity?;
        let person = matches!(self.reading.entities[e].kind, EntityKind::Person | EntityKind::Role);
        person.then(|| self.party(e, s.speaker.mention.unwrap_or(s.cue.span)))
    }

    /// Notes a meeting that was told.
    fn note(&mut self, told: &Told) {
        let person = |p: &Party| p.entity.is_some_and(|e| self.reading.entities[e].kind == EntityKind::Person);
        if let Some((p, _)) = told.participants.first().filter(|(p, _)| person(p)) {
            self.last = Some((told.text.0, p.clone()));
        }
        if told.about.is_none() {
            self.told = Some(told.text.0);
        }
        if !told.again {
            self.noun = Some((told.text.0, told.noun));
        }
    }

    /// An entity as a party, mentioned there.
    fn party(&self, entity: usize, mention: Span) -> Party {
        Party { entity: Some(entity), name: self.reading.entities[entity].name.clone(), mention }
    }

    /// The person who is mentioned by these words elsewhere, or by these and a name (وزير الخارجية الأميركي جون كيري).
    fn called(&self, words: &str, text: &str) -> Option<usize> {
        let person = |e: &usize| self.reading.entities[*e].kind == EntityKind::Person;
        let begins =
            |m: &Span| m.of(text).strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '،', ',']));
        self.all.iter().find(|(m, e)| words.contains(' ') && person(e) && begins(m)).map(|(_, e)| *e)
    }

    /// The person mentioned last in a stretch.
    fn person_in(&self, span: Span) -> Option<Party> {
        let person = |e: &usize| self.reading.entities[*e].kind == EntityKind::Person;
        let (mention, e) = self.inside(span).filter(|(_, e)| person(e)).last()?;
        Some(self.party(e, mention))
    }

    /// The person mentioned first in a stretch.
    fn person_first(&self, span: Span) -> Option<Party> {
        let person = |e: &usize| self.reading.entities[*e].kind == EntityKind::Person;
        self.inside(span).find(|(_, e)| person(e)).map(|(mention, e)| self.party(e, mention))
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
                next = m.text.1;
                mentions.get_or_insert_with(|| Mentions::of(reading, contents)).note(&m);
                told.push(m);
            } else if self.doc.kind(i) == TokenKind::Word && t.knows(self.bare(i)) {
                let mentions = mentions.get_or_insert_with(|| Mentions::of(reading, contents));
                if let Some(mut m) = self.meeting_at(i, mentions) {
                    if m.about.is_none() && !m.again && m.id.is_none() && m.round.is_none() {
                        self.beside(&mut m, mentions);
                    }
                    next = m.text.1;
                    mentions.note(&m);
                    told.push(m);
                }
            }
        }
        self.merged(told, contents)
    }

    fn meeting_at(&self, i: usize, mentions: &Mentions<'_>) -> Option<Told> {
        let bare = self.bare(i);
        // لن يلتقي
        let denied = i > 0 && self.doc.class(i - 1).is(Class::NEG);
        let verb = |s: &Sense| matches!(s, Sense::Meet(_) | Sense::Receive(_) | Sense::Confer(_) | Sense::Visits | Sense::Join);
        if denied && Tables::built_in().senses(|n| if n == 0 { bare } else { self.doc.key(i + n) }).any(|(_, s)| verb(&s)) {
            return None;
        }
        Tables::built_in().senses(|n| if n == 0 { bare } else { self.doc.key(i + n) }).find_map(|(_, sense)| match sense {
            Sense::Talks => self.talks(i, mentions),
            Sense::Round => self.round(i, mentions),
            Sense::Meet(noun) => self.meet(i, noun, PartRole::Party, mentions),
            Sense::Receive(noun) => self.meet(i, noun, PartRole::Host, mentions),
            Sense::Own(noun) => self.own(i, noun, mentions).or_else(|| self.own_held(i, noun, mentions)),
            Sense::Assemble => self.assembly(i, mentions),
            Sense::Join => self.join(i, mentions).or_else(|| self.comes(i, mentions)),
            Sense::Come => self.comes(i, mentions),
            Sense::Confer(noun) => self.confer(i, noun, mentions),
            Sense::Visit => self.visit(i, mentions),
            Sense::Visits => self.visits(i, mentions),
            Sense::Reception(noun) => self.reception(i, noun, mentions),
            Sense::Treats(_) => self.treated(i, mentions),
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
            // للجنة is ل and اللجنة
            return if t.knows(key.skip(1)) { key.skip(1) } else { key.skip(2) };
        }
        if matches!(key.first(), WAW | FA) && key.len() > 3 { article_off(key.skip(1)).0 } else { key }
    }
}
