//! Whether a word is part of a personal name: what it is known as, and what stands beside it.

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::spot::looks::{Look, Looks};
use crate::tables::{Likely, Number, Role};
use crate::words::Word;
use rawi_text::words::{FA, LAM, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// How often an ordinary word must be a name in the tables to be one without another beside it.
pub(crate) const SELDOM: u32 = 60;

/// Whether a word is an ordinary one that is seldom a name: alone it is none.
pub(crate) fn is_seldom_name(word: &Word<'_>) -> bool {
    word.is_common()
        && !article_off(word.key).1
        && word.name_exact().is_some_and(|n| n.given + n.family < SELDOM)
        && Looks::built_in().look(word.key) != Look::Name
}

impl Doc<'_> {
    /// Whether a word is a given name and hardly anything else.
    pub(crate) fn is_surely_given(&self, i: usize) -> bool {
        let word = self.word(i);
        let whole = word.key.len() > 6 && word.key.take(5) == key!("عبدال");
        word.role().is_none()
            && !article_off(word.key).1
            && !word.is_common()
            && (whole || word.name_exact().is_some_and(|n| n.given > SELDOM && n.given > n.family && !n.common))
    }

    /// Whether a word with its article that no table has as a name may be a family name where it stands.
    pub(crate) fn may_be_family(&self, i: usize, end: usize) -> bool {
        let (bare, word) = (article_off(self.key(i)).0, self.word(i));
        // القاسمي and القرش; but not المسلمين, المتخصصة, الماضية, المنتجات
        let plural = [key!("ين"), key!("ون"), key!("ات"), key!("ة")].iter().any(|e| bare.before(*e).is_some_and(|k| k.len() > 2));
        let definite = i + 1 < end && self.kind(i + 1) == TokenKind::Word && article_off(self.key(i + 1)).1;
        !plural
            && !definite
            && !word.is_told_adjective()
            && !self.class(i).any()
            && bare.len() < 7
            && self.kb_at(i).is_none()
            && !self.is_place(i)
    }

    /// Whether a word looks like one with an ending but is in no table, and stands before a word that is a name.
    pub(crate) fn is_foreign_first(&self, i: usize, end: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        // والحكواتي، بالحركة، والباحث: behind a particle
        let rest = word.key.skip(1);
        let particle = matches!(word.key.first(), WAW | FA | rawi_text::words::BA | LAM)
            && (rest.take(2) == key!("ال")
                || rest.first() == LAM
                || self.tables.word(rest).is_ordinary()
                || self.tables.word(rest).role().is_some());
        // غريمته كلينتون، سيدنا عمر، زميلي فلان: a noun with its owner; سكينين ملقيتين
        let owned = word.key.before(key!("ته")).is_some()
            || word.key.before(key!("نا")).is_some_and(|k| k.len() < 4)
            || word.key.before(key!("ي")).is_some_and(|k| self.tables.word(k).role().is_some())
            || word.key.before(key!("ين")).is_some() && self.key(next).before(key!("ين")).is_some();
        let look = Looks::built_in().look(word.key);
        let strange = !particle
            && !owned
            // جوردون: counted as an ordinary word, for no title stands before it
            && (!word.is_ordinary() || look == Look::Name && !word.is_noun() && !word.is_told_adjective())
            && word.name().is_none()
            && word.role().is_none()
            && !article_off(word.key).1;
        let name = || {
            self.kind(next) == TokenKind::Word
                && !self.class(next).any()
                && self.word(next).role().is_none()
                && self.word(next).is_namelike()
                && !article_off(self.key(next)).1
                && self.kb_at(next).is_none_or(|h| self.tables.is_person(h.row))
        };
        // إد: too short to tell
        strange && next < end && !self.class(i).any() && (look != Look::Word || word.key.len() == 2) && name()
    }

    /// Whether a word behind a name, which may look like a particle and a word, ends the name: before a mark, a clause or a title.
    pub(crate) fn is_foreign_end(&self, i: usize) -> bool {
        let (word, next) = (self.word(i), self.word(i + 1));
        let title = self.kind(i + 1) == TokenKind::Word && next.role().is_some_and(|r| r.role.is_human());
        !word.is_ordinary()
            && word.role().is_none()
            && !article_off(word.key.skip(1)).1
            && Looks::built_in().look(word.key) != Look::Word
            && matches!(Looks::built_in().look(self.key(i - 1)), Look::Name | Look::Either)
            && self.word(i - 1).likely_name() != Likely::No
            && (title || self.is_closed(i + 1))
    }

    /// Whether a mark or a clause stands at a token, or nothing.
    pub(crate) fn is_closed(&self, i: usize) -> bool {
        self.kind(i) != TokenKind::Word || self.class(i).is(Class::CLAUSE)
    }

    /// Whether a title or a month that is a given name too is one: behind a whole title, before another name (السفير أمير حايك،
    /// المشرف العام شعبان عبد الجواد).
    pub(crate) fn is_own_name(&self, i: usize) -> bool {
        let (key, next) = (self.key(i), i + 1);
        let given = key == key!("سلطان") || self.word(i).name_exact().is_some_and(|n| n.given > 20);
        let often = self.word(i).name_exact().is_some_and(|n| n.given > SELDOM);
        if !given {
            return false;
        }
        let title = self.word(i).role().is_some_and(|r| r.role.is_human() && r.number == Number::S);
        let other = title || sets().month.contains(&key);
        // بالوزارة شعبان عبد الجواد
        let glued = |k: Key| matches!(k.first(), rawi_text::words::BA | LAM) && has_article(k.skip(1));
        let whole = i > 0 && (has_article(self.key(i - 1)) || glued(self.key(i - 1)) || self.word(i - 1).is_demonym());
        let name = || {
            self.kind(next) == TokenKind::Word
                && !self.class(next).any()
                && self.word(next).role().is_none()
                && !self.word(next).is_ordinary()
                // مدير المستشفى عماد العبعاب
                && (!article_off(self.key(next)).1 || self.word(next).name().is_some() || often)
                && self.kb_at(next).is_none_or(|h| self.tables.is_person(h.row))
                && (self.word(next).is_namelike() || sets().name_particle.contains(&self.key(next)))
        };
        other && whole && !article_off(key).1 && name()
    }

    /// Whether a word may be somebody's given name where it stands before what is surely a family name.
    pub(crate) fn is_first_name(&self, i: usize) -> bool {
        let word = self.word(i);
        !article_off(word.key).1 && word.name_exact().is_some_and(|n| n.given > 9) || self.is_ali(i)
    }

    /// Whether a title or an adjective that is a given name too is one: where a name may begin, before a family name that ends
    /// it (قال أمين الشيخ إن, السفير مالك القرش).
    pub(crate) fn is_given_title(&self, i: usize, start: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        let other = word.role().is_some() || word.is_demonym() || word.is_common() || word.key == key!("باسم") && i == start;
        let often_given = word.name_exact().is_some_and(|n| n.given > 9) || word.key == key!("سلطان");
        let given = other && often_given && self.kind(next) == TokenKind::Word;
        // شيخ القبيلة: titles that are hardly names
        let seldom = [key!("شيخ"), key!("ملك"), key!("قاضي"), key!("حاكم"), key!("عالم"), key!("مفتي")];
        if !given || article_off(word.key).1 && !word.is_demonym() || seldom.contains(&word.key) || self.is_place(next) {
            return false;
        }
        let glued = |k: Key| matches!(k.first(), rawi_text::words::BA | LAM) && has_article(k.skip(1));
        let free = i == start
            || self.kind(i - 1) != TokenKind::Word
            || has_article(self.key(i - 1))
            || glued(self.key(i - 1))
            || self.word(i - 1).is_demonym()
            || self.is_place(i - 1)
            || self.amid_body(i - 1);
        let family = self.word(next);
        if !free || self.class(next).any() || self.kb_at(next).is_some_and(|h| !self.tables.is_person(h.row)) {
            return false;
        }
        let often = word.name_exact().is_some_and(|n| n.given > SELDOM);
        if article_off(family.key).1 {
            // مالك القرش: what no table has
            let unknown = || family.name_exact().is_none() && family.role().is_none() && !family.is_common();
            let closes = self.is_end_of_name(next + 1) || self.is_object(next + 1);
            return closes && (self.is_surname(next) || often && unknown() && self.may_be_family(next, next + 1));
        }
        // العربي ولد خليفة
        if self.is_joined(next + 1) && self.sets(next).has(sets().name_join) {
            return true;
        }
        let known = family.name_exact().is_some_and(|n| n.given + n.family > 9) || family.likely_name() == Likely::Known;
        known
            && family.role().is_none()
            && !family.is_demonym()
            && (!family.is_common() || often && family.name_exact().is_some_and(|n| n.family > SELDOM / 2))
            && (self.is_end_of_name(next + 1) || self.word(next + 1).is_namelike() || self.is_object(next + 1))
    }

    /// Whether a word with its article that goes on no name stands at a token: an object.
    pub(crate) fn is_object(&self, i: usize) -> bool {
        let word = self.word(i);
        self.kind(i) == TokenKind::Word
            && article_off(word.key).1
            && !word.is_adjective()
            && !word.is_demonym()
            && word.role().is_none_or(|r| !r.role.is_human() && r.role != Role::Modifier)
            && !word.is_namelike()
    }

    /// Whether a relative adjective that is a given name too is one: before a family name, and behind no noun that it could
    /// qualify (مراسلنا في الرياض تركي السهلي).
    pub(crate) fn is_given_adjective(&self, i: usize, start: usize, end: usize) -> bool {
        let (word, next) = (self.word(i), i + 1);
        let given = word.is_demonym()
            && word.role().is_none()
            && !article_off(word.key).1
            && word.name_exact().is_some_and(|n| n.given > 20);
        if !given || next >= end {
            return false;
        }
        let free = i == start || has_article(self.key(i - 1)) || self.is_place(i - 1);
        let family = self.word(next);
        free && self.kind(next) == TokenKind::Word
            && article_off(family.key).1
            && !self.class(next).any()
            && !family.is_ordinary()
            && !family.is_demonym()
            && family.role().is_none()
            && family.is_namelike()
    }

    /// Whether a title that is a given name too heads a title behind a name: أمير منطقة عسير.
    pub(crate) fn heads_title(&self, i: usize, key: Key) -> bool {
        let next = i + 1;
        let title = self.tables.word(key).role().is_some_and(|r| r.role.is_human());
        let body = self.word(next).role().is_some_and(|r| r.role.is_body() || r.number != Number::S);
        let place = self.kb_at(next).is_some_and(|h| !self.tables.is_person(h.row));
        title
            && self.kind(next) == TokenKind::Word
            && (body || place || has_article(self.key(next)) && !self.word(next).is_namelike())
    }

    /// Whether the name that began at `from` ends with a family name that has its article.
    pub(crate) fn ends_name(&self, i: usize, from: usize) -> bool {
        let Some(token) = self.token(i) else { return false };
        article_off(token.key).1
            && !token.span.of(self.text).starts_with(['أ', 'إ', 'آ'])
            && !self.is_joined(i)
            && (i > from || self.word(i).name_exact().is_none_or(|n| n.family >= n.given))
    }

    /// Whether a word is a name now and then, and no ordinary word: كول فاير.
    pub(crate) fn is_rare_name(&self, i: usize) -> bool {
        let word = self.word(i);
        word.name_exact().is_some() && !word.is_ordinary() && word.role().is_none() && !self.class(i).any()
    }

    /// Whether the word at `i` is known as a given name.
    pub(crate) fn is_given_key(&self, i: usize) -> bool {
        self.word(i).name_exact().is_some_and(|n| n.given > 0)
    }

    /// Whether a phrase is an ordinary word alone that is seldom a name.
    pub fn is_lone_word(&self, np: &NounPhrase) -> bool {
        np.role.is_none() && np.kb.is_none() && np.end == np.start + 1 && is_seldom_name(&self.word(np.start))
    }

    /// Whether a word is a name, and no ordinary word that is seldom one.
    pub fn is_sure_name(&self, i: usize) -> bool {
        let word = self.word(i);
        word.likely_name() == Likely::Known && !is_seldom_name(&word)
    }
}
