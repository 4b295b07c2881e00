//! A small linear model that decides where the rules leave rivals: named features, one weight each, in
//! `lexicon/model.tsv`. The rules propose and their own choice is a feature; the weights come from annotated articles
//! (`rawi-train`).

use crate::border::{Border, Word};
use rawi_text::table::{self, TableError};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The table, as it is built in.
pub const MODEL: &str = include_str!("../../../lexicon/model.tsv");

/// Which features hold, as bits; a bit's name is in the list of its question.
pub type Features = u128;

/// Which features of a place hold where a content might end: first what is so there, then how what follows opens, then which
/// words stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndFeatures(pub [Features; 2], pub Border);

/// The weights of one question, by the bits of its features.
#[derive(Clone, Debug)]
struct Weights([f32; 128]);

impl Weights {
    fn score(&self, mut features: Features) -> f32 {
        let mut sum = 0.0;
        while features != 0 {
            sum += self.0[features.trailing_zeros() as usize];
            features &= features - 1;
        }
        sum
    }
}

/// The questions that the model answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which antecedent speaks.
    Speaker,
    /// Whether a content ends here.
    End,
    /// Whether a statement is right: found, and its speaker.
    Sure,
}

/// All questions.
pub const QUESTIONS: [Question; 3] = [Question::Speaker, Question::End, Question::Sure];

impl Question {
    /// What its rows begin with in the table.
    pub fn prefix(self) -> &'static str {
        match self {
            Question::Speaker => "speaker ",
            Question::End => "end ",
            Question::Sure => "sure ",
        }
    }

    /// The name of a feature by its bit; none where the bit means nothing.
    pub fn feature(self, bit: usize) -> Option<String> {
        match self {
            Question::Speaker => speaker::NAMES.get(bit).map(|n| (*n).to_owned()),
            Question::Sure => sure::NAMES.get(bit).map(|n| (*n).to_owned()),
            Question::End if bit >= 128 => opening::NAMES.get(bit - 128).map(|n| (*n).to_owned()),
            Question::End if bit < NOUN_BITS => end::NAMES.get(bit).map(|n| (*n).to_owned()),
            Question::End => end::NAMES.get(bit - NOUN_BITS).map(|n| format!("noun+{n}")),
        }
    }
}

/// How many features a question may have.
pub const MOST: usize = 256;

/// The features of an end stand a second time, this far up, where the content is a noun phrase.
const NOUN_BITS: usize = 64;

/// The features of an end in a content that is a noun phrase.
pub(crate) fn in_noun_phrase(features: Features) -> Features {
    features | features << NOUN_BITS
}

/// What is taken off the sum for how sure a statement is: whoever keeps those of 0.9 and more is to have at least 97 right in
/// 100, on articles of other outlets too.
pub const CAUTION: f32 = 1.1;

/// The weights of all questions. A question without a row is left to the rules.
#[derive(Clone, Debug, Default)]
pub struct Model {
    speaker: Option<Box<Weights>>,
    end: Option<Box<[Weights; 2]>>,
    words: HashMap<Word, f32>,
    sure: Option<Box<Weights>>,
}

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| Model::parse(MODEL).0);

