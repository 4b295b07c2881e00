//! Designations: who calls whom terrorist, enemy, partner, rightful.
//!
//! Three constructions lead to one: an epithet (جبهة النصرة الإرهابية: `epithet`), a verb with two objects or a list
//! (`verb`), and a predicate (حزب الله منظمة إرهابية: `predicate`). All need a name or a group's noun for the target and a
//! class from `lexicon/designations.tsv`; what is implied only is left out.

mod antecedent;
mod claims;
mod epithet;
mod predicate;
mod tables;
mod verb;

use crate::reader::Reader;
use crate::reading::{Contents, Designation, Party, Polarity, Reading};
use rawi_actors::{Entity, EntityKind};
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, after_letters, key};
use std::collections::BTreeSet;
use std::collections::HashMap;
use tables::{Entry, Kinds, Tables};

/// A name of the knowledge base in the text.
#[derive(Clone, Copy, Debug)]
struct Named {
    start: usize,
    end: usize,
    row: u32,
    kind: EntityKind,
}

/// What calls somebody something, in tokens.
#[derive(Clone, Copy)]
struct Found {
    by: Option<Target>,
    target: Target,
    label: (usize, usize),
    polarity: Polarity,
    epithet: bool,
    denied: bool,
}

impl Found {
    /// A class told of somebody in passing.
    fn passing(target: Target, label: (usize, usize), polarity: Polarity) -> Found {
        Found { by: None, target, label, polarity, epithet: true, denied: false }
    }
}

#[derive(Clone, Copy)]
enum Target {
    /// A name of the knowledge base.
    Named(Named),
    /// Other words.
    Words(usize, usize),
    /// A name of the knowledge base that these words stand for.
    Meant(Named, usize, usize),
    /// The state of that id, called by these words.
    State(&'static str, usize, usize),
}

/// The names of the text, by place.
struct Names(Vec<Named>);

impl Names {
    /// The name that ends before token `end`.
    fn ending(&self, end: usize) -> Option<Named> {
        let after = self.0.partition_point(|n| n.start < end);
        self.0[..after].iter().rev().take(3).find(|n| n.end == end).copied()
    }

    /// The name that begins at token `start`.
    fn beginning(&self, start: usize) -> Option<Named> {
        let at = self.0.partition_point(|n| n.start < start);
        self.0.get(at).filter(|n| n.start == start).copied()
    }

    /// The names that lie between two tokens.
    fn within(&self, from: usize, to: usize) -> impl Iterator<Item = Named> {
        let at = self.0.partition_point(|n| n.start < from);
        self.0[at..].iter().take_while(move |n| n.start < to).filter(move |n| n.end <= to).copied()
    }

    /// The last one of a kind named before a token.
    fn last(&self, kind: EntityKind, before: usize) -> Option<Named> {
        self.last_where(before, |n| n.kind == kind)
    }

