//! Figures: quantities that are claimed, with their units.
//!
//! A number ([`rawi_text::number_at`]) or a dual is a figure where it counts or measures something: `context` tells what
//! is none (dates, ordinals, numbers of laws and rounds), `unit` finds what is counted, `magnitude` reads what
//! only tells an order (مئات القتلى) and shares of so many (واحد من كل خمسة), `about` what it is about.

mod about;
mod context;
mod magnitude;
mod tables;
mod unit;

use crate::reader::Reader;
use crate::reading::{Bound, Contents, Figure};
use rawi_text::words::{BA, FA, LAM, WAW};
use rawi_text::{Class, Number, Span, TokenKind, after_letters, key, magnitude_at, number_at, sets};
use tables::{Form, NounKind, Place, Tables};
use unit::Unit;

/// All duals of counted nouns, in no order.
pub(crate) fn duals() -> impl Iterator<Item = rawi_text::Key> {
    Tables::built_in().duals()
}

/// Whether a word ends like the dual of a feminine noun.
pub(crate) fn is_feminine_dual(key: rawi_text::Key) -> bool {
    key.before(key!("تين")).is_some() || key.before(key!("تان")).is_some()
}

/// Whether a word is a noun that is counted or measured.
pub(crate) fn is_counted(key: rawi_text::Key) -> bool {
    Tables::built_in().counted(key).is_some()
}

/// The unit of people whom no noun names.
const PEOPLE: &str = "شخص";

/// A number with all that its neighbours tell of it.
struct Quantity {
    /// First token, words of exactness included.
    start: usize,
    /// One past the last token.
    end: usize,
    /// Where the number itself begins.
    number: usize,
    span: Span,
    values: Vec<f64>,
    unit: String,
    kind: Option<NounKind>,
    bound: Option<Bound>,
    range: bool,
}

