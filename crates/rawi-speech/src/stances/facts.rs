//! What the tables have of a word, looked up once a word of the vocabulary.

use super::head::PRONOUNS;
use super::tables::{Bits, Entry, Tables};
use rawi_text::words::{ALIF, BA, FA, LAM, SIN, WAW, article_off};
use rawi_text::{Key, key};

/// What the table has of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StanceFacts {
    pub(super) verb: Entry,
    pub(super) future: bool,
    pub(super) noun: Entry,
}

impl StanceFacts {
    /// Looks a word up; `verb_whole` where it is a form of a reporting verb, and the و or ف that it begins with is its own.
    pub(crate) fn of(key: Key, verb_whole: bool) -> StanceFacts {
        let t = Tables::built_in();
        let (verb, future) = verb_entry(t, key, verb_whole);
        StanceFacts { verb, future, noun: noun_entry(t, key) }
    }
}

fn verb_entry(t: &Tables, key: Key, whole: bool) -> (Entry, bool) {
    let mut bare = key;
    if matches!(key.first(), WAW | FA) && key.len() > 3 && !whole {
        bare = key.skip(1);
    }
    if bare.first() == SIN && bare.len() > 3 && matches!(bare.at(1), YA | TA | NUN | ALIF) {
        let whole = t.get(bare);
        // ستدفع الثمن
        if whole.is(Bits::PHRASE) {
            return (whole, true);
        }
        let e = t.get(bare.skip(1));
        // سنرفض, سيدعم
        return (if e.is(Bits::IMPERFECT) { e } else { Entry::default() }, true);
    }
    (t.get(bare), false)
}

fn noun_entry(t: &Tables, key: Key) -> Entry {
    let of = |k: Key| {
        let bare = article_off(k).0;
        let e = t.get(bare);
        if e != Entry::default() {
            return Some(e);
        }
        PRONOUNS.iter().find_map(|p| {
            let stem = bare.before(*p).filter(|s| s.len() > 1)?;
            let e = t.get(stem);
            if e != Entry::default() {
                return Some(e);
            }
            let e = t.get(stem.before(key!("ت"))?.join(key!("ة")));
            (e != Entry::default()).then_some(e)
        })
    };
    let glued = || match key.first() {
        LAM if key.at(1) == LAM && key.len() > 4 => of(key.skip(2)),
        BA | LAM | WAW if key.len() > 3 => of(key.skip(1)),
        _ => None,
    };
    of(key).or_else(glued).unwrap_or_default()
}

pub(super) const YA: u8 = key!("ي").first();
const TA: u8 = key!("ت").first();
pub(super) const NUN: u8 = key!("ن").first();
