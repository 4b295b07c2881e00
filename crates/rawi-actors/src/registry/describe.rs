//! What a phrase tells of whom it mentions: kind, name, words, roles.

use super::{Registry, Who, is_body, is_generic};
use crate::entity::EntityKind;
use crate::phrase::NounPhrase;
use crate::tables::{Number, Role, RoleWord};
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, Span, key, sets};

/// What a phrase tells of whom it mentions.
pub(super) struct Description {
    pub(super) kind: EntityKind,
    pub(super) name: String,
    pub(super) name_keys: Vec<Key>,
    pub(super) keys: Vec<Key>,
    pub(super) roles: Vec<Key>,
    pub(super) definite: bool,
    pub(super) unnamed: bool,
    /// Whether it is called the same one (ذاته، نفسه).
    pub(super) same: bool,
    pub(super) demonyms: Vec<Key>,
    /// Row of the knowledge base, of what it is as a whole.
    pub(super) kb: Option<u32>,
    /// Whether its personal name, of two words or more, is one that the knowledge base knows.
    pub(super) sure: bool,
    /// Row of the knowledge base, of whoever held the office on the day of the article.
    pub(super) holder: Option<u32>,
}

impl Description {
    /// Whether an actor is of this kind and called by the same words.
    pub(super) fn same_words(&self, w: &Who) -> bool {
        !self.keys.is_empty()
            && w.kind == self.kind
            && w.all_keys.len() == self.keys.len()
            && self.keys.iter().all(|k| w.all_keys.contains(k))
    }
}

impl Registry<'_> {
    /// What a phrase tells.
    pub(super) fn describe(&self, np: &NounPhrase) -> Description {
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
        let holder = if office && kb.is_none() { self.holder_of(np) } else { None };
        Description { kind, name, name_keys, keys, roles, definite: np.definite, unnamed, same, demonyms, kb, sure, holder }
    }

    /// The row of whoever held the office that a phrase names on the day of the article, else of the one whom the text names
    /// and who held it at any time.
    fn holder_of(&self, np: &NounPhrase) -> Option<u32> {
        let (doc, t) = (self.doc, self.doc.tables);
        if !(np.start..np.end).all(|i| doc.token(i).is_some_and(|t| t.is_word())) {
            return None;
        }
        // in the order of the text, with what the description leaves out (السابق)
        let word = |i: usize| {
            let k = doc.key(i);
            article_off(if i == np.start && (np.conj || np.clitic) && k == doc.key(np.start) { k.skip(1) } else { k }).0
        };
        let words: Vec<Key> = (np.start..np.end).map(word).collect();
        let on_day = self.day.and_then(|day| t.holder(&words, np.gender(), day));
        let named = || doc.words.kb_names().map(|(_, hit)| hit.row).filter(|row| t.is_person(*row));
        on_day.or_else(|| t.holder_among(&words, np.gender(), named()))
    }

    /// Whether a name may be that of a person of the knowledge base, by how its first word begins.
    pub(super) fn may_be(&self, row: u32, names: &[Key]) -> bool {
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
}

/// The words of a name, أبو in one with what follows: أبو زهري is أبوزهري.
pub(super) fn kunyas_joined(keys: Vec<Key>) -> Vec<Key> {
    let mut out: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys {
        match out.last_mut() {
            Some(last) if [key!("أبو"), key!("أبا"), key!("أبي")].contains(last) => *last = key!("أبو").join(key),
            _ => out.push(key),
        }
    }
    out
}
