//! Nouns of what is done, announced or taken sides on, behind a verbal noun and its owner.

use crate::reader::Reader;
use rawi_actors::Role;
use rawi_text::words::article_off;
use rawi_text::{Key, TokenKind, key};

impl<'a> Reader<'a> {
    /// The noun at a token less its preposition and article, and whether it has the article.
    pub(super) fn noun_off(&self, at: usize) -> (Key, bool) {
        let key = self.doc.key(at);
        if self.glued_prep(at).is_none() {
            return article_off(key);
        }
        let rest = key.skip(1);
        // للهجوم: the article behind ل has lost its alif
        let li = key!("ل").first();
        if key.first() == li && rest.first() == li && key.len() > 4 { (rest.skip(1), true) } else { article_off(rest) }
    }

    /// Whether a noun that tells what is done stands at a token: a verbal noun, the noun of an act.
    pub(super) fn is_deed(&self, at: usize) -> bool {
        let (bare, article) = self.noun_off(at);
        let word = self.doc.tables.word(bare);
        let kind = is_mutual(bare, article);
        self.doc.kind(at) == TokenKind::Word
            && !self.doc.class(at).any()
            && (word.role().is_none() || kind)
            && self.doc.kb_at(at).is_none()
            && (rawi_actors::is_verbal_noun(bare) || kind || self.act_noun(at).is_some() || !article && word.is_noun())
    }

    /// Whether the owner's own deed stands at a token: نيتها, عزمه, انسحابهم.
    pub(super) fn is_own_deed(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| key.before(*s));
        let open = stem.and_then(|s| s.before(key!("ت"))).map(|s| s.join(key!("ة")));
        let noun =
            [stem, open].into_iter().flatten().any(|k| rawi_actors::is_verbal_noun(k) || self.doc.tables.word(k).is_noun());
        self.doc.kind(at) == TokenKind::Word && !self.doc.class(at).any() && noun && self.glued_prep(at).is_none()
    }

    /// Whether a definite common noun stands at a token: what is rejected, welcomed, condemned.
    pub(super) fn is_sided_on(&self, at: usize) -> bool {
        let (bare, article) = self.noun_off(at);
        let word = self.doc.tables.word(bare);
        self.doc.kind(at) == TokenKind::Word
            && article
            && !self.doc.class(at).any()
            && word.is_common()
            && !self.doc.word(at).is_adjective()
            && !word.is_adjective()
            && word.role().is_none_or(|r| r.role == Role::Document)
            && self.doc.kb_at(at).is_none()
    }

    /// Whether a noun may stand at a token that tells what was announced: إعلان الوزارة مقتل، فقدان، سحب، تعديلاً.
    pub(super) fn may_be_announced(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        let key = self.doc.key(at);
        self.doc.kind(at) == TokenKind::Word
            && (!self.doc.class(at).any() || key == key!("قرب"))
            && (word.is_common() || key.before(key!("ا")).is_some_and(|k| self.doc.tables.word(k).is_common()))
            && !article_off(key).1
            && !word.is_adjective()
            && word.role().is_none()
            && self.doc.kb_at(at).is_none()
            && self.glued_prep(at).is_none()
            && !self.cues.at(at).is_some_and(|c| c.is_finite() && !c.has(crate::lexicon::Mood::Masdar))
            && key.take(1) != key!("ي")
            && key.last() != key!("ت").first()
    }
}

/// Whether a word has the shape of what two do to each other: مقاطعة, مصالحة, تفاوض.
fn is_mutual(bare: Key, article: bool) -> bool {
    let alif = bare.at(2) == key!("ا").first();
    // بمعارضة قوانين تعارض الدستور: without its article a verb is spelt so too
    alif && (bare.len() == 6 && bare.first() == key!("م").first() && bare.last() == key!("ة").last()
        || article && bare.len() == 5 && bare.first() == key!("ت").first())
}