impl Model {
    /// The model that is built in.
    pub fn built_in() -> &'static Model {
        &BUILT_IN
    }

    /// Reads the rows of a table (`question feature<TAB>weight`); rows that are not well formed are left out and told.
    pub fn parse(content: &str) -> (Model, Vec<TableError>) {
        let mut model = Model::default();
        let mut errors = Vec::new();
        for row in table::rows::<2>("lexicon/model.tsv", content) {
            match row {
                Ok((line, [feature, weight])) => {
                    let known = QUESTIONS.into_iter().find_map(|q| {
                        let name = feature.strip_prefix(q.prefix())?;
                        Some((q, (0..MOST).find(|b| q.feature(*b).as_deref() == Some(name))?))
                    });
                    let word = || feature.strip_prefix(Question::End.prefix())?.parse().ok();
                    match (known, weight.parse::<f32>()) {
                        (Some((q, bit)), Ok(w)) if w.is_finite() => model.set(q, bit, w),
                        (None, Ok(w))
                            if w.is_finite()
                                && let Some(word) = word() =>
                        {
                            model.set_word(word, w)
                        }
                        _ => errors.push(TableError {
                            table: "lexicon/model.tsv".into(),
                            line,
                            what: format!("no such feature, or no weight: {feature}"),
                        }),
                    }
                }
                Err(e) => errors.push(e),
            }
        }
        (model, errors)
    }

    /// Gives a feature its weight; bits past the last are left out.
    pub fn set(&mut self, question: Question, bit: usize, weight: f32) {
        let none = || Weights([0.0; 128]);
        let weights = match question {
            Question::Speaker => &mut **self.speaker.get_or_insert_with(|| Box::new(none())),
            Question::End => &mut self.end.get_or_insert_with(|| Box::new([none(), none()]))[(bit / 128).min(1)],
            Question::Sure => &mut **self.sure.get_or_insert_with(|| Box::new(none())),
        };
        let bit = if question == Question::End && bit >= 128 { bit - 128 } else { bit };
        if let Some(w) = weights.0.get_mut(bit) {
            *w = weight;
        }
    }

    /// Gives a word at the border of a content its weight.
    pub fn set_word(&mut self, word: Word, weight: f32) {
        self.words.insert(word, weight);
    }

    /// Whether it answers who speaks.
    pub(crate) fn tells_speakers(&self) -> bool {
        self.speaker.is_some()
    }

    /// The best of several candidates; none where the question is left to the rules.
    pub(crate) fn best(&self, candidates: impl Iterator<Item = Features>) -> Option<usize> {
        let weights = self.speaker.as_ref()?;
        let mut best: Option<(usize, f32)> = None;
        for (n, features) in candidates.enumerate() {
            let score = weights.score(features);
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((n, score));
            }
        }
        best.map(|(n, _)| n)
    }

    /// Whether a content ends where these features hold; none where the question is left to the rules.
    pub(crate) fn ends(&self, features: impl FnOnce() -> EndFeatures) -> Option<bool> {
        self.end.as_deref().map(|[place, opening]| {
            let EndFeatures([is, opens], border) = features();
            let of_words: f32 = border.words().filter_map(|w| self.words.get(&w)).sum();
            place.score(is) + opening.score(opens) + of_words > 0.0
        })
    }

    /// How likely a statement is right, in hundredths; none where the question is left to the rules.
    pub(crate) fn sure(&self, features: Features) -> Option<f32> {
        let score = self.sure.as_ref()?.score(features) - CAUTION;
        let likely = 1.0 / (1.0 + (-score).exp());
        Some(((likely * 100.0).round() / 100.0).clamp(0.05, 0.99))
    }
}

/// What the model was asked, for training.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Cues without a subject.
    pub choices: Vec<Choice>,
    /// Places where contents might end.
    pub ends: Vec<End>,
    /// What holds of each statement, in their order.
    pub sure: Vec<Features>,
}

/// A cue without a subject and who might speak.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The cue, in bytes.
    pub cue: (u32, u32),
    /// Features and names of those who might.
    pub candidates: Vec<(Features, Vec<String>)>,
}

/// A place where a content might end.
#[derive(Clone, Debug)]
pub struct End {
    /// The cue, in bytes.
    pub cue: (u32, u32),
    /// The content if it ended there, in bytes.
    pub content: (u32, u32),
    /// What is so there.
    pub features: EndFeatures,
}

macro_rules! features {
    ($($field:ident = $name:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($field,)* }
        $(pub(crate) const $field: super::Features = 1 << Place::$field as u32;)*
        pub(crate) const NAMES: &[&str] = &[$($name,)*];
    };
}