    /// The last one of some named before a token.
    fn last_where(&self, before: usize, some: impl Fn(&Named) -> bool) -> Option<Named> {
        let at = self.0.partition_point(|n| n.start < before);
        self.0[..at].iter().rev().take(12).find(|n| n.end <= before && some(n)).copied()
    }
}

impl Reader<'_> {
    /// The designations of the article, and those of the knowledge base who are called something and are no entities of
    /// it yet.
    pub(crate) fn designations(
        &self,
        triggers: &[usize],
        reading: &Reading,
        contents: &Contents,
    ) -> (Vec<Designation>, Vec<Entity>) {
        if triggers.is_empty() {
            return Default::default();
        }
        let mut all: Vec<Named> = Vec::new();
        for (i, hit) in self.doc.words.kb_names() {
            let end = i + hit.words as usize;
            // بحماس كبير: with zeal
            let zeal =
                self.doc.key(i) == key!("بحماس") && self.doc.kind(end) == TokenKind::Word && self.doc.word(end).is_adjective();
            if self.doc.kind(i) == TokenKind::Word && all.last().is_none_or(|n| n.end <= i) && !zeal {
                all.push(Named { start: i, end, row: hit.row, kind: self.doc.tables.kb[hit.row as usize].kind });
            }
        }
        let names = Names(all);
        let mut found: Vec<Found> = Vec::new();
        let mut end = 0;
        for &i in triggers {
            let (entry, article) = self.entry(i);
            let from = found.len();
            if article && entry.is(Kinds::ADJECTIVE) && article_off(self.doc.key(i)).1 {
                let said = contents.around(self.span((i, i + 1))).is_some();
                self.epithet(i, entry, said, &names, &mut found);
            } else if entry.is(Kinds::VERB) || entry.is(Kinds::LIST) || entry.is(Kinds::UNLIST) {
                found.extend(self.classified(i, entry, &names));
            } else if !entry.is(Kinds::ALL) && i > 0 && self.verb_with_object(i) {
                if let Some(f) = self.called(i, &names) {
                    found.push(f);
                } else if self.doc.class(i - 1).is(Class::REL) {
                    found.extend(self.relative(i, &names));
                } else {
                    found.extend(self.of_it(i, &names));
                }
            } else if entry.is(Kinds::OURS) {
                self.ours(i, &names, &mut found);
            } else if entry.is(Kinds::OCCUPIER) {
                found.extend(self.occupier(i, &names));
            } else if entry.is(Kinds::ENEMY) {
                found.extend(self.enemy(i, &names));
            } else if entry.is(Kinds::RULE) {
                found.extend(self.rule(i, &names));
            }
            let said = |at: usize| contents.around(self.span((at, at + 1))).is_some();
            if found.len() == from && i >= end && (entry.is(Kinds::MEANT) || said(i)) {
                found.extend(self.claimed(i, entry, article, &names).filter(|f| said(f.label.0)));
            }
            if found.len() == from && self.doc.key(i).first() == KAF && contents.around(self.span((i, i + 1))).is_some() {
                found.extend(self.acts_as(i, &names));
            }
            if found.len() == from && entry.is(Kinds::TERM) {
                self.termed(i, &names, &mut found);
            }
            // إيران هي العدو
            let whole = i > 0 && self.doc.class(i - 1).is(Class::PRON) && (article || entry.is(Kinds::ENEMY));
            let class = entry.is(Kinds::NOUN) || entry.is(Kinds::BODY) || entry.is(Kinds::DEED) || entry.is(Kinds::PART);
            if i >= end && (whole || !article && class) {
                let said = self.predicate(i, &names);
                // إسرائيل «كيان غاصب»: of Israel, and not of the entity
                if said.is_some() {
                    found.truncate(from + found[from..].iter().take_while(|f| f.label.0 != i).count());
                }
                found.extend(said);
            }
            if let Some(last) = found[from..].last() {
                end = last.label.1;
            }
        }
        self.told(reading, contents, found, &names)
    }

    /// What the table has of the word at `i`, also behind و and ف, and behind ال (then the second is true); verbs also with
    /// an object pronoun.
    fn entry(&self, i: usize) -> (Entry, bool) {
        let t = Tables::built_in();
        let key = self.doc.key(i);
        let whole = t.get(key);
        if whole.is(Kinds::ALL) {
            return (whole, false);
        }
        let (bare, definite) = article_off(key);
        if definite {
            return (t.get(bare), true);
        }
        // بالمليشيات, للمليشيات
        let behind = match key.first() {
            BA if article_off(key.skip(1)).1 => Some(article_off(key.skip(1)).0),
            LAM if key.at(1) == LAM && key.len() > 4 => Some(key.skip(2)),
            _ => None,
        };
        if let Some(entry) = behind.map(|k| t.get(k)).filter(|e| e.is(Kinds::BODY)) {
            return (entry, true);
        }
        if matches!(key.first(), WAW | FA) && key.len() > 3 {
            let rest = t.get(key.skip(1));
            if rest.is(Kinds::ALL) {
                return (rest, false);
            }
            let (bare, definite) = article_off(key.skip(1));
            if definite {
                return (t.get(bare), true);
            }
        }
        (Entry::default(), false)
    }

