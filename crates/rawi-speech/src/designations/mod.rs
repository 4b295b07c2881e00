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
mod told;
mod verb;
mod ways;
mod whoever;

use crate::reader::Reader;
use crate::reading::{Contents, Designation, Polarity, Reading};
use rawi_actors::{Entity, EntityKind};
use rawi_text::words::{BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};
use tables::{Entry, Kinds, Tables};
use ways::Way;

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

/// What is told, and in which way.
type Told = (Found, Way);

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
    /// Words that stand for others, which name it in full elsewhere (الحكومة, الحكومة اليمنية).
    Fuller(usize, usize, usize, usize),
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
        let mut found: Vec<Told> = Vec::new();
        let mut end = 0;
        for &i in triggers {
            let from = found.len();
            let said = contents.around(self.span((i, i + 1))).is_some();
            self.calls_at(i, said, i >= end, &names, contents, &mut found);
            if let Some((last, _)) = found[from..].last() {
                end = last.label.1;
            }
        }
        self.told(reading, contents, found, &names)
    }

    /// Whoever is called something by the word at `i`; `free` unless it belongs to the last words that did.
    fn calls_at(&self, i: usize, said: bool, free: bool, names: &Names, contents: &Contents, told: &mut Vec<Told>) {
        let (entry, article) = self.entry(i);
        // من يتعامل مع التنظيم فهو إرهابي
        if free && let Some(f) = self.whoever(i, entry) {
            told.push((f, Way::Predicate));
            return;
        }
        let mut found: Vec<Found> = Vec::new();
        let mut way = Way::Claim;
        if article && entry.is(Kinds::ADJECTIVE) && article_off(self.doc.key(i)).1 {
            way = match (entry.is_kin(), entry.describes()) {
                (true, _) => Way::Kin,
                (_, true) => Way::Mild,
                _ => Way::Epithet,
            };
            self.epithet(i, entry, said, names, &mut found);
        } else if entry.is(Kinds::VERB) && self.whoever_from(i).is_some() {
            return;
        } else if entry.is(Kinds::VERB) || entry.is(Kinds::LIST) || entry.is(Kinds::UNLIST) {
            way = Way::Verb;
            found.extend(self.classified(i, entry, names));
        } else if !entry.is(Kinds::ALL) && i > 0 && self.verb_with_object(i) {
            way = Way::Verb;
            if let Some(f) = self.called(i, names) {
                found.push(f);
            } else if self.doc.class(i - 1).is(Class::REL) {
                found.extend(self.relative(i, names));
            } else {
                found.extend(self.of_it(i, names));
            }
        } else if entry.is(Kinds::OURS) {
            way = Way::Ours;
            self.ours(i, names, &mut found);
            // تركيا هي شريكنا
            if found.is_empty()
                && said
                && i > 1
                && self.doc.class(i - 1).is(Class::PRON)
                && let Some(n) = names.ending(i - 1).filter(|n| epithet::is_party(*n))
            {
                way = Way::Predicate;
                let polarity = entry.polarity.unwrap_or(Polarity::Partner);
                found.push(Found { epithet: false, ..Found::passing(Target::Named(n), (i, i + 1), polarity) });
            }
        } else if entry.is(Kinds::OCCUPIER) {
            let occupier = self.occupier(i, names);
            way = occupier.map_or(way, |o| o.1);
            found.extend(occupier.map(|o| o.0));
        } else if entry.is(Kinds::ENEMY) {
            let enemy = self.enemy(i, names);
            way = enemy.map_or(way, |e| e.1);
            found.extend(enemy.map(|e| e.0));
        } else if entry.is(Kinds::RULE) {
            way = Way::Rule;
            found.extend(self.rule(i, names));
        }
        if found.is_empty() && entry.is(Kinds::MANY) {
            let many = self.many(i, names);
            way = many.map_or(way, |m| m.1);
            found.extend(many.map(|m| m.0));
        }
        if found.is_empty() && free && (entry.is(Kinds::MEANT) || said) {
            let within = |f: &Found| contents.around(self.span((f.label.0, f.label.0 + 1))).is_some();
            found.extend(self.claimed(i, entry, article, names).filter(within));
            way = Way::Claim;
        }
        if found.is_empty() && free {
            let militia = self.militia(i, article, entry, names);
            way = militia.map_or(way, |m| m.1);
            found.extend(militia.map(|m| m.0));
        }
        if found.is_empty() && self.doc.key(i).first() == KAF && said {
            found.extend(self.acts_as(i, names));
        }
        if found.is_empty() && entry.is(Kinds::TERM) {
            self.termed(i, names, told, &mut found);
        }
        // إيران هي العدو
        let whole = i > 0 && self.doc.class(i - 1).is(Class::PRON) && (article || entry.is(Kinds::ENEMY));
        let class = entry.is(Kinds::NOUN) || entry.is(Kinds::BODY) || entry.is(Kinds::DEED) || entry.is(Kinds::PART);
        if free && (whole || !article && class) {
            let said = self.predicate(i, names);
            // إسرائيل «كيان غاصب»: of Israel, and not of the entity
            if said.is_some() {
                found.truncate(found.iter().take_while(|f| f.label.0 != i).count());
            }
            told.extend(found.drain(..).map(|f| (f, way)));
            if let Some(f) = said {
                told.extend(
                    self.joined_names(f.target, names).map(|n| (Found { target: Target::Named(n), ..f }, Way::Predicate)),
                );
                told.push((f, Way::Predicate));
            }
        }
        told.extend(found.into_iter().map(|f| (f, way)));
    }

    /// The names before a joined one that a class is said of: جيش الإسلام وأحرار الشام هما تنظيمان, up to where the clause begins.
    fn joined_names(&self, target: Target, names: &Names) -> impl Iterator<Item = Named> {
        let mut all: Vec<Named> = Vec::new();
        let mut at = match target {
            Target::Named(n) => n.start,
            _ => 0,
        };
        while at > 0 && self.doc.key(at).first() == WAW {
            let Some(n) = names.ending(at).filter(|n| epithet::is_party(*n)) else { break };
            all.push(n);
            at = n.start;
        }
        let whole = at > 0 && self.doc.class(at - 1).is(Class::CLAUSE);
        all.into_iter().filter(move |_| whole)
    }

    /// What the table has of the word at `i`, also behind و and ف, and behind ال (then the second is true); verbs also with
    /// an object pronoun.
    fn entry(&self, i: usize) -> (Entry, bool) {
        let t = Tables::built_in();
        let key = self.doc.key(i);
        let whole = t.get(key);
        let (bare, definite) = article_off(key);
        // الإرهابيين is what is supported, and behind a name an adjective
        let named = || (i.saturating_sub(5)..i).any(|k| self.doc.kb_at(k).is_some_and(|h| k + h.words as usize == i));
        let adjective = definite && whole.is(Kinds::EVIL) && t.get(bare).is(Kinds::ADJECTIVE) && named();
        if whole.is(Kinds::ALL) && !adjective {
            return (whole, false);
        }
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
