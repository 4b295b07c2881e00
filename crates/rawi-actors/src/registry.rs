//! Bringing the mentions of one actor together within an article.

use crate::bodies;
use crate::doc::Doc;
use crate::entity::{EnglishBasis, Entity, EntityKind};
use crate::phrase::NounPhrase;
use crate::tables::{Gender, KbHit, Number, Role, RoleWord};
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, Span, TokenKind, key, sets};
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

struct Description {
    kind: EntityKind,
    name: String,
    name_keys: Vec<Key>,
    keys: Vec<Key>,
    roles: Vec<Key>,
    definite: bool,
    unnamed: bool,
    /// Whether it is called the same one (ذاته، نفسه).
    same: bool,
    demonyms: Vec<Key>,
    /// Row of the knowledge base, of what it is as a whole.
    kb: Option<u32>,
    /// Whether its personal name, of two words or more, is one that the knowledge base knows.
    sure: bool,
    /// Row of the knowledge base, of whoever held the office on the day of the article.
    holder: Option<u32>,
}

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

    fn describe(&self, np: &NounPhrase) -> Description {
        let doc = self.doc;
        let t = doc.tables;
        let span = self.span(np);
        let mut keys = Vec::new();
        let mut roles = Vec::new();
        let mut demonyms = Vec::new();
        let mut same = false;
        for i in np.start..np.end {
            let Some(tok) = doc.token(i) else { break };
            if !tok.is_content() || doc.class(i).is(Class::PREP.or(Class::DEM)) {
                continue;
            }
            // الهيئة ذاتها
            if i > np.start && doc.sets(i).has(sets().self_) {
                same = true;
                continue;
            }
            let (mut k, mut word) = (tok.key, doc.word(i));
            if matches!(k.first(), WAW | FA)
                && k.len() > 3
                && !word.is_whole()
                && (i == np.start && np.conj || doc.role(i).is_some())
            {
                k = k.skip(1);
                word = t.word(k);
            }
            if matches!(k.first(), BA | LAM) && k.len() > 4 && !word.is_whole() && word.role().is_none() && !word.is_namelike() {
                k = k.skip(if k.at(1) == LAM { 2 } else { 1 });
                word = t.word(k);
            }
            let (bare, article) = article_off(k);
            if let Some(r) = word.role()
                && np.name.is_none_or(|(a, b)| i < a || i >= b)
            {
                if r.role == Role::Modifier {
                    continue;
                }
                roles.push(r.key);
            } else if if article { t.word(bare) } else { word }.is_demonym() {
                demonyms.push(bare);
            }
            keys.push(bare);
        }
        let human = np.role.is_none_or(|r| r.role.is_human());
        // والد سلمان العبيدي: the name is not his
        let kin = np.role.is_some_and(|r| r.role == Role::Kin && r.key == doc.key(np.start))
            && !np.possessed
            && np.name.is_some_and(|(a, _)| {
                a > np.start && (np.start + 1..a).all(|i| doc.word(i).role().is_some() || doc.word(i).is_adjective())
            })
            && !doc.sets(np.start).has(sets().name_particle);
        let kb_row = np.kb.map(|h| &t.kb[h.row as usize]);
        // الولايات المتحدة: a state, though its head noun is one of places
        let whole = np.kb.is_some_and(|h| np.start + h.words as usize == np.end && !h.metonym);
        let (kind, name, name_keys) = match (np.name, np.role) {
            _ if kin => (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new()),
            _ if np.coordinated => (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new()),
            _ if np.name.is_some_and(|(a, _)| a > np.start)
                && np.role.is_some_and(|r| r.role.is_human() && r.number != Number::S) =>
            {
                (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new())
            }
            // مسؤول في إدارة الرئيس فلان
            _ if np.name.is_some_and(|(a, _)| {
                let indefinite = |r: RoleWord| is_generic(r.key) && !article_off(doc.key(np.start)).1;
                a > np.start + 1 && np.role.is_some_and(indefinite) && !doc.names_head(np, a)
            }) =>
            {
                (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new())
            }
            _ if np.name.is_some() && doc.names_another(np) => (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new()),
            // ضيف، علاوة: a lone ordinary word
            (Some((a, b)), None)
                if a == np.start
                    && b == np.end
                    && b == a + 1
                    && kb_row.is_none()
                    && (doc.is_lone_word(np)
                        || doc.word(np.start).is_told_adjective() && doc.word(np.start).name().is_none())
                    && !self.is_of_name(&keys, np) =>
            {
                (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new())
            }
            (Some((a, b)), _) if human && kb_row.is_none_or(|r| r.kind == EntityKind::Person) => {
                let name_span = Span::new(doc.scaffold.tokens[a].span.start.max(span.start), doc.scaffold.tokens[b - 1].span.end);
                let name_keys = (a..b)
                    .map(|i| doc.key(i))
                    .map(|k| if np.conj && a == np.start && k == doc.key(a) { k.skip(1) } else { k })
                    .map(|k| article_off(k).0)
                    .collect();
                let name_keys = kunyas_joined(name_keys);
                (EntityKind::Person, name_span.of(doc.text).to_owned(), name_keys)
            }
            (_, Some(r)) if r.role.is_body() && !(whole && kb_row.is_some_and(|r| r.kind == EntityKind::State)) => {
                let kind = match r.role {
                    Role::Outlet => EntityKind::Outlet,
                    Role::Group => EntityKind::Group,
                    Role::Place => EntityKind::Place,
                    _ => EntityKind::Organisation,
                };
                (kind, span.of(doc.text).to_owned(), keys.clone())
            }
            (None, None) if kb_row.is_none() && !np.partitive && np.start + 1 == np.end && doc.is_abbreviation(np.start) => {
                (EntityKind::Organisation, span.of(doc.text).to_owned(), keys.clone())
            }
            (None, None) | (Some(_), None)
                if kb_row.is_none() && np.start + 1 == np.end && !np.conj && doc.is_place(np.start) =>
            {
                (EntityKind::Place, span.of(doc.text).to_owned(), keys.clone())
            }
            (None, None) if kb_row.is_none() && !np.partitive && !doc.may_be_name(np) && !self.is_of_name(&keys, np) => {
                (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new())
            }
            (None, None) if kb_row.is_none() && !np.partitive => (EntityKind::Person, span.of(doc.text).to_owned(), keys.clone()),
            (_, Some(_)) if kb_row.is_none() => (EntityKind::Role, span.of(doc.text).to_owned(), Vec::new()),
            _ => {
                let kind = kb_row.map_or(EntityKind::Organisation, |r| r.kind);
                (kind, span.of(doc.text).to_owned(), keys.clone())
            }
        };
        // للمنظمة: named without its preposition, which took the alif of the article
        let name = match name.strip_prefix("لل") {
            // للجنة: its first letter is ل too
            Some(rest) if !np.conj && doc.key(np.start).skip(1) == Key::of("لجنة") => {
                let genitive =
                    np.end > np.start + 1 && article_off(doc.key(np.start + 1)).1 && !doc.word(np.start + 1).is_adjective();
                if genitive { format!("ل{rest}") } else { format!("الل{rest}") }
            }
            Some(rest) if !np.conj => format!("ال{rest}"),
            _ => name,
        };
        let indefinite_human = kind == EntityKind::Role && !np.definite;
        let source = np.role.is_some_and(|r| matches!(r.role, Role::Source | Role::People)) && kind == EntityKind::Role;
        let first = np.kb.filter(|_| !np.coordinated).filter(|h| {
            let row = &t.kb[h.row as usize];
            row.kind == kind || roles.is_empty() || is_body(row.kind) && is_body(kind)
        });
        // صحيفة «الحياة»
        let quoted = if first.is_none() && is_body(kind) && !np.coordinated { doc.quoted_row(np) } else { None };
        // حركة طالبان: what the knowledge base calls a group, though its head noun is one of bodies
        let kind = match first.map(|h| h.row).or(quoted).map(|row| t.kb[row as usize].kind) {
            Some(row) if is_body(row) && is_body(kind) => row,
            _ => kind,
        };
        let named = if kind == EntityKind::Person { doc.person_row(np) } else { None };
        let kb = named.or(first.map(|h| h.row)).or(quoted);
        let sure = named.is_some() && name_keys.len() > 1;
        let unnamed = indefinite_human || source;
        let office = kind == EntityKind::Role && np.definite && !np.partitive && !np.possessed && np.number() == Number::S;
        let holder = self.day.filter(|_| office && kb.is_none()).and_then(|day| {
            // in the order of the text, with what the description leaves out (السابق)
            let word = |i: usize| {
                let k = doc.key(i);
                article_off(if i == np.start && (np.conj || np.clitic) && k == doc.key(np.start) { k.skip(1) } else { k }).0
            };
            let plain = (np.start..np.end).all(|i| doc.token(i).is_some_and(|t| t.is_word()));
            let words: Vec<Key> = (np.start..np.end).map(word).collect();
            t.holder(&words, np.gender(), day).filter(|_| plain)
        });
        Description { kind, name, name_keys, keys, roles, definite: np.definite, unnamed, same, demonyms, kb, sure, holder }
    }

    /// Whether a name may be that of a person of the knowledge base, by how its first word begins.
    fn may_be(&self, row: u32, names: &[Key]) -> bool {
        let known = &self.doc.tables.kb[row as usize];
        let [first, _, ..] = names else { return true };
        known.kind != EntityKind::Person
            || crate::tables::name_keys(&known.name).len() < 2
            || crate::tables::name_keys(&known.name).iter().any(|k| article_off(*k).0.first() == first.first())
            || sets().name_particle.contains(first)
    }

    /// Whether a lone ordinary word without its article is of the name of somebody whom the article names in full.
    fn is_of_name(&self, keys: &[Key], np: &NounPhrase) -> bool {
        let [key] = keys else { return false };
        let person = |w: &Who| w.kind == EntityKind::Person && w.name_keys.len() > 1 && w.name_keys.contains(key);
        !article_off(self.doc.key(np.start)).1
            && (self.recent.iter().any(|i| person(&self.all[*i])) || self.doc.full_name_of(*key, np.start).is_some())
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
            w.gender = match np.gender() {
                Gender::Unknown => np.kb.map(|h| h.row).or(d.kb).map_or(Gender::Unknown, |row| t.kb[row as usize].gender),
                g => g,
            };
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

    /// The full name of somebody new whom a phrase names by one word, with its words, its place and the knowledge base's row.
    fn in_full(&self, d: &Description, np: &NounPhrase) -> Option<(String, Vec<Key>, Span, Option<u32>)> {
        let doc = self.doc;
        let alone = match d.kind {
            EntityKind::Person => d.name_keys.len() == 1,
            EntityKind::Role => {
                np.role.is_none()
                    && np.end == np.start + 1
                    && np.definite
                    && doc.tables.word(d.keys.first().copied()?).name().is_some()
            }
            _ => false,
        };
        if !alone || d.kb.is_some() || np.kb.is_some() || np.coordinated || np.partitive || np.possessed {
            return None;
        }
        let at = np.name.map_or(np.start, |(a, _)| a);
        let key = if np.conj && at == np.start { doc.key(at).skip(1) } else { doc.key(at) };
        let (a, b) = doc.full_name_of(key, at)?;
        let mut span = Span::new(doc.token(a)?.span.start, doc.token(b - 1)?.span.end);
        if doc.is_glued_name(a) {
            span.start += span.of(doc.text).chars().next().map_or(0, |c| c.len_utf8() as u32);
        }
        let row = doc.kb_at(a).filter(|h| h.words as usize == b - a && doc.tables.is_person(h.row)).map(|h| h.row);
        Some((span.of(doc.text).to_owned(), doc.keys_of(a, b), span, row))
    }

    /// The row of the body that a lone noun with its article means, by what the text has named last before it: الحزب of حزب
    /// العمال الكردستاني.
    fn named_before(&self, np: &NounPhrase) -> Option<u32> {
        let doc = self.doc;
        let role = np.role.filter(|r| matches!(r.role, Role::Body | Role::Group | Role::Outlet) && r.number == Number::S)?;
        if np.end != np.start + 1 || np.kb.is_some() || !np.definite {
            return None;
        }
        let head = |i: usize| doc.role(i).is_some_and(|r| r.key == role.key);
        // صحيفة «واشنطن بوست»: also in marks behind its head
        let headed = |i: usize, hit: KbHit| {
            let marked = i > 1 && doc.kind(i - 1) == TokenKind::Quote && head(i - 2) && role.role == Role::Outlet;
            is_body(doc.tables.kb[hit.row as usize].kind) && (hit.words > 1 && head(i) || marked)
        };
        let before = doc.words.kb_names().take_while(|(i, _)| *i < np.start);
        before.filter(|(i, hit)| headed(*i, *hit)).last().map(|(_, hit)| hit.row)
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

    /// The actor that a phrase would be taken for, where it is one that is known already.
    pub fn seen(&self, np: &NounPhrase) -> Option<usize> {
        self.find(&self.describe(np), np)
    }

    fn find(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let same_words = |w: &Who| {
            !d.keys.is_empty()
                && w.kind == d.kind
                && w.all_keys.len() == d.keys.len()
                && d.keys.iter().all(|k| w.all_keys.contains(k))
        };
        if np.coordinated {
            return self.latest(same_words);
        }
        if d.kind == EntityKind::Role && np.possessed {
            // معاليه، سموه: whoever was named last
            let styled = np.role.filter(|r| r.role == Role::Honorific);
            let Some(style) = styled else {
                // مراسلنا, after مراسل الميادين: the outlet's own
                let own = np.role.filter(|r| r.role == Role::Profession && np.number() == Number::S && np.name.is_none());
                return self.latest(same_words).or_else(|| {
                    own.and_then(|r| {
                        self.latest(|w| {
                            let one = matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == Number::S;
                            one && w.roles.contains(&r.key) && !genders_clash(w.gender, np.gender())
                        })
                    })
                });
            };
            let one = |w: &Who| matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == Number::S && !w.unnamed;
            // by that style, else by an office or another style, else by nothing
            let titled = |r: &Key| self.doc.tables.role(*r).is_some_and(|r| matches!(r.role, Role::Office | Role::Honorific));
            return self
                .latest(|w| one(w) && w.roles.contains(&style.key))
                .or_else(|| self.latest(|w| one(w) && w.roles.iter().any(titled)))
                .or_else(|| self.latest(one));
        }
        if let Some(i) = self.of_family(d, np) {
            return Some(i);
        }
        if d.kind == EntityKind::Person {
            let names = &d.name_keys;
            let fits = |w: &Who| {
                w.kind == EntityKind::Person
                    && !w.name_keys.is_empty()
                    && (subset(names, &w.name_keys) || subset(&w.name_keys, names))
                    && !genders_clash(w.gender, np.gender())
                    // two of one family, both by their full names
                    && (!d.sure || !w.sure || w.kb == d.kb)
                    // باسل السيسي is not السيسي
                    && (w.name_keys.len() > 1 || w.kb.is_none_or(|row| self.may_be(row, names)))
            };
            if let Some(i) = self.latest(fits) {
                return Some(i);
            }
            if let Some(row) = np.kb.map(|h| h.row).or(d.kb)
                && let Some(i) =
                    self.known.get(&row).copied().filter(|i| matches!(self.all[*i].kind, EntityKind::Person | EntityKind::Role))
            {
                return Some(i);
            }
            // a role that was named before by its holder's office alone (headline, lead)
            return self.latest(|w| {
                w.kind == EntityKind::Role
                    && !w.unnamed
                    && w.all_keys.len() > 1
                    && w.roles.first().is_some_and(|r| d.roles.contains(r))
                    && w.all_keys.iter().all(|k| d.keys.contains(k))
            });
        }
        if let Some(h) = np.kb
            && let Some(i) = self.known.get(&h.row).copied().filter(|i| d.roles.is_empty() || self.all[*i].kind == d.kind)
        {
            return Some(i);
        }
        if let Some(i) = d.holder.and_then(|row| self.known.get(&row).copied()) {
            return Some(i);
        }
        // وكالة «رويترز», after رويترز
        if let Some(i) = d.kb.filter(|_| is_body(d.kind)).and_then(|row| self.known.get(&row).copied()) {
            return Some(i);
        }
        let generic_word = d.keys.first().copied().is_some_and(is_generic);
        if d.kind == EntityKind::Role && np.role.is_none() && !generic_word {
            // السعد, after علي السعد
            let surname = |w: &Who| {
                w.kind == EntityKind::Person && w.name_keys.len() > 1 && d.keys.len() == 1 && w.name_keys.last() == d.keys.first()
            };
            return self.latest(surname).or_else(|| self.latest(same_words));
        }
        if d.kind == EntityKind::Role {
            if !d.definite || np.partitive {
                let same = self.latest(|w| w.unnamed && w.name == d.name);
                return same.or_else(|| self.repeated_office(d, np));
            }
            // معالي الرئيس العام: the office, not the style
            let styles = |r: &&Key| self.doc.tables.role(**r).is_some_and(|r| r.role == Role::Honorific);
            let role = d.roles.iter().find(|r| !styles(r)).or(d.roles.first()).copied();
            let generic = role.or(d.keys.first().copied()).is_some_and(is_generic);
            let number = np.number();
            // المتحدث باسمه: another than he for whom he speaks
            let spokes = np.role.is_some_and(|r| r.role == Role::Spokes);
            let speaks = |w: &Who| w.roles.iter().any(|r| self.doc.tables.role(*r).is_some_and(|r| r.role == Role::Spokes));
            let for_whom =
                [np.end, np.end.saturating_sub(1)].iter().any(|i| self.doc.key(*i).before(key!("ه")) == Some(key!("باسم")));
            if spokes && for_whom {
                return self.latest(|w| speaks(w) && !genders_clash(w.gender, np.gender()));
            }
            // المتحدث: who is known as one, before anybody else
            let lone_spokes = spokes && generic && number == Number::S && np.end == np.start + 1;
            let known = || self.latest(|w| w.number == Number::S && speaks(w) && !genders_clash(w.gender, np.gender()));
            if lone_spokes && let Some(w) = known() {
                return Some(w);
            }
            // المسؤول الأمريكي, after مسؤول رفيع في الإدارة الأمريكية: the one that was called so
            let called = |w: &Who| {
                let human = matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.number == number;
                human && role.is_some_and(|r| w.roles.first() == Some(&r)) && !genders_clash(w.gender, np.gender())
            };
            if generic
                && !d.same
                && number == Number::S
                && let Some(i) = self.latest(called)
            {
                return Some(i);
            }
            let found = self.latest(|w| {
                let human = matches!(w.kind, EntityKind::Person | EntityKind::Role);
                if !human || genders_clash(w.gender, np.gender()) || (w.number == Number::S) != (number == Number::S) {
                    return false;
                }
                // متحدث باسم رئيس الوزراء is no رئيس الوزراء
                let held = role.is_some_and(|r| if w.unnamed { w.roles.first() == Some(&r) } else { w.roles.contains(&r) });
                let style = |k: &Key| Some(*k) != role && self.doc.tables.role(*k).is_some_and(|r| r.role == Role::Honorific);
                // سفير دولة ألمانيا: of Germany
                let state = |k: &Key| [key!("دولة"), key!("جمهورية"), key!("مملكة")].contains(k);
                let state = |k: &Key| d.keys.len() > 2 && state(k);
                let said = |k: &&Key| Some(**k) != role && !w.all_keys.contains(k) && !style(k) && !state(k);
                let extra: Vec<Key> = d.keys.iter().filter(said).copied().collect();
                // ناطق باسم الحكومة اليمنية ووزير الإعلام, later وزير الإعلام اليمني: of one country
                let told = d.keys.iter().any(|k| Some(*k) != role && !d.demonyms.contains(k));
                let of_one = |k: &Key| d.demonyms.iter().any(|o| o == k || told && k.before(key!("ة")) == Some(*o));
                let only_demonyms = extra.iter().all(|k| d.demonyms.contains(k) || young(*k))
                    && !w.all_keys.iter().any(|k| self.doc.tables.word(*k).is_demonym() && !of_one(k));
                if generic {
                    // المسؤول الدبلوماسي الإيبيري: also an adjective that no table has
                    let relative = |k: &Key| k.len() > 4 && k.last() == key!("ي").first();
                    extra.iter().all(|k| d.demonyms.contains(k) || is_generic(*k) || relative(k))
                } else {
                    held && (extra.is_empty() || only_demonyms)
                }
            });
            // الوزير، النائب، الفنانة: one word, and nobody is known by it: whoever spoke last
            let lone = d.keys.iter().filter(|k| !young(**k)).count() == 1 && number == Number::S;
            // المصدر ذاته: whoever or whatever was named last
            let source = np.role.is_some_and(|r| r.role == Role::Source) && d.same && lone;
            let found = if source && found.is_none() { self.latest(|w| w.kind != EntityKind::Place) } else { found };
            // المحلل السياسي، الأستاذ الجامعي: what somebody is who has no office
            let plain = |w: &Who| !w.roles.iter().any(|r| self.doc.tables.role(*r).is_some_and(|r| r.role == Role::Office));
            let described = number == Number::S && !lone && !generic && self.is_description(np);
            let office = np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes)) && number == Number::S;
            // المراقب, المختص: of whoever was named last, whatever his office is
            let profession = lone && np.role.is_some_and(|r| matches!(r.role, Role::Profession | Role::Office));
            let lead = self.lead.filter(|w| {
                let w = &self.all[*w];
                let another = d.holder.is_some() && w.kb.is_some() && d.holder != w.kb;
                // متحدث حكومي: nobody known
                let next = self.doc.word(np.start + 1);
                let one = article_off(self.doc.key(np.start)).1 || !next.is_adjective() || article_off(next.key).1;
                office && one && d.definite && w.roles.is_empty() && !another && !genders_clash(w.gender, np.gender())
            });
            // الشاهد الثاني: one of several, and nobody's office
            if (np.start + 1..np.end).any(|i| sets().alone.contains(&self.doc.key(i))) {
                return self.latest(|w| w.name == d.name);
            }
            // الرئيس is nobody of whom the knowledge base has other offices only
            let holds = |w: &Who| {
                let Some(row) = w.kb.filter(|_| lone && office).map(|r| &self.doc.tables.kb[r as usize]) else { return true };
                let words = || row.roles.split(|c: char| !c.is_alphanumeric()).map(|w| article_off(Key::of(w)).0);
                row.roles.is_empty() || role.is_none_or(|r| words().any(|w| w == r || w == article_off(r).0))
            };
            let found = found.or(lead).or_else(|| self.described(d, np, role));
            return found.or_else(|| {
                (lone || described)
                    .then(|| {
                        self.latest(|w| {
                            w.kind == EntityKind::Person
                                && w.number == Number::S
                                && (w.roles.is_empty() || generic || profession || described && plain(w))
                                && holds(w)
                                && !genders_clash(w.gender, np.gender())
                        })
                    })
                    .flatten()
            });
        }
        // التقرير: of a document that somebody is known to have issued
        let adjectives = (np.start + 1..np.end).all(|i| article_off(self.doc.key(i)).1 && self.doc.word(i).is_adjective())
            && np.name.is_none();
        if let Some(r) = np.role.filter(|r| r.role == Role::Document && d.definite && (adjectives || d.same))
            && let Some((_, id)) = self.issued.iter().rev().find(|(k, _)| *k == r.key)
        {
            return Some(*id);
        }
        // bodies, outlets, groups: the same head, and the words of one among those of the other
        let head = d.roles.first().copied();
        let body = |w: &Who| !matches!(w.kind, EntityKind::Person | EntityKind::Role) && !w.all_keys.is_empty();
        let found = self.latest(|w| {
            body(w)
                && match head {
                    Some(h) if w.roles.first() == Some(&h) => {
                        d.definite && subset(&d.keys, &w.all_keys) || subset(&w.all_keys, &d.keys) && w.all_keys.len() > 1
                    }
                    _ => same_words(w),
                }
        });
        // الصحيفة الفرنسية, after صحيفة «لوفيغارو»: by its country
        let by_country = head.is_some() && d.definite && np.kb.is_none() && d.keys.len() > 1;
        let by_country = by_country && d.keys.iter().all(|k| Some(*k) == head || d.demonyms.contains(k));
        let found = found.or_else(|| {
            by_country.then(|| {
                self.latest(|w| {
                    let elsewhere = |k: &Key| self.doc.tables.word(*k).is_demonym() && !d.demonyms.contains(k);
                    body(w) && w.roles.first() == head.as_ref() && w.all_keys.len() > 1 && !w.all_keys.iter().any(elsewhere)
                })
            })?
        });
        // الشركة، الحركة، الوكالة: one word with the article: the body named last
        let document = np.role.is_some_and(|r| matches!(r.role, Role::Place));
        let lone = d.keys.len() == 1
            && d.definite
            && head.is_some()
            && np.kb.is_none()
            && !document
            && (np.end == np.start + 1 || d.same);
        // الموقع, after مجلة «وايرد»: the one outlet that the text has named
        let outlet = |w: &Who| w.kind == EntityKind::Outlet;
        let only = lone && np.role.is_some_and(|r| r.role == Role::Outlet);
        let only = only.then(|| {
            let mut outlets = (0..self.all.len()).filter(|i| outlet(&self.all[*i]));
            outlets.next().filter(|_| outlets.next().is_none())
        });
        found
            .or_else(|| {
                lone.then(|| {
                    self.latest(|w| {
                        // الشركة: no outlet and no state
                        let alike = match np.role.map(|r| r.role) {
                            Some(Role::Body | Role::Group) => {
                                matches!(w.kind, EntityKind::Organisation | EntityKind::Group | EntityKind::Process)
                            }
                            _ => w.kind != EntityKind::Place,
                        };
                        body(w)
                            && alike
                            && (np.role.is_some_and(|r| r.role == Role::Document)
                                || ((w.roles.is_empty() || d.same) && !genders_clash(w.gender, np.gender())))
                    })
                })
                .flatten()
            })
            .or(only.flatten())
    }

    /// Whom a title with adjectives and no more means, where he was called so with more (السفير الإيفواري, of سفير كوت ديفوار), or
    /// whoever spoke last where it is said to be the same (الباحث السياسي عينه).
    fn described(&self, d: &Description, np: &NounPhrase, role: Option<Key>) -> Option<usize> {
        let role = role?;
        let adjectives = (np.start + 1..np.end).all(|i| {
            let word = self.doc.word(i);
            let modifier = word.role().is_some_and(|r| r.role == Role::Modifier);
            self.doc.sets(i).has(sets().self_)
                || modifier
                || article_off(word.key).1 && (word.is_adjective() || word.is_demonym())
        });
        let titled = np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Profession | Role::Spokes | Role::Honorific));
        let headed = article_off(if np.conj { self.doc.key(np.start).skip(1) } else { self.doc.key(np.start) }).1;
        if !adjectives || !titled || !headed || np.end < np.start + 2 || np.number() != Number::S {
            return None;
        }
        // of the country that the adjective tells, else of none that is told
        let told = |w: &Who| w.all_keys.iter().any(|k| d.demonyms.iter().any(|o| o.take(3) == k.take(3)));
        let table = self.doc.tables;
        let state = |k: Key| table.kb_hit(k, |_| None).is_some_and(|h| table.kb[h.row as usize].kind == EntityKind::State);
        let elsewhere =
            |w: &Who| w.all_keys.iter().any(|k| table.word(*k).is_demonym() || state(*k) || state(key!("ال").join(*k)));
        let fits = |w: &Who| {
            let person = w.kind == EntityKind::Person && w.number == Number::S && !genders_clash(w.gender, np.gender());
            person && (w.roles.contains(&role) || d.same)
        };
        self.latest(|w| fits(w) && told(w)).or_else(|| self.latest(|w| fits(w) && (d.demonyms.is_empty() || !elsewhere(w))))
    }

    /// Whoever was called by an office and a name, where the office alone is said again in the same words (حاكم إقليم سيبيتوكي):
    /// it looks indefinite, since nothing tells that its last word is a name.
    fn repeated_office(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let office = np.role.filter(|r| matches!(r.role, Role::Office | Role::Spokes) && !is_generic(r.key))?;
        let last = self.doc.word(np.end.saturating_sub(1));
        // قائد عسكري is anybody; of حاكم إقليم سيبيتوكي the second word tells that the third is a name
        let annexed = d.roles.len() > 1 || !(last.is_adjective() || last.is_demonym());
        if np.partitive || np.number() != Number::S || d.keys.len() < 2 || !annexed {
            return None;
        }
        self.latest(|w| {
            w.kind == EntityKind::Person
                && w.number == Number::S
                && w.roles.first() == Some(&office.key)
                && subset(&d.keys, &w.all_keys)
                && !genders_clash(w.gender, np.gender())
        })
    }

    /// Whether a phrase says what somebody is and no more: a profession with adjectives (الخبير الاقتصادي).
    fn is_description(&self, np: &NounPhrase) -> bool {
        let word = |i: usize| self.doc.word(i);
        np.role.is_some_and(|r| matches!(r.role, Role::Profession | Role::Honorific))
            && np.name.is_none()
            && np.end > np.start + 1
            // المعلق العسكري في القناة، فلان: his name may follow
            && (!self.doc.class(np.end).is(Class::PREP) || sets().versed.contains(&article_off(self.doc.key(np.end - 1)).0))
            && (np.start + usize::from(np.conj || np.clitic)..np.end).all(|i| {
                let described = i == np.start || word(i).is_adjective() || word(i).role().is_some_and(|r| r.role == Role::Profession);
                self.doc.token(i).is_some_and(|t| t.is_word()) && article_off(self.doc.key(i)).1 && described && !word(i).is_demonym()
            })
    }

    /// Whoever has a lone title as his family name (الشيخ, of حسين الشيخ), where nobody is called by that title.
    fn of_family(&self, d: &Description, np: &NounPhrase) -> Option<usize> {
        let [key] = d.keys[..] else { return None };
        // وأضاف اللواء: whose rank is a body's word too
        if d.definite && np.end == np.start + 1 && crate::phrase_named::TWOFOLD.contains(&key) {
            return self.latest(|w| w.kind == EntityKind::Person && w.number == Number::S && w.roles.first() == Some(&key));
        }
        let role = np.role.filter(|r| r.role.is_human() && r.number == Number::S)?;
        if d.kind != EntityKind::Role || np.end != np.start + 1 || np.coordinated || np.partitive || np.possessed {
            return None;
        }
        let one = |w: &Who| w.kind == EntityKind::Person && w.number == Number::S;
        let called = self.latest(|w| matches!(w.kind, EntityKind::Person | EntityKind::Role) && w.roles.contains(&role.key));
        let family = || self.latest(|w| one(w) && w.name_keys.len() > 1 && w.name_keys.last() == Some(&key));
        if called.is_none() { family() } else { None }
    }

    /// The actor mentioned last of those that fit.
    fn latest(&self, fits: impl Fn(&Who) -> bool) -> Option<usize> {
        self.recent.iter().rev().copied().find(|i| fits(&self.all[*i]))
    }

    /// The actor that a phrase surely mentions, if it is known already: by its name, or by at least two words of what it is
    /// called by. The registry stays as it is.
    pub fn known(&self, np: &NounPhrase) -> Option<usize> {
        let d = self.describe(np);
        let told = np.name.is_some() || np.kb.is_some() || d.keys.len() > 1;
        if !told {
            return None;
        }
        self.find(&d, np)
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

/// The words of a name, أبو in one with what follows: أبو زهري is أبوزهري.
fn kunyas_joined(keys: Vec<Key>) -> Vec<Key> {
    let mut out: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys {
        match out.last_mut() {
            Some(last) if [key!("أبو"), key!("أبا"), key!("أبي")].contains(last) => *last = key!("أبو").join(key),
            _ => out.push(key),
        }
    }
    out
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