    /// The verb at `i` with an object pronoun.
    fn verb_with_object(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        let verb = |key: Key| PRONOUNS.iter().any(|p| key.before(*p).is_some_and(|k| Tables::built_in().get(k).is(Kinds::VERB)));
        verb(key) || matches!(key.first(), WAW | FA) && verb(key.skip(1))
    }

    /// The class that the words from token `j` name: one past them, and its polarity. `منظمة إرهابية`, `كياناً إرهابياً`,
    /// `كمنظمة إرهابية`, `بـ«الإرهابي»`, `شريكاً`.
    fn label(&self, j: usize) -> Option<(usize, usize, Polarity)> {
        self.label_of(j, false)
    }

    /// The same; where `whole`, also with an article (هو العدو, هي الحكومة الشرعية).
    fn label_of(&self, j: usize, whole: bool) -> Option<(usize, usize, Polarity)> {
        let t = Tables::built_in();
        let mut i = j;
        let glued = [key!("ب"), key!("ك")].contains(&self.doc.key(i));
        i += usize::from(glued);
        i += usize::from(self.doc.kind(i) == TokenKind::Quote);
        let mut key = self.doc.key(i);
        if self.doc.kind(i) != TokenKind::Word {
            return None;
        }
        let mut entry = t.get(key);
        let (mut prefixed, mut definite) = (glued, false);
        if !entry.is(Kinds::ALL) && matches!(key.first(), KAF | BA) && key.len() > 3 {
            key = key.skip(1);
            (entry, prefixed) = (t.get(key), true);
        }
        // يرعى الإرهاب
        if entry.is(Kinds::DEED) && t.get(self.doc.key(i + 1)).is(Kinds::EVIL) {
            return Some((i, i + 2, Polarity::Hostile));
        }
        if (prefixed || whole)
            && let (bare, true) = article_off(key)
        {
            (entry, definite) = (t.get(bare), true);
        }
        // المقاومة جزء لا يتجزأ من التحالف
        if entry.is(Kinds::PART) {
            let whole = self.doc.key(i + 1) == key!("لا") && self.doc.key(i + 2) == key!("يتجزأ");
            return whole.then_some((i, i + 3, Polarity::Partner));
        }
        // قوة احتلال, قوى تخلف
        let ill = t.get(self.doc.key(i + 1));
        if entry.is(Kinds::BODY) && !definite && ill.is(Kinds::ILL) && !article_off(self.doc.key(i + 1)).1 {
            return Some((i, i + 2, ill.polarity?));
        }
        if entry.is(Kinds::BODY) && self.doc.kb_at(i).is_none() {
            // كيان سياسي إرهابي, حكومات راعية للإرهاب
            for k in i + 1..i + 4 {
                let next = self.doc.key(k);
                if self.doc.kind(k) != TokenKind::Word || self.doc.kb_at(k).is_some() || t.get(next).is(Kinds::RATHER) {
                    break;
                }
                let terror = next == key!("للإرهاب") || next == key!("الإرهاب");
                if terror && k > i + 1 {
                    return Some((i, k + 1, Polarity::Hostile));
                }
                let adjective = t.get(if definite { article_off(next).0 } else { next });
                if adjective.is(Kinds::ADJECTIVE)
                    && let Some(polarity) = adjective.polarity
                {
                    let moderate = polarity == Polarity::Opposition && self.doc.key(i) != key!("معارضة");
                    return (!moderate).then_some((i, k + 1, polarity));
                }
            }
        }
        let class = entry.is(Kinds::NOUN) || prefixed && entry.is(Kinds::ADJECTIVE);
        if !class {
            return None;
        }
        let polarity = entry.polarity?;
        let end = self.adjectives_after(i);
        // شريك في الجرائم
        let within = (end..end + 2).find(|k| self.prep_at(*k) == Some(crate::lexicon::Prep::Fi));
        let crime = within.is_some_and(|k| t.get(self.doc.key(k + 1)).is(Kinds::CRIME));
        let polarity = if polarity == Polarity::Partner && crime { Polarity::Hostile } else { polarity };
        Some((i, end, polarity))
    }

