//! What is so at a place where a content might end, as the model takes it.

use crate::border::Border;
use crate::lexicon::{Mark, Mood};
use crate::model::{EndFeatures, Features, end as f, in_noun_phrase, opening};
use crate::propose::{Position, Proposal};
use crate::reader::Reader;
use rawi_actors::NounPhrase;
use rawi_text::words::WAW;
use rawi_text::{Class, InSets, Key, TokenKind, key, sets};

/// A content whose end is looked for.
#[derive(Clone, Copy)]
pub(crate) struct Edges<'r, 'a> {
    /// The article.
    pub(crate) reader: &'r Reader<'a>,
    /// All proposals.
    pub(crate) all: &'r [Proposal],
    /// Which one it is the content of.
    pub(crate) k: usize,
    /// Its first token.
    pub(crate) start: usize,
    /// One past the last token that it may have.
    pub(crate) limit: usize,
    /// Whether it is a noun phrase.
    pub(crate) noun_like: bool,
    /// Whether it stands inside another content.
    pub(crate) inner: bool,
}

/// A place where a content might end; each with the number of the first proposal from there on.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// Before another cue.
    Cue(usize),
    /// At a comma.
    Comma(usize),
    /// Before a phrase that attributes.
    Phrase(usize),
    /// Before a word of circumstance.
    Word(usize),
    /// Before a word that often begins a clause, with no mark before it.
    Bare(usize),
    /// Behind a closing quotation mark.
    Closed(usize),
}

/// Words that often begin what is the reporter's again.
const OPENERS: [(Key, Features); 15] = [
    (key!("حيث"), f::HAYTH),
    (key!("بعد"), f::BAAD),
    (key!("بعدما"), f::BAAD),
    (key!("قبل"), f::QABL),
    (key!("وذلك"), f::DHALIKA),
    (key!("خلال"), f::KHILAL),
    (key!("إذ"), f::IDH),
    (key!("لأن"), f::LIANNA),
    (key!("لكن"), f::LAKIN),
    (key!("كما"), f::KAMA),
    (key!("فيما"), f::HIN),
    (key!("بينما"), f::HIN),
    (key!("رغم"), f::RAGHM),
    (key!("مما"), f::MIMMA),
    (key!("ما"), f::MIMMA),
];

impl Edges<'_, '_> {
    /// What is so where the content would end before token `end`, at the place that is asked about after `passed` others.
    pub(crate) fn features(&self, end: usize, place: Place, ruled: bool, passed: usize) -> EndFeatures {
        let doc = &self.reader.doc;
        let mark = |k: TokenKind| matches!(k, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash);
        let mut at = end;
        while at < self.limit && mark(doc.kind(at)) {
            at += 1;
        }
        let (next, by_rule) = match place {
            Place::Cue(n) => (n, if ruled { f::CUE_RULE } else { f::CUE_ON }),
            Place::Comma(n) => (n, if ruled { f::COMMA_RULE } else { f::COMMA_ON }),
            Place::Phrase(n) => (n, if ruled { f::PHRASE_RULE } else { f::PHRASE_ON }),
            Place::Word(n) => (n, if ruled { f::WORD_RULE } else { f::WORD_ON }),
            Place::Bare(n) => (n, f::BARE),
            Place::Closed(n) => (n, f::CLOSED),
        };
        let features = f::ALWAYS | by_rule | self.word(at) | self.cue(at, next) | self.measure(end, at);
        let features = if self.noun_like { in_noun_phrase(features) } else { features };
        let order = [opening::FIRST, opening::SECOND, opening::THIRD, opening::FOURTH, opening::LATER][passed.min(4)];
        // an article without commas: that none stands before a cue tells nothing, so that one counts as there
        let marked = at > end || self.reader.unmarked && matches!(place, Place::Cue(_));
        EndFeatures([features, self.opening(at, marked) | order], self.border(at, marked))
    }

    /// The words there.
    fn border(&self, at: usize, marked: bool) -> Border {
        let doc = &self.reader.doc;
        let word = |i: usize| if i < self.limit && doc.kind(i) == TokenKind::Word { doc.key(i) } else { Key::default() };
        let first = if doc.kind(at) == TokenKind::Quote { at + 1 } else { at };
        let next = [word(first), word(first + 1)];
        let verb = Key::of(&self.reader.verb(&self.all[self.k].form).lemma);
        Border { next, marked, verb, noun_like: self.noun_like }
    }

