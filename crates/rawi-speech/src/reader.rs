//! The reader of one article: what all its rooms share.

use crate::cues::{CueWord, CueWords, is_finite};
use crate::last::Last;
use crate::lexicon::{Form, Lexicon, Mood, Prep, Verb};
use crate::lexis::{Facts, Lexis, Signs};
use crate::model::{Model, Trace};
use crate::propose::Complement;
use rawi_actors::{Doc, EntityKind, Gender, Likely, NounPhrase, Number, Phrases, Reach, Role, Tables};
use rawi_text::quotes::NONE;
use rawi_text::words::{ALIF, BA, LAM, article_off};
use rawi_text::{Class, Key, Sentence, Span, TokenKind, key, sets};
use std::cell::RefCell;

/// An article's structure with the tables that it is read by.
pub struct Reader<'a> {
    /// Text, tokens, actors' tables.
    pub doc: Doc<'a>,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// What the tables say of each word of the vocabulary.
    lexis: &'a Lexis,
    /// For each token, what its word may lead to.
    signs: Vec<Signs>,
    /// Cue words.
    pub cues: CueWords<'a>,
    /// For each token, the index of its sentence.
    sentence_of: Vec<u32>,
    /// One past the last token of the headline.
    pub title_end: usize,
    /// The parts of the text that are the article.
    pub parts: &'a [Span],
    /// Whether it has no comma though it is long: that a mark is missing tells nothing there.
    pub(crate) unmarked: bool,
    /// The noun phrases that were read.
    phrases: Phrases,
    /// What was asked last, and is mostly asked again: for the next reading of the same cue word.
    pub(crate) last_ending: Last<(usize, usize), Option<NounPhrase>>,
    pub(crate) last_complement: Last<(usize, u16), Option<Complement>>,
    /// What decides between rivals.
    pub(crate) model: &'a Model,
    /// Where what the model is asked is noted, for training.
    pub(crate) trace: Option<&'a RefCell<Trace>>,
    /// When the article was published, in ISO 8601.
    pub(crate) published: Option<&'a str>,
}

/// Words that the rules ask for by themselves.
pub mod word {
    use rawi_text::{Key, key};

    pub const ILA: Key = key!("إلى");
    pub const ALA: Key = key!("على");
    pub const AN: Key = key!("عن");
    pub const MIN: Key = key!("من");
    pub const FI: Key = key!("في");
    pub const HAWL: Key = key!("حول");
    pub const MAA: Key = key!("مع");
    pub const IND: Key = key!("عند");
    pub const QAD: Key = key!("قد");
    pub const MA: Key = key!("ما");
}

/// How many tokens an article has at least in which commas are to be expected.
const LONG: usize = 100;

