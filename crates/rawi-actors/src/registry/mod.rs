//! Bringing the mentions of one actor together within an article: `describe` says what a phrase tells, `find` which actor it is.

mod describe;
mod find;

use crate::bodies;
use crate::doc::Doc;
use crate::entity::{EnglishBasis, Entity, EntityKind};
use crate::phrase::NounPhrase;
use crate::tables::{Gender, KbHit, Number};
use describe::Description;
use rawi_text::words::article_off;
use rawi_text::{Key, Span, key, sets};
use std::collections::HashMap;

/// An actor of the article, as far as it has been read.
#[derive(Clone, Debug)]
pub struct Who {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name so far.
    pub name: String,
    /// Words of the personal or proper name, articles off.
    pub name_keys: Vec<Key>,
    /// Words of all its mentions, articles off.
    pub all_keys: Vec<Key>,
    /// Role words that it was called by.
    pub roles: Vec<Key>,
    /// Gender for agreement.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Row of the knowledge base.
    pub kb: Option<u32>,
    /// Whether its personal name, of two words or more, is one that the knowledge base knows.
    pub sure: bool,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
    /// Other names used.
    pub aliases: Vec<String>,
    /// Whether the text leaves it unnamed (مصدر، مسؤول).
    pub unnamed: bool,
}

/// The actors of an article, in the order of their first mention.
#[derive(Clone, Debug)]
pub struct Registry<'a> {
    doc: Doc<'a>,
    all: Vec<Who>,
    /// Actors in the order that they were last mentioned in, latest last.
    recent: Vec<usize>,
    /// Actors by their row of the knowledge base.
    known: HashMap<u32, usize>,
    /// Documents by their noun, with who issued them.
    issued: Vec<(Key, usize)>,
    /// Who is quoted in the headline by a name alone, until somebody is named by an office.
    lead: Option<usize>,
    /// The day of the article, in ISO 8601, as exactly as it is known.
    day: Option<&'a str>,
}

/// How many actors back a mention is looked for: more than any article names, and a bound on the work for any input.
const REACH: usize = 400;

impl<'a> Registry<'a> {
    /// An empty registry for a text.
    pub fn new(doc: Doc<'a>) -> Self {
        Self { doc, all: Vec::new(), recent: Vec::new(), known: HashMap::new(), issued: Vec::new(), lead: None, day: None }
    }

    /// The same for an article of which the day is known (ISO 8601): offices of states are then those of whoever held them.
    pub fn on(mut self, day: Option<&'a str>) -> Self {
        self.day = day;
        self
    }

    /// The actors so far.
    pub fn all(&self) -> &[Who] {
        &self.all
    }

    /// Notes the gender that a verb's agreement tells.
    pub fn agree(&mut self, who: usize, gender: Gender) {
        if let Some(w) = self.all.get_mut(who)
            && w.gender == Gender::Unknown
        {
            w.gender = gender;
        }
    }

    /// The span of a phrase, without the conjunction glued before it and the marks around it.
    pub fn span(&self, np: &NounPhrase) -> Span {
        let tokens = &self.doc.scaffold.tokens;
        let (Some(a), Some(b)) = (tokens.get(np.start), tokens.get(np.end.saturating_sub(1))) else { return Span::default() };
        let mut start = a.span.start;
        if np.conj || np.clitic {
            start += self.doc.text[a.span.range()].chars().next().map_or(0, |c| c.len_utf8() as u32);
        }
        Span::new(start, b.span.end)
    }