impl Reader<'_> {
    /// The figures of the article.
    pub(crate) fn figures(&self, triggers: &[usize], contents: &Contents) -> Vec<Figure> {
        let mut out: Vec<Figure> = Vec::new();
        let tokens = &self.doc.scaffold.tokens;
        let mut last: Option<(usize, String, Option<NounKind>)> = None;
        let (mut next, mut floor) = (0, 0);
        for &i in triggers {
            if i < next {
                continue;
            }
            let found = match number_at(self.doc.text, tokens, i) {
                Some(n) => {
                    let unit_before = last.as_ref().filter(|(at, ..)| self.sentence_number(*at) == self.sentence_number(i));
                    let q = self.quantity(n, floor, unit_before.map(|(_, unit, kind)| (unit.as_str(), *kind)));
                    next = q.as_ref().map_or(n.end, |q| q.end);
                    q
                }
                None => {
                    let magnitude = magnitude_at(self.doc.text, tokens, i);
                    let q = magnitude.map_or_else(|| self.dual(i, floor), |n| self.magnitude(&n, floor));
                    next = q.as_ref().map_or(next, |q| q.end);
                    q
                }
            };
            let Some(q) = found else { continue };
            floor = q.end;
            last = Some((q.start, q.unit.clone(), q.kind));
            let statement = contents.around(q.span);
            let (of, when) = (self.figure_about(&q), self.figure_when(&q));
            for (n, &value) in q.values.iter().enumerate() {
                out.push(Figure {
                    statement,
                    value,
                    unit: q.unit.clone(),
                    text: q.span,
                    bound: q.bound,
                    upper: q.range.then_some(n > 0),
                    of,
                    when,
                });
            }
        }
        out
    }

    /// What a number counts or measures; none where it is no quantity.
    fn quantity(&self, n: Number, floor: usize, before: Option<(&str, Option<NounKind>)>) -> Option<Quantity> {
        let t = Tables::built_in();
        let place = self.number_place(&n);
        // a half that is added to a unit (طن ونصف الطن) is no share
        if place.is_name || n.fraction && n.conj && !self.is_other_share(&n) {
            return None;
        }
        if let Some(ratio) = self.ratio(&n, place.before) {
            return Some(ratio);
        }
        let (second, after) = match self.second(&n, place.between) {
            Some(m) => (Some(m), m.end),
            None => (None, n.end),
        };
        let last = second.unwrap_or(n);
        let mut noun_at = None;
        let mut unit = self.unit(&last, after, place.open);
        if n.fraction {
            unit = self.share_of(&n, unit);
        }
        if let Some(u) = &unit
            && u.month
        {
            return None;
        }
        // a year, and nothing that so many could be of
        if self.is_year(&last) && !unit.as_ref().is_some_and(|u| u.sure && u.kind != Some(NounKind::Time)) {
            return None;
        }
        if place.label && !unit.as_ref().is_some_and(|u| u.sure) {
            return None;
        }
        if (n.definite || place.article) && n.digits | !n.fraction {
            let counted = unit.as_ref().is_some_and(|u| u.sure && !u.partitive);
            if !counted || self.is_ordinal(place.before) {
                let noun = self.noun_before(place.before)?;
                unit = Some(Unit::new(n.end, noun.name, noun.kind));
                noun_at = Some(noun.token);
            }
        }
        let start = place.before;
        let (mut bound, mut from) = (n.round.then_some(Bound::About), noun_at.unwrap_or(start));
        if place.between {
            from = start - 1;
            from -= usize::from(from > floor && self.doc.key(from - 1) == key!("ما"));
        } else if second.is_some() && start > floor && self.doc.key(start - 1) == key!("من") {
            from = start - 1;
        }
        if let Some((words, sense)) = t.behind(|k| start.checked_sub(k + 1).map_or(rawi_text::Key::EMPTY, |j| self.doc.key(j)))
            && start >= floor + words
        {
            bound = sense;
            from = from.min(start - words);
        }
        let exact = bound.is_some() && !n.round;
        let people = !n.fraction && !place.article && !n.definite && self.counts_people(from, after);
        let twice = n.value == 2.0 * n.scale && n.scale > 1.0 || n.value == 200.0 && !n.digits;
        let unit = match unit {
            Some(u) => u,
            None if people && n.value >= 2.0 => Unit::new(after, PEOPLE.to_owned(), Some(NounKind::Person)),
            // إن مليونين: in construct it would have its noun (مليوني)
            None if twice && n.end == n.start + 1 && self.doc.key(n.start).last() == key!("ن").first() => {
                Unit { end: after, ..Unit::default() }
            }
            None if exact || n.scale > 1.0 && (n.digits || n.round || n.end > n.start + 1) => {
                Unit { end: after, ..Unit::default() }
            }
            None => return None,
        };
        if n.small && (n.value < 2.0 || !unit.others && !unit.partitive && !people)
            || n.fraction && unit.name.is_empty() && !exact
        {
            return None;
        }
        if unit.kind == Some(NounKind::Time) && !n.fraction && !exact && self.is_age(start) {
            return None;
        }
        let mut unit = unit;
        if (unit.others || unit.name.is_empty())
            && let Some((name, kind)) = before
        {
            (unit.name, unit.kind) = (name.to_owned(), kind);
        }
        let mut end = unit.end;
        if let Some((words, sense)) = t.ahead(Place::After, |k| self.doc.key(end + k)) {
            bound = bound.or(sense);
            end += words;
        }
        // نسبة: ساعتين ونصف
        let mut values = vec![n.value];
        if let Some(m) = second {
            let low = if n.scale == 1.0 && m.scale > 1.0 && n.value < m.value / m.scale * 10.0 { m.scale } else { 1.0 };
            values = vec![n.value * low, m.value];
        } else if unit.half > 0.0 {
            values[0] += unit.half * n.scale;
        }
        let first = if from < start { self.doc.token(from)?.span } else { n.span };
        let mut span = Span::new(first.start.min(n.span.start), self.doc.token(end - 1)?.span.end);
        // (14) رئيس
        if place.open && self.doc.kind(last.end) == TokenKind::Close && end > last.end {
            span.start = span.start.min(self.doc.token(start)?.span.start);
        }
        if from < start && self.doc.class(from).is(Class::WITH_CONJ) | self.glued_conj(from) {
            span.start = after_letters(self.doc.text, first, 1);
        }
        span.end = span.end.max(last.span.end);
        let range = second.is_some();
        Some(Quantity {
            start: from,
            end,
            number: n.start,
            span,
            values,
            unit: unit.name,
            kind: unit.kind,
            bound: if range { bound.or(Some(Bound::About)) } else { bound },
            range,
        })
    }

    pub(super) fn glued_conj(&self, token: usize) -> bool {
        let key = self.doc.key(token);
        matches!(key.first(), WAW | FA) && !Tables::built_in().is(Place::Before, key) && key.len() > 3
    }

    /// The upper end of a range: `3 – 5`, `من 3 إلى 5`, `بين 3 و5`, `34 أو 35`.
    fn second(&self, n: &Number, between: bool) -> Option<Number> {
        let j = n.end;
        let m = match self.doc.kind(j) {
            TokenKind::Dash => self.number(j + 1),
            TokenKind::Word => match self.doc.key(j) {
                k if k == key!("إلى") || k == key!("أو") => self.number(j + 1),
                k if between && k == key!("و") => self.number(j + 1),
                _ if between => self.number(j).filter(|m| m.conj),
                _ => None,
            },
            _ => None,
        }?;
        // من 49 في 2013 إلى 97
        let year = self.is_year(n) && !self.is_year(&m);
        (!m.fraction && !m.small && !year && m.value != n.value).then_some(m)
    }

    pub(super) fn number(&self, token: usize) -> Option<Number> {
        number_at(self.doc.text, &self.doc.scaffold.tokens, token)
    }

    /// A dual: جنديين, حالتي وفاة, صاروخين باليستيين.
    fn dual(&self, i: usize, floor: usize) -> Option<Quantity> {
        let t = Tables::built_in();
        let token = self.doc.token(i).filter(|k| k.is_word() && k.key.len() > 4)?;
        let key = token.key;
        const YA: u8 = key!("ي").first();
        if !matches!(key.last(), l if l == key!("ن").first() || l == YA || l == key!("ا").first()) {
            return None;
        }
        let conj = matches!(key.first(), WAW | FA);
        let bare = if conj { key.skip(1) } else { key };
        let clitic = matches!(bare.first(), BA | LAM);
        let known = (t.counted(key).map(|c| (c, 0)))
            .or_else(|| conj.then(|| t.counted(bare)).flatten().map(|c| (c, 1)))
            .or_else(|| clitic.then(|| t.counted(bare.skip(1))).flatten().map(|c| (c, 1 + usize::from(conj))));
        let two = |j: usize| {
            let k = self.doc.key(j);
            k == key!("اثنين") || k == key!("اثنان") || k == key!("اثنتين") || k == key!("اثنتان")
        };
        let (name, kind, letters) = match known {
            Some((c, letters)) => match c.form {
                Form::Dual => (c.singular.to_owned(), Some(c.kind), letters),
                Form::Either if two(i + 1) || two(i + 2) && self.is_twin(i, i + 1) => {
                    (c.singular.to_owned(), Some(c.kind), letters)
                }
                Form::DualConstruct
                    if self.in_construct(i) && (c.singular.ends_with('ة') || self.doc.word(i).name().is_none()) =>
                {
                    (c.singular.to_owned(), Some(c.kind), letters)
                }
                _ => return None,
            },
            // of a noun in ة that the table does not have
            None => {
                let stem = key.before(key!("تين")).or_else(|| key.before(key!("تان")))?;
                let one = stem.join(key!("ة"));
                let noun = stem.len() >= 3
                    && self.doc.tables.word(one).is_common()
                    && !self.doc.tables.word(one).is_demonym()
                    && !rawi_text::words::article_off(key).1
                    && !matches!(key.first(), WAW | FA | BA | LAM)
                    && self.doc.word(i).name().is_none()
                    && !self.doc.class(i).any();
                if !noun {
                    return None;
                }
                let written = token.span.of(self.doc.text);
                let cut = written.char_indices().rev().nth(2).map_or(written.len(), |(at, _)| at);
                (format!("{}ة", &written[..cut]), Some(NounKind::Thing), 0)
            }
        };
        // an adjective after a dual, a demonstrative before one
        // a club or a person of that name
        let called = self.doc.word(i).name_exact().is_some();
        let part_of_name = |j: usize| self.doc.sets(j).has(sets().name_particle);
        if i > 0 && (self.doc.class(i - 1).is(Class::DEM) || part_of_name(i - 1)) || (self.doc.kb_at(i).is_some() || called) {
            return None;
        }
        let genitive = known.is_some_and(|(c, _)| c.form == Form::DualConstruct);
        let mut end = if genitive { i + 2 } else { self.adjectives(i + 1, i) };
        if two(end) {
            end += 1;
        }
        let half = self.half_after(end);
        let value = 2.0 + if half.is_some() { 0.5 } else { 0.0 };
        end = half.unwrap_or(end);
        let (mut bound, mut from) = (None, i);
        if letters == 0
            && let Some((words, sense)) = t.behind(|k| i.checked_sub(k + 1).map_or(rawi_text::Key::EMPTY, |j| self.doc.key(j)))
            && i >= floor + words
        {
            (bound, from) = (sense, i - words);
        }
        if let Some((words, sense)) = t.ahead(Place::After, |k| self.doc.key(end + k)) {
            bound = bound.or(sense);
            end += words;
        }
        let start =
            if from < i { self.doc.token(from)?.span.start } else { after_letters(self.doc.text, token.span, letters as u32) };
        let span = Span::new(start, self.doc.token(end - 1)?.span.end);
        Some(Quantity { start: from, end, number: i, span, values: vec![value], unit: name, kind, bound, range: false })
    }
}
