//! Which words of a text are forms of reporting verbs, and which phrases attribute.

use crate::lexicon::{Form, Lexicon, Mood, Phrase, Verb};
use rawi_text::words::{ALIF, BA, FA, LAM, SIN, WAW};
use rawi_text::{Key, Scaffold, key};

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

/// All cue words of a text, in order, and for each token the index of its cue word.
#[derive(Debug, Default)]
pub struct CueWords<'a> {
    /// In the order of their tokens.
    pub all: Vec<CueWord<'a>>,
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

/// Pronouns that are glued to a verb as its object.
const OBJECTS: [Key; 6] = [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("نا"), key!("هن")];

impl<'a> CueWords<'a> {
    /// Looks every word up.
    pub fn of(scaffold: &Scaffold, lexicon: &'a Lexicon) -> CueWords<'a> {
        let mut out = CueWords { all: Vec::new(), at: vec![u32::MAX; scaffold.tokens.len()] };
        for (i, t) in scaffold.tokens.iter().enumerate() {
            if !t.is_word() || t.key.first() < 0x80 {
                continue;
            }
            if let Some(cue) = look_up(t.key, lexicon) {
                out.at[i] = out.all.len() as u32;
                out.all.push(CueWord { token: i, ..cue });
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

fn look_up(key: Key, lexicon: &Lexicon) -> Option<CueWord<'_>> {
    let found = |k: Key| lexicon.forms.get(&k).map(Vec::as_slice);
    let cue = |forms, conj, future, purpose, with, object| Some(CueWord { token: 0, forms, conj, future, purpose, with, object });
    if let Some(f) = found(key) {
        return cue(f, None, false, false, false, false);
    }
    let (rest, conj) = match key.first() {
        c @ (WAW | FA) if key.len() > 2 => (key.skip(1), Some(c)),
        _ => (key, None),
    };
    if conj.is_some()
        && let Some(f) = found(rest)
    {
        return cue(f, conj, false, false, false, false);
    }
    if rest.len() > 3 {
        let inner = rest.skip(1);
        match rest.first() {
            SIN if let Some(f) = found(inner)
                && f.iter().any(|f| f.mood == Mood::Imperfect) =>
            {
                return cue(f, conj, true, false, false, false);
            }
            LAM if let Some(f) = found(inner)
                && f.iter().any(|f| matches!(f.mood, Mood::Imperfect | Mood::Jussive | Mood::Masdar)) =>
            {
                return cue(f, conj, false, true, false, false);
            }
            BA if let Some(f) = found(inner)
                && f.iter().any(|f| f.mood == Mood::Masdar) =>
            {
                return cue(f, conj, false, false, true, false);
            }
            _ => {}
        }
    }
    let (last, rest_len) = (rest.last(), rest.len());
    const HA: u8 = key!("ه").first();
    const MIM: u8 = key!("م").first();
    const NUN: u8 = key!("ن").first();
    if rest_len < 4 || !matches!(last, HA | ALIF | MIM | NUN) {
        return None;
    }
    for suffix in OBJECTS {
        if let Some(stem) = rest.before(suffix)
            && stem.len() >= 3
            && let Some(f) = found(stem)
            && f.iter().any(|f| matches!(f.mood, Mood::Perfect | Mood::Imperfect))
        {
            return cue(f, conj, false, false, false, true);
        }
    }
    None
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

/// All phrases that attribute, in order; of two that begin at one word the longer one.
pub fn phrases<'a>(scaffold: &Scaffold, lexicon: &'a Lexicon) -> Vec<PhraseAt<'a>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < scaffold.tokens.len() {
        let t = &scaffold.tokens[i];
        let mut step = 1;
        if t.is_word() && t.key.first() >= 0x80 {
            let hit = phrase_at(scaffold, lexicon, i, t.key).or_else(|| {
                (matches!(t.key.first(), WAW | FA) && t.key.len() > 2)
                    .then(|| phrase_at(scaffold, lexicon, i, t.key.skip(1)))
                    .flatten()
            });
            if let Some((phrase, n)) = hit {
                out.push(PhraseAt { start: i, end: i + n, phrase });
                step = n;
            }
        }
        i += step;
    }
    out
}

fn phrase_at<'a>(scaffold: &Scaffold, lexicon: &'a Lexicon, i: usize, first: Key) -> Option<(&'a Phrase, usize)> {
    let list = lexicon.phrases.get(&first)?;
    list.iter().find_map(|p| {
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
            return Some((p, n));
        }
        Some((p, n))
    })
}
