//! How what follows a place opens where a content might end, and what leads the content: by itself, or behind a mark.

use crate::edges::Edges;
use crate::lexicon::{Gender, Mark, Mood, PhraseKind, Prep};
use crate::model::{Features, opening as f};
use rawi_text::words::{ALIF, BA, FA, LAM, WAW};
use rawi_text::{Class, Key, TokenKind, key};

/// A feature by itself, behind a mark, and behind a mark with و or ف.
type Thrice = [Features; 3];

const DEFINITE: Thrice = [f::DEFINITE, f::M_DEFINITE, f::MW_DEFINITE];
const NOUN: Thrice = [f::NOUN, f::M_NOUN, f::MW_NOUN];
const ADJECTIVE: Thrice = [f::ADJECTIVE, f::M_ADJECTIVE, f::MW_ADJECTIVE];
const YA: Thrice = [f::YA, f::M_YA, f::MW_YA];
const TA: Thrice = [f::TA, f::M_TA, f::MW_TA];
const ENDS_TA: Thrice = [f::ENDS_TA, f::M_ENDS_TA, f::MW_ENDS_TA];
const CLITIC: Thrice = [f::CLITIC, f::M_CLITIC, f::MW_CLITIC];
const OTHER: Thrice = [f::OTHER, f::M_OTHER, f::MW_OTHER];
const PRONOUN: Thrice = [f::PRONOUN, f::M_PRONOUN, f::MW_PRONOUN];

impl Edges<'_, '_> {
    /// What opens at `at`, and whether a mark stands before it.
    pub(crate) fn opening(&self, at: usize, marked: bool) -> Features {
        let doc = &self.reader.doc;
        let key = doc.key(at);
        let joined = matches!(key.first(), WAW | FA) && key.len() > 2 && !doc.word(at).is_whole();
        let bare = if joined { key.skip(1) } else { key };
        let of = |alone: Features, behind: Features| if marked { behind } else { alone };
        let thrice = |f: Thrice| f[usize::from(marked) + usize::from(marked && joined)];
        let mut features = self.lead(marked);
        if self.is_led_by_pronoun() {
            features |= thrice(PRONOUN);
        }
        features |= match doc.kind(at) {
            TokenKind::Word => of(f::WORD, f::M_WORD) | self.word_opens(at, bare, marked),
            TokenKind::Quote => of(f::QUOTE, f::M_QUOTE),
            _ => 0,
        };
        if doc.kind(at) == TokenKind::Word && !doc.class(at).any() {
            features |= thrice(self.shape(at, bare));
        }
        let phrases = &self.reader.cues.phrases;
        let n = phrases.partition_point(|p| p.start < at);
        if let Some(p) = phrases.get(n).filter(|p| p.start <= at + 1) {
            features |= match p.phrase.kind {
                PhraseKind::Source => of(f::SOURCE, f::M_SOURCE),
                PhraseKind::Owner => of(f::OWNER, f::M_OWNER),
                PhraseKind::Verb => of(f::VERB, f::M_VERB),
                PhraseKind::Content => of(f::CONTENT, f::M_CONTENT),
                PhraseKind::Document => of(f::DOCUMENT, f::M_DOCUMENT),
            };
        }
        features
    }

    /// مهيباً بالجميع, موجهة دعوة: a participle that tells what the speaker does besides.
    fn word_opens(&self, at: usize, bare: Key, marked: bool) -> Features {
        let doc = &self.reader.doc;
        let mut features = 0;
        if self.reader.cues.at(at).is_some_and(|c| c.has(Mood::Participle)) {
            features |= f::PARTICIPLE;
        }
        if bare.first() == key!("م").first() && bare.len() > 4 {
            let text = doc.token(at).map_or("", |t| t.span.of(doc.text));
            if bare.last() == ALIF || text.ends_with('\u{64b}') {
                features |= if marked { f::M_HAL } else { f::HAL };
            } else if text.ends_with('ة') && !doc.word(at).is_noun() {
                let agrees = self.all[self.k].form.gender != Gender::M;
                features |= if agrees { f::FEMININE } else { f::FEMININE_NOT };
            }
        }
        features
    }

    /// What a word looks like that is no function word.
    fn shape(&self, at: usize, bare: Key) -> Thrice {
        let word = self.reader.doc.word(at);
        match bare.first() {
            _ if bare.take(2) == key!("ال") => DEFINITE,
            _ if word.is_noun() => NOUN,
            _ if word.is_adjective() => ADJECTIVE,
            c if c == key!("ي").first() => YA,
            c if c == key!("ت").first() => TA,
            _ if bare.last() == key!("ت").first() => ENDS_TA,
            BA | LAM => CLITIC,
            _ => OTHER,
        }
    }

    /// What leads the content, and from what kind of cue.
    fn lead(&self, marked: bool) -> Features {
        let p = &self.all[self.k];
        let of = |alone: Features, behind: Features| if marked { behind } else { alone };
        let by = match p.mark {
            Mark::Clause => of(f::CLAUSE, f::M_CLAUSE),
            Mark::Direct => of(f::DIRECT, f::M_DIRECT),
            Mark::Noun => of(f::BARE, f::M_BARE),
            Mark::Prep(Prep::Ila) => of(f::ILA, f::M_ILA),
            Mark::Prep(Prep::Ala) => of(f::ALA, f::M_ALA),
            Mark::Prep(Prep::An) => of(f::AN, f::M_AN),
            Mark::Prep(Prep::Min) => of(f::MIN, f::M_MIN),
            Mark::Prep(Prep::Bi) => of(f::BI, f::M_BI),
            Mark::Prep(Prep::Li) => of(f::LI, f::M_LI),
            Mark::Prep(_) => 0,
        };
        let cue = match p.form.mood {
            Mood::Perfect => of(f::PERFECT, f::M_PERFECT),
            Mood::Imperfect => of(f::IMPERFECT, f::M_IMPERFECT),
            Mood::Participle => of(f::PARTICIPLE_CUE, f::M_PARTICIPLE_CUE),
            Mood::Masdar => of(f::MASDAR, f::M_MASDAR),
            _ => 0,
        };
        by | cue | if self.inner { of(f::INNER, f::M_INNER) } else { 0 }
    }

    /// قال إنه: the clause goes on about somebody who was named.
    fn is_led_by_pronoun(&self) -> bool {
        let doc = &self.reader.doc;
        let key = doc.key(self.start);
        let ends = [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("ني"), key!("نا")];
        doc.class(self.start).is(Class::CLAUSE) && key.len() > 2 && ends.iter().any(|e| key.before(*e).is_some())
    }
}
