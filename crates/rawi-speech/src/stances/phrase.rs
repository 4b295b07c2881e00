//! Several words that together tell a stance, whatever their verb: `لا مكان للإرهاب`, `الحكومة مطالبة بفتح تحقيق`,
//! `يقف وراء الهجوم`, `شكرا للشعب`.

use super::head::{STEPS, Way};
use super::tables::{Row, Tables, Target};
use super::target::Actors;
use super::{Found, Site, Type};
use crate::reader::Reader;
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, key};

/// Whose clause the words must stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Anybody's.
    Any,
    /// The speaker's own side is the subject.
    Own,
    /// Somebody else is the subject, who can do a misdeed.
    Other,
    /// They begin what is said.
    Head,
}

impl Whose {
    /// The kind of that name in the table.
    pub(super) fn parse(kind: &str) -> Option<Whose> {
        match kind {
            "phrase" => Some(Whose::Any),
            "own-phrase" => Some(Whose::Own),
            "charge" => Some(Whose::Other),
            "head" => Some(Whose::Head),
            _ => None,
        }
    }
}

/// One word of a phrase: its spellings, each whole or only its first letters.
type Piece = Vec<(Key, bool)>;

/// Words that together tell a stance.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words behind the first.
    rest: Vec<Piece>,
    pub(super) whose: Whose,
    /// One more than the index of its row.
    pub(super) row: u8,
    /// Whether its last word is only begun by it: what it is about (لا مكان ل*).
    open: bool,
}

impl Phrase {
    /// Reads `لا/ولا مكان ل*`: the spellings of its first word, and the phrase.
    pub(super) fn parse(words: &str, whose: Whose, row: u8) -> Option<(Vec<Key>, Phrase)> {
        let piece = |w: &str| -> Piece {
            let spelt = |s: &str| s.strip_suffix('*').map_or_else(|| (Key::of(s), false), |p| (Key::of(p), true));
            w.split('/').filter(|s| !s.is_empty()).map(spelt).collect()
        };
        let mut pieces: Vec<Piece> = words.split(' ').map(piece).collect();
        let open = pieces.last()?.iter().any(|p| p.1);
        let rest = pieces.split_off(1);
        let first = pieces.pop()?;
        let whole = !first.is_empty() && first.iter().all(|p| !p.1) && rest.iter().all(|p| !p.is_empty());
        whole.then(|| (first.into_iter().map(|p| p.0).collect(), Phrase { rest, whose, row, open: open && !words.is_empty() }))
    }
}

/// How many words that nothing is known of may stand between a subject and a phrase.
const APART: usize = 2;

impl Reader<'_> {
    /// The phrase that begins at a word, and one past it.
    pub(super) fn phrase_of(&self, t: &'static Tables, i: usize, to: usize) -> Option<(&'static Phrase, usize)> {
        let key = self.doc.key(i);
        let less = if matches!(key.first(), WAW | FA) && key.len() > 3 { key.skip(1) } else { key };
        let spelt = |j: usize, piece: &Piece| {
            let k = self.doc.key(j);
            let bare = article_off(k).0;
            self.doc.kind(j) == TokenKind::Word
                && piece
                    .iter()
                    .any(|(w, open)| if *open { k.len() > w.len() && k.after(*w).is_some() } else { k == *w || bare == *w })
        };
        let fits =
            |p: &&'static Phrase| i + p.rest.len() < to && p.rest.iter().enumerate().all(|(n, piece)| spelt(i + 1 + n, piece));
        let all = t.phrases(key).chain(t.phrases(less).filter(|_| less != key));
        let best = all.filter(fits).max_by_key(|p| p.rest.len())?;
        Some((best, i + 1 + best.rest.len()))
    }

    /// The stance of the phrase at a word of the first clause, where its subject is whose it must be.
    pub(super) fn phrased(&self, t: &'static Tables, i: usize, way: &Way, site: Site, actors: &Actors) -> Option<Found> {
        if way.negated || way.gap > APART {
            return None;
        }
        let (phrase, end) = self.phrase_of(t, i, site.to)?;
        let row = t.row(phrase.row)?;
        let fits = match phrase.whose {
            Whose::Any => true,
            Whose::Own => way.own || way.subject.is_none() && self.is_of_speaker(i),
            Whose::Other => (!way.own || way.loose) && way.subject.is_some_and(|np| self.is_actor(np, actors)),
            Whose::Head => way.words == 0 && !way.clause,
        };
        if !fits {
            return None;
        }
        // ارفعوا العقوبات: the verb is what is asked
        let asks = phrase.whose == Whose::Head && row.kind == Some(Type::Demands);
        let object = if asks { i } else { end - usize::from(phrase.open) };
        let object = if self.doc.class(object).is(Class::PREP) && !self.is_clause(object) && phrase.whose != Whose::Other {
            object + 1
        } else {
            object
        };
        let subject = match (phrase.whose, row.kind) {
            (Whose::Other, _) => way.subject,
            (Whose::Any, Some(Type::Demands)) => way.subject.filter(|np| self.is_actor(*np, actors) || self.is_all_of(np.0)),
            (_, Some(Type::Conditions)) => way.subject,
            _ => None,
        };
        // نريد من الحكومة أن, من واجب الحكومة حماية
        if row.target == Target::Asked
            && subject.is_none()
            && let Some((whom, object)) = self.whom_behind(end, site.to)
        {
            return Some(Found { row, object, subject: Some(whom), addressed: false });
        }
        // القرار يخالف الدستور: what is judged is the subject
        let judges = phrase.whose == Whose::Any && matches!(row.kind, Some(Type::Supports | Type::Opposes));
        if judges && let Some(np) = way.subject {
            return Some(Found { row, object: np.0, subject: Some(np), addressed: false });
        }
        let row = if subject.is_none() && row.target == Target::Head { Row { target: Target::Whose, ..row } } else { row };
        Some(Found { row, object: object.min(site.to), subject, addressed: false })
    }

    /// Who is asked directly behind words that ask, and where what is asked begins.
    fn whom_behind(&self, at: usize, to: usize) -> Option<((usize, usize), usize)> {
        let np = self.noun_phrase(at, to.min(at + STEPS), true, &[])?;
        let whom = (np.start, np.end);
        (np.start == at && np.end < to && self.doc.kind(np.end) == TokenKind::Word && self.is_somebody(whom))
            .then_some((whom, np.end))
    }

    /// سنواصل, أعدكم, لن نشارك: whether a verb says of the speaker.
    pub(super) fn is_of_speaker(&self, i: usize) -> bool {
        let first = |k: Key| {
            let bare = k.after(key!("س")).unwrap_or(k);
            [key!("ن"), key!("ا")].iter().any(|p| bare.after(*p).is_some_and(|r| r.len() > 1))
        };
        first(self.doc.key(i)) || self.doc.class(i).is(Class::NEG) && first(self.doc.key(i + 1))
    }
}
