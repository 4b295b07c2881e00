//! The name that stands far behind its title: over prepositions, quotation marks and a comma (العقيد في الاحتياط، فلان).

use crate::doc::{Doc, has_article};
use crate::phrase::NounPhrase;
use crate::reach::Reach;
use crate::spot::looks::{Look, Looks};
use crate::tables::{Likely, Number, Role};
use rawi_text::words::{BA, LAM, WAW};
use rawi_text::{Class, Key, TokenKind, key, sets};

/// Most tokens between a title and its name.
const FAR: usize = 18;

/// Titles of people whose word is a body's or an outlet's too: اللواء, المراسل.
pub(crate) const TWOFOLD: [Key; 4] = [key!("لواء"), key!("فريق"), key!("مراسل"), key!("مراسلة")];

/// Prepositions that go into a title.
const OF_TITLE: [Key; 6] = [key!("في"), key!("لدى"), key!("على"), key!("إلى"), key!("عن"), key!("داخل")];

/// Classes of words that go into no title.
const NEVER: Class = Class::CLAUSE
    .or(Class::REL)
    .or(Class::NEG)
    .or(Class::AUX)
    .or(Class::LINK)
    .or(Class::SUB)
    .or(Class::PRON)
    .or(Class::PREPPRON)
    .or(Class::DAY)
    .or(Class::TIME)
    .or(Class::ADV)
    .or(Class::CONJ)
    .or(Class::WHICH)
    .or(Class::RESP);

/// What has been stepped over between a title and its name.
#[derive(Clone, Copy, Default)]
struct Over {
    /// A preposition, glued or not.
    crossed: bool,
    /// One that the verb may take, or what one speaks on or to: then only a name between marks is the title's.
    doubtful: bool,
}

