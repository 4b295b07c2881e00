//! Whom an article names besides those who speak: people and bodies in what is said, and those who are spoken to.

use crate::assemble::Draft;
use crate::reader::Reader;
use rawi_actors::{EntityKind, Likely, NounPhrase, Number, Registry, Role, Who};
use rawi_text::words::article_off;
use rawi_text::{Span, TokenKind, key};

/// The most words of a name.
const NAME: usize = 4;

impl Reader<'_> {
    /// People and bodies that only contents name. Speakers are known by now: nothing here changes who they are.
    pub(crate) fn named_in_contents(&self, drafts: &[Draft], registry: &mut Registry<'_>) {
        let mut taken: Vec<Span> = registry.all().iter().flat_map(|w| w.mentions.iter().copied()).collect();
        taken.sort_unstable();
        let mut contents: Vec<(usize, usize)> = drafts.iter().flat_map(|d| d.content.iter().copied()).collect();
        contents.sort_unstable();
        let (mut at, mut next) = (0, 0);
        for (from, to) in contents {
            at = at.max(from);
            while at < to {
                if !self.doc.is_title_or_name(at) {
                    at += 1;
                    continue;
                }
                let Some(token) = self.doc.token(at) else { break };
                while taken.get(next).is_some_and(|t| t.end <= token.span.start) {
                    next += 1;
                }
                let free = token.is_word() && taken.get(next).is_none_or(|t| t.start > token.span.start);
                let np = if free { self.named_at(at, to).or_else(|| self.surname_at(at, registry)) } else { None };
                match np {
                    Some(np) => {
                        at = np.end;
                        registry.resolve(&np);
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// A person by two parts of a name, or a body by its head noun and more, at a token.
    fn named_at(&self, i: usize, to: usize) -> Option<NounPhrase> {
        let word = self.doc.word(i);
        if let Some(role) = word.role() {
            let body = matches!(role.role, Role::Body | Role::Group) && i + 1 < to && self.doc.kind(i + 1) == TokenKind::Word;
            // a definite one: الحكومة السورية, وزارة الصحة
            let definite = body && (article_off(word.key).1 && self.doc.word(i + 1).is_demonym() || self.is_annexed(i));
            return if definite { self.body_at(i, to) } else { None };
        }
        let known = |i: usize| {
            let w = self.doc.word(i);
            self.doc.kind(i) == TokenKind::Word
                && !self.doc.class(i).any()
                && w.role().is_none()
                && w.likely_name() == Likely::Known
        };
        let given = word.name_exact().is_some_and(|n| n.given > 0 && !n.common);
        // شهر رمضان المبارك, خان يونس, كتائب عبدالله عزام, عبد القادر فلان from its second word on
        let before = i.checked_sub(1);
        let body = before.is_some_and(|b| {
            !article_off(self.doc.key(b)).1
                && self.doc.word(b).role().is_some_and(|r| r.role.is_body() && r.role != Role::Document)
        });
        let month = before.is_some_and(|b| self.doc.key(b) == key!("شهر"));
        if month || body || self.doc.is_named_after(i) || self.doc.is_city(i) {
            return None;
        }
        if !given || self.doc.kb_at(i).is_some() || !known(i) || i + 1 >= to || !known(i + 1) {
            return None;
        }
        let end = (i + 2..to.min(i + NAME))
            .take_while(|j| self.doc.is_joined(*j) || (known(*j) || self.family(*j)) && self.doc.kb_at(*j).is_none())
            .last()
            .map_or(i + 2, |j| j + 1);
        Some(name(i, end))
    }

    /// Whether a word that no table has looks like a family name: behind its article, and ending as they do (اللهيبي).
    fn family(&self, i: usize) -> bool {
        let (bare, article) = article_off(self.doc.key(i));
        let word = self.doc.word(i);
        self.doc.kind(i) == TokenKind::Word
            && article
            && bare.last() == key!("ي").first()
            && word.role().is_none()
            && word.likely_name() == Likely::Unknown
    }

    /// The surname of somebody whom the article names in full.
    fn surname_at(&self, i: usize, registry: &Registry<'_>) -> Option<NounPhrase> {
        let word = self.doc.word(i);
        let may = word.role().is_none() && !self.doc.class(i).any() && word.likely_name() == Likely::Known;
        let key = article_off(word.key).0;
        let held = |w: &Who| w.kind == EntityKind::Person && w.name_keys.len() > 1 && w.name_keys.last() == Some(&key);
        if !may || !registry.all().iter().any(held) {
            return None;
        }
        let np = name(i, i + 1);
        registry.known(&np).map(|_| np)
    }

    /// Whether a noun without its article is followed by one with it: وزارة الصحة.
    fn is_annexed(&self, i: usize) -> bool {
        !article_off(self.doc.key(i)).1 && article_off(self.doc.key(i + 1)).1 && !self.doc.word(i + 1).is_demonym()
    }

    fn body_at(&self, i: usize, to: usize) -> Option<NounPhrase> {
        let mut np = self.noun_phrase(i, to.min(i + 5), true, &[])?;
        // the noun and what it is annexed to or called by, and one adjective
        let more = self.doc.kind(i + 2) == TokenKind::Word && self.doc.word(i + 2).is_demonym() && i + 2 < np.end;
        let end = np.end.min(i + 2 + usize::from(more));
        np.end = end;
        let fits = !np.coordinated && np.name.is_none_or(|n| n.1 <= end) && np.kb.is_none() && end > i + 1;
        fits.then_some(np)
    }

    /// Who is spoken to, as an entity: one of the article, or one that the knowledge base or the name makes known.
    pub(crate) fn who_is_addressed(
        &self,
        range: (usize, usize),
        speaker: Option<usize>,
        registry: &mut Registry<'_>,
    ) -> Option<usize> {
        let (mut from, to) = range;
        // لـ«الشرق الأوسط», لصحيفة «لوموند»
        while from < to && (self.doc.kind(from) != TokenKind::Word || self.doc.key(from).len() == 1) {
            from += 1;
        }
        let glued = from == range.0 && self.glued_prep(from).is_some();
        let np = if glued { self.noun_phrase_after_clitic(from, to) } else { self.noun_phrase(from, to, false, &[]) };
        let found = np.as_ref().filter(|np| !np.coordinated && !np.partitive).and_then(|np| {
            let body = np.role.is_some_and(|r| matches!(r.role, Role::Body | Role::Group))
                && np.definite
                && (np.start + 2..np.start + 4).contains(&np.end);
            let told = np.kb.is_some() || np.name.is_some() && np.role.is_some_and(|r| r.number == Number::S) || body;
            registry.known(np).or_else(|| told.then(|| registry.resolve(np)))
        });
        let found = found.or_else(|| {
            let short = to - from <= 4;
            let (i, hit) = (from..to).find_map(|i| self.doc.kb_at(i).map(|h| (i, h))).filter(|_| short)?;
            Some(registry.mention_known(hit, self.span((i, i + hit.words as usize))))
        });
        found.filter(|f| Some(*f) != speaker)
    }
}

/// A bare name as a phrase.
fn name(start: usize, end: usize) -> NounPhrase {
    NounPhrase { name: Some((start, end)), definite: true, ..NounPhrase::bare(start, end) }
}