    /// The actor that a phrase mentions: one that is known already, or a new one.
    pub fn resolve(&mut self, np: &NounPhrase) -> usize {
        let d = self.describe(np);
        let span = self.span(np);
        let found = self.find(&d, np).or_else(|| self.named_before(np).map(|row| self.of_row(row, &d)));
        // خان: of whom the text has the full name
        let full = if found.is_none() { self.in_full(&d, np) } else { None };
        let whole = full.as_ref().and_then(|(.., row)| *row);
        let found = found.or_else(|| whole.and_then(|row| self.known.get(&row).copied()));
        let id = found.unwrap_or_else(|| {
            let (kind, name, name_keys, at) = match full {
                Some((name, keys, at, _)) => (EntityKind::Person, name, keys, Some(at)),
                None => (d.kind, d.name.clone(), d.name_keys.clone(), None),
            };
            self.all.push(Who {
                kind,
                name,
                name_keys,
                all_keys: Vec::new(),
                roles: Vec::new(),
                gender: Gender::Unknown,
                number: np.number(),
                kb: None,
                sure: false,
                mentions: at.into_iter().collect(),
                aliases: Vec::new(),
                unnamed: d.unnamed,
            });
            self.all.len() - 1
        });
        let t = self.doc.tables;
        // السيسي, of باسل السيسي
        let another = !d.sure && d.kb.is_some_and(|row| self.all[id].kb.is_none() && !self.may_be(row, &self.all[id].name_keys));
        let w = &mut self.all[id];
        let was_sure = w.sure;
        if w.gender == Gender::Unknown && !np.coordinated {
            // what is known of the person goes before the title: النائب ستريدا جعجع
            let known = np.kb.map(|h| h.row).or(d.kb).map_or(Gender::Unknown, |row| t.kb[row as usize].gender);
            w.gender = if known == Gender::Unknown { np.gender() } else { known };
        }
        if let Some(row) = whole.filter(|_| w.kb.is_none()) {
            (w.kb, w.sure) = (Some(row), true);
            self.known.entry(row).or_insert(id);
        }
        if let Some(row) = d.kb.filter(|_| !another) {
            w.kb = if d.sure && !w.sure { Some(row) } else { w.kb.or(Some(row)) };
            w.sure |= d.sure;
            self.known.entry(row).or_insert(id);
        }
        if let Some(row) = d.holder
            && w.kb.is_none()
            && w.kind == EntityKind::Role
            && !w.unnamed
        {
            w.kb = Some(row);
            self.known.entry(row).or_insert(id);
        }
        for k in &d.keys {
            if !w.all_keys.contains(k) {
                w.all_keys.push(*k);
            }
        }
        for r in &d.roles {
            if !w.roles.contains(r) {
                w.roles.push(*r);
            }
        }
        // the fullest name: a personal name over a role, then the longer one
        let fuller = match (w.kind, d.kind) {
            (EntityKind::Role, EntityKind::Person) => true,
            (EntityKind::Person, EntityKind::Role) => false,
            // دونالد ترامب over what may have more than the name (ترامب يغازل), but not بن غفير over إيتمار بن غفير
            (EntityKind::Person, EntityKind::Person) if d.sure && !was_sure => !w.name_keys.ends_with(&d.name_keys),
            (EntityKind::Person, EntityKind::Person) if was_sure && !d.sure => {
                d.name_keys.len() > w.name_keys.len() && d.name_keys.ends_with(&w.name_keys)
            }
            (a, b) if a == b || !d.name_keys.is_empty() => {
                d.name_keys.len() > w.name_keys.len()
                    || (d.name_keys.is_empty()
                        && w.name_keys.is_empty()
                        && d.keys.len() > 1
                        && d.name.len() > w.name.len()
                        && !w.unnamed)
            }
            _ => false,
        };
        if fuller {
            let old = std::mem::replace(&mut w.name, d.name.clone());
            w.name_keys = d.name_keys.clone();
            w.kind = d.kind;
            w.unnamed = d.unnamed;
            push_alias(w, old);
        } else {
            push_alias(w, d.name);
        }
        if !w.mentions.contains(&span) {
            w.mentions.push(span);
        }
        self.recent.retain(|r| *r != id);
        if self.recent.len() >= REACH {
            self.recent.remove(0);
        }
        self.recent.push(id);
        id
    }

    /// The actor that a row of the knowledge base is; a new one where it has not been mentioned.
    fn of_row(&mut self, row: u32, d: &Description) -> usize {
        if let Some(id) = self.known.get(&row) {
            return *id;
        }
        let known = &self.doc.tables.kb[row as usize];
        let keys: Vec<Key> = crate::tables::name_keys(&known.name).into_iter().map(|k| article_off(k).0).collect();
        self.known.insert(row, self.all.len());
        self.all.push(Who {
            kind: known.kind,
            name: known.name.clone().into_owned(),
            name_keys: keys.clone(),
            all_keys: keys,
            roles: d.roles.clone(),
            gender: known.gender,
            number: Number::S,
            kb: Some(row),
            sure: false,
            mentions: Vec::new(),
            aliases: Vec::new(),
            unnamed: false,
        });
        self.all.len() - 1
    }

    /// Notes somebody who is named before being quoted. Whoever spoke stays the latest.
    pub fn introduce(&mut self, np: &NounPhrase) {
        let id = self.resolve(np);
        if let Some(at) = self.recent.iter().position(|r| *r == id) {
            self.recent.remove(at);
            self.recent.insert(0, id);
        }
    }

    /// Notes who is quoted in the headline, by a name alone (الجعفري: …): the office that the article begins with
    /// (قال رئيس الوفد) is his.
    pub fn quoted_in_headline(&mut self, who: usize) {
        let named = |w: &Who| w.kind == EntityKind::Person && w.roles.is_empty() && w.number == Number::S;
        self.lead = self.all.get(who).filter(|w| named(w)).map(|_| who);
    }

    /// Notes that the article has begun: no office is that of whoever the headline quoted any more.
    pub fn begun(&mut self) {
        self.lead = None;
    }

    /// Notes who issued a document: later mentions by its noun alone (التقرير) are of the same.
    pub fn issued(&mut self, np: &NounPhrase, issuer: usize) {
        if let Some(r) = np.role {
            self.issued.push((r.key, issuer));
        }
    }