impl Doc<'_> {
    /// Gives a title without a name the one that stands behind it, as far as it surely is its own: between marks, or right
    /// behind what ends the title.
    pub(crate) fn take_name_behind(&self, np: &mut NounPhrase, reach: &Reach<'_>) {
        let Some(role) = np.role.filter(|r| r.number == Number::S) else { return };
        let twofold = TWOFOLD.contains(&role.key);
        let titled = matches!(role.role, Role::Office | Role::Spokes | Role::Profession | Role::Honorific) || twofold;
        let whole = np.kb.is_some_and(|h| !h.metonym);
        let doubtful = np.name.is_some();
        if !titled || doubtful && !self.is_doubtful_name(np) || np.coordinated || np.partitive || np.possessed || whole {
            return;
        }
        let Some((start, end)) = self.name_behind(np, reach) else { return };
        if doubtful && !self.is_marked(end, reach) {
            return;
        }
        let marked = self.kind(start - 1) == TokenKind::Quote && self.kind(end) == TokenKind::Quote;
        (np.name, np.end, np.definite) = (Some((start, end)), end + usize::from(marked), true);
        if twofold && let Some(role) = &mut np.role {
            role.role = Role::Honorific;
        }
    }

    /// A word that is a body's too is a rank right before a name: اللواء ماهر.
    pub(crate) fn take_rank(&self, np: &mut NounPhrase) {
        // اللواء الدكتور محمد: over another style
        let style = |i: usize| match self.word(i).role().map(|r| r.role) {
            Some(Role::Honorific) => has_article(self.key(i)),
            Some(Role::Modifier) => true,
            _ => false,
        };
        let given =
            |i: usize| self.word(i).name_exact().is_some_and(|n| n.given > 0) || self.word(i).likely_name() == Likely::Known;
        // اللواء الركن فلان: surely a rank
        let staff = self.key(np.start + 1) == key!("الركن");
        let named = np.name.is_some_and(|(a, _)| (staff || given(a)) && a > np.start && (np.start + 1..a).all(style));
        if let Some(role) = np.role.as_mut().filter(|r| named && TWOFOLD.contains(&r.key) && has_article(self.key(np.start))) {
            role.role = Role::Honorific;
        }
    }

    /// Whether what was taken for the name within a title may be a part of the title: a single word that nobody knows, away
    /// from its head (أمينة مظالم حقوق الإنسان، فلانة), or what stands in brackets.
    fn is_doubtful_name(&self, np: &NounPhrase) -> bool {
        np.name.is_some_and(|(a, b)| {
            let bracketed = a > 0 && self.kind(a - 1) == TokenKind::Open;
            let unknown = a > np.start && b == a + 1 && self.word(a).likely_name() == Likely::Unknown;
            bracketed || unknown && self.kb_at(a).is_none()
        })
    }

    fn name_behind(&self, np: &NounPhrase, reach: &Reach<'_>) -> Option<(usize, usize)> {
        let limit = np.end + FAR;
        let mut i = np.end;
        let mut over = Over::default();
        while i < limit && reach.has(i) {
            match self.kind(i) {
                TokenKind::Word => {
                    if i > np.start + 1
                        && let Some(end) = self.name_ends_title(i, np, reach)
                        && (!over.doubtful || self.is_marked(end, reach))
                    {
                        return Some((i, end));
                    }
                    self.goes_on_title(i, np, &mut over, reach).then_some(())?;
                    i += 1;
                }
                TokenKind::Number if i > np.end => i += 1,
                TokenKind::Quote => {
                    let q = self.scaffold.quotes.all.get(*self.scaffold.quotes.opens.get(i)? as usize)?;
                    let (open, close) = (q.open as usize, q.close as usize);
                    let short = q.closed && close > open + 1 && close - open <= 7 && close < limit && reach.has(close);
                    if !short
                        || self.breaks(i, close)
                        || (open + 1..close).any(|j| self.class(j).is(Class::CLAUSE.or(Class::REL)))
                    {
                        return None;
                    }
                    // وكيل اللاعبين "فهد باقديم"
                    if i == np.end && self.full_name(open + 1, &Reach::new(close, reach.stops)) == Some(close) {
                        return Some((open + 1, close));
                    }
                    i = close + 1;
                }
                TokenKind::Open => i = self.closing(i, 6)? + 1,
                TokenKind::Comma => return self.name_between_marks(i + 1, over, reach),
                _ => return None,
            }
        }
        None
    }

    /// Whether the word at `i` goes on a title that has no name yet.
    fn goes_on_title(&self, i: usize, np: &NounPhrase, over: &mut Over, reach: &Reach<'_>) -> bool {
        let (key, class, word) = (self.key(i), self.class(i), self.word(i));
        let tanwin =
            self.token(i).is_some_and(|t| t.span.of(self.text).ends_with(['ً', 'ا']) && key.len() > 3 && word.is_ordinary());
        if class.is(NEVER) || tanwin && self.kb_at(i).is_none() && key.before(key!("ا")).is_some() && !has_article(key) {
            return false;
        }
        if class.is(Class::PREP) {
            over.crossed = true;
            over.doubtful |= reach.takes(key) || self.is_occasion(i + 1);
            return OF_TITLE.contains(&key) && matches!(self.kind(i + 1), TokenKind::Word | TokenKind::Quote);
        }
        // لـ«بيس تيك»
        if matches!(key.first(), BA | LAM) && key.len() == 1 && self.kind(i + 1) == TokenKind::Quote {
            over.crossed = true;
            return true;
        }
        // بمحافظة ينبع: a name of a place may look like a verb
        let heads = |j: usize| self.role(j).is_some_and(|r| r.role.is_body() || r.role == Role::Place);
        if class.any() && !class.is(Class::DEM) && key != key!("غير") || (reach.stops)(i) && !self.is_place(i) && !heads(i - 1)
        {
            return false;
        }
        let glued = matches!(key.first(), BA | LAM) && key.len() > 3 && !word.is_whole() && word.role().is_none();
        if glued && (word.name_exact().is_none() || self.kb_at(i).is_some()) {
            let prep = if key.first() == BA { key!("ب") } else { key!("ل") };
            let rest = key.skip(if key.at(1) == LAM { 2 } else { 1 });
            let person = self.tables.word(rest).role().is_some_and(|r| r.role.is_human() && r.role != Role::Office);
            over.crossed = true;
            over.doubtful |= reach.takes(prep) || self.is_medium(i) || sets().occasion.contains(&rest) || person;
            return true;
        }
        // التقى الوزير في مكتبه السفير: another one
        let human = word.role().is_some_and(|r| r.role.is_human() && r.role != Role::Honorific && r.number == Number::S);
        if human && over.crossed {
            return false;
        }
        let role = word.role().is_some_and(|r| matches!(r.role, Role::Modifier | Role::Honorific)) || human;
        let goes_on = has_article(key)
            || role
            || word.is_demonym()
            || word.is_adjective()
            || self.kb_at(i).is_some()
            || self.amid_body(i)
            || key == key!("باسم")
            || key.first() == WAW && (has_article(key) || !word.is_whole() && self.tables.word(key.skip(1)).is_noun());
        // an indefinite noun stands in construct, or begins something else
        let open = !has_article(self.key(i - 1)) && !self.word(i - 1).is_demonym();
        goes_on || self.class(i - 1).is(Class::PREP) || open && (i > np.end || heads(i - 1))
    }

    /// One past the personal name that begins at `i`, right behind the last word of a title.
    fn name_ends_title(&self, i: usize, np: &NounPhrase, reach: &Reach<'_>) -> Option<usize> {
        let previous = i - 1;
        let style = self.word(previous).role().is_some_and(|r| r.role == Role::Honorific && r.number == Number::S);
        let place =
            (np.start..=previous).any(|j| self.kb_at(j).is_some_and(|h| j + h.words as usize == i)) || self.is_place(previous);
        let closed = match self.kind(previous) {
            TokenKind::Word => {
                // بسيدي بوزيد محمد: a name of a place that no table has
                let glued = |j: usize| {
                    matches!(self.key(j).first(), BA | LAM) && !self.word(j).is_whole() || self.class(j).is(Class::PREP)
                };
                let unknown = i > np.end
                    && (glued(previous - 1) || glued(previous))
                    && !self.word(previous).is_ordinary()
                    && self.word(previous).role().is_none();
                let word = has_article(self.key(previous)) || style || place || unknown || self.word(previous).is_demonym();
                word && !self.class(previous).any()
            }
            TokenKind::Quote | TokenKind::Close | TokenKind::Stop => true,
            _ => false,
        };
        let end = closed.then(|| self.full_name(i, reach))??;
        (end > i + 1 && (!reach.object || style || self.is_marked(end, reach))).then_some(end)
    }

    /// Whether what a name is followed by lets it end there for sure.
    fn is_marked(&self, end: usize, reach: &Reach<'_>) -> bool {
        matches!(self.kind(end), TokenKind::Comma | TokenKind::Colon | TokenKind::Quote | TokenKind::Open)
            || self.class(end).is(Class::CLAUSE)
            || !reach.has(end)
    }

    /// One past a full name that begins at `i`: a given name, and more behind it.
    fn full_name(&self, i: usize, reach: &Reach<'_>) -> Option<usize> {
        let word = self.word(i);
        let person = self.kb_at(i).is_some_and(|h| h.words > 1 && self.tables.is_person(h.row));
        let given =
            word.name_exact().is_some_and(|n| n.given > 20 && !n.common || n.given > 0 && word.likely_name() == Likely::Known)
                || self.is_own_name(i)
                || self.is_ali(i);
        let joined = self.sets(i).has(sets().name_join) && self.is_joined(i + 1);
        if !(person || given || joined) || has_article(self.key(i)) && !person {
            return None;
        }
        // فلان behind فلان: two people
        let other = |j: &usize| self.kb_at(*j).is_some_and(|h| h.words > 1 && self.tables.is_person(h.row));
        let to = (i + 1..i + 7).find(other).unwrap_or(i + 7);
        let (start, end) = self.personal_name(i, reach.to(to))?;
        (start == i && end > i + 1).then_some(end)
    }

    /// The name that stands between commas, perhaps behind a rank.
    fn name_between_marks(&self, from: usize, over: Over, reach: &Reach<'_>) -> Option<(usize, usize)> {
        let rank = |j: usize| {
            self.kind(j) == TokenKind::Word
                && self.word(j).role().is_some_and(|r| {
                    (r.role == Role::Honorific || TWOFOLD.contains(&r.key) && has_article(self.key(j))) && r.number == Number::S
                })
                && self.word(j).name_exact().is_none_or(|n| n.common || n.given < 20)
        };
        // المدرب، الصربي فلان
        let nation = |j: usize| self.kind(j) == TokenKind::Word && has_article(self.key(j)) && self.word(j).is_demonym();
        let from = from + usize::from(nation(from));
        let mut i = from + (from..from + 3).take_while(|j| rank(*j)).count();
        if self.kind(i) == TokenKind::Stop && i > from {
            i += 1;
        }
        if self.kind(i) != TokenKind::Word || !reach.has(i) {
            return None;
        }
        let marked = |end: usize| self.is_marked(end, reach);
        let closed = |end: usize| marked(end) || self.class(end).any() || (reach.stops)(end);
        if let Some(end) = self.full_name(i, reach).filter(|end| marked(*end) || !over.doubtful && closed(*end)) {
            return Some((i, end));
        }
        // نير دوفال: two to four words that no table has
        let name = |j: usize| {
            let (key, word) = (self.key(j), self.word(j));
            let look = Looks::built_in().look(key);
            let looks = word.likely_name() != Likely::No || look != Look::Word;
            self.kind(j) == TokenKind::Word
                && !self.class(j).any()
                && word.role().is_none()
                && !(reach.stops)(j)
                && (j > i || !has_article(key))
                && (looks || self.is_joined(j) || !word.is_common())
                && (!word.is_ordinary() || word.name_exact().is_some() || look == Look::Name)
        };
        let to = reach.to(i + 5);
        let end = (i..to).find(|j| !name(*j)).unwrap_or(to);
        ((2..=4).contains(&(end - i)) && marked(end)).then_some((i, end))
    }
}
