//! Who is named at a cue and before it: introductions, issuers of documents, how a speaker is known.

use crate::assemble::Draft;
use crate::reader::{Reader, word};
use crate::reading::Via;
use rawi_actors::{NounPhrase, Number, Role};
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// People who are named with their office anywhere in the text: later mentions by the office or the surname go back
    /// to them.
    pub(crate) fn introductions(&self) -> Vec<NounPhrase> {
        let mut out: Vec<NounPhrase> = Vec::new();
        let mut end = 0;
        for i in self.doc.words.with_role() {
            let key = self.doc.key(i);
            let behind = key.first() == rawi_text::words::LAM && key.at(1) == rawi_text::words::LAM;
            // بمدير الهيئة فلان
            let glued = !self.doc.word(i).is_whole() && self.glued_prep(i).is_some();
            let role = self.doc.word(i).role().or_else(|| {
                let lil = self.doc.tables.role(key.skip(2)).filter(|_| behind);
                lil.or_else(|| self.doc.tables.role(key.skip(1)).filter(|_| glued && !behind))
            });
            let titled = i >= end
                && role.is_some_and(|r| {
                    let reporter = [key!("مراسل"), key!("مراسلة")].contains(&r.key);
                    (reporter || matches!(r.role, Role::Office | Role::Spokes | Role::Profession)) && r.number == Number::S
                })
                && self.doc.kind(i) == TokenKind::Word
                && !self.doc.class(i).any()
                && !self.is_no_title(i);
            // في مؤتمر للناطق باسم الحكومة فلان
            let read = |i: usize| match glued {
                true => self.noun_phrase_after_clitic(i, self.limit(i)),
                false => self.noun_phrase(i, self.limit(i), false, &[]),
            };
            if !titled {
                continue;
            }
            // فلان، وزير الخارجية: his name before it
            if let Some(np) = self.named_before_title(i).filter(|np| np.start >= end) {
                end = np.end;
                out.push(np);
                continue;
            }
            if self.is_name_near(i)
                && let Some(np) = read(i)
                && np.name.is_some_and(|(a, b)| b > a + 1 || role.is_some_and(|r| r.role != Role::Profession))
                && !np.coordinated
                && self.is_introduced(i, &np)
            {
                end = np.end;
                out.push(np);
            }
        }
        out
    }

    /// The outlet, named in quotation marks before `np`, that a noun with its article goes back to though it has not spoken
    /// yet: نشرت صحيفة «لوفيغارو» تقريراً … وأوضحت الصحيفة.
    pub(crate) fn outlet_before(&self, np: &NounPhrase) -> Option<NounPhrase> {
        let role = np.role.filter(|r| r.role == Role::Outlet && r.number == Number::S)?;
        if !np.definite || np.name.is_some() || np.kb.is_some() || !article_off(self.doc.key(np.start)).1 && !np.clitic {
            return None;
        }
        let named = |i: &usize| {
            let word = self.doc.role(*i).is_some_and(|r| r.key == role.key);
            word && !article_off(self.doc.key(*i)).1 && self.doc.kind(i + 1) == TokenKind::Quote
        };
        let at = self.doc.words.with_role().take_while(|i| *i < np.start).filter(named).last()?;
        self.noun_phrase(at, self.limit(at), false, &[]).filter(|o| o.end > at + 2 && !o.coordinated)
    }

    /// Whether a name follows a title, also behind a comma.
    fn is_name_near(&self, i: usize) -> bool {
        let comma =
            || (i + 1..i + 16).find(|j| self.doc.kind(*j) != TokenKind::Word).filter(|j| self.doc.kind(*j) == TokenKind::Comma);
        self.doc.name_follows(i + 1, i + 12) || comma().is_some_and(|c| self.doc.name_follows(c + 1, c + 3))
    }

    /// The phrase of a full name that a title goes on behind a comma: فلان، وزير الخارجية.
    fn named_before_title(&self, title: usize) -> Option<NounPhrase> {
        let comma = title.checked_sub(1).filter(|c| self.doc.kind(*c) == TokenKind::Comma)?;
        let low = self.sentence(title).start as usize;
        let name = |i: usize| {
            let word = self.doc.word(i);
            let joined = self.doc.is_joined(i) || self.doc.sets(i).has(sets().name_join);
            self.doc.kind(i) == TokenKind::Word
                && (joined || !self.doc.class(i).any() && word.is_namelike() && word.role().is_none())
        };
        let first = (low..comma).rev().take(5).take_while(|i| name(*i)).last().filter(|i| *i + 1 < comma)?;
        (first..comma - 1).find_map(|i| {
            let given = self.doc.word(i).name_exact().is_some_and(|n| n.given > 0) || self.doc.is_joined(i + 1);
            let np = given.then(|| self.noun_phrase(i, self.limit(i), false, &[])).flatten()?;
            let whole = np.name.is_some_and(|(a, b)| a == i && b == comma) && np.end > title && !np.coordinated;
            whole.then_some(np)
        })
    }

    /// Whether the name that follows a title is one: right behind a title without its article (سياسي عاقل) only a given name.
    fn is_introduced(&self, i: usize, np: &NounPhrase) -> bool {
        let Some((a, _)) = np.name else { return false };
        let key = self.doc.key(a);
        let given = self.doc.word(a).name_exact().is_some_and(|n| n.given > 20 && !n.common);
        a != i + 1 || article_off(self.doc.key(i)).1 || given || article_off(key).1 || self.doc.kb_at(a).is_some() || np.possessed
    }

    /// Whether what looks like a title is none: كبير as an adjective, the name of a thing, الخلاف الدبلوماسي.
    fn is_no_title(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        let bare = article_off(key).0;
        let next = i + 1;
        // كبيرا على, كبير بالدين; but كبير مستشاري
        let great = [key!("كبير"), key!("كبيرا"), key!("كبيرة")].contains(&bare)
            && (self.doc.kind(next) != TokenKind::Word || self.doc.class(next).any() || self.glued_prep(next).is_some());
        let qualifies = i > 0
            && article_off(key).1
            && self.doc.kind(i - 1) == TokenKind::Word
            && self.doc.word(i).is_adjective()
            && (article_off(self.doc.key(i - 1)).1 || article_off(self.doc.key(i - 1).skip(1)).1)
            && self.doc.word(i - 1).role().is_none()
            && self.doc.word(i - 1).is_noun();
        great || qualifies || self.doc.is_named_after(i)
    }

    /// Who issued a document that is said to say something: بيان للمدعي العام، تقرير صادر عن الوزارة، بلاغ المكتب.
    pub(crate) fn issuer(&self, np: &NounPhrase) -> Option<NounPhrase> {
        if np.role.is_none_or(|r| r.role != Role::Document) || np.coordinated || np.partitive {
            return None;
        }
        let limit = self.limit(np.start);
        for i in np.start + 1..(np.start + 6).min(limit) {
            let key = self.doc.key(i);
            // استطلاع للرأي أجراه معهد كذا
            if key == key!("للرأي") {
                continue;
            }
            if self.glued_prep(i) == Some(crate::lexicon::Prep::Li) {
                return self.noun_phrase_after_clitic(i, limit).filter(NounPhrase::can_speak);
            }
            // صادر عن «معهد العلوم والأمن الدولي»
            if key == word::AN
                && i > np.start + 1
                && let Some(q) = self.opens(i + 1)
            {
                let close = self.doc.scaffold.quotes.all[q].close as usize;
                return self.noun_phrase(i + 2, close.min(limit), false, &[]).filter(NounPhrase::can_speak);
            }
            // تقرير بموقع «كذا»
            let medium = self.glued_prep(i) == Some(crate::lexicon::Prep::Bi) && i == np.end;
            if medium && self.doc.tables.role(key.skip(1)).is_some_and(|r| matches!(r.role, Role::Outlet | Role::Body)) {
                return self.noun_phrase_after_clitic(i, limit).filter(NounPhrase::can_speak);
            }
            // بيان صادر عن الوزارة, بيان صدر عنها; but كشفت بيانات رسمية عن ارتفاع
            let before = article_off(self.doc.key(i - 1)).0;
            let issued = i > np.start + 1 && (before.take(4) == key!("صادر") || before.take(3) == key!("صدر"));
            if key == word::AN && issued && self.prep_at(i).is_some() {
                return self.noun_phrase(i + 1, limit, false, &[]).filter(NounPhrase::can_speak);
            }
            let genitive = i == np.start + 1 && i < np.end && !article_off(self.doc.key(np.start)).1;
            if genitive
                && self
                    .doc
                    .tables
                    .word(key)
                    .role()
                    .is_some_and(|r| matches!(r.role, Role::Body | Role::Group | Role::Outlet | Role::Office))
            {
                return self.noun_phrase(i, np.end, false, &[]).filter(NounPhrase::can_speak);
            }
            // تقرير نشرته صحيفة كذا
            if let Some(at) = self.issued_by(i) {
                return self.noun_phrase(at, limit, false, &[]).filter(NounPhrase::can_speak);
            }
            // بيان صادر اليوم الأربعاء عن
            if self.doc.class(i).is(Class::TIME.or(Class::DAY)) {
                continue;
            }
            if self.doc.kind(i) != TokenKind::Word || self.doc.class(i).any() && !self.doc.class(i).is(Class::PREP) {
                return None;
            }
        }
        None
    }

    /// Who issued what stands before a verb with the pronoun of its object stands behind it: نشرته, أصدرها, أعده.
    fn issued_by(&self, i: usize) -> Option<usize> {
        let verb = self.is_issued_here(i) && self.doc.kind(i + 1) == TokenKind::Word;
        // على موقعها, اليوم
        let at = (i + 1..i + 4).find(|j| !self.doc.class(*j).is(Class::TIME.or(Class::DAY)))?;
        (verb && !self.doc.class(at).any()).then_some(at)
    }

    /// Whether a verb of issuing stands at a token, with what it issues as its pronoun.
    pub(crate) fn is_issued_here(&self, i: usize) -> bool {
        let key = self.doc.key(i);
        let stem = [key!("ته"), key!("تها"), key!("ه"), key!("ها")].iter().find_map(|e| key.before(*e));
        self.doc.kind(i) == TokenKind::Word && stem.is_some_and(|stem| sets().issues.contains(&stem))
    }

    pub(crate) fn pronoun_before(&self, token: usize) -> bool {
        token > 0 && {
            let c = self.doc.class(token - 1);
            c.is(Class::PRON) || c.is(Class::CLAUSE) || (c.is(Class::LINK) && self.doc.key(token - 1).last() == key!("ه").first())
        }
    }

    pub(crate) fn via(&self, np: &NounPhrase, d: &Draft) -> Via {
        if d.why == "headline" {
            return Via::Headline;
        }
        if np.kb.is_some_and(|h| h.metonym) && np.role.is_none() {
            return Via::Metonym;
        }
        if np.name.is_some() {
            return Via::Name;
        }
        match np.role {
            Some(r) if r.role.is_human() => Via::Role,
            _ => Via::Name,
        }
    }
}
