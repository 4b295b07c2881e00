//! Whether a word goes on a noun phrase, and how many tokens with it: what is told by the word itself, by the knowledge base and
//! by the conjunction before it. `phrase_border` has the rest.

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::phrase_named::TWOFOLD;
use crate::reach::Reach;
use crate::tables::{Gender, Number, Role, RoleWord};
use crate::words::Word;
use rawi_text::words::{BA, FA, LAM, WAW, article_off};
use rawi_text::{Class, InSets, Key, TokenKind, key, sets};

/// Offices of a government that look like adjectives, before its state (وزير خارجية مصر).
const PORTFOLIOS: [Key; 4] = [key!("خارجية"), key!("داخلية"), key!("مالية"), key!("عدل")];

/// To whom something is done: المجني عليه.
const ON_WHOM: [Key; 4] = [key!("عليه"), key!("عليها"), key!("عليهم"), key!("عليهما")];

/// What stands behind a number that counts hundredths.
const HUNDREDTHS: [Key; 2] = [key!("بالمئة"), key!("بالمائة")];

/// Whether a word tells how many a part has: عدد كبير من, عدداً محدوداً من.
fn is_amount(key: Key, word: &crate::words::Word<'_>) -> bool {
    let large = |k: Key| [key!("كبير"), key!("كبيرة")].contains(&k);
    !article_off(key).1 && (word.is_adjective() || large(key) || key.before(key!("ا")).is_some_and(large))
}

/// A word of a phrase as it is looked at.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    /// Its token.
    pub(crate) i: usize,
    /// The first token of the phrase.
    pub(crate) start: usize,
    /// Whether it is the first.
    pub(crate) first: bool,
    /// Its key, less the preposition glued before the phrase.
    pub(crate) key: Key,
    /// Its class.
    pub(crate) class: Class,
    /// What is known of it.
    pub(crate) word: Word<'a>,
    /// As it is spelt.
    pub(crate) text: &'a str,
    /// The key before it; none before the first.
    pub(crate) previous: Key,
    /// The word sets that it is in.
    pub(crate) in_sets: InSets,
    /// Its key less the conjunction before it.
    pub(crate) bare: Key,
    /// Whether its first letter is its own.
    pub(crate) whole: bool,
}

impl<'a> Doc<'a> {
    /// How many tokens go on a phrase from the word at `i` on; none where it ends.
    pub(crate) fn take_word(
        &self,
        i: usize,
        start: usize,
        np: &mut NounPhrase,
        has_name: &mut bool,
        reach: &Reach<'_>,
    ) -> Option<usize> {
        let mut at = self.word_at(i, start, np, reach)?;
        self.take_by_form(&at, np, has_name, reach)
            .or_else(|| self.take_particle(&at, np, has_name, reach))
            .or_else(|| self.take_known(&mut at, np, has_name, reach))
            .or_else(|| self.take_joined(&mut at, np, has_name, reach))
            .or_else(|| self.take_clitic(&at, np, has_name, reach))
            .unwrap_or_else(|| self.take_plain(&at, np, has_name, reach))
    }

