//! Whose a name within a noun phrase is: the person's who is spoken of, another's, a body's.

use crate::doc::{Doc, has_article};
use crate::kb::held;
use crate::name_parts::{SELDOM, is_seldom_name};
use crate::phrase::NounPhrase;
use crate::tables::{Gender, Likely, Number, Role, RoleWord};
use rawi_text::quotes::NONE;
use rawi_text::words::{LAM, article_off};
use rawi_text::{Key, Span, TokenKind, key, sets, table};

impl Doc<'_> {
    /// One past the name of a body that begins at a token, behind its head noun or in quotation marks: شركة «بلاك روك»، جامعة
    /// فيرجينيا، مدير نادي شالكه (هورشت هيلدت).
    pub(crate) fn name_of_body(&self, i: usize, start: usize, end: usize) -> Option<usize> {
        if i <= start {
            return None;
        }
        // بمستشفى الملك فهد
        let facility = |j: usize| self.tables.strip(self.key(j), |k| sets().facility.contains(&k).then_some(())).is_some();
        if self.is_styled_so(i - 1) && i > start + 1 && facility(i - 2) && !has_article(self.key(i - 2)) {
            return Some(
                (i..end).take_while(|j| self.kind(*j) == TokenKind::Word && self.word(*j).name().is_some()).count().max(1) + i,
            );
        }
        let head = |j: usize| {
            let role = self.word(j).role().or_else(|| self.role(j));
            role.filter(|r| r.role.is_body() && r.number == Number::S && r.role != Role::Document)
        };
        let id = self.scaffold.quotes.opens[i - 1];
        if id != NONE && i > start + 1 && head(i - 2).is_some() {
            let close = self.scaffold.quotes.all[id as usize].close as usize;
            return Some(close.clamp(i + 1, end));
        }
        // للاتحاد عماد أحمد: it has its article
        let article = |k: Key| has_article(k) || k.first() == LAM && k.at(1) == LAM;
        if self.kind(i - 1) != TokenKind::Word || article(self.key(i - 1)) || head(i - 1).is_none() || self.kb_at(i).is_some() {
            return None;
        }
        let given = |j: usize| {
            j + 1 < end
                && self.kind(j) == TokenKind::Word
                && self.kind(j + 1) == TokenKind::Word
                && self.word(j).name_exact().is_some_and(|n| n.given > 0 && !n.common)
                && self.word(j).role().is_none()
        };
        let name = |j: usize| {
            self.kind(j) == TokenKind::Word && !self.class(j).any() && !article_off(self.key(j)).1 && self.word(j).is_namelike()
        };
        // جامعة محمد الخامس, شركة نور كابيتال معين عبد الملك: what a head without its article is of
        let regnal = self.sets(i + 1).has(sets().regnal) && self.is_given_key(i);
        if regnal && facility(i - 1) {
            return Some((i + 2).min(end));
        }
        let own = self.word(i + 1).name_exact().is_none() && self.word(i).name_exact().is_some();
        if given(i) && own && name(i) && name(i + 1) && !self.sets(i + 1).has(sets().name_particle) && i + 2 < end && given(i + 2)
        {
            return Some(i + 2);
        }
        if !name(i) || given(i) {
            return None;
        }
        // as many words as go before a given name, or all
        let run = (i..end).take_while(|j| name(*j)).count();
        Some((i + 1..i + run).find(|j| given(*j)).unwrap_or(i + run.max(1)))
    }

    /// Whether a token is a later word of a name of the knowledge base that is no person's (المتحدة after الأمم).
    #[inline]
    pub fn amid_body(&self, i: usize) -> bool {
        (1..=3.min(i)).any(|back| {
            self.kb_at(i - back).is_some_and(|h| h.words as usize > back && !h.metonym && !self.tables.is_person(h.row))
        })
    }

    /// Whether a phrase without a title may be a personal name at all (العراقيون, المخاوف are none).
    pub(crate) fn may_be_name(&self, np: &NounPhrase) -> bool {
        let key = if np.conj { self.key(np.start).skip(1) } else { self.key(np.start) };
        let word = self.tables.word(key);
        // الحمصي: a surname that is a relative adjective too
        let nisba = word.is_demonym() && article_off(key).0.last() == key!("ي").first() && np.end == np.start + 1;
        // التالي, الماضي: mostly no names, and those who are named so are found by their full names
        let ordinary = word.is_common() && article_off(key).1 && word.name().is_none_or(|n| n.given + n.family < SELDOM);
        // ضيف، علاوة: ordinary words that are seldom names
        let ordinary = ordinary || np.end == np.start + 1 && np.kb.is_none() && is_seldom_name(&word);
        let ordinary =
            ordinary || word.is_told_adjective() && article_off(key).1 && word.name_exact().is_none_or(|n| n.family < SELDOM);
        let tanwin = self.token(np.start).is_some_and(|t| t.span.of(self.text).ends_with("اً"));
        let ordinary = ordinary || tanwin;
        let perhaps = word.likely_name() == Likely::Perhaps && (word.name_exact().is_some() || !article_off(key).1);
        nisba || !ordinary && (word.is_namelike() || perhaps)
    }

    /// Whether a word is an abbreviation in Latin capitals (CNN).
    pub(crate) fn is_abbreviation(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            let word = t.span.of(self.text);
            (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
        })
    }

    /// Whether the name in a phrase is that of somebody with an office of his own, to whom the phrase's head belongs: مبعوث
    /// الرئيس الأمريكي باراك أوباما. Told only where the knowledge base knows the name, and that it held an office.
    pub(crate) fn names_another(&self, np: &NounPhrase) -> bool {
        let Some((a, _)) = np.name.filter(|(a, _)| *a > np.start + 1) else { return false };
        let known = self.kb_at(a).is_some_and(|h| self.tables.is_person(h.row) && h.words > 1);
        if !known || np.role.is_none_or(|r| !r.role.is_human()) {
            return false;
        }
        let adjective = |i: usize| self.word(i).is_demonym() || self.word(i).role().is_some_and(|r| r.role == Role::Modifier);
        let title = (np.start + 1..a).rev().find(|i| !adjective(*i));
        // محافظ كفر الشيخ فلان
        title.filter(|i| !self.is_city(i - 1)).is_some_and(|i| {
            let office = self.word(i).role().is_some_and(|r| r.role == Role::Office && r.number == Number::S);
            office && has_article(self.key(i)) && !self.names_head(np, a)
        })
    }

    /// The row of the person whom the personal name in a phrase names, all of it: by a name of the knowledge base, else by
    /// another spelling of one. None where the phrase may be of somebody else (محامي صدام حسين, المتحدث باسم الرئيس فلان).
    pub(crate) fn person_row(&self, np: &NounPhrase) -> Option<u32> {
        let (a, b) = np.name?;
        let t = self.tables;
        // قائد مجموعة فاغنر: a part of nothing
        let part = np.partitive && np.role.is_none_or(|r| !matches!(r.role, Role::Office | Role::Spokes | Role::Profession));
        if np.coordinated || part || np.number() != Number::S || !self.names_head(np, a) {
            return None;
        }
        let words = (a..b).filter(|i| self.kind(*i) == TokenKind::Word).count();
        let fits = |row: u32| {
            let row = &t.kb[row as usize];
            row.kind == crate::entity::EntityKind::Person
                // النائب ستريدا جعجع, عضو اللجنة حنان عشراوي: titles of men are women's too
                && !matches!((row.gender, np.gender()), (Gender::M, Gender::F))
        };
        // الشيخ تميم: a name with its style
        let style = |i: usize| self.word(i).role().is_some_and(|r| r.role.is_human());
        let styled = a.checked_sub(1).filter(|i| *i >= np.start && style(*i));
        let whole = styled.into_iter().find_map(|i| self.kb_at(i).filter(|h| h.words as usize == words + 1));
        match whole.filter(|h| t.is_person(h.row)).map(|h| (h, 1)).or(self.kb_at(a).map(|h| (h, 0))) {
            Some((h, before)) => (h.words as usize == words + before && fits(h.row)).then_some(h.row),
            None if words > 1 => {
                let span = Span::new(self.token(a)?.span.start, self.token(b - 1)?.span.end);
                // خليل آل إبراهيم is no خليل إبراهيم
                let family = |row: &u32| {
                    let house = key!("آل");
                    !(a..b).any(|i| self.key(i) == house) || crate::tables::name_keys(&t.kb[*row as usize].name).contains(&house)
                };
                self.words.person_called(span.of(self.text), t).filter(|row| fits(*row) && family(row))
            }
            None => None,
        }
    }

    /// Whether the knowledge base knows who is named at a token as somebody's spokesman.
    fn is_known_spokesman(&self, i: usize) -> bool {
        self.kb_at(i).filter(|h| self.tables.is_person(h.row)).is_some_and(|h| {
            let row = &self.tables.kb[h.row as usize];
            table::several(&row.roles).filter_map(|cell| held(cell).ok()).any(|h| h.office.contains("spokes"))
        })
    }

    /// Whether the name at `a` is that of the phrase's head, and not of whom the head belongs to.
    pub(crate) fn names_head(&self, np: &NounPhrase, a: usize) -> bool {
        let Some(head) = np.role else { return true };
        if a == np.start {
            return true;
        }
        // المتحدث باسم الرئيس الروسي دميتري بيسكوف
        if head.role == Role::Spokes && self.is_known_spokesman(a) {
            return true;
        }
        let kin = head.role == Role::Kin;
        if matches!(head.role, Role::Source | Role::People) || kin && !np.possessed {
            return false;
        }
        let human = |i: usize| {
            let r = self.word(i).role()?;
            (r.role.is_human() && r.number == Number::S).then_some(r)
        };
        // what follows it belongs to it: a noun without the article that is no name and no style
        let annexes = |i: usize| {
            let style = human(i).is_some_and(|r| r.role == Role::Honorific);
            let place = (np.start..=i).any(|k| self.kb_at(k).is_some_and(|h| k + h.words as usize == i + 1)) || self.is_place(i);
            let plain = self.class(i).any() || self.word(i).is_common() || self.word(i).role().is_some();
            self.key(i) == key!("باسم") || plain && !style && !place && !has_article(self.key(i)) && !self.word(i).is_demonym()
        };
        // نائب رئيس الوزراء، مساعد وزير الخارجية: whose name follows is the deputy
        let deputy =
            [key!("نائب"), key!("نائبة"), key!("مساعد"), key!("مساعدة"), key!("وكيل"), key!("وكيلة")].contains(&head.key);
        // رئيس مجلس نواب الشعب, وزير الفلاحة: no person
        let nobody = |i: usize, r: RoleWord| {
            matches!(r.role, Role::Modifier | Role::People | Role::Source)
                || r.role == Role::Profession && has_article(self.key(i)) && self.key(i).before(key!("ة")).is_some()
        };
        let of_another = |i: usize| human(i).is_some_and(|r| !nobody(i, r) && !deputy) && annexes(i - 1);
        let possessed_head = np.possessed && a == np.start + 1;
        // صاحب السمو الملكي الأمير فلان: a style of two words
        let styled =
            [key!("صاحب"), key!("صاحبة")].contains(&head.key) && human(np.start + 1).is_some_and(|r| r.role == Role::Honorific);
        (possessed_head || !annexes(a - 1)) && !(np.start + 1 + usize::from(styled)..a).any(of_another)
    }
}