    /// The person mentioned last in a stretch of the text, of those that fit.
    pub fn latest_person(&self, stretch: Span, fits: impl Fn(&Who) -> bool) -> Option<usize> {
        let within = |m: &&Span| stretch.start <= m.start && m.end <= stretch.end;
        let persons =
            self.all.iter().enumerate().filter(|(_, w)| w.kind == EntityKind::Person && w.number == Number::S && fits(w));
        let ends = persons.filter_map(|(i, w)| w.mentions.iter().filter(within).map(|m| (m.end, i)).max());
        ends.max().map(|(_, i)| i)
    }

    /// The actor mentioned last of those that fit.
    fn latest(&self, fits: impl Fn(&Who) -> bool) -> Option<usize> {
        self.recent.iter().rev().copied().find(|i| fits(&self.all[*i]))
    }

    /// Notes that the text names what the knowledge base knows, at `span`; the actor.
    pub fn mention_known(&mut self, hit: KbHit, span: Span) -> usize {
        if let Some(i) = self.known.get(&hit.row).copied() {
            if !self.all[i].mentions.contains(&span) {
                self.all[i].mentions.push(span);
            }
            return i;
        }
        let row = &self.doc.tables.kb[hit.row as usize];
        self.known.insert(hit.row, self.all.len());
        self.all.push(Who {
            kind: row.kind,
            name: row.name.clone().into_owned(),
            name_keys: Vec::new(),
            all_keys: Vec::new(),
            roles: Vec::new(),
            gender: row.gender,
            number: Number::S,
            kb: Some(hit.row),
            sure: false,
            mentions: vec![span],
            aliases: Vec::new(),
            unnamed: false,
        });
        self.all.len() - 1
    }

    /// The record of all actors: ids, names, mentions.
    pub fn finish(self) -> Vec<Entity> {
        let (t, words) = (self.doc.tables, self.doc.words);
        self.all
            .into_iter()
            .map(|w| {
                let row = w.kb.map(|r| &t.kb[r as usize]);
                let id = row.map_or_else(|| format!("name:{}", slug(&w.name)), |r| r.id.clone().into_owned());
                let (mut name, mut aliases) = (w.name, w.aliases);
                // an office whose holder the article does not name
                if let Some(r) = row.filter(|r| w.kind == EntityKind::Role && r.kind == EntityKind::Person) {
                    let office = std::mem::replace(&mut name, r.name.clone().into_owned());
                    aliases.retain(|a| *a != name && *a != office);
                    aliases.insert(0, office);
                }
                if let Some(r) = row
                    && r.name != name
                    && !aliases.iter().any(|a| *a == r.name)
                {
                    aliases.push(r.name.clone().into_owned());
                }
                let mut mentions = w.mentions;
                mentions.sort_unstable();
                mentions.dedup();
                let listed = row.map(|r| r.name_en.clone().into_owned()).filter(|n| !n.is_empty());
                let romanised = || {
                    (row.is_none() && w.kind == EntityKind::Person && w.number == Number::S).then(|| words.romanised(&name, t))
                };
                let (name_en, name_en_basis) = match listed {
                    Some(name) => (Some(name), Some(EnglishBasis::Kb)),
                    None if is_body(w.kind) && w.number == Number::S => {
                        bodies::english(t, &name).map(|n| (n, EnglishBasis::Composed)).unzip()
                    }
                    None => romanised().filter(|n| !n.is_empty()).map(|n| (n, EnglishBasis::Romanised)).unzip(),
                };
                Entity { id, kind: row.map_or(w.kind, |r| r.kind), name, name_en, name_en_basis, aliases, mentions }
            })
            .collect()
    }
}

fn push_alias(w: &mut Who, alias: String) {
    if alias != w.name && !alias.is_empty() && !w.aliases.contains(&alias) {
        w.aliases.push(alias);
    }
}

fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet)
}

fn subset(a: &[Key], b: &[Key]) -> bool {
    !a.is_empty() && a.iter().all(|k| b.contains(k))
}

fn genders_clash(a: Gender, b: Gender) -> bool {
    matches!((a, b), (Gender::M, Gender::F) | (Gender::F, Gender::M))
}

/// Adjectives that tell of a person and of no office.
fn young(key: Key) -> bool {
    [key!("شاب"), key!("شابة"), key!("بالغ"), key!("بالغة"), key!("مخضرم"), key!("مخضرمة")].contains(&key)
}

/// Descriptions that can be said of whoever spoke: المسؤول، المتحدث، الناطق.
fn is_generic(role: Key) -> bool {
    sets().generic.contains(&role)
}

/// The folded letters of a name joined by hyphens: an id that every spelling of the name shares.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut tokens = Vec::new();
    rawi_text::tokenize(name, Span::new(0, name.len() as u32), &mut tokens);
    for t in tokens.iter().filter(|t| t.is_content()) {
        if !out.is_empty() {
            out.push('-');
        }
        for c in t.span.of(name).chars() {
            if let Some(f) = rawi_text::key::fold_char(c).filter(|f| *f != 0) {
                out.push(match f {
                    0x80..=0xBF => char::from_u32(0x0620 + u32::from(f) - 0x80).unwrap_or('?'),
                    f => f as char,
                });
            }
        }
    }
    out
}