    /// One past the noun at `i` and the adjective behind it.
    fn adjectives_after(&self, i: usize) -> usize {
        let next = self.doc.word(i + 1);
        let adjective = self.doc.kind(i + 1) == TokenKind::Word
            && !self.doc.class(i + 1).any()
            && !article_off(self.doc.key(i + 1)).1
            && (next.is_demonym() || self.doc.key(i + 1).last() == self.doc.key(i).last() && next.is_common())
            && !self.stops(i + 1);
        i + 1 + usize::from(adjective)
    }

    /// Each once for who calls whom what.
    fn told(&self, reading: &Reading, contents: &Contents, found: Vec<Found>, names: &Names) -> (Vec<Designation>, Vec<Entity>) {
        if found.is_empty() {
            return Default::default();
        }
        let ids: HashMap<&str, usize> = reading.entities.iter().enumerate().map(|(n, e)| (e.id.as_str(), n)).collect();
        let mut more: Vec<Entity> = Vec::new();
        // what the outlet itself calls الاحتلال all along is its own word also where it tells what others say
        let standing = |f: &Found| self.entry(f.label.0).0.is(Kinds::OCCUPIER);
        let own = found.iter().any(|f| standing(f) && contents.around(self.span(f.label)).is_none());
        let claims: Vec<Found> = found.iter().filter(|f| !f.epithet).copied().collect();
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for f in found {
            let label = self.span(f.label);
            let statement = contents.around(label);
            // ميليشيات الحوثي انقلبت على الشرعية: once
            let inside = |o: &Found| match o.target {
                Target::Words(a, b) => !o.epithet && o.polarity == f.polarity && a <= f.label.0 && f.label.1 <= b,
                _ => false,
            };
            if f.epithet && claims.iter().any(inside) {
                continue;
            }
            if standing(&f) && (statement.is_none() || own && self.quote(f.label.0).is_none()) {
                continue;
            }
            // روسيا وحليفتها سورية in the outlet's own words tells a fact, and calls nobody anything
            if statement.is_none() && f.epithet && f.polarity == Polarity::Partner {
                continue;
            }
            let mut by = f.by.map(|b| self.party(&ids, reading, b));
            let mut target = self.party(&ids, reading, f.target);
            for (party, of) in by.iter_mut().zip(f.by).chain([(&mut target, f.target)]) {
                if party.entity.is_none() {
                    party.entity = self.entered(of, names, &mut more).map(|n| reading.entities.len() + n);
                }
            }
            // nobody calls himself so
            let own = statement.and_then(|s| reading.statements.get(s)).and_then(|s| s.speaker.entity);
            if let Target::Meant(_, a, b) = f.target
                && own.is_some()
                && own == target.entity
            {
                target = self.party(&ids, reading, Target::Words(a, b));
            }
            // ميليشيات is spelt مليشيات too
            let bits = |name: &str| Key::of(&name.replace("ميليشي", "مليشي")).bits();
            let same = |p: &Party| p.entity.map_or_else(|| bits(&p.name), |e| e as u128);
            let speaker = statement.and_then(|s| reading.statements.get(s)).map(|s| &s.speaker);
            let who = match (&by, speaker) {
                (Some(p), _) => Some(same(p)),
                (None, Some(s)) => Some(s.entity.map_or_else(|| Key::of(&s.name).bits(), |e| e as u128)),
                (None, None) => None,
            };
            if seen.insert((who, same(&target), f.polarity, f.denied)) {
                let (polarity, epithet, denied) = (f.polarity, f.epithet, f.denied);
                out.push(Designation { statement, by, target, label, polarity, epithet, denied });
            }
        }
        (out, more)
    }

