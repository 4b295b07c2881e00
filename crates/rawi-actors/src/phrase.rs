//! The grammar of noun phrases that name a speaker: titles, apposition, brackets, coordination.

use crate::doc::Doc;
use crate::reach::Reach;
use crate::tables::{Gender, KbHit, Number, Role, RoleWord};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

/// A noun phrase, as a range of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct NounPhrase {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The role word at its head.
    pub role: Option<RoleWord>,
    /// Whether a personal name is in it, and where.
    pub name: Option<(usize, usize)>,
    /// What the knowledge base knows its head by.
    pub kb: Option<KbHit>,
    /// Whether it is definite.
    pub definite: bool,
    /// Whether و or ف stands glued before it.
    pub conj: bool,
    /// Whether two or more are joined in it.
    pub coordinated: bool,
    /// Whether it begins with a partitive or a number (كل من، 3 مصادر).
    pub partitive: bool,
    /// Whether ل or ب stands glued before it (وفقاً لمصادر).
    pub clitic: bool,
    /// Whether its head has a possessive pronoun (محاميه، معاليه).
    pub possessed: bool,
}

impl NounPhrase {
    /// A phrase of which nothing is known but its tokens.
    pub fn bare(start: usize, end: usize) -> NounPhrase {
        NounPhrase {
            start,
            end,
            role: None,
            name: None,
            kb: None,
            definite: false,
            conj: false,
            coordinated: false,
            partitive: false,
            clitic: false,
            possessed: false,
        }
    }

    /// Gender for agreement with its verb.
    pub fn gender(&self) -> Gender {
        self.role.map_or(Gender::Unknown, |r| r.gender)
    }

    /// Number.
    pub fn number(&self) -> Number {
        if self.coordinated { Number::P } else { self.role.map_or(Number::S, |r| r.number) }
    }

    /// Whether its personal name follows a title or is of more than one word.
    pub fn definite_name(&self) -> bool {
        self.name.is_some_and(|(a, b)| a > self.start || b > a + 1)
    }

    /// Whether the phrase is surely somebody who can speak.
    pub fn can_speak(&self) -> bool {
        self.role.is_some_and(|r| r.role != Role::Modifier)
            || self.name.is_some()
            || self.kb.is_some()
            || (self.partitive && self.end > self.start + 1)
    }
}

impl<'a> Doc<'a> {
    /// Reads the noun phrase that begins at token `start`; none where no noun phrase can begin there.
    pub fn noun_phrase(&self, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        self.nameless_phrase(start, reach).map(|np| self.with_name(np, reach))
    }

    fn with_name(&self, mut np: NounPhrase, reach: &Reach<'_>) -> NounPhrase {
        np.name = self.personal_name(np.start + usize::from(np.possessed), np.end).or(np.name);
        np.coordinated &= !self.is_one_person(&np);
        // قال أمين الشيخ: a name, and no office
        if np.name.is_some_and(|(a, b)| a == np.start && b > a + 1) && !np.possessed && self.is_given_title(np.start, np.start) {
            np.role = None;
        }
        self.take_rank(&mut np);
        self.take_name_behind(&mut np, reach);
        self.end_at_family_name(&mut np);
        // البحرين: no two seas
        if np.role.is_some_and(|r| r.role == Role::Place && r.number == Number::D)
            && np.kb.is_some_and(|h| self.tables.is_state(h.row))
        {
            np.role = None;
        }
        np
    }

    /// The noun phrase before its personal name is looked for.
    fn nameless_phrase(&self, start: usize, reach: &Reach<'_>) -> Option<NounPhrase> {
        // الولايات المتحدة: no phrase begins with its second word; العام الماضي: nor with what tells a time
        let time = start > 0 && self.sets(start).has(sets().time_tail) && self.kind(start - 1) == TokenKind::Word;
        if self.amid_body(start) || time {
            return None;
        }
        let mut np = NounPhrase::bare(start, start);
        let mut i = start;
        let mut has_name = false;
        while reach.has(i) {
            let t = self.token(i)?;
            let was = (np.coordinated, np.definite);
            let taken = match t.kind {
                TokenKind::Word => self.take_word(i, start, &mut np, &mut has_name, reach),
                TokenKind::Number => {
                    let ok = i == start || (np.partitive && !np.definite) || self.is_numbered(i, start, &np);
                    np.partitive |= i == start;
                    ok.then_some(1)
                }
                TokenKind::Quote => self.take_quote(i, start, &mut np, &mut has_name, reach),
                TokenKind::Open => self.closing(i, 9).filter(|_| i > start).map(|c| c + 1 - i),
                // جرابار-كيتاروفيتش
                TokenKind::Dash if i > start && has_name && !t.spaced && self.joins(i) => Some(1),
                TokenKind::Comma if i > start => self.take_apposition(i, &mut np, &mut has_name, reach),
                // 70% من السائقين
                TokenKind::Other if i == start + 1 && self.kind(start) == TokenKind::Number => {
                    matches!(t.span.of(self.text), "%" | "٪").then_some(1)
                }
                TokenKind::Stop => (i > start && self.key(i - 1).len() == 1 && self.token(i - 1)?.is_word()).then_some(1),
                _ => None,
            };
            match taken {
                Some(n) => i += n,
                None => {
                    (np.coordinated, np.definite) = was;
                    break;
                }
            }
            np.end = i;
            if i == start + 1 && np.role.is_none() && np.kb.is_none() && !has_name {
                np.role = self.plural_people(start, np.conj);
            }
        }
        if np.end <= start {
            return None;
        }
        // أحد المسؤولين: one of them
        let one = [(key!("أحد"), Gender::M), (key!("إحدى"), Gender::F)].into_iter().find(|(k, _)| *k == self.key(start));
        if let (Some((_, gender)), Some(role)) = (one, &mut np.role) {
            (role.number, role.gender) = (Number::S, gender);
        }
        // a preposition or a conjunction at the end belongs to what follows
        while np.end > start + 1
            && self.class(np.end - 1).is(Class::PREP.or(Class::CONJ))
            && !self.is_joined(np.end - 1)
            && !self.is_ali_behind(np.end - 1)
        {
            np.end -= 1;
        }
        Some(np)
    }

    /// Whether a number goes on a phrase: القناة 12، منظمة المادة 19.
    fn is_numbered(&self, i: usize, start: usize, np: &NounPhrase) -> bool {
        let headed = np.role.is_some_and(|r| r.role.is_body() || r.role.is_human());
        // المادة 12: not what an article of a law says
        let noun = if i == start + 1 { &sets().channel } else { &sets().numbered };
        i > start && headed && noun.contains(&article_off(self.key(i - 1)).0)
    }
}