impl<'a> Reader<'a> {
    /// Prepares an article for reading.
    pub fn new(doc: Doc<'a>, parts: &'a [Span], title_end: usize, lexicon: &'a Lexicon, lexis: &'a Lexis) -> Reader<'a> {
        let scaffold = doc.scaffold;
        let mut sentence_of = vec![0u32; scaffold.tokens.len()];
        for (n, s) in scaffold.sentences.iter().enumerate() {
            sentence_of[s.start as usize..s.end as usize].fill(n as u32);
        }
        let signs: Vec<Signs> = scaffold.numbers.iter().map(|n| lexis.signs(*n)).collect();
        let cues = CueWords::of(doc.text, scaffold, lexicon, lexis, &signs);
        let comma = |t: &rawi_text::Token| matches!(t.kind, TokenKind::Comma | TokenKind::Semicolon);
        let unmarked = scaffold.tokens.len() > LONG && !scaffold.tokens.iter().any(comma);
        Reader {
            doc,
            lexicon,
            lexis,
            signs,
            cues,
            sentence_of,
            title_end,
            parts,
            model: Model::built_in(),
            trace: None,
            published: None,
            unmarked,
            phrases: Phrases::of(scaffold),
            last_ending: Last::default(),
            last_complement: Last::default(),
        }
    }

    /// What the tables say of the word at a token.
    pub(crate) fn facts(&self, token: usize) -> &'a Facts {
        self.lexis.of_word(self.doc.scaffold.numbers.get(token).copied().unwrap_or(0))
    }

    /// What the word at a token may lead to.
    pub(crate) fn signs(&self, token: usize) -> Signs {
        self.signs.get(token).copied().unwrap_or_default()
    }

    /// The sentence of a token.
    pub fn sentence(&self, token: usize) -> Sentence {
        let n = self.sentence_of.get(token).copied().unwrap_or(0) as usize;
        self.doc.scaffold.sentences.get(n).copied().unwrap_or(Sentence { start: 0, end: 0, paragraph: 0 })
    }

    /// The number of a token's sentence.
    pub fn sentence_number(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or(0) as usize
    }

    /// The verb of a form.
    pub fn verb(&self, form: &Form) -> &'a Verb {
        &self.lexicon.verbs[form.verb as usize]
    }

    /// One past the last token that belongs to the clause of a cue: its sentence's end, or the end of the quotation that
    /// it stands in.
    pub fn limit(&self, token: usize) -> usize {
        let end = self.sentence(token).end as usize;
        match self.doc.scaffold.quotes.inside.get(token).copied() {
            Some(q) if q != NONE => {
                let quote = self.doc.scaffold.quotes.all[q as usize];
                // الحكومة "تدين" الاختطاف: the marks are for the verb alone
                if self.is_quoted_alone(token) {
                    return end;
                }
                end.min(quote.close as usize).max(token + 1)
            }
            _ => end,
        }
    }

    /// The innermost quotation around a token.
    pub fn quote(&self, token: usize) -> Option<usize> {
        self.doc.scaffold.quotes.inside.get(token).copied().filter(|q| *q != NONE).map(|q| q as usize)
    }

    /// The quotation that a token closes.
    pub fn closes(&self, token: usize) -> Option<usize> {
        self.doc.scaffold.quotes.closes.get(token).copied().filter(|q| *q != NONE).map(|q| q as usize)
    }

    /// The quotation that a token opens.
    pub fn opens(&self, token: usize) -> Option<usize> {
        self.doc.scaffold.quotes.opens.get(token).copied().filter(|q| *q != NONE).map(|q| q as usize)
    }

    /// Whether a token begins something that no noun phrase goes over: a verb or a participle of reporting.
    pub fn stops(&self, token: usize) -> bool {
        let key = self.doc.key(token);
        let Some(c) = self.cues.at(token) else {
            // the first letter tells of most words that they are no verb
            return key.first() == VERB && self.facts(token).looks_verb(self.doc.tables) && self.doc.kb_at(token).is_none()
                || self.signs(token).any(Signs::CUE) && self.attributes(token);
        };
        // مشيرا is the participle, and not an office in the accusative
        let noun = self.doc.word(token).role().is_some_and(|r| r.key.join(key!("ا")) != key);
        if noun || self.doc.class(token).is(Class::PREP) {
            return false;
        }
        if self.doc.kb_at(token).is_some() && c.conj.is_none() {
            return false;
        }
        c.forms.iter().any(|f| match f.mood {
            Mood::Imperfect => true,
            Mood::Jussive => c.purpose || token > 0 && self.doc.class(token - 1).is(Class::NEG),
            Mood::Perfect => c.conj.is_some() || !self.doc.word(token).is_namelike() || f.gender == crate::lexicon::Gender::F,
            Mood::Participle => {
                self.doc.key(token).last() == rawi_text::words::ALIF || c.conj.is_some() || self.verb(f).takes_direct()
            }
            // قوله, قولها, بالقول
            Mood::Masdar => self.verb(f).lemma == "قال" && (f.number != crate::lexicon::Number::Any || c.with),
            Mood::Passive => false,
        })
    }

    /// Whether a phrase that names a source begins at a token (نقلا عن).
    fn attributes(&self, token: usize) -> bool {
        let n = self.cues.phrases.partition_point(|p| p.start < token);
        self.cues.phrases.get(n).is_some_and(|p| p.start == token && p.phrase.kind == crate::lexicon::PhraseKind::Source)
    }

    /// Reads the noun phrase at `start`.
    pub fn noun_phrase(&self, start: usize, limit: usize, object: bool, verb_preps: &[Key]) -> Option<NounPhrase> {
        self.phrase(start, Reach::new(limit, &|i| self.stops(i)).before_object(object).of_verb(verb_preps))
    }

    /// The noun phrase from `start` to `end`, where there is one.
    pub fn phrase_between(&self, start: usize, end: usize) -> Option<NounPhrase> {
        self.phrases.whole(&self.doc, start, &Reach::new(end, &|i| self.stops(i)))
    }

    /// Reads the noun phrase at `start`, whose first word has a preposition glued to it.
    pub fn noun_phrase_after_clitic(&self, start: usize, limit: usize) -> Option<NounPhrase> {
        self.phrase(start, Reach::new(limit, &|i| self.stops(i)).behind_clitic(true))
    }

    /// Reads the noun phrase at `start`, once for all who ask for it.
    pub(crate) fn phrase(&self, start: usize, reach: Reach<'_>) -> Option<NounPhrase> {
        self.phrases.at(&self.doc, start, &reach)
    }

    /// Where a dateline at the head of a paragraph ends (`القاهرة – وكالات:`, `بغداد، العراق (CNN)--`); `start` where
    /// there is none.
    fn dateline(&self, start: usize) -> usize {
        if start > 0 && self.doc.kind(start - 1) != TokenKind::Break {
            return start;
        }
        let mut end = start;
        for j in start..start + 14 {
            match self.doc.kind(j) {
                TokenKind::Dash => {
                    // an aside (الأردن -الذي يستضيف- ) is glued to its words
                    if j == start {
                        continue;
                    }
                    let spaced = self.doc.token(j + 1).is_some_and(|t| t.spaced)
                        || self.doc.kind(j + 1) == TokenKind::Dash
                        || self.doc.kind(j - 1) == TokenKind::Close
                        || self.doc.kind(j - 1) == TokenKind::Dash;
                    if j > start && spaced {
                        end = j + 1;
                    }
                    // دمشق-سانا أكد, نواكشوط - صحراء ميديا أكد: an outlet, and the verb right behind it
                    if j > start
                        && let Some(hit) = self.doc.kb_at(j + 1)
                        && self.doc.tables.kb[hit.row as usize].kind == EntityKind::Outlet
                        && self.cues.at(j + 1 + hit.words as usize).is_some_and(|c| c.has(Mood::Perfect) && c.conj.is_none())
                    {
                        return j + 1 + hit.words as usize;
                    }
                }
                TokenKind::Break | TokenKind::Stop | TokenKind::Dots => break,
                TokenKind::Word if self.cues.at(j).is_some_and(|c| c.is_finite() && self.is_likely_cue(c)) => break,
                TokenKind::Word if self.doc.class(j).is(Class::CLAUSE.or(Class::REL).or(Class::NEG)) => break,
                _ => {}
            }
        }
        end
    }

    /// The first token of a sentence, its dateline left out.
    pub fn sentence_start(&self, token: usize) -> usize {
        let start = self.sentence(token).start as usize;
        let after = self.dateline(start);
        if after <= token { after } else { start }
    }

    /// The preposition that stands at a token, as a word of its own.
    pub fn prep_at(&self, token: usize) -> Option<Prep> {
        if !self.doc.class(token).is(Class::PREP) {
            return None;
        }
        let k = self.doc.key(token);
        let k = if self.doc.class(token).is(Class::WITH_CONJ) { k.skip(1) } else { k };
        Some(match k {
            k if k == word::ILA => Prep::Ila,
            k if k == word::ALA => Prep::Ala,
            k if k == word::AN => Prep::An,
            k if k == word::MIN => Prep::Min,
            k if k == word::FI => Prep::Fi,
            k if k == word::HAWL => Prep::Hawl,
            k if k == word::MAA => Prep::Maa,
            k if k == word::IND => Prep::Ind,
            _ => Prep::Other,
        })
    }

    /// The glued preposition (ب or ل) that a word begins with, where the letter is no part of the word.
    pub fn glued_prep(&self, token: usize) -> Option<Prep> {
        if !matches!(self.doc.key(token).first(), BA | LAM) {
            return None;
        }
        let Glued { prep, sure } = self.facts(token).glued(self.doc.tables)?;
        let clause = self.doc.class(token).is(Class::CLAUSE);
        if self.doc.kind(token) != TokenKind::Word || (self.doc.class(token).any() && !clause && !self.leads_whole(token)) {
            return None;
        }
        // بزشكيان is a name by itself, and not ب and a name; so is the surname بوعسكر
        let t = self.doc.tables;
        let k = self.doc.key(token);
        let surname = |row: u32| t.kb[row as usize].name.split_whitespace().last().map(Key::of) == Some(k);
        let whole = || t.kb_hit(k, |n| self.doc.token(token + n).map(|t| t.key)).is_some();
        // وأشاد بانيتا بجهود: somebody whom the text has as ليون بانيتا, or of whom nobody else is called so
        let person = || self.doc.kb_at(token).is_some_and(|h| t.kb[h.row as usize].kind == EntityKind::Person) && whole();
        if !clause && (self.doc.is_family_here(token) || person()) {
            return None;
        }
        let listed = || self.doc.kb_at(token).is_some_and(|h| !(h.words == 1 && surname(h.row))) && !whole();
        (sure || clause || listed()).then_some(prep)
    }

    /// The preposition that is written in one with the ما behind it: عما إذا كان; مما يجري, where no comma makes it «which».
    pub(crate) fn fused_prep(&self, token: usize) -> Option<Prep> {
        match self.doc.key(token) {
            k if k == key!("عما") => Some(Prep::An),
            k if k == key!("مما") && token > 0 && self.doc.kind(token - 1) == TokenKind::Word => Some(Prep::Min),
            _ => None,
        }
    }

    /// بأي اتفاق, بما تحقق: ب before a word that is a particle otherwise.
    fn leads_whole(&self, token: usize) -> bool {
        let k = self.doc.key(token);
        k.first() == BA && sets().behind_bi.contains(&k.skip(1)) && !self.doc.class(token).is(Class::PREP)
    }

    /// Whether a token is a break, a full stop or another end of the sentence outside brackets.
    pub fn ends(&self, token: usize) -> bool {
        match self.doc.kind(token) {
            TokenKind::Break => true,
            // د.ب.أ and the like end nothing
            TokenKind::Stop | TokenKind::Bang | TokenKind::Dots => self.sentence(token).end as usize <= token + 3,
            _ => false,
        }
    }

    /// Whether a cue word is likely a cue: of a verb that is mostly speech, and not in an unreal mood.
    pub fn is_likely_cue(&self, cue: &CueWord<'_>) -> bool {
        let unreal = cue.token > 0 && sets().unreal.contains(&self.doc.key(cue.token - 1));
        !unreal && cue.forms.iter().any(|f| !self.verb(f).weak && !self.verb(f).frames.is_empty() && f.mood != Mood::Passive)
    }

    /// Whether a token opens a complement clause.
    pub fn is_clause(&self, token: usize) -> bool {
        self.doc.class(token).is(Class::CLAUSE)
            && !self.is_name_as_particle(token)
            && !self.doc.is_van(token)
            && !self.doc.amid_body(token)
            && !self.is_letters(token)
            && !self.doc.token(token).is_some_and(|t| {
                let word = t.span.of(self.doc.text);
                // بان كي مون
                (t.key == key!("بان") && self.doc.kb_at(token).is_some_and(|h| h.words > 1))
                    || (t.key == key!("ألا") && !word.starts_with('أ'))
            })
    }

    /// سي إن إن, إي إن آي: إن between or before the names of Latin letters.
    fn is_letters(&self, token: usize) -> bool {
        let twice = |i: usize| self.doc.key(i) == key!("إن") && self.doc.key(i + 1) == key!("إن");
        token > 0 && (twice(token) || twice(token - 1))
    }

    /// Whether the gender and number of a verb's form can go with a subject that follows it: in that order the verb stays
    /// in the singular.
    pub fn agrees_before(&self, form: &Form, np: &NounPhrase) -> bool {
        // وحثت أبناء الشعب على: men are no subject of a feminine verb
        let men = !np.partitive
            && form.gender == crate::lexicon::Gender::F
            && np.gender() == Gender::M
            && np.number() == Number::P
            && np.role.is_some_and(|r| {
                matches!(r.role, Role::People | Role::Kin) || [key!("ون"), key!("ين")].iter().any(|e| r.key.before(*e).is_some())
            });
        // وتطالب عدد من الفعاليات: the verb may go with what is counted
        !men && (np.partitive && np.name.is_none() || agree(form, self.gender(np, form), np.number(), true))
    }

    /// The gender of a phrase; that of the knowledge base for a state or a body without a title. A woman may have an office
    /// in the masculine (عضو المجلس رشيدة طليب).
    fn gender(&self, np: &NounPhrase, form: &Form) -> Gender {
        let told = np.gender();
        let office =
            np.role.is_some_and(|r| matches!(r.role, Role::Office | Role::Profession | Role::Honorific) && r.number == Number::S);
        match told {
            Gender::M if office && np.name.is_some() && form.gender == crate::lexicon::Gender::F => Gender::Unknown,
            Gender::Unknown if np.role.is_none() && form.gender == crate::lexicon::Gender::M => {
                let state = np.kb.filter(|h| !h.metonym).map(|h| &self.doc.tables.kb[h.row as usize]);
                state.filter(|r| r.kind == EntityKind::State).map_or(told, |r| r.gender)
            }
            told => told,
        }
    }

    /// Whether a form agrees with a subject that precedes it.
    pub fn agrees_after(&self, form: &Form, np: &NounPhrase) -> bool {
        // مستشارين عسكريين تقول: men are no subject of a feminine verb behind them
        let men = form.gender == crate::lexicon::Gender::F
            && form.number == crate::lexicon::Number::S
            && !np.partitive
            && np.gender() == Gender::M
            && np.number() == Number::P
            && np.role.is_some_and(|r| {
                matches!(r.role, Role::People | Role::Kin) || [key!("ون"), key!("ين")].iter().any(|e| r.key.before(*e).is_some())
            });
        let agrees = np.coordinated || agree(form, self.gender(np, form), np.number(), false);
        !men && agrees || self.is_many(form, np)
    }

    /// الحوثيون يطلبون, أن المتضررين أعربوا, معظم الخبراء يعارضون: people who are named in the plural, or a part of them.
    fn is_many(&self, form: &Form, np: &NounPhrase) -> bool {
        let sound = |i: usize| [key!("ون"), key!("ين")].iter().any(|e| self.doc.key(i).before(*e).is_some_and(|k| k.len() > 3));
        form.number == crate::lexicon::Number::P
            && (np.partitive || np.role.is_none() && (sound(np.start) || np.kb.is_some() && sound(np.end - 1)))
    }
}