/// Features of who might speak.
pub(crate) mod speaker {
    features! {
        RULE = "rule:chose";
        IN_SENTENCE = "antecedent:said-in-sentence";
        LAST = "antecedent:said-last";
        SECOND = "antecedent:said-before-last";
        THIRD = "antecedent:said-third-last";
        SUBJECT = "antecedent:subject-of-sentence";
        NEAREST = "antecedent:nearest-in-sentence";
        BEFORE = "antecedent:subject-of-sentence-before";
        NEW = "antecedent:not-said-before";
        P_RULE = "participle+rule:chose";
        P_IN_SENTENCE = "participle+said-in-sentence";
        P_LAST = "participle+said-last";
        P_SUBJECT = "participle+subject-of-sentence";
        P_NEAREST = "participle+nearest-in-sentence";
        F_RULE = "sentence-first+rule:chose";
        F_LAST = "sentence-first+said-last";
        F_BEFORE = "sentence-first+subject-of-sentence-before";
        L_RULE = "later+rule:chose";
        L_IN_SENTENCE = "later+said-in-sentence";
        L_LAST = "later+said-last";
        L_SUBJECT = "later+subject-of-sentence";
        L_NEAREST = "later+nearest-in-sentence";
        L_BEFORE = "later+subject-of-sentence-before";
        N_RULE = "noun-or-phrase+rule:chose";
        N_IN_SENTENCE = "noun-or-phrase+said-in-sentence";
        N_LAST = "noun-or-phrase+said-last";
        N_SUBJECT = "noun-or-phrase+subject-of-sentence";
        AGREES = "agree:gender";
        CLASHES = "agree:gender-not";
        UNKNOWN = "agree:gender-unknown";
        MANY = "agree:number-not";
        PERSON = "kind:person";
        ROLE = "kind:role";
        BODY = "kind:organisation";
        GROUP = "kind:group";
        STATE = "kind:state";
        OUTLET = "kind:outlet";
        PLACE = "kind:place";
        UNNAMED = "kind:unnamed";
        SEVERAL = "kind:coordinated";
        DOCUMENT = "kind:document";
        D0 = "distance:0";
        D1 = "distance:1";
        D2 = "distance:2";
        D3 = "distance:3+";
        PARAGRAPH = "distance:other-paragraph";
        ONCE = "often:1";
        TWICE = "often:2";
        OFTEN = "often:3+";
        MAIN = "often:most";
        HEADLINE = "antecedent:only-in-headline";
        AT_VERB = "subject-of-sentence:right-after-first-word";
        F_AT_VERB = "subject-of-sentence-before:right-after-first-word";
        NAMED = "subject-of-sentence:named";
        MEANWHILE = "subject-of-sentence:and-somebody-said-since";
        QUOTED = "cue:in-quotation";
        R_SENTENCE = "rule:said-in-sentence";
        R_VERB = "rule:subject-of-verb-before";
        R_SUBJECT = "rule:subject-of-sentence";
        R_DOCUMENT = "rule:whose-document";
        R_CLAUSE = "rule:begins-clause";
        R_RESUMED = "rule:pronoun-resumes";
        R_PRONOUN = "rule:person-before-pronoun";
        R_BEGAN = "rule:begins-sentence-before";
        R_HISTORY = "rule:said-last";
        R_FIRST = "rule:first-actor";
        R_ANY = "rule:said-last-without-agreement";
        PERSON_HERE = "antecedent:person-in-sentence";
        PERSON_BEFORE = "antecedent:person-in-sentence-before";
        GO_LAST = "goes-on+said-last";
        GO_HERE = "goes-on+said-in-sentence";
        GO_NEW = "goes-on+not-said-before";
        ALSO_LAST = "kama+said-last";
        ALSO_NEW = "kama+not-said-before";
        AUX_LAST = "kana-or-qad+said-last";
        AUX_SUBJECT = "kana-or-qad+subject-of-sentence";
        AUX_NEAREST = "kana-or-qad+nearest-in-sentence";
        JOINED_LAST = "joined+said-last";
        JOINED_HERE = "joined+said-in-sentence";
        JOINED_SUBJECT = "joined+subject-of-sentence";
        JOINED_NEAREST = "joined+nearest-in-sentence";
        JOINED_BEFORE = "joined+subject-of-sentence-before";
        ALONE_LAST = "alone+said-last";
        ALONE_SUBJECT = "alone+subject-of-sentence";
        ALONE_NEAREST = "alone+nearest-in-sentence";
        PRON_LAST = "pronoun+said-last";
        PRON_SUBJECT = "pronoun+subject-of-sentence";
        PRON_NEAREST = "pronoun+nearest-in-sentence";
        FIRST_LAST = "paragraph-first+said-last";
        FIRST_BEFORE = "paragraph-first+subject-of-sentence-before";
        AFTER_QUOTE = "after-quotation+said-last";
        BY_PHRASE = "antecedent:said-by-phrase";
        BY_NOUN = "antecedent:said-by-noun";
        BY_PARTICIPLE = "antecedent:said-by-participle";
        BY_ELIDED = "antecedent:said-elided";
        GAP0 = "gap:0";
        GAP1 = "gap:1";
        GAP2 = "gap:2+";
        AFTER_PREP = "mention:after-preposition";
        IN_CONTENT = "mention:in-content";
        IN_RELATIVE = "mention:in-relative-clause";
        SAID_SUBJECT = "another-said-in-sentence+subject-of-sentence";
        SAID_NEAREST = "another-said-in-sentence+nearest-in-sentence";
        SAID_PERSON = "another-said-in-sentence+person-in-sentence";
    }
}

