//! What the model looks at for one word.

use super::known::{Known, Sign};
use rawi_text::Key;

/// A feature: which one, the signs it holds, and a word or part of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Feature {
    pub(crate) template: u8,
    pub(crate) signs: [Sign; 3],
    pub(crate) clitic: u8,
    pub(crate) word: Key,
}

/// The templates' names in the table of weights, by their number.
pub(crate) const TEMPLATES: [&str; 26] = [
    "0",
    "-1,0",
    "0,+1",
    "-1,0,+1",
    "-2,-1,0",
    "0,+1,+2",
    "-1,+1",
    "glued,0",
    "-1,glued,0",
    "quoted,0",
    "word-1",
    "word+1",
    "word-2",
    "word",
    "word-1,0",
    "word+1,0",
    "last2",
    "last3",
    "first2",
    "first3",
    "part",
    "length",
    "+1,+2",
    "word-1,word+1",
    "-2,word-1",
    "last1,0",
];

impl Feature {
    /// A number that tells features apart.
    pub(crate) fn hash(&self) -> u64 {
        let bits = self.word.bits();
        let [a, b, c] = self.signs.map(|s| s as u64);
        let small = u64::from(self.template) | a << 8 | b << 16 | c << 24 | u64::from(self.clitic) << 32;
        let mut h = small.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        h = (h ^ (h >> 29) ^ bits as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        h = (h ^ (h >> 32) ^ (bits >> 64) as u64).wrapping_mul(0x94D0_49BB_1331_11EB);
        h ^ (h >> 31)
    }
}

/// Puts the features of the word at `i` of a sentence into `out`.
pub(crate) fn features(sentence: &[Known], i: usize, out: &mut Vec<Feature>) {
    let edge = Known { sign: Sign::Edge, ..Known::default() };
    let at = |n: isize| i.checked_add_signed(n).and_then(|j| sentence.get(j)).copied().unwrap_or(edge);
    let (b2, b1, here, a1, a2) = (at(-2), at(-1), at(0), at(1), at(2));
    let e = Sign::Edge;
    let mut add = |template: u8, signs: [Sign; 3], clitic: u8, word: Key| out.push(Feature { template, signs, clitic, word });
    let none = Key::EMPTY;
    let s = here.sign;
    add(0, [s, e, e], 0, none);
    add(1, [b1.sign, s, e], 0, none);
    add(2, [s, a1.sign, e], 0, none);
    add(3, [b1.sign, s, a1.sign], 0, none);
    add(4, [b2.sign, b1.sign, s], 0, none);
    add(5, [s, a1.sign, a2.sign], 0, none);
    add(6, [b1.sign, a1.sign, e], 0, none);
    add(7, [s, e, e], here.clitic, none);
    add(8, [b1.sign, s, e], here.clitic, none);
    if here.quoted {
        add(9, [s, b1.sign, e], 0, none);
    }
    add(10, [e; 3], 0, b1.key);
    add(11, [e; 3], 0, a1.key);
    add(12, [e; 3], 0, b2.key);
    if !here.hidden {
        add(13, [e; 3], 0, here.key);
    }
    add(14, [s, e, e], 0, b1.key);
    add(15, [s, e, e], 0, a1.key);
    add(22, [a1.sign, a2.sign, e], 0, none);
    add(24, [b2.sign, e, e], 0, b1.key);
    if is_open(s) {
        let n = here.key.len();
        add(16, [e; 3], 0, here.key.skip(n.saturating_sub(2)));
        add(17, [e; 3], 0, here.key.skip(n.saturating_sub(3)));
        add(18, [e; 3], 0, here.key.take(2));
        add(19, [e; 3], 0, here.key.take(3));
        add(25, [s, e, e], 0, here.key.skip(n.saturating_sub(1)));
        for j in 1..n.saturating_sub(3) {
            add(20, [e; 3], 0, here.key.skip(j).take(3));
        }
        add(21, [s, e, e], n.min(9) as u8, none);
    }
}

/// Whether the word is a name or may be one, so that its own letters say nothing that its sign should not.
fn is_open(sign: Sign) -> bool {
    matches!(
        sign,
        Sign::KbPerson
            | Sign::KbSurname
            | Sign::KbMore
            | Sign::KbFamily
            | Sign::KbState
            | Sign::KbCity
            | Sign::City
            | Sign::Region
            | Sign::Perhaps
            | Sign::ThePerhaps
            | Sign::CityName
            | Sign::CityMore
            | Sign::Given
            | Sign::Family
            | Sign::TheFamily
            | Sign::Unknown
            | Sign::TheUnknown
            | Sign::Inflected
            | Sign::Foreign
            | Sign::Latin
    )
}
