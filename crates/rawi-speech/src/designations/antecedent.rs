//! Whom a word goes back to: هذه المنصات، المليشيات، شركاؤنا.

use super::tables::Kinds;
use super::{Named, Names, Target};
use crate::reader::Reader;
use rawi_actors::EntityKind;
use rawi_text::words::{WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// How many sentences back a group may be named that المليشيات goes back to.
const BACK: usize = 4;
/// How many tokens back those are looked for with whom one was said to speak.
const TALKED: usize = 60;

impl Reader<'_> {
    /// Whether a name is that of a group that others may call by such words: no army of a state.
    pub(super) fn is_band(&self, n: &Named) -> bool {
        let name = self.doc.tables.kb[n.row as usize].name.as_ref();
        let armies = ["الجيش", "القوات", "قوات", "المقاومة", "الحشد", "البيشمركة", "التحالف", "الحرس"];
        n.kind == EntityKind::Group && name.split(' ').next().is_some_and(|w| !armies.contains(&w))
    }

    /// The only group that the article names; none where it names several.
    pub(super) fn only_group(&self, names: &Names) -> Option<Named> {
        let mut groups = names.0.iter().filter(|n| self.is_band(n));
        let first = *groups.next()?;
        groups.all(|n| n.row == first.row).then_some(first)
    }

    /// The group that a plural noun at `at` goes back to: the last one named near before it, or the only one.
    pub(super) fn group_meant(&self, at: usize, names: &Names) -> Option<Named> {
        // the one that has such a name (ميليشيا الحوثي) before any other
        let called = |n: &&Named| {
            // الحوثيين and الحوثية are of ميليشيا الحوثي
            let last = self.doc.key(n.end - 1);
            let stem = |cut: u32| last.take(last.len().saturating_sub(cut));
            let hit = |head: Key, cut: u32| self.doc.tables.kb_hit(head, |m| (m == 1).then(|| stem(cut)));
            let militia = |cut: u32| [key!("ميليشيا"), key!("مليشيا")].into_iter().find_map(|head| hit(head, cut));
            n.kind == EntityKind::Group && (0..3).any(|cut| militia(cut).is_some_and(|h| h.row == n.row && h.words > 1))
        };
        if let Some(n) = names.0.iter().find(called) {
            return Some(*n);
        }
        let near = |n: &Named| self.sentence_number(at) - self.sentence_number(n.start).min(self.sentence_number(at)) <= BACK;
        names.last_where(at, |n| self.is_band(n)).filter(near).or_else(|| self.only_group(names))
    }

    /// What a phrase with a demonstrative at `at` goes back to in its sentence: the last body named before it.
    pub(super) fn this(&self, at: usize, names: &Names) -> Option<Target> {
        let start = self.sentence(at).start as usize;
        let body = |k: usize| self.doc.word(k).role().is_some_and(|r| r.role.is_body()) && !article_off(self.doc.key(k)).1;
        let words = (start..at).rev().find(|k| body(*k)).and_then(|k| {
            let np = self.noun_phrase(k, at, true, &[]).filter(|np| np.start == k && np.end > k + 1)?;
            let end = (k + 1..np.end).find(|j| self.doc.key(*j).first() == WAW && !self.doc.word(*j).is_whole());
            Some((k, end.unwrap_or(np.end)))
        });
        let group = names.last_where(at, |n| matches!(n.kind, EntityKind::Group | EntityKind::Organisation) && n.start >= start);
        match (words, group) {
            (Some((k, _)), Some(n)) if n.start >= k => Some(Target::Named(n)),
            (Some((k, end)), _) => Some(Target::Words(k, end)),
            (None, Some(n)) => Some(Target::Named(n)),
            (None, None) => None,
        }
    }

    /// Those with whom the speaker was said to speak last: `اتصالاتها مع واشنطن والرياض`.
    pub(super) fn talked_with(&self, at: usize, names: &Names) -> Vec<Named> {
        let from = at.saturating_sub(TALKED);
        let sentence = self.sentence_number(at);
        let near = |k: &usize| sentence - self.sentence_number(*k).min(sentence) <= 2;
        let with = |k: &usize| self.doc.key(*k) == key!("مع") && names.beginning(k + 1).is_some();
        let Some(with) = (from..at).rev().take_while(near).find(with) else { return Vec::new() };
        let mut out: Vec<Named> = Vec::new();
        let mut next = with + 1;
        while let Some(n) = names.beginning(next) {
            let joined = out.is_empty() || self.doc.key(n.start).first() == WAW;
            if !joined || !matches!(n.kind, EntityKind::State | EntityKind::Organisation | EntityKind::Group) {
                break;
            }
            out.push(n);
            next = n.end;
        }
        out
    }

    /// The phrase between the particle of a clause and its verb at `verb`, where it is a definite one: what the clause is
    /// about.
    pub(super) fn clause_head(&self, verb: usize, most: usize) -> Option<(usize, usize)> {
        let stop = |k: usize| matches!(self.doc.kind(k), TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon);
        let back = (verb.saturating_sub(most)..verb).rev().take_while(|k| !stop(*k));
        let clause = back.into_iter().find(|k| self.doc.class(*k).is(Class::CLAUSE))?;
        let (from, mut to) = (clause + 1, verb);
        while to > from && matches!(self.doc.kind(to - 1), TokenKind::Comma | TokenKind::Quote) {
            to -= 1;
        }
        let known = |k: usize| {
            let key = self.doc.key(k);
            article_off(key).1 || self.doc.kb_at(k).is_some() || super::Tables::built_in().get(key).is(Kinds::BODY)
        };
        let finite = (from..to).any(|k| self.cues.at(k).is_some_and(|c| c.is_finite()) && self.doc.kb_at(k).is_none());
        (to > from && known(from) && !finite).then_some((from, to))
    }
}