    /// The first word after it.
    fn word(&self, at: usize) -> Features {
        let doc = &self.reader.doc;
        let (key, class) = (doc.key(at), doc.class(at));
        let joined = key.first() == WAW && !doc.word(at).is_whole();
        let bare = if joined { key.skip(1) } else { key };
        let mut features = 0;
        let mut hold = |is: bool, feature: Features| features |= if is { feature } else { 0 };
        hold(class.is(Class::CLAUSE), f::CLAUSE);
        hold(class.is(Class::REL), f::REL);
        hold(class.is(Class::SUB), f::SUB);
        hold(class.is(Class::LINK), f::LINK);
        hold(class.is(Class::PRON), f::PRON);
        hold(class.is(Class::NEG), f::NEG);
        hold(class.is(Class::AUX), f::AUX);
        hold(class.is(Class::PREP), f::PREP);
        hold(class.is(Class::TIME.or(Class::DAY)), f::TIME);
        hold(joined, f::JOINED);
        let noun = || {
            let word = doc.tables.word(bare);
            rawi_text::words::article_off(bare).1 || word.role().is_some() || word.is_common()
        };
        hold(joined && !class.any() && !noun(), f::JOINED_AND_NO_NOUN);
        hold(doc.token(at).is_some_and(|t| t.span.of(doc.text).ends_with(['ً', 'ا']) && !class.any()), f::TANWIN);
        let (of_key, of_bare) = (InSets::of(key), if joined { InSets::of(bare) } else { InSets::default() });
        hold(of_bare.has(sets().event_verb) || !joined && of_key.has(sets().event_verb), f::EVENT);
        hold(of_key.has(sets().reporter), f::REPORTER);
        hold(doc.kind(at) == TokenKind::Quote, f::QUOTE);
        hold(doc.kind(at) == TokenKind::Number, f::NUMBER);
        hold(doc.word(at).role().is_some() || doc.kb_at(at).is_some(), f::NAME);
        hold(matches!(doc.kind(at), TokenKind::Dash | TokenKind::Open | TokenKind::Close), f::DASH);
        for (word, feature) in OPENERS {
            hold(word == key || word == bare, feature);
        }
        let two = doc.key(at) == key!("في") && doc.key(at + 1) == key!("حين");
        hold(two, f::HIN);
        hold(class.is(Class::PREP) && doc.is_occasion(at + 1), f::OCCASION);
        features
    }

    /// The next cue.
    fn cue(&self, at: usize, next: usize) -> Features {
        let (reader, p) = (self.reader, &self.all[self.k]);
        let mut features = 0;
        let mut n = next;
        while n < self.all.len() && self.all[n].token < at {
            n += 1;
        }
        if let Some(c) = self.all.get(n).filter(|c| c.token < self.limit && reader.quote(c.token) == reader.quote(self.start)) {
            features |= f::CUE_LATER;
            let near =
                c.token <= at + 3 || c.position == Position::Before && c.subject.as_ref().is_some_and(|s| s.start <= at + 2);
            if near {
                features |= f::CUE_NEAR;
                let strong = c.subject.as_ref().is_some_and(NounPhrase::can_speak);
                features |= match c.position {
                    Position::After if strong => f::CUE_AFTER,
                    Position::Before => f::CUE_BEFORE,
                    Position::Elided if c.form.mood != Mood::Participle => f::CUE_ELIDED,
                    _ => 0,
                };
                if c.form.mood == Mood::Participle {
                    features |= f::CUE_PARTICIPLE;
                }
                if c.linked {
                    features |= f::CUE_LINKED;
                }
                if c.form.gender == p.form.gender && c.form.mood == p.form.mood {
                    features |= f::CUE_SAME;
                }
                if matches!(c.mark, Mark::Clause | Mark::Direct) || reader.is_clause(c.content) || c.quote.is_some() {
                    features |= f::CUE_CLAUSE;
                }
            }
        }
        match p.form.mood {
            Mood::Participle => features | f::BY_PARTICIPLE,
            Mood::Masdar => features | f::BY_MASDAR,
            _ => features,
        }
    }

    /// How long it is, how much is left, quotation marks.
    fn measure(&self, end: usize, at: usize) -> Features {
        let (reader, doc) = (self.reader, &self.reader.doc);
        let mut features = match end - self.start.min(end) {
            0..=4 => f::SHORT,
            5..=10 => f::MIDDLE,
            11..=25 => f::LONG,
            _ => f::OVER,
        };
        features |= match self.limit.saturating_sub(at) {
            0..=4 => f::FEW,
            5..=10 => f::SOME,
            _ => f::MORE,
        };
        if end > self.start && doc.kind(end - 1) == TokenKind::Quote && reader.closes(end - 1).is_some() {
            features |= f::QUOTE_CLOSED;
        }
        if reader.quote(self.start).is_some() {
            features |= f::IN_QUOTE;
        }
        if self.all[self.k].quote.is_some() {
            features |= f::FROM_QUOTE;
        }
        if self.inner {
            features |= f::INNER;
        }
        features
    }
}