/// Features of a place where a content might end.
pub(crate) mod end {
    features! {
        ALWAYS = "always";
        COMMA_RULE = "comma+rule:ends";
        COMMA_ON = "comma+rule:goes-on";
        CUE_RULE = "cue+rule:ends";
        CUE_ON = "cue+rule:goes-on";
        PHRASE_RULE = "phrase+rule:ends";
        PHRASE_ON = "phrase+rule:goes-on";
        WORD_RULE = "circumstance+rule:ends";
        WORD_ON = "circumstance+rule:goes-on";
        CLAUSE = "before:clause";
        REL = "before:relative";
        SUB = "before:subordinate";
        LINK = "before:link";
        PRON = "before:pronoun";
        NEG = "before:negation";
        AUX = "before:kana-or-qad";
        PREP = "before:preposition";
        TIME = "before:time";
        JOINED = "before:waw";
        JOINED_AND_NO_NOUN = "before:waw+no-noun";
        TANWIN = "before:tanwin";
        EVENT = "before:event-verb";
        REPORTER = "before:reporter-word";
        QUOTE = "before:quotation";
        NUMBER = "before:number";
        NAME = "before:actor";
        DASH = "before:dash-or-bracket";
        HAYTH = "before:haythu";
        BAAD = "before:baada";
        QABL = "before:qabla";
        DHALIKA = "before:wa-dhalika";
        KHILAL = "before:khilala";
        IDH = "before:idh";
        LIANNA = "before:lianna";
        LAKIN = "before:lakin";
        KAMA = "before:kama";
        HIN = "before:fi-hin-or-fima";
        RAGHM = "before:raghma";
        MIMMA = "before:mimma";
        OCCASION = "before:occasion";
        CUE_AFTER = "next-cue:own-subject";
        CUE_BEFORE = "next-cue:subject-before";
        CUE_ELIDED = "next-cue:elided";
        CUE_PARTICIPLE = "next-cue:participle";
        CUE_NEAR = "next-cue:within-three";
        CUE_LINKED = "next-cue:linked";
        CUE_SAME = "next-cue:agrees";
        CUE_CLAUSE = "next-cue:clause";
        CUE_LATER = "next-cue:later-in-sentence";
        QUOTE_CLOSED = "after:quotation";
        IN_QUOTE = "inside:quotation";
        FROM_QUOTE = "content:begins-with-quotation";
        INNER = "content:inner";
        SHORT = "length:to-4";
        MIDDLE = "length:to-10";
        LONG = "length:to-25";
        OVER = "length:over-25";
        FEW = "rest:to-4";
        SOME = "rest:to-10";
        MORE = "rest:over-10";
        BY_PARTICIPLE = "cue:participle";
        BY_MASDAR = "cue:noun";
        BARE = "bare-word";
        CLOSED = "closing-quotation";
    }
}

