//! Which words of a text are forms of reporting verbs, and which phrases attribute.

use crate::lexicon::{Form, Lexicon, Mood, Phrase, Verb};
use crate::lexis::{Lexis, Signs};
use rawi_text::words::{ALIF, BA, FA, LAM, SIN, WAW};
use rawi_text::{Class, Key, Scaffold, key};

/// A word that may be a form of a reporting verb.
#[derive(Clone, Copy, Debug)]
pub struct CueWord<'a> {
    /// Its token.
    pub token: usize,
    /// What form it may be of which verb.
    pub forms: &'a [Form],
    /// و or ف before it.
    pub conj: Option<u8>,
    /// س before it: in the future.
    pub future: bool,
    /// ل before it: so that he says.
    pub purpose: bool,
    /// ب before it (بقوله).
    pub with: bool,
    /// A pronoun object after it (اتهمه).
    pub object: bool,
}

/// All cue words and phrases of a text, in order, and for each token the index of its cue word.
#[derive(Debug, Default)]
pub struct CueWords<'a> {
    /// In the order of their tokens.
    pub all: Vec<CueWord<'a>>,
    /// The phrases that attribute; of two that begin at one word the longer one, none inside another.
    pub phrases: Vec<PhraseAt<'a>>,
    at: Vec<u32>,
}

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub struct PhraseAt<'a> {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The phrase.
    pub phrase: &'a Phrase,
}

impl<'a> CueWords<'a> {
    /// Reads what is known of every word.
    pub fn of(text: &str, scaffold: &Scaffold, lexicon: &'a Lexicon, lexis: &Lexis, signs: &[Signs]) -> CueWords<'a> {
        let mut out = CueWords { all: Vec::new(), phrases: Vec::new(), at: vec![u32::MAX; scaffold.tokens.len()] };
        let mut phrase_end = 0;
        for (i, number) in scaffold.numbers.iter().enumerate().filter(|(i, _)| signs[*i].any(Signs::CUE)) {
            let word = &lexis.of_word(*number).cue;
            // هنا is no verb, and هنأ is
            let spelt = || scaffold.tokens[i].span.of(text).ends_with('أ');
            let adverb = scaffold.classes[i].is(Class::ADV) && !scaffold.classes[i].is(Class::PREP);
            if let Some(cue) = word.cue(lexicon).filter(|c| !adverb || !c.verb(lexicon).lemma.ends_with('أ') || spelt()) {
                out.at[i] = out.all.len() as u32;
                out.all.push(CueWord { token: i, ..cue });
            }
            if word.heads_phrase
                && i >= phrase_end
                && let Some((phrase, n)) = word.phrase(lexicon, scaffold, i)
            {
                phrase_end = i + n;
                out.phrases.push(PhraseAt { start: i, end: phrase_end, phrase });
            }
        }
        out
    }

    /// The cue word at a token.
    pub fn at(&self, token: usize) -> Option<&CueWord<'a>> {
        let id = *self.at.get(token)?;
        self.all.get(id as usize)
    }
}

/// What the lexicon has of a word: the places of its rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueFacts {
    /// The row of the word as it stands, and of the word less و or ف.
    rows: [Option<u32>; 2],
    /// The row of the verbs of which it may be a form.
    forms: Option<u32>,
    conj: Option<u8>,
    future: bool,
    purpose: bool,
    with: bool,
    object: bool,
    /// Whether a phrase may begin with it.
    heads_phrase: bool,
}