/// The preposition that the first letter of a word may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glued {
    prep: Prep,
    /// Whether it is one whatever the word is behind it; else only before a clause or a name of the knowledge base.
    sure: bool,
}

impl Glued {
    pub(crate) fn of(k: Key, t: &Tables) -> Option<Glued> {
        let prep = match k.first() {
            BA => Prep::Bi,
            LAM => Prep::Li,
            _ => return None,
        };
        // بـ«…» and لـ "…"
        if k.len() == 1 || prep == Prep::Li && k.at(1) == LAM || article_off(k.skip(1)).1 {
            return Some(Glued { prep, sure: true });
        }
        let rest = k.skip(1);
        if rawi_actors::is_bi_before_noun(k, t) {
            return Some(Glued { prep, sure: true });
        }
        if t.word(k).is_whole() || k.len() <= 3 {
            return None;
        }
        let stem = [key!("ه"), key!("ها"), key!("هم"), key!("هما")].iter().find_map(|s| rest.before(*s)).unwrap_or(rest);
        let known = t.word(rest).is_common()
            || t.word(stem).is_common()
            || t.word(rest).role().is_some()
            || t.word(rest).name_exact().is_some_and(|n| !n.common)
            // بإعاقة, بإزالة: a verbal noun
            || prep == Prep::Bi && rest.len() == 5 && rest.first() == ALIF && rest.at(2) == ALIF && rest.last() == key!("ة").first();
        Some(Glued { prep, sure: known })
    }
}