/// Features of what leads a content and of what opens behind it: by itself, or behind a comma or another mark.
pub(crate) mod opening {
    features! {
        WORD = "opens:word";
        M_WORD = "mark+opens:word";
        QUOTE = "opens:quotation";
        M_QUOTE = "mark+opens:quotation";
        HAL = "opens:m-and-tanwin";
        M_HAL = "mark+opens:m-and-tanwin";
        FEMININE = "opens:m-and-ta+agrees";
        FEMININE_NOT = "opens:m-and-ta+agrees-not";
        PARTICIPLE = "opens:participle-of-speech";
        DEFINITE = "opens:definite";
        M_DEFINITE = "mark+opens:definite";
        MW_DEFINITE = "mark+waw+opens:definite";
        NOUN = "opens:noun";
        M_NOUN = "mark+opens:noun";
        MW_NOUN = "mark+waw+opens:noun";
        ADJECTIVE = "opens:adjective";
        M_ADJECTIVE = "mark+opens:adjective";
        MW_ADJECTIVE = "mark+waw+opens:adjective";
        YA = "opens:ya";
        M_YA = "mark+opens:ya";
        MW_YA = "mark+waw+opens:ya";
        TA = "opens:ta";
        M_TA = "mark+opens:ta";
        MW_TA = "mark+waw+opens:ta";
        ENDS_TA = "opens:word-in-ta";
        M_ENDS_TA = "mark+opens:word-in-ta";
        MW_ENDS_TA = "mark+waw+opens:word-in-ta";
        CLITIC = "opens:ba-or-lam";
        M_CLITIC = "mark+opens:ba-or-lam";
        MW_CLITIC = "mark+waw+opens:ba-or-lam";
        OTHER = "opens:other-word";
        M_OTHER = "mark+opens:other-word";
        MW_OTHER = "mark+waw+opens:other-word";
        PERFECT = "cue:perfect";
        M_PERFECT = "mark+cue:perfect";
        IMPERFECT = "cue:imperfect";
        M_IMPERFECT = "mark+cue:imperfect";
        PARTICIPLE_CUE = "bare+cue:participle";
        M_PARTICIPLE_CUE = "mark+cue:participle";
        MASDAR = "bare+cue:noun";
        M_MASDAR = "mark+cue:noun";
        CLAUSE = "led-by:clause";
        M_CLAUSE = "mark+led-by:clause";
        DIRECT = "led-by:colon-or-quotation";
        M_DIRECT = "mark+led-by:colon-or-quotation";
        BARE = "led-by:nothing";
        M_BARE = "mark+led-by:nothing";
        ILA = "led-by:ila";
        M_ILA = "mark+led-by:ila";
        ALA = "led-by:ala";
        M_ALA = "mark+led-by:ala";
        AN = "led-by:an";
        M_AN = "mark+led-by:an";
        MIN = "led-by:min";
        M_MIN = "mark+led-by:min";
        BI = "led-by:bi";
        M_BI = "mark+led-by:bi";
        LI = "led-by:li";
        M_LI = "mark+led-by:li";
        PRONOUN = "led-by:clause-with-pronoun";
        M_PRONOUN = "mark+led-by:clause-with-pronoun";
        MW_PRONOUN = "mark+waw+led-by:clause-with-pronoun";
        INNER = "bare+content:inner";
        M_INNER = "mark+content:inner";
        SOURCE = "phrase:source";
        M_SOURCE = "mark+phrase:source";
        OWNER = "phrase:owner";
        M_OWNER = "mark+phrase:owner";
        VERB = "phrase:verb";
        M_VERB = "mark+phrase:verb";
        CONTENT = "phrase:content";
        M_CONTENT = "mark+phrase:content";
        DOCUMENT = "phrase:document";
        M_DOCUMENT = "mark+phrase:document";
        FIRST = "place:first";
        SECOND = "place:second";
        THIRD = "place:third";
        FOURTH = "place:fourth";
        LATER = "place:later";
    }
}