    /// The word at `i`, as the phrase sees it.
    fn word_at(&self, i: usize, start: usize, np: &mut NounPhrase, reach: &Reach<'_>) -> Option<At<'a>> {
        let (mut key, mut class, mut word) = (self.key(i), self.class(i), self.word(i));
        let (t, first) = (self.tables, i == start);
        if first && reach.clitic && key.len() > 3 {
            np.clitic = key.at(1) != LAM;
            // للجنة is ل and اللجنة, and not الجنة
            let own = key.at(1) == LAM && t.word(key.skip(1)).role().is_some() && t.word(key.skip(2)).role().is_none();
            let rest = key.skip(if own { 1 } else { 2 });
            key = if key.at(1) == LAM { key!("ال").join(rest) } else { key.skip(1) };
            class = rawi_text::words::class_of(key);
            word = t.word(key);
        }
        let text = self.token(i)?.span.of(self.text);
        let previous = if first { Key::EMPTY } else { self.key(i - 1) };
        let in_sets = if first && reach.clitic { InSets::of(key) } else { self.sets(i) };
        let whole = word.is_whole() || word.role().is_some();
        Some(At { i, start, first, key, class, word, text, previous, in_sets, bare: key, whole })
    }

    /// What the form of the word tells: tanwin, pronouns of owners, titles in the accusative, particles of names.
    fn take_by_form(&self, at: &At<'a>, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<Option<usize>> {
        let At { i, start, first, key, class, word, text, .. } = *at;
        let t = self.tables;
        // طويلاً, بقوة: an adverb or an object with its tanwin; but أن مسؤولاً إسرائيلياً
        if !first
            && !reach.object
            && i == start + 1
            && self.key(start).last() == key!("ا").first()
            && key.before(key!("ا")).is_some_and(|k| t.word(k).is_demonym())
        {
            return Some(Some(1));
        }
        // a word of nothing but letters of two bytes has no tanwin
        let marked = text.len() != 2 * self.key(i).len() as usize;
        if !first && marked && (text.ends_with("اً") || text.ends_with(['ً', 'ٌ', 'ٍ']) && word.role().is_none()) {
            return Some(None);
        }
        // المجني عليه, المدعى عليها
        if i > start && ON_WHOM.contains(&key) && self.is_done_to(i - 1) {
            return Some(Some(1));
        }
        // وعنونت الجريدة مقالها, المتظاهرون نعشا: another noun with its owner, or in the accusative, behind a definite phrase
        if !first && np.definite && word.role().is_none() && !word.is_namelike() && self.kb_at(i).is_none() && !self.is_joined(i)
        {
            let document = |k: Key| t.word(k).role().is_some_and(|r| r.role == Role::Document);
            let plain = |k: Key| k.len() >= 3 && (t.word(k).is_ordinary() || document(k)) && !t.word(k).is_adjective();
            let spelt = text;
            let owned = [key!("ها"), key!("هم"), key!("هما")].iter().any(|e| key.before(*e).is_some_and(plain))
                || spelt.ends_with('ه') && key.before(key!("ه")).is_some_and(plain);
            let accusative = key.before(key!("ا")).is_some_and(|k| k.len() >= 3 && t.word(k).is_ordinary());
            if (owned || accusative) && !sets().self_.contains(&key) {
                return Some(None);
            }
        }
        // ودعا معاليه العاملين, وسأل سموه الله: only a name or an adjective of honour goes on a style
        if i == start + 1
            && np.possessed
            && np.role.is_some_and(|r| r.role == Role::Honorific)
            && word.role().is_none_or(|r| !r.role.is_human() || r.number != Number::S)
            && word.likely_name() != crate::tables::Likely::Known
            && ![key!("الكريم"), key!("الملكي"), key!("الكريمة")].contains(&key)
            && !sets().self_.contains(&key)
        {
            return Some(None);
        }
        // عبد الإله بن كيران: whatever stands behind a particle of names
        let son = !first && ([key!("ابن"), key!("بنت")].contains(&self.key(i - 1)) || self.is_joined(i));
        if son && *has_name && !class.any() && !(reach.stops)(i) {
            return Some(Some(1));
        }
        // انتخب فلان رئيسا: the same of an office
        // but بيكا هافيستو
        let person = self.kb_at(i).is_some_and(|h| t.is_person(h.row) && h.words > 1);
        if !first && !person && key.last() == rawi_text::words::ALIF && word.role().is_some_and(|r| r.key.join(key!("ا")) == key)
        {
            return Some(None);
        }
        // قادة غربيون نزاعا: the same without its mark
        if !first
            && reach.object
            && word.role().is_none()
            && !word.is_namelike()
            && key.before(key!("ا")).is_some_and(|stem| stem.len() >= 3 && t.word(stem).is_noun())
        {
            return Some(None);
        }
        // لـCNN, لذلك
        if matches!(key.first(), BA | LAM) && key.len() > 1 && key.at(1) < 0x80 && !(first && reach.clitic) {
            return Some(None);
        }
        if first && !reach.clitic && matches!(key.first(), BA | LAM) && class.is(Class::DEM) {
            return Some(None);
        }
        // أن مسؤولاً قال
        if first
            && !person
            && !reach.object
            && word.role().is_none()
            && word.name_exact().is_none()
            && let Some(r) = key.before(key!("ا")).and_then(|k| t.word(k).role())
            && matches!(r.role, Role::Office | Role::Source | Role::Spokes | Role::Profession | Role::Document)
            && key.first() != WAW
            && key.before(key!("ها")).is_none()
        {
            np.role = Some(r);
            return Some(Some(1));
        }
        // القائم بأعمال السفارة
        if i == start + 1 && (key == key!("بأعمال") || key == key!("بالأعمال")) && self.key(start).before(key!("قائم")).is_some()
        {
            np.role = Some(RoleWord { role: Role::Office, gender: Gender::M, number: Number::S, key: key!("قائم") });
            np.definite = key == key!("بالأعمال");
            np.name = None;
            *has_name = false;
            return Some(Some(1));
        }
        // يوسف بن علي، أحمد عبد الله
        if !first && (*has_name || i == start + 1 || self.sets(i - 1).has(sets().name_join)) && self.is_joined(i) {
            *has_name = true;
            np.definite = true;
            return Some(Some(1));
        }
        None
    }

    /// Parts and numbers, demonstratives, prepositions, given names that are no words.
    fn take_particle(&self, at: &At<'a>, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<Option<usize>> {
        let At { i, start, first, key, class, word, previous, in_sets, .. } = *at;
        let t = self.tables;
        let bare_in = match article_off(key) {
            (bare, true) if first => InSets::of(bare),
            _ if first => in_sets,
            _ => InSets::default(),
        };
        if in_sets.has(sets().self_) && !first {
            return Some(Some(1));
        }
        if first && in_sets.has(sets().alone) {
            np.partitive = true;
            np.definite = true;
            np.role = np.role.or(Some(RoleWord { role: Role::People, gender: Gender::Unknown, number: Number::S, key }));
            return Some(Some(1));
        }
        // شركة «سوني» العديد من المزايا: a part of something else behind a definite phrase
        let part = in_sets.has(sets().partitive) || bare_in.has(sets().partitive);
        if part && !first && np.definite && !np.partitive && (article_off(key).1 || sets().whole.contains(&key)) {
            return Some(None);
        }
        // بحسب التقرير سيكون
        if !first && key.first() == key!("س").first() && rawi_text::words::class_of(key.skip(1)).is(Class::AUX) {
            return Some(None);
        }
        if part || first && self.counts(i, reach) {
            np.partitive = true;
            return Some(Some(1));
        }
        // عدد كبير من السكان, 70 بالمئة من الناخبين
        let behind_count = i == start + 1 && np.partitive && self.key(i + 1) == key!("من") && reach.has(i + 2);
        let hundred = self.kind(start) == TokenKind::Number && HUNDREDTHS.contains(&key);
        if behind_count && (hundred || self.kind(start) == TokenKind::Word && is_amount(key, &word)) {
            return Some(Some(1));
        }
        // بان كي مون, جنوب أفريقيا
        let known = || self.kb_at(i).is_some_and(|h| h.words > 1 && (t.is_person(h.row) || !first));
        let behind = || self.is_ali_behind(i) || self.is_van(i);
        let name = || self.is_ali(i) || first && self.is_mother(i) || known() || !first && *has_name && behind();
        // حاكم شمال دارفور، دول غربي أفريقيا
        if !first && !*has_name && np.role.is_some() && self.is_part_of_place(i) && reach.has(i + 1) {
            return Some(Some(1));
        }
        // الفريق أول ركن فلان, الملازم أول سالم: a rank; but وصل الفريق أول أمس
        let rank = || np.role.is_some_and(|r| r.role == Role::Honorific || TWOFOLD.contains(&r.key));
        if i == start + 1
            && key == key!("أول")
            && has_article(previous)
            && rank()
            && self.kind(i + 1) == TokenKind::Word
            && !self.class(i + 1).any()
        {
            return Some(Some(1));
        }
        if class.any() && !name() {
            // قائد هذه القوات فلان
            let annexed = i == start + 1
                && !np.definite
                && np.role.is_some_and(|r| r.role == Role::Office)
                && article_off(self.key(i + 1)).1;
            if class.is(Class::DEM) && (first || np.partitive || annexed) {
                return Some(Some(1));
            }
            // عمدة هذه المقاطعة فلان: the body or place that a title is of
            let of_this = class.is(Class::DEM)
                && i == start + 1
                && !np.definite
                && np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Spokes))
                && article_off(self.key(i + 1)).1
                && t.word(self.key(i + 1)).role().is_some_and(|r| r.role.is_body() || r.role == Role::Place);
            if of_this && reach.has(i + 1) {
                np.definite = true;
                return Some(Some(2));
            }
            if !class.is(Class::PREP) || class.is(Class::WITH_CONJ) || first {
                return Some(None);
            }
            let taken = self.take_preposition(i, np, *has_name, reach);
            np.definite &= taken.is_none();
            return Some(taken);
        }
        if !first && !*has_name && self.is_own_name(i)
            || !*has_name
                && !reach.clitic
                && (first || np.role.is_some_and(|r| r.role.is_human()))
                && self.is_given_title(i, start)
        {
            *has_name = true;
            np.definite = true;
            return Some(Some(1));
        }
        if bare_in.has(sets().month) {
            return Some(None);
        }
        if first && ((reach.stops)(i) || (key.first() == LAM && key.at(1) == LAM && key.len() > 4)) {
            return Some(None);
        }
        None
    }

    /// Heads with a pronoun, and what the knowledge base knows.
    fn take_known(&self, at: &mut At<'a>, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<Option<usize>> {
        let At { i, start, first, key, word, text, previous, .. } = *at;
        let t = self.tables;
        // محاميه محمود، والدته
        if first
            && !text.ends_with('ة')
            && (word.role().is_none() || text.ends_with('ه'))
            && self.kb_at(i).is_none()
            && let Some(r) = self.possessed(key)
            // نظيره, though نظيرة is a name
            && (word.name_exact().is_none() || text.ends_with('ه') && r.role == Role::Kin)
        {
            np.role = Some(r);
            np.definite = true;
            np.possessed = word.name_exact().is_none();
            return Some(Some(1));
        }
        if let Some(hit) = self.kb_at(i) {
            at.whole = at.whole || t.kb_hit(key, |n| Some(self.key(i + n))).is_some();
            if np.kb.is_none() && (first || (np.partitive && np.role.is_none())) {
                np.kb = Some(hit);
            }
            if at.whole {
                let person = t.kb[hit.row as usize].kind == crate::entity::EntityKind::Person;
                // وزير خارجية سلطنة عمان
                let portfolio =
                    !first && PORTFOLIOS.contains(&self.key(i - 1)) && np.role.is_some_and(|r| r.role.is_human() && !np.definite);
                let after_adjective = i > start + 1
                    && !portfolio
                    && (self.word(i - 1).is_demonym() || self.key(i - 1).before(key!("ية")).is_some());
                // أدانت شركة أرامكو السعودية: the relative adjective of a body
                let relative = i > start + 1
                    && hit.words == 1
                    && word.is_demonym()
                    && key.before(key!("ية")).is_some()
                    && np.role.is_some_and(|r| r.role == Role::Body && r.gender == Gender::F)
                    && self.kb_at(i - 1).is_some()
                    && !article_off(previous).1;
                if !first && reach.object && (np.definite || after_adjective) && !person && !relative {
                    return Some(None);
                }
                *has_name |= person;
                np.definite = true;
                // طالبان: the movement, not two students; بكين is no plural of بك
                if first && !hit.metonym && (person || word.role().is_none_or(|r| !r.role.is_human())) {
                    np.role = np.role.or(word.role());
                }
                return Some(Some(hit.words as usize));
            }
        }
        None
    }

    /// What a conjunction joins.
    fn take_joined(&self, at: &mut At<'a>, np: &mut NounPhrase, has_name: &mut bool, reach: &Reach<'_>) -> Option<Option<usize>> {
        let At { i, start, first, key, word, previous, whole, .. } = *at;
        let t = self.tables;
        if matches!(key.first(), WAW | FA) && key.len() > 3 && !whole {
            let rest = key.skip(1);
            let rest_word = t.word(rest);
            let known = rest_word.role().is_some() || t.kb_hit(rest, |n| Some(self.key(i + n))).is_some();
            let article = article_off(rest).1;
            let name = rest_word.name().is_some_and(|n| !n.common) && rest_word.is_namelike();
            if key.first() == WAW && (known || article || name) {
                if first {
                    np.conj = true;
                } else if (reach.stops)(i) {
                    return Some(None);
                } else {
                    // إمام وخطيب المسجد: two offices of one person
                    let one = i == start + 1 && !article && !article_off(previous).1 && np.number() == Number::S;
                    np.coordinated |= np.role.is_some_and(|r| {
                        let other = rest_word.role();
                        // وزير الصحة والسكان، المتحدث باسم وزارة الصحة والسكان: of the same office
                        let field = article
                            && i > start + 1
                            && !*has_name
                            && other.is_some_and(|o| o.role == Role::People && o.number == Number::P)
                            && r.number == Number::S
                            && article_off(previous).1
                            && self.word(i - 1).role().is_none_or(|r| !r.role.is_human())
                            && self.word(i - 2).role().is_some_and(|r| {
                                r.number == Number::S
                                    && matches!(r.role, Role::Body | Role::Office)
                                    && !has_article(self.key(i - 2))
                            });
                        !one && !field
                            && other.is_some_and(|o| o.role != Role::Modifier && r.role.is_human() == o.role.is_human())
                    }) || (name && *has_name);
                    np.definite = false;
                    // باريس وبغداد: two of the knowledge base
                    if let Some(hit) = t.kb_hit(rest, |n| Some(self.key(i + n)))
                        && np.kb.is_some_and(|before| reach.object || self.are_bodies(before, hit))
                        && np.role.is_none()
                    {
                        (np.coordinated, np.definite) = (true, true);
                        return Some(Some(hit.words as usize));
                    }
                }
                at.bare = rest;
                at.whole = true;
            } else if !first && key.first() == FA && (*has_name || self.is_rare_name(i - 1)) && self.is_foreign_end(i) {
                // بيتر فام, عوديد فرايد: behind a given name no particle
            } else if (rest_word.is_common() && !word.is_common())
                || (key.first() == FA && (known || article || rawi_text::words::class_of(rest).any()))
            {
                return Some(None);
            }
        }
        None
    }

    /// Whether two of the knowledge base are bodies, both named in full (الأمم المتحدة والاتحاد الأوروبي), or both states.
    fn are_bodies(&self, one: crate::tables::KbHit, other: crate::tables::KbHit) -> bool {
        let body = |h: crate::tables::KbHit| {
            use crate::entity::EntityKind::{Group, Organisation, Outlet, State};
            h.words > 1 && matches!(self.tables.kb[h.row as usize].kind, State | Organisation | Group | Outlet)
        };
        let state = |h: crate::tables::KbHit| self.tables.is_state(h.row);
        body(one) && body(other) || state(one) && state(other)
    }

    /// Whether a word counts some of those behind it: اثنان من المسؤولين, خمسة نواب, عدداً من السكان.
    fn counts(&self, i: usize, reach: &Reach<'_>) -> bool {
        let key = self.key(i);
        let of = |j: usize| self.key(j) == key!("من") && has_article(self.key(j + 1)) && reach.has(j + 1);
        if !has_article(key) {
            let several = |j: usize| {
                self.kind(j) == TokenKind::Word
                    && !has_article(self.key(j))
                    && self.word(j).role().is_some_and(|r| r.number == Number::P && r.role != Role::Modifier)
            };
            let some = of(i + 1) || several(i + 1) && reach.has(i + 1);
            if some && rawi_text::is_number_word(&self.scaffold.tokens, i) {
                return true;
            }
        }
        // لكن عدداً كبيراً من
        key.before(key!("ا")).is_some_and(|k| sets().partitive.contains(&k)) && (of(i + 1) || of(i + 2))
    }

    /// Whether a word tells which part of the place behind it: شمال سيناء، غربي أفريقيا.
    fn is_part_of_place(&self, i: usize) -> bool {
        let whole = self.kb_at(i + 1).is_some_and(|h| !self.tables.is_person(h.row) && !h.metonym) || self.is_place(i + 1);
        self.sets(i).has(sets().direction) && self.kind(i + 1) == TokenKind::Word && whole
    }
}
