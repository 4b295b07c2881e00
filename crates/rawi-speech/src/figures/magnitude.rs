//! Orders of magnitude (قُتل المئات، عشرات المدنيين), shares of so many (واحد من كل خمسة أطفال), and people whom no noun
//! names (مليونين نزحوا، مقتل ثلاثة).

use super::tables::{Form, NounKind, Place, Tables};
use super::unit::Unit;
use super::{PEOPLE, Quantity};
use crate::reader::{Reader, word};
use crate::reading::Bound;
use rawi_text::words::{BA, FA, WAW, article_off};
use rawi_text::{Class, Key, Number, Span, TokenKind, after_letters, key};

impl Reader<'_> {
    /// عشرات الأشخاص, المئات من السكان, قُتل الآلاف; no spans of time (قبل مئات السنين).
    pub(super) fn magnitude(&self, n: &Number, floor: usize) -> Option<Quantity> {
        let t = Tables::built_in();
        let (i, j) = (n.start, n.end);
        let behind = |k: usize| i.checked_sub(k).map_or(Key::EMPTY, |q| self.doc.key(q));
        let key = self.doc.key(i);
        // يقدر عددهم بالمئات: how many is a manner
        let bare = if matches!(key.first(), WAW | FA) { key.skip(1) } else { key };
        if bare.first() == BA && n.definite {
            return None;
        }
        let mut from = i;
        if t.is(Place::Few, behind(1)) && i > floor {
            from = i - 1;
        }
        let unit = self.many_of(j).or_else(|| {
            // واعتقلت الشرطة العشرات, العشرات منهم
            let verb = |k: usize| from.checked_sub(k).is_some_and(|q| self.counts_people(q, q));
            let far = n.definite && (1..=2).any(verb);
            let people = self.counts_people(from, j) || far || self.doc.key(j) == key!("منهم");
            let name = if people { PEOPLE } else { "" };
            // المئات by itself; مئات by itself has its noun elsewhere
            (people || n.definite)
                .then(|| Unit { kind: people.then_some(NounKind::Person), ..Unit::new(j, name.to_owned(), None) })
        })?;
        if unit.kind == Some(NounKind::Time) {
            return None;
        }
        let mut bound = Some(Bound::About);
        let words = t.behind(|k| from.checked_sub(k + 1).map_or(Key::EMPTY, |q| self.doc.key(q)));
        if let Some((words, sense)) = words.filter(|(words, _)| from >= floor + words) {
            (bound, from) = (sense, from - words);
        }
        let mut start = n.span.start;
        if from < i {
            let first = self.doc.token(from)?.span;
            start = if self.glued_conj(from) { after_letters(self.doc.text, first, 1) } else { first.start };
        }
        let span = Span::new(start, self.doc.token(unit.end - 1)?.span.end);
        let Unit { end, name, kind, .. } = unit;
        Some(Quantity { start: from, end, number: i, span, values: vec![n.value], unit: name, kind, bound, range: false })
    }

    /// What an order of magnitude is of: من and a whole, or a noun in the genitive.
    fn many_of(&self, j: usize) -> Option<Unit> {
        let t = Tables::built_in();
        let key = self.doc.key(j);
        if self.doc.kind(j) != TokenKind::Word {
            return None;
        }
        if key == word::MIN {
            return self.whole(j + 1);
        }
        let (bare, definite) = article_off(key);
        if let Some(c) = t.counted(bare).filter(|c| matches!(c.form, Form::Plural | Form::Either)) {
            return Some(Unit::new(self.definite_adjectives(j + 1, definite), c.singular.to_owned(), Some(c.kind)));
        }
        let word = self.doc.word(j);
        let human = word.role().is_some_and(|r| r.role.is_human()) || word.is_demonym();
        let many = human || [key!("ات"), key!("ين"), key!("ون")].iter().any(|e| bare.before(*e).is_some()) || word.is_common();
        if !definite || !many || self.doc.kb_at(j).is_some() || self.doc.class(j).any() {
            return None;
        }
        let written = self.doc.token(j)?.span;
        let name = &self.doc.text[after_letters(self.doc.text, written, 2) as usize..written.end as usize];
        let kind = if human { NounKind::Person } else { NounKind::Thing };
        Some(Unit::new(self.definite_adjectives(j + 1, true), name.to_owned(), Some(kind)))
    }

    /// One past the adjectives with the article of a definite noun, from token `j`; two at most.
    fn definite_adjectives(&self, mut j: usize, definite: bool) -> usize {
        let most = j + 2;
        while definite && j < most && article_off(self.doc.key(j)).1 && self.doc.word(j).is_adjective() && !self.stops(j) {
            j += 1;
        }
        j
    }

    /// Whether what is counted between two tokens is people: by the word before it (مقتل، نزح) or by the verb behind it,
    /// whose plural is that of people (نزحوا، يعيشون).
    pub(super) fn counts_people(&self, from: usize, to: usize) -> bool {
        let t = Tables::built_in();
        let before = from.checked_sub(1).map_or(Key::EMPTY, |j| self.doc.key(j));
        let less = matches!(before.first(), WAW | FA | BA) && t.is(Place::People, before.skip(1));
        if t.is(Place::People, before) || less {
            return true;
        }
        let key = self.doc.key(to);
        let present = key.first() == key!("ي").first() && key.before(key!("ون")).is_some();
        let verb = key.len() > 4 && !self.doc.class(to).any() && (key.before(key!("وا")).is_some() || present);
        self.doc.kind(to) == TokenKind::Word && verb && !matches!(key.first(), WAW | FA)
    }

    /// واحد من كل خمسة أطفال, 3 من كل 10, and before the number `n` at token `before` طفلا من كل.
    pub(super) fn ratio(&self, n: &Number, before: usize) -> Option<Quantity> {
        let of_each = |k: usize| self.doc.key(k) == word::MIN && self.doc.key(k + 1) == key!("كل");
        let (from, number, of, value) = if of_each(n.end) {
            let m = self.number(n.end + 2).filter(|m| !m.fraction && m.value > n.value)?;
            (n.start, n.start, m, n.value / m.value)
        } else {
            let from = before.checked_sub(3).filter(|k| of_each(k + 1))?;
            let key = self.doc.key(from);
            let one = [key!("واحد"), key!("واحدا"), key!("واحدة")].contains(&key);
            let counted = Tables::built_in().counted(key).is_some_and(|c| c.form == Form::Singular);
            if !(one || counted) || n.fraction || n.value < 2.0 {
                return None;
            }
            (from, n.start, *n, n.value.recip())
        };
        let unit = self.unit(&of, of.end, false).filter(|u| u.sure && !u.month);
        let noun = unit.as_ref().map_or("", |u| u.name.as_str());
        let end = unit.as_ref().map_or(of.end, |u| u.end);
        let first = if from == n.start { n.span } else { self.doc.token(from)?.span };
        let span = Span::new(first.start, self.doc.token(end - 1)?.span.end);
        let name = if noun.is_empty() { "من الكل".to_owned() } else { format!("من كل {noun}") };
        let value = (value * 1e4).round() / 1e4;
        Some(Quantity { start: from, end, number, span, values: vec![value], unit: name, kind: None, bound: None, range: false })
    }

    /// ثلثا السكان وثلث الأراضي: the second is a share of something else, and no half added to a unit (طن ونصف الطن).
    pub(super) fn is_other_share(&self, n: &Number) -> bool {
        let (bare, definite) = article_off(self.doc.key(n.end));
        let before = n.start.checked_sub(1).map_or(Key::EMPTY, |j| article_off(self.doc.key(j)).0);
        let measure = Tables::built_in()
            .counted(bare)
            .is_some_and(|c| matches!(c.kind, NounKind::Time | NounKind::Measure | NounKind::Money));
        definite && bare != before && !measure && !self.doc.class(n.end).is(Class::PREP)
    }
}