/// The letter that a verb begins with which no table knows.
const VERB: u8 = key!("ي").first();

/// Whether a word looks like an imperfect verb that no table knows: ي at its head and no ordinary noun.
pub(crate) fn looks_verb(k: Key, t: &Tables) -> bool {
    let word = t.word(k);
    k.first() == VERB
        && k.len() >= 4
        && word.name_exact().is_none()
        && (word.is_common() || k.take(3) == key!("يست") || k.take(2) == key!("يت"))
        && !word.is_demonym()
        && k.last() != key!("ن").first()
        && word.likely_name() != Likely::Known
}

/// Whether a verb's form agrees with a subject of that gender and number.
pub fn agree(form: &Form, gender: Gender, number: Number, verb_first: bool) -> bool {
    use crate::lexicon::{Gender as G, Number as N};
    let g = match (form.gender, gender) {
        (G::Any, _) | (_, Gender::Unknown) => true,
        (G::M, Gender::M) | (G::F, Gender::F) => true,
        // a plural of people or things may take the feminine singular
        (G::F, Gender::M) => number == Number::P,
        (G::M, Gender::F) => false,
    };
    let n = match (form.number, number) {
        (N::Any, _) | (N::S, Number::S) | (N::P, Number::P) | (N::D, Number::D) => true,
        (N::S, _) => verb_first || form.gender == G::F,
        (N::P, Number::D | Number::S) | (N::D, _) => false,
    };
    g && n && (is_finite(form.mood) || form.mood == Mood::Participle || form.mood == Mood::Masdar)
}
