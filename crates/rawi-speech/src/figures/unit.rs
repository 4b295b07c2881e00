//! What a number counts: the noun behind it, with its adjective, or what stands for it.

use super::tables::{Form, NounKind, Place, Tables};
use crate::reader::{Reader, word};
use rawi_text::words::{ALIF, BA, FA, KAF, LAM, WAW, article_off};
use rawi_text::{Class, Number, TokenKind, is_number_word, key, sets};

/// A unit or a thing counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) name: String,
    pub(super) kind: Option<NounKind>,
    /// Whether the tables know it, or its form tells.
    pub(super) sure: bool,
    /// Whether it is a month: then the number is a day.
    pub(super) month: bool,
    /// Whether it stands for what was counted before (آخرين).
    pub(super) others: bool,
    /// Whether it is a whole after من.
    pub(super) partitive: bool,
    /// What is added to the number behind its unit (سنة ونصف).
    pub(super) half: f64,
}

impl Unit {
    pub(super) fn new(end: usize, name: String, kind: Option<NounKind>) -> Unit {
        Unit { end, name, kind, sure: true, ..Unit::default() }
    }
}

/// The unit of shares, however it is written.
const SHARE: &str = "في المئة";

impl Reader<'_> {
    /// The unit behind a number that ends before token `j`; `open` where a bracket was opened before the number.
    pub(super) fn unit(&self, n: &Number, mut j: usize, open: bool) -> Option<Unit> {
        let t = Tables::built_in();
        if self.doc.kind(j) == TokenKind::Close && (open || n.digits) {
            j += usize::from(open);
        }
        let percent = |k: usize| {
            let mark = self.doc.token(k).filter(|m| m.kind == TokenKind::Other).map(|m| m.span.of(self.doc.text));
            matches!(mark, Some("%" | "٪" | "％"))
        };
        if percent(j) || n.start > 0 && percent(n.start - 1) && !self.doc.token(n.start)?.spaced {
            return Some(Unit::new(j + usize::from(percent(j)), SHARE.to_owned(), None));
        }
        let mark = |k: usize| self.doc.token(k).map_or("", |m| m.span.of(self.doc.text));
        if n.digits && (mark(j) == "$" || n.start > 0 && mark(n.start - 1) == "$") {
            return Some(Unit::new(j + usize::from(mark(j) == "$"), "دولار".to_owned(), Some(NounKind::Money)));
        }
        // a second word for the same (30 (ثلاثون) يوما)
        if self.doc.kind(j) != TokenKind::Word {
            return None;
        }
        if let Some((words, _)) = t.ahead(Place::Share, |k| self.doc.key(j + k)) {
            return Some(Unit::new(j + words, SHARE.to_owned(), None));
        }
        let key = self.doc.key(j);
        if sets().month.contains(&key) || key == key!("من") && self.doc.sets(j + 1).has(sets().month) || key == key!("هـ") {
            return Some(Unit { end: j + 1, month: true, ..Unit::default() });
        }
        // في الأول من شهر, الخامس من الشهر الجاري
        if key == word::MIN && n.digits && [key!("شهر"), key!("الشهر")].contains(&self.doc.key(j + 1)) {
            return Some(Unit { end: j + 1, month: true, ..Unit::default() });
        }
        if t.is(Place::NoUnit, key) {
            return None;
        }
        if t.is(Place::Others, key) {
            let mut end = j + 1;
            let place = self.doc.class(j).is(Class::PREPPRON);
            if place {
                end = j;
            }
            return Some(Unit { end, sure: true, others: true, ..Unit::default() });
        }
        if key == word::MIN {
            return self.whole(j + 1);
        }
        if let Some(c) = t.counted(key)
            && !matches!(c.form, Form::Dual | Form::DualConstruct)
        {
            let mut end = self.adjectives(j + 1, j);
            let half = self.half_after(end);
            end = half.unwrap_or(end);
            let mut unit = Unit::new(end, c.singular.to_owned(), Some(c.kind));
            unit.half = if half.is_some() { 0.5 } else { 0.0 };
            return Some(unit);
        }
        self.other_noun(n, j)
    }

    /// A noun that the table of counted nouns does not have.
    fn other_noun(&self, n: &Number, j: usize) -> Option<Unit> {
        let key = self.doc.key(j);
        let word = self.doc.word(j);
        let clitic = matches!(key.first(), WAW | FA | BA | LAM | KAF) && !word.is_whole();
        let verb = key.before(key!("وا")).is_some() || self.stops(j);
        // خمسة وعشرون طالبا; behind a hundred and more the noun is in the genitive
        let pronoun = [key!("ها"), key!("هما"), key!("نا"), key!("وا")].iter().any(|e| key.before(*e).is_some());
        let accusative = key.last() == ALIF && key.len() > 3 && !pronoun && (11.0..100.0).contains(&(n.value % 100.0));
        let foreign = key.first() < 0x80 || key == key!("وال");
        if article_off(key).1
            || self.doc.class(j).any()
            || clitic
            || verb
            || pronoun
            || key.len() < 3
            || foreign
            || is_number_word(&self.doc.scaffold.tokens, j)
        {
            return None;
        }
        if self.doc.kb_at(j).is_some() || !(word.is_common() || word.role().is_some() || word.is_demonym() || accusative) {
            return None;
        }
        let end = self.adjectives(j + 1, j);
        let written = self.doc.token(j)?.span.of(self.doc.text);
        let name = if accusative { written.trim_end_matches(['ا', '\u{64B}']) } else { written };
        let kind = if word.role().is_some_and(|r| r.role.is_human()) { NounKind::Person } else { NounKind::Thing };
        Some(Unit { end, name: name.to_owned(), kind: Some(kind), sure: !self.is_year(n), ..Unit::default() })
    }

    /// The whole that a number is a part of: `من أعضاء الكونغرس`, `من الإرهابيين`. `j` is the word behind من.
    pub(super) fn whole(&self, j: usize) -> Option<Unit> {
        let token = self.doc.token(j).filter(|t| t.is_word())?;
        let key = token.key;
        let (bare, definite) = article_off(key);
        if self.doc.class(j).any() && !self.doc.class(j).is(Class::REL) || sets().month.contains(&key) || self.stops(j) {
            return None;
        }
        let t = Tables::built_in();
        let known = t.counted(bare).filter(|c| c.form == Form::Plural || c.form == Form::Either);
        let plural = known.is_some()
            || self.doc.class(j).is(Class::REL)
            || ["ين", "ات", "ي"].iter().any(|e| bare.before(rawi_text::Key::of(e)).is_some()) && self.doc.word(j).is_common()
            || self.doc.word(j).role().is_some_and(|r| r.number == rawi_actors::Number::P);
        if !plural {
            return None;
        }
        let mut end = j + 1;
        while end < j + 3 && self.doc.kind(end) == TokenKind::Word && article_off(self.doc.key(end)).1 {
            end += 1;
        }
        if !definite && end == j + 1 && !self.doc.class(end).any() && self.doc.kind(end) == TokenKind::Word {
            end += 1;
        }
        let name = known.map_or_else(|| token.span.of(self.doc.text).to_owned(), |c| c.singular.to_owned());
        let kind = known.map(|c| c.kind);
        Some(Unit { partitive: true, ..Unit::new(end, name, kind) })
    }

    /// What a fraction is a part of: `ثلث الأبطال`, `نصف ساعة`, `ثلثهم`; none where it is no share (نصف النهائي).
    pub(super) fn share_of(&self, n: &Number, unit: Option<Unit>) -> Option<Unit> {
        let j = n.end;
        let t = Tables::built_in();
        let key = self.doc.key(j);
        if t.is(Place::Part, key) {
            return None;
        }
        if let Some(u) =
            unit.filter(|u| matches!(u.kind, Some(NounKind::Time | NounKind::Measure | NounKind::Money)) && !n.definite)
        {
            return Some(u);
        }
        let written = self.doc.token(n.end.checked_sub(1)?)?.key;
        if [key!("هم"), key!("ها"), key!("ه"), key!("هن")].iter().any(|s| written.len() >= 4 && written.before(*s).is_some())
        {
            return Some(Unit::new(j, "من الكل".to_owned(), None));
        }
        if n.definite || self.doc.kind(j) != TokenKind::Word || self.doc.class(j).any() || self.stops(j) {
            return None;
        }
        let bare = article_off(key);
        let noun = bare.1 || t.counted(key).is_some() || self.doc.word(j).is_common() && article_off(self.doc.key(j + 1)).1;
        if !noun || sets().month.contains(&key) {
            return None;
        }
        let end = if !bare.1 && article_off(self.doc.key(j + 1)).1 { j + 2 } else { j + 1 };
        Some(Unit::new(end, format!("من {}", self.doc.token(j)?.span.of(self.doc.text)), None))
    }

    /// One past the adjectives of the indefinite noun at `noun`, from token `j`.
    pub(super) fn adjectives(&self, mut j: usize, noun: usize) -> usize {
        let first = j;
        let (noun, same) = (self.doc.key(noun), |k: rawi_text::Key, e: rawi_text::Key| k.before(e).is_some());
        while j < first + 2 && self.doc.kind(j) == TokenKind::Word && !self.doc.class(j).any() {
            let key = self.doc.key(j);
            if article_off(key).1 || self.stops(j) || matches!(key.first(), WAW | FA | LAM) && !self.doc.word(j).is_whole() {
                break;
            }
            let demonym = self.doc.word(j).is_demonym();
            let agrees =
                [key!("ا"), key!("ين"), key!("ان"), key!("ون"), key!("ات")].iter().any(|e| same(noun, *e) && same(key, *e));
            let nisba = key.before(key!("ية")).or_else(|| key.before(key!("يا"))).map(|stem| stem.join(key!("ي")));
            let relative = nisba.is_some_and(|n| self.doc.tables.word(n).is_common());
            if !(demonym || agrees || relative) || key.len() < 4 || same(key, key!("وا")) {
                break;
            }
            j += 1;
        }
        j
    }

    /// One past `ونصف` (and `ونصف العام`) at token `j`.
    pub(super) fn half_after(&self, j: usize) -> Option<usize> {
        if self.doc.key(j) != key!("ونصف") {
            return None;
        }
        let t = Tables::built_in();
        let again = t.counted(article_off(self.doc.key(j + 1)).0).is_some() && article_off(self.doc.key(j + 1)).1;
        Some(j + 1 + usize::from(again))
    }

    /// Whether the word after a dual's construct form is its genitive: حالتي وفاة.
    pub(super) fn in_construct(&self, i: usize) -> bool {
        let j = i + 1;
        let key = self.doc.key(j);
        self.doc.kind(j) == TokenKind::Word
            && !article_off(key).1
            && self.doc.kb_at(j).is_none()
            && !self.doc.class(j).any()
            && !matches!(key.first(), WAW | FA | BA | LAM)
                | self.doc.word(j).is_whole()
                | Tables::built_in().counted(key).is_some()
            && (self.doc.word(j).is_common() || Tables::built_in().counted(key).is_some())
            && !self.stops(j)
    }

    /// Whether the word at `j` is an adjective in the dual after the one at `i`.
    pub(super) fn is_twin(&self, i: usize, j: usize) -> bool {
        self.adjectives(j, i) > j
    }
}