/// Features of a statement that may be right or wrong.
pub(crate) mod sure {
    features! {
        ALWAYS = "always";
        CLAUSE = "rule:verb+clause";
        QUOTATION = "rule:verb+quotation";
        COLON = "rule:verb+colon";
        NOUN = "rule:verb+noun";
        PREPOSITION = "rule:verb+preposition";
        UNMARKED = "rule:verb+unmarked";
        PARTICIPLE = "rule:participle";
        MASDAR = "rule:masdar";
        CARRIER = "rule:carrier";
        HEADLINE = "rule:headline";
        BULLET = "rule:bullet";
        PHRASE = "rule:phrase";
        AFTER_WORDS = "rule:after-words";
        BARE = "rule:bare-quotation";
        BY_NAME = "via:name";
        BY_ROLE = "via:role";
        ELIDED = "via:elided";
        PRONOUN = "via:pronoun";
        METONYM = "via:metonym";
        NOBODY = "speaker:nobody";
        KNOWN = "speaker:in-knowledge-base";
        PERSON = "speaker:person";
        BODY = "speaker:body";
        ROLE = "speaker:role";
        UNNAMED = "speaker:unnamed";
        E_KNOWN = "elided+in-knowledge-base";
        E_PERSON = "elided+person";
        E_BODY = "elided+body";
        E_ROLE = "elided+role";
        E_AGAIN = "elided+speaks-again";
        P_ROLE = "participle+role";
        P_KNOWN = "participle+in-knowledge-base";
        N_BODY = "noun-like+body";
        N_INNER = "noun-like+inner";
        N_KNOWN = "noun-like+in-knowledge-base";
        C_BODY = "clause+body-not-known";
        Q_BODY = "quotation+body-not-known";
        BY_MODEL = "model:chose-speaker";
        ENDED = "model:ended";
        ADJACENT = "mention:right-after-cue";
        BEFORE = "mention:before-cue";
        FAR = "mention:after-more";
        ONE_WORD = "mention:one-word";
        LONG_NAME = "mention:over-8";
        TOGETHER = "mention:coordinated";
        INNER = "place:inner";
        QUOTED = "place:in-quotation";
        FIRST = "place:first-statement";
        TITLE = "place:headline";
        SHORT = "content:to-2";
        FEW = "content:to-5";
        LONG = "content:over-40";
        PARTS = "content:in-parts";
        AGAIN = "speaker:speaks-again";
        WEAK = "verb:weak";
        GOES_ON = "verb:goes-on";
        IMPERFECT = "verb:imperfect";
        RELATIVE = "subject:before-relative";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_text::{Key, key};

    #[test]
    fn every_row_is_well_formed() {
        let (_, errors) = Model::parse(MODEL);
        assert!(errors.is_empty(), "{errors:?}");
        assert!(speaker::NAMES.len() <= 128 && end::NAMES.len() <= NOUN_BITS && sure::NAMES.len() <= 128);
        assert!(opening::NAMES.len() <= 128);
    }

    #[test]
    fn weights_choose() {
        let (model, errors) = Model::parse(
            "speaker rule:chose\t1\nspeaker agree:gender\t2.5\nend always\t-2\nend noun+always\t4\nend before:link\t1.9\nend mark+opens:m-and-tanwin\t4\nend next:رغم\t4\nend no\t1\n",
        );
        assert_eq!(errors.len(), 1);
        assert_eq!(model.best([speaker::RULE, speaker::AGREES, speaker::RULE].into_iter()), Some(1));
        assert_eq!(model.best([].into_iter()), None);
        let at = |place, opening| move || EndFeatures([place, opening], Border::default());
        assert_eq!(model.ends(at(end::ALWAYS, 0)), Some(false));
        assert_eq!(model.ends(at(in_noun_phrase(end::ALWAYS), 0)), Some(true));
        assert_eq!(model.ends(at(end::ALWAYS | end::LINK, 0)), Some(false));
        assert_eq!(model.ends(at(end::ALWAYS, opening::M_HAL)), Some(true));
        let word = Border { next: [key!("رغم"), Key::default()], ..Border::default() };
        assert_eq!(model.ends(|| EndFeatures([end::ALWAYS, 0], word)), Some(true));
        assert_eq!(Model::default().ends(at(end::ALWAYS, 0)), None);
    }
}
