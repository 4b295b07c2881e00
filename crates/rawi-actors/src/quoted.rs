//! Bodies that the knowledge base knows, named in quotation marks or brackets behind their head noun: صحيفة «نيويورك تايمز»
//! الأميركية، حركة "حماس".

use crate::doc::Doc;
use crate::entity::EntityKind;
use crate::phrase::NounPhrase;
use crate::tables::{Role, RoleWord};
use rawi_text::quotes::NONE;
use rawi_text::words::article_off;
use rawi_text::{Key, TokenKind, key, sets};

/// Most words between the marks.
const MOST: usize = 6;

impl Doc<'_> {
    /// The row of the body that a phrase names in quotation marks behind its head noun: by the head with the name and an
    /// adjective behind it, by head and name, or by the name alone. None where an adjective tells of another state.
    pub(crate) fn quoted_row(&self, np: &NounPhrase) -> Option<u32> {
        let t = self.tables;
        let head = np.role.filter(|r| r.role.is_body())?;
        // منظمة هيومن رايتس ووتش: without marks
        if let Some(hit) = self.kb_at(np.start + 1).filter(|h| np.start + 1 + h.words as usize == np.end && !h.metonym) {
            return self.is_head_of(head, &t.kb[hit.row as usize].kind).then_some(hit.row);
        }
        let open =
            (np.start + 1..(np.start + 3).min(np.end)).find(|i| matches!(self.kind(*i), TokenKind::Quote | TokenKind::Open))?;
        let close = match self.scaffold.quotes.opens.get(open).filter(|id| **id != NONE) {
            Some(id) => self.scaffold.quotes.all.get(*id as usize)?.close as usize,
            None => self.closing(open, MOST + 1)?,
        };
        if close >= np.end || close <= open + 1 || close > open + 1 + MOST {
            return None;
        }
        let keys = |from: usize, to: usize| {
            let part = |i: &usize| matches!(self.kind(*i), TokenKind::Word | TokenKind::Number) && self.key(*i) != key!("ال");
            (from..to).filter(part).map(|i| self.key(i))
        };
        let name: Vec<Key> = keys(open + 1, close).collect();
        let nations: Vec<Key> = keys(open - 1, np.end).filter(|k| t.word(*k).is_demonym()).collect();
        let whole = |words: &[Key]| {
            let hit = t.kb_hit(*words.first()?, |n| words.get(n).copied())?;
            let row = &t.kb[hit.row as usize];
            let body = words.len() > name.len() || self.is_head_of(head, &row.kind);
            // صحيفة «الوطن» القطرية: of that state
            let elsewhere = nations.iter().any(|k| {
                t.nisba(article_off(*k).0).is_some_and(|nation| !row.state.is_empty() && t.kb[nation as usize].id != row.state)
            });
            (hit.words as usize == words.len() && body && !hit.metonym && !elsewhere).then_some(hit.row)
        };
        let behind: Vec<Key> = keys(close + 1, np.end).take(1).collect();
        let heads = [head.key, key!("ال").join(head.key)];
        let headed = |tail: &[Key]| heads.iter().find_map(|h| whole(&[&[*h], &name[..], tail].concat()));
        headed(&behind).or_else(|| headed(&[])).or_else(|| whole(&name))
    }

    /// Whether a head noun calls the whole of a body, and not a part or an office of one (مكتب «الأونروا»).
    fn is_head_of(&self, head: RoleWord, kind: &EntityKind) -> bool {
        match (head.role, kind) {
            (Role::Outlet, EntityKind::Outlet) | (Role::Group, EntityKind::Group | EntityKind::Organisation) => true,
            (_, EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet) => sets().body_head.contains(&head.key),
            _ => false,
        }
    }
}