impl CueFacts {
    pub(crate) fn of(key: Key, lexicon: &Lexicon) -> CueFacts {
        let nothing = CueFacts {
            rows: [None; 2],
            forms: None,
            conj: None,
            future: false,
            purpose: false,
            with: false,
            object: false,
            heads_phrase: false,
        };
        if key.first() < 0x80 {
            return nothing;
        }
        let (rest, conj) = match key.first() {
            c @ (WAW | FA) if key.len() > 2 => (key.skip(1), Some(c)),
            _ => (key, None),
        };
        let place = |k: Key| lexicon.rows.place(&k);
        let row = |p: u32| lexicon.rows.at(p);
        let rows = [place(key), conj.and_then(|_| place(rest))];
        let heads_phrase = rows.iter().flatten().filter_map(|p| row(*p)).any(|r| !r.phrases.is_empty());
        let nothing = CueFacts { rows, heads_phrase, ..nothing };
        let with_forms = |p: Option<u32>| p.filter(|p| row(*p).is_some_and(|r| !r.forms.is_empty()));
        let found = |k: Key| with_forms(place(k));
        if let Some(forms) = with_forms(rows[0]) {
            return CueFacts { forms: Some(forms), ..nothing };
        }
        let nothing = CueFacts { conj, ..nothing };
        if let Some(forms) = with_forms(rows[1]) {
            return CueFacts { forms: Some(forms), ..nothing };
        }
        let has = |p: u32, moods: &[Mood]| row(p).is_some_and(|r| r.forms.iter().any(|f| moods.contains(&f.mood)));
        let (first, last, len) = (rest.first(), rest.last(), rest.len());
        if len > 3
            && matches!(first, SIN | LAM | BA)
            && let Some(f) = found(rest.skip(1))
        {
            let cue = CueFacts { forms: Some(f), ..nothing };
            match first {
                SIN if has(f, &[Mood::Imperfect]) => return CueFacts { future: true, ..cue },
                LAM if has(f, &[Mood::Imperfect, Mood::Jussive, Mood::Masdar]) => {
                    return CueFacts { purpose: true, ..cue };
                }
                BA if has(f, &[Mood::Masdar]) => return CueFacts { with: true, ..cue },
                _ => {}
            }
        }
        // pronouns that are glued to a verb as its object
        const HA: u8 = key!("ه").first();
        const MIM: u8 = key!("م").first();
        const NUN: u8 = key!("ن").first();
        let objects: &[Key] = match last {
            _ if key.len() < 4 => &[],
            HA => &[key!("ه")],
            ALIF => &[key!("ها"), key!("هما"), key!("نا")],
            MIM => &[key!("هم")],
            NUN => &[key!("هن")],
            _ => &[],
        };
        // وصفه: the و is the verb's own
        let whole = conj.map(|_| (key, None));
        for ((word, conj), suffix) in whole.into_iter().chain([(rest, conj)]).flat_map(|w| objects.iter().map(move |s| (w, s))) {
            if let Some(stem) = word.before(*suffix)
                && stem.len() >= 3
                // نفاه، دعاه: the last letter of a defective verb before a pronoun
                && let Some(f) = found(stem)
                    .or_else(|| found(stem.before(key!("ا")).filter(|s| s.len() >= 2)?.join(key!("ى"))))
                && has(f, &[Mood::Perfect, Mood::Imperfect])
            {
                return CueFacts { forms: Some(f), object: true, conj, ..nothing };
            }
        }
        nothing
    }

    /// Whether it may be a form of a verb or begin a phrase.
    pub(crate) fn is_any(&self) -> bool {
        self.forms.is_some() || self.heads_phrase
    }

    /// Whether it is a form of a verb and its first letter belongs to it.
    pub(crate) fn is_whole_verb(&self) -> bool {
        self.forms.is_some() && self.conj.is_none()
    }

    /// The cue word that it is, its token left open.
    fn cue<'a>(&self, lexicon: &'a Lexicon) -> Option<CueWord<'a>> {
        let forms = &lexicon.rows.at(self.forms?)?.forms;
        let CueFacts { conj, future, purpose, with, object, .. } = *self;
        Some(CueWord { token: 0, forms, conj, future, purpose, with, object })
    }

    /// The phrase that begins at token `i`, whose word this is, and the number of its words.
    fn phrase<'a>(&self, lexicon: &'a Lexicon, scaffold: &Scaffold, i: usize) -> Option<(&'a Phrase, usize)> {
        let rows = self.rows.iter().flatten().filter_map(|p| lexicon.rows.at(*p));
        let next = scaffold.tokens.get(i + 1).map_or(Key::EMPTY, |t| t.key);
        let mut phrases = rows.flat_map(|row| &row.phrases).filter(|p| p.words.get(1).is_none_or(|w| *w == next));
        phrases.find_map(|p| fits(p, scaffold, i))
    }
}

/// Whether the words from token `i` on are a phrase whose first word is there; the number of its words.
fn fits<'a>(p: &'a Phrase, scaffold: &Scaffold, i: usize) -> Option<(&'a Phrase, usize)> {
    let n = p.words.len();
    let tokens = scaffold.tokens.get(i..i + n)?;
    if !tokens.iter().zip(&p.words).skip(1).all(|(t, w)| t.key == *w) {
        return None;
    }
    if let Some(clitic) = p.clitic {
        // وفقاً لـ«X» or وفقاً للمرسوم
        let next = scaffold.tokens.get(i + n)?;
        let letter = if clitic == crate::lexicon::Prep::Li { LAM } else { BA };
        if !next.is_word() || next.key.first() != letter {
            return None;
        }
    }
    Some((p, n))
}

impl CueWord<'_> {
    /// Whether one of the readings has this mood.
    pub fn has(&self, mood: Mood) -> bool {
        self.forms.iter().any(|f| f.mood == mood)
    }

    /// Whether a reading is a finite verb.
    pub fn is_finite(&self) -> bool {
        self.forms.iter().any(|f| is_finite(f.mood))
    }

    /// The verb of the first reading.
    pub fn verb<'l>(&self, lexicon: &'l Lexicon) -> &'l Verb {
        &lexicon.verbs[self.forms[0].verb as usize]
    }
}

/// Whether a mood is that of a finite verb with a subject of its own.
pub fn is_finite(mood: Mood) -> bool {
    matches!(mood, Mood::Perfect | Mood::Imperfect | Mood::Jussive)
}
