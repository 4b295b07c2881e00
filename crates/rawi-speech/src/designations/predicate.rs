//! Predicates: إن حزب الله منظمة إرهابية، هذه المنصات ليست معارضة، قطر شريك موثوق.

use super::epithet::is_party;
use super::tables::{Kinds, Tables};
use super::{Found, Named, Names, Target};
use crate::reader::Reader;
use crate::reading::Polarity;
use rawi_actors::EntityKind;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

impl Reader<'_> {
    /// The class at `i` said of the name before it.
    pub(super) fn predicate(&self, i: usize, names: &Names) -> Option<Found> {
        let t = Tables::built_in();
        let (mut p, mut copula, mut denied, mut only) = (i, false, false, false);
        let mut colon = false;
        loop {
            // إن إسرائيل: «كيان غاصب», هم «قوى تخلف»
            let mark = |k: TokenKind| p > 0 && self.doc.kind(p - 1) == k;
            if !copula && p == i && mark(TokenKind::Quote) || p + 1 >= i && mark(TokenKind::Colon) {
                colon |= mark(TokenKind::Colon);
                p -= 1;
                continue;
            }
            if p == 0 || i - p >= 5 || !t.get(self.doc.key(p - 1)).is(Kinds::COPULA) {
                break;
            }
            p -= 1;
            let key = self.doc.key(p);
            copula = true;
            only |= key == key!("إلا") || key == key!("سوى");
            denied |= self.doc.class(p).is(Class::NEG) || key == key!("ليس") || key == key!("ليست") || key == key!("ليسوا");
        }
        // من أهم شركاء العراق
        if !copula && i > 1 && t.get(self.doc.key(i - 1)).is(Kinds::FIRST) {
            p = i - 1 - usize::from(self.doc.key(i - 2) == key!("من") || t.get(self.doc.key(i - 2)).is(Kinds::FIRST));
            copula = true;
            // تعد أحد أهم شركاء الهيئة
            while p > 0 && i - p < 6 && t.get(self.doc.key(p - 1)).is(Kinds::COPULA) {
                p -= 1;
            }
        }
        // ليست معارضة وإنما منصات تخريبية
        if !copula && i > 0 && t.get(self.doc.key(i - 1)).is(Kinds::RATHER) {
            let not = [key!("ليس"), key!("ليست"), key!("ليسوا")];
            let back = (i.saturating_sub(9)..i).rev().find(|k| not.contains(&self.doc.key(*k)));
            if let Some(k) = back {
                (p, copula) = (k, true);
            }
        }
        // الولايات المتحدة التي قال إنها «شريك في الجرائم»
        if !copula && let Some(n) = self.told_of_relative(i, names) {
            let (start, end, polarity) = self.label_of(i, false)?;
            let class = end > start + 1 || t.get(self.doc.key(start)).is(Kinds::NOUN);
            return class.then_some(Found {
                by: None,
                target: Target::Named(n),
                label: (start, end),
                polarity,
                epithet: false,
                denied,
            });
        }
        // القوى المعتدلة التي … يمكن أن تكون شريكة
        if copula && let Some((from, to)) = self.may_be(p) {
            let (start, end, polarity) = self.label_of(i, false)?;
            let class = t.get(self.doc.key(start)).is(Kinds::NOUN);
            return class.then_some(Found {
                by: None,
                target: Target::Words(from, to),
                label: (start, end),
                polarity,
                epithet: false,
                denied,
            });
        }
        let Some(name) = names.ending(p).filter(|n| is_party(*n)) else {
            if copula && let Some(target) = self.shown(p, names).or_else(|| self.whole_subject(p, i)) {
                let (start, end, polarity) = self.label_of(i, false)?;
                let entry = t.get(self.doc.key(start));
                let class = end > start + 1 || entry.is(Kinds::NOUN);
                let denied = denied && !only;
                return class.then_some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied });
            }
            // أن التعليم شريك أساس في البرامج
            if !copula
                && t.get(self.doc.key(i)).is(Kinds::NOUN)
                && let Some(target) = self.whole_subject(p, i)
            {
                let (start, end, polarity) = self.label_of(i, false)?;
                return Some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied: false });
            }
            let pronoun = self.doc.class(p).is(Class::PRON);
            return if copula && pronoun { self.predicate_of_words(p, i, denied && !only, names) } else { None };
        };
        let before = name.start.checked_sub(1);
        // نفى أن يكون X إرهابيا, ليس X إرهابيا
        let is = before.filter(|b| t.get(self.doc.key(*b)).is(Kinds::COPULA));
        let not = is.is_some_and(|b| [key!("ليس"), key!("ليست")].contains(&self.doc.key(b)));
        let refused = is.is_some_and(|b| b > 0 && self.denied_clause(b - 1));
        let denied = denied || not || refused || before.is_some_and(|b| self.denied_clause(b));
        let opened = before.is_none_or(|b| {
            let class = self.doc.class(b);
            class.is(Class::CLAUSE.or(Class::LINK).or(Class::SUB))
                || [key!("لأن"), key!("ولأن"), key!("كون"), key!("لكون")].contains(&self.doc.key(b))
                || matches!(self.doc.kind(b), TokenKind::Colon | TokenKind::Break | TokenKind::Quote)
        });
        // القدس جزء لا يتجزأ من الدولة: a place
        if t.get(self.doc.key(i)).is(Kinds::PART) && matches!(name.kind, EntityKind::State | EntityKind::Place) {
            return None;
        }
        if colon && !before.is_some_and(|b| self.doc.class(b).is(Class::CLAUSE)) {
            return None;
        }
        // of a name behind a preposition or a noun nothing is said
        if !(opened || not || refused || copula && before.is_none_or(|b| !self.doc.class(b).is(Class::PREP))) {
            return None;
        }
        let pronoun = self.doc.class(i.saturating_sub(1)).is(Class::PRON) && i > p;
        let (start, end, polarity) = self.label_of(i, pronoun)?;
        // a body's noun alone is no class; a genitive behind a noun makes it definite
        let (bare, definite) = article_off(self.doc.key(start));
        let entry = t.get(if pronoun && definite { bare } else { self.doc.key(start) });
        if end == start + 1 && !entry.is(Kinds::NOUN) {
            return None;
        }
        Some(Found {
            by: None,
            target: Target::Named(name),
            label: (start, end),
            polarity,
            epithet: false,
            denied: denied && !only,
        })
    }

    /// Whether a verb of denying governs the particle at `that`: نفى الوزير أن.
    fn denied_clause(&self, that: usize) -> bool {
        if !self.doc.class(that).is(Class::CLAUSE) {
            return false;
        }
        let word = |k: &usize| self.doc.kind(*k) == TokenKind::Word && !self.doc.class(*k).is(Class::CLAUSE.or(Class::REL));
        let deny = |k: usize| {
            let key = self.doc.key(k);
            let bare = if key.first() == rawi_text::words::WAW && !self.doc.word(k).is_whole() { key.skip(1) } else { key };
            Tables::built_in().get(bare).is(Kinds::REFUSE)
        };
        // نفى الاتهامات وأكد أن: the nearest verb of speech governs it
        let mut near = (that.saturating_sub(9)..that).rev().take_while(word);
        near.find(|k| deny(*k) || self.cues.at(*k).is_some()).is_some_and(deny)
    }

    /// `X التي قال إنها`, `X الذي وصفه بأنه` before a class at `i`: the name before the relative pronoun.
    fn told_of_relative(&self, i: usize, names: &Names) -> Option<Named> {
        let at = i - usize::from(i > 0 && self.doc.kind(i - 1) == TokenKind::Quote);
        let it = at.checked_sub(1)?;
        let is = [key!("إنها"), key!("إنه"), key!("إنهم"), key!("بأنها"), key!("بأنه"), key!("أنها"), key!("أنه")];
        let rel = it.checked_sub(2).filter(|_| is.contains(&self.doc.key(it)) && self.cues.at(it - 1).is_some())?;
        let rel = if self.doc.class(rel).is(Class::REL) { rel } else { rel.checked_sub(1)? };
        self.doc.class(rel).is(Class::REL).then(|| names.ending(rel)).flatten().filter(|n| is_party(*n))
    }

    /// `يمكن لها أن` before a copula at `p`: the definite phrase that opens what is said, up to its relative clause.
    fn may_be(&self, p: usize) -> Option<(usize, usize)> {
        let may = [key!("يمكن"), key!("يمكنها"), key!("يمكنه"), key!("يستطيع"), key!("تستطيع"), key!("يجب"), key!("ينبغي")];
        let that = p.checked_sub(1).filter(|k| self.doc.key(*k) == key!("أن"))?;
        let modal = (that.saturating_sub(2)..that).rev().find(|k| may.contains(&self.doc.key(*k)))?;
        let start = (modal.saturating_sub(PHRASE)..modal).rev().find(|k| {
            matches!(self.doc.kind(*k), TokenKind::Quote | TokenKind::Stop | TokenKind::Break | TokenKind::Colon)
                || self.doc.class(*k).is(Class::CLAUSE)
        })? + 1;
        let (bare, definite) = article_off(self.doc.key(start));
        let body = definite && Tables::built_in().get(bare).is(Kinds::BODY);
        let end = (start + 1..modal).find(|k| self.doc.class(*k).is(Class::REL)).unwrap_or(modal);
        (body && end > start + 1).then_some((start, end))
    }

    /// What is shown or named before token `p`, as what a predicate is said of: `هذه المنصات`, `وشركة النفط`.
    fn shown(&self, p: usize, names: &Names) -> Option<Target> {
        let noun = p.checked_sub(1)?;
        if noun > 0 && self.doc.class(noun - 1).is(Class::DEM) && article_off(self.doc.key(noun)).1 {
            // هذه المنصات هي منصات تخريبية: of what the article does not name before
            let shown = Tables::built_in().get(article_off(self.doc.key(noun)).0).is(Kinds::BODY);
            let pronoun = self.doc.class(p).is(Class::PRON);
            return self.this(noun - 1, names).or((shown && pronoun).then_some(Target::Words(noun, p)));
        }
        let start = (self.sentence(noun).start as usize).max(p.saturating_sub(7));
        let body = |k: &usize| {
            let (key, word) = (self.doc.key(*k), self.doc.word(*k));
            let joined = key.first() == rawi_text::words::WAW && !word.is_whole();
            let role = if joined { self.doc.tables.word(key.skip(1)).role() } else { word.role() };
            let opened = joined
                || k.checked_sub(1).is_none_or(|b| {
                    self.doc.class(b).is(Class::CLAUSE.or(Class::LINK))
                        || matches!(self.doc.kind(b), TokenKind::Colon | TokenKind::Break | TokenKind::Quote)
                });
            opened && role.is_some_and(|r| r.role.is_body())
        };
        let from = (start..p).find(body)?;
        let np = self.noun_phrase(from, p, false, &[]).filter(|np| np.start == from && np.end == p)?;
        Some(Target::Words(np.start, np.end))
    }

    /// The definite phrase that stands alone between the particle of a clause and token `p`, of which the class at `class`
    /// is said: أن وزارة التعليم | تعد شريكا.
    fn whole_subject(&self, p: usize, class: usize) -> Option<Target> {
        let from = (p.saturating_sub(WHOLE)..p).rev().find(|k| self.doc.class(*k).is(Class::CLAUSE))? + 1;
        // بأنه منظمة: the pronoun is the subject
        let particle = self.doc.key(from - 1);
        let pronoun = [key!("ه"), key!("ها"), key!("هم")].iter().any(|s| particle.before(*s).is_some_and(|k| k.len() > 1));
        if pronoun {
            return None;
        }
        let word = self.doc.word(from);
        let someone = word.role().is_some_and(|r| r.role.is_body() || r.role.is_human());
        // التدخين عدو: nobody
        let partner = Tables::built_in().get(self.doc.key(class)).polarity == Some(Polarity::Partner);
        if !someone && !partner {
            return None;
        }
        let definite = article_off(self.doc.key(from)).1 || word.role().is_some_and(|r| r.role.is_body());
        let np = self.noun_phrase(from, p, true, &[]).filter(|np| np.start == from && np.end == p);
        let single = p == from + 1 && word.is_noun();
        (from < p && definite && (single || np.is_some())).then_some(Target::Words(from, p))
    }

    /// The class at `i` said of a phrase that أن opens and a pronoun at `pronoun` closes: إن الحكومات التي … هي حكومات …
    fn predicate_of_words(&self, pronoun: usize, i: usize, denied: bool, names: &Names) -> Option<Found> {
        let (start, end, polarity) = self.label(i)?;
        let open = (pronoun.saturating_sub(PHRASE)..pronoun).rev().take_while(|k| {
            !matches!(self.doc.kind(*k), TokenKind::Comma | TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon)
        });
        let clause = open.into_iter().find(|k| self.doc.class(*k).is(Class::CLAUSE))?;
        // أن منظمة التحرير بإجماع العالم هي شريك
        if let Some(n) = names.beginning(clause + 1).filter(|n| is_party(*n) && n.end <= pronoun) {
            return Some(Found { by: None, target: Target::Named(n), label: (start, end), polarity, epithet: false, denied });
        }
        let target = Target::Words(clause + 1, pronoun);
        let whole = pronoun > clause + 1 && article_off(self.doc.key(clause + 1)).1;
        let place = |k: usize| {
            let kind = self.doc.kb_at(k).map(|h| self.doc.tables.kb[h.row as usize].kind);
            matches!(kind, Some(EntityKind::State | EntityKind::Place))
        };
        // أن المقاومة هي جزء لا يتجزأ من التحالف
        let part = Tables::built_in().get(self.doc.key(i)).is(Kinds::PART) && !(clause + 1..pronoun).any(place);
        let claims = polarity == Polarity::Terrorist || polarity == Polarity::Hostile || part;
        (whole && claims).then_some(Found { by: None, target, label: (start, end), polarity, epithet: false, denied })
    }
}

/// The longest subject of a predicate without a name, in tokens.
const WHOLE: usize = 7;
/// The longest phrase that a predicate is said of, in tokens.
const PHRASE: usize = 18;