    /// The place of a name of the knowledge base among the entities to come, with all its mentions.
    fn entered(&self, target: Target, names: &Names, more: &mut Vec<Entity>) -> Option<usize> {
        let (Target::Named(n) | Target::Meant(n, ..)) = target else { return None };
        let kb = &self.doc.tables.kb;
        let row = &kb[n.row as usize];
        if let Some(at) = more.iter().position(|e| e.id == row.id) {
            return Some(at);
        }
        let mut mentions = names.0.iter().filter(|m| kb[m.row as usize].id == row.id).map(|m| self.span((m.start, m.end)));
        let mut entity = Entity::known(row, mentions.next()?);
        entity.mentions.extend(mentions);
        more.push(entity);
        Some(more.len() - 1)
    }

    fn party(&self, ids: &HashMap<&str, usize>, reading: &Reading, target: Target) -> Party {
        let by_id = |id: &str| ids.get(id).copied();
        let row = |n: Named| self.doc.tables.kb[n.row as usize].id.as_ref();
        let (id, range) = match target {
            Target::Named(n) => (Some(row(n)), (n.start, n.end)),
            Target::Meant(n, a, b) => (Some(row(n)), (a, b)),
            Target::State(id, a, b) => (Some(id), (a, b)),
            Target::Words(a, b) => (None, (a, b)),
        };
        let mut mention = self.span(range);
        // كداعش, وباقي التنظيمات
        let first = self.doc.key(range.0);
        let named = id.and_then(|id| self.doc.tables.kb.iter().find(|r| r.id == id));
        let glued = match target {
            Target::Named(_) => {
                matches!(first.first(), WAW | FA | BA | LAM | KAF)
                    && self.doc.kb_at(range.0).is_none_or(|_| !self.doc.word(range.0).is_whole())
                    && named.is_some_and(|r| Key::of(&r.name).first() != first.first())
                    && self.doc.tables.kb_hit(first, |_| None).is_none()
            }
            _ => {
                matches!(first.first(), WAW | FA) && !self.doc.word(range.0).is_whole()
                    || glued_prep(first) && self.glued_prep(range.0).is_some()
            }
        };
        if glued && let Some(t) = self.doc.token(range.0) {
            mention.start = after_letters(self.doc.text, t.span, 1);
        }
        // words that the article elsewhere has for somebody
        let mentioned = || {
            let at = |e: &rawi_actors::Entity| e.mentions.contains(&mention);
            matches!(target, Target::Words(..)).then(|| reading.entities.iter().position(at)).flatten()
        };
        let entity = id.and_then(by_id).or_else(mentioned);
        let name = match entity.and_then(|e| reading.entities.get(e)) {
            Some(e) => e.name.clone(),
            None => match named {
                Some(row) => row.name.to_string(),
                // للمليشيات is ل and المليشيات
                None if glued && first.first() == LAM && first.at(1) == LAM => format!("ا{}", mention.of(self.doc.text)),
                None => mention.of(self.doc.text).to_owned(),
            },
        };
        Party { entity, name, mention }
    }
}

/// All words that put somebody into a class, in no order.
pub(crate) fn words() -> impl Iterator<Item = Key> {
    let t = Tables::built_in();
    // also verbs with the pronoun of whom they call something (تصنفه, وصفها)
    let verb = |k: &Key| t.get(*k).is(Kinds::VERB);
    t.words().chain(t.words().filter(verb).flat_map(|k| PRONOUNS.iter().map(move |p| k.join(*p))))
}

const PRONOUNS: [Key; 5] = [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("نا")];

/// Whether a word begins with a preposition that is glued to it.
fn glued_prep(key: Key) -> bool {
    matches!(key.first(), BA | LAM)
}
