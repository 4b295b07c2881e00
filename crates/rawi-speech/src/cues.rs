//! Which words of a text are forms of reporting verbs, and which phrases attribute.

use crate::lexicon::{CueRow, Form, Lexicon, Mood, Phrase, Verb};
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
    /// Looks every word up.
    pub fn of(scaffold: &Scaffold, lexicon: &'a Lexicon) -> CueWords<'a> {
        let mut out = CueWords { all: Vec::new(), phrases: Vec::new(), at: vec![u32::MAX; scaffold.tokens.len()] };
        let mut phrase_end = 0;
        for (i, t) in scaffold.tokens.iter().enumerate() {
            if !t.is_word() || t.key.first() < 0x80 {
                continue;
            }
            let word = Lookup::of(t.key, lexicon);
            if let Some(cue) = word.cue(lexicon) {
                out.at[i] = out.all.len() as u32;
                out.all.push(CueWord { token: i, ..cue });
            }
            if i >= phrase_end
                && let Some((phrase, n)) = word.phrase(scaffold, i)
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

/// A word with what the lexicon has of it.
struct Lookup<'a> {
    /// The row of the word as it stands.
    row: Option<&'a CueRow>,
    /// The word as it stands.
    whole: Key,
    /// The word less و or ف.
    rest: Key,
    conj: Option<u8>,
    /// The row of the word less و or ف, where it has one.
    rest_row: Option<&'a CueRow>,
}

impl<'a> Lookup<'a> {
    fn of(key: Key, lexicon: &'a Lexicon) -> Lookup<'a> {
        let (rest, conj) = match key.first() {
            c @ (WAW | FA) if key.len() > 2 => (key.skip(1), Some(c)),
            _ => (key, None),
        };
        let rest_row = if conj.is_some() { lexicon.rows.get(&rest) } else { None };
        Lookup { row: lexicon.rows.get(&key), whole: key, rest, conj, rest_row }
    }

    fn cue(&self, lexicon: &'a Lexicon) -> Option<CueWord<'a>> {
        let some = |row: Option<&'a CueRow>| row.map(|r| r.forms.as_slice()).filter(|forms| !forms.is_empty());
        let found = |k: Key| some(lexicon.rows.get(&k));
        let (rest, conj) = (self.rest, self.conj);
        let plain = |forms, conj| CueWord { token: 0, forms, conj, future: false, purpose: false, with: false, object: false };
        if let Some(f) = some(self.row) {
            return Some(plain(f, None));
        }
        if let Some(f) = some(self.rest_row) {
            return Some(plain(f, conj));
        }
        let has = |forms: &[Form], moods: &[Mood]| forms.iter().any(|f| moods.contains(&f.mood));
        let (first, last, len) = (rest.first(), rest.last(), rest.len());
        if len > 3
            && matches!(first, SIN | LAM | BA)
            && let Some(f) = found(rest.skip(1))
        {
            let cue = plain(f, conj);
            match first {
                SIN if has(f, &[Mood::Imperfect]) => return Some(CueWord { future: true, ..cue }),
                LAM if has(f, &[Mood::Imperfect, Mood::Jussive, Mood::Masdar]) => {
                    return Some(CueWord { purpose: true, ..cue });
                }
                BA if has(f, &[Mood::Masdar]) => return Some(CueWord { with: true, ..cue }),
                _ => {}
            }
        }
        // pronouns that are glued to a verb as its object
        const HA: u8 = key!("ه").first();
        const MIM: u8 = key!("م").first();
        const NUN: u8 = key!("ن").first();
        let objects: &[Key] = match last {
            _ if self.whole.len() < 4 => &[],
            HA => &[key!("ه")],
            ALIF => &[key!("ها"), key!("هما"), key!("نا")],
            MIM => &[key!("هم")],
            NUN => &[key!("هن")],
            _ => &[],
        };
        // وصفه: the و is the verb's own
        let whole = conj.is_some().then_some((self.whole, None));
        for ((word, conj), suffix) in whole.into_iter().chain([(rest, conj)]).flat_map(|w| objects.iter().map(move |s| (w, s))) {
            if let Some(stem) = word.before(*suffix)
                && stem.len() >= 3
                // نفاه، دعاه: the last letter of a defective verb before a pronoun
                && let Some(f) = found(stem)
                    .or_else(|| found(stem.before(key!("ا")).filter(|s| s.len() >= 2)?.join(key!("ى"))))
                && has(f, &[Mood::Perfect, Mood::Imperfect])
            {
                return Some(CueWord { object: true, ..plain(f, conj) });
            }
        }
        None
    }

    /// The phrase that begins at token `i`, whose word this is, and the number of its words.
    fn phrase(&self, scaffold: &Scaffold, i: usize) -> Option<(&'a Phrase, usize)> {
        [self.row, self.rest_row].into_iter().flatten().find_map(|row| row.phrases.iter().find_map(|p| fits(p, scaffold, i)))
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
