//! Function words and their classes, from `lexicon/function_words.tsv`.

use crate::key;
use crate::key::{Key, KeyTable};
use crate::span::Span;
use crate::table;
use std::sync::LazyLock;

/// The table, as it is built in.
pub const FUNCTION_WORDS: &str = include_str!("../../../lexicon/function_words.tsv");

/// What a function word does; a set of bits, since a word may have several uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u32);

macro_rules! classes {
    ($($name:ident = $bit:expr, $text:expr, $doc:expr;)*) => {
        impl Class {
            $(#[doc = $doc] pub const $name: Class = Class(1 << $bit);)*
            /// The class of that name in the table.
            pub fn parse(name: &str) -> Option<Class> {
                match name { $($text => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    CLAUSE = 0, "clause", "Opens a complement clause.";
    PREP = 1, "prep", "A preposition.";
    PREPPRON = 2, "preppron", "A preposition with a pronoun.";
    REL = 3, "rel", "A relative pronoun.";
    NEG = 4, "neg", "A negation.";
    AUX = 5, "aux", "كان and its sisters, قد, سوف.";
    LINK = 6, "link", "Joins main clauses.";
    SUB = 7, "sub", "Opens a subordinate clause.";
    PRON = 8, "pron", "A personal pronoun.";
    DEM = 9, "dem", "A demonstrative.";
    DAY = 10, "day", "A day of the week.";
    TIME = 11, "time", "A word of time.";
    ADV = 12, "adv", "Another adverb.";
    CONJ = 13, "conj", "A coordination standing alone.";
    WHICH = 14, "which", "A question word.";
    RESP = 15, "resp", "Yes and no.";
}

impl Class {
    /// No class.
    pub const NONE: Class = Class(0);
    /// و or ف was taken off before the word was found.
    pub const WITH_CONJ: Class = Class(1 << 31);

    /// Whether the two sets share a class.
    pub const fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether the word has any class.
    pub const fn any(self) -> bool {
        self.0 & !Class::WITH_CONJ.0 != 0
    }
}

/// The letter و.
pub const WAW: u8 = 0x80 + 0x28;
/// The letter ف.
pub const FA: u8 = 0x80 + 0x21;
/// The letter ب.
pub const BA: u8 = 0x80 + 0x08;
/// The letter ل.
pub const LAM: u8 = 0x80 + 0x24;
/// The letter ك.
pub const KAF: u8 = 0x80 + 0x23;
/// The letter س.
pub const SIN: u8 = 0x80 + 0x13;
/// The letter ا.
pub const ALIF: u8 = 0x80 + 0x07;

static WORDS: LazyLock<KeyTable<Class>> = LazyLock::new(|| {
    let mut map = KeyTable::default();
    for row in table::rows::<3>("lexicon/function_words.tsv", FUNCTION_WORDS) {
        if let Ok((_, [word, class, _])) = row
            && let Some(class) = Class::parse(class)
        {
            let entry: &mut Class = map.entry(Key::of(word)).or_default();
            *entry = entry.or(class);
        }
    }
    map
});

/// The class of a word, also behind و or ف (then with [`Class::WITH_CONJ`]).
pub fn class_of(key: Key) -> Class {
    if let Some(c) = WORDS.get(&key) {
        return *c;
    }
    if matches!(key.first(), WAW | FA)
        && key.len() > 2
        && let Some(c) = WORDS.get(&key.skip(1))
    {
        return c.or(Class::WITH_CONJ);
    }
    Class::NONE
}

/// The class of a word as it is spelt: إمام is no أمام.
#[inline]
pub(crate) fn as_spelt(class: Class, key: Key, span: Span, text: &str) -> Class {
    // آن، آلان: names, and neither أن nor الآن
    if class.is(Class::CLAUSE.or(Class::TIME)) && MADDA.contains(&key) && span.of(text).starts_with('آ') {
        return Class::NONE;
    }
    if !class.is(Class::PREP) {
        return class;
    }
    let bare = if class.is(Class::WITH_CONJ) { key.skip(1) } else { key };
    // والي القيروان: a governor; وإلى has no dots
    if key == crate::key!("والي") && span.of(text).ends_with('ي') {
        return Class::NONE;
    }
    let other = ABOVE.contains(&bare) && span.of(text).trim_start_matches(['و', 'ف']).starts_with('إ');
    if other { Class::NONE } else { class }
}

/// Function words that names with a madda are spelt like.
const MADDA: [Key; 2] = [crate::key!("أن"), crate::key!("الآن")];

/// Function words with a hamza above, which other words are spelt like with the hamza below.
const ABOVE: [Key; 1] = [crate::key!("أمام")];

/// The word without the article ال (also behind ب ك: بال, and as لل), and whether it had one.
#[inline]
pub fn article_off(key: Key) -> (Key, bool) {
    if key.at(0) == ALIF && key.at(1) == LAM && key.len() > 3 && !is_own_article(key) {
        (key.skip(2), true)
    } else {
        (key, false)
    }
}

/// Words that begin with ال by themselves, by the letter behind it; each also with a pronoun or an ending.
const OWN: [(u8, &[Key]); 8] = [
    (
        key!("ت").first(),
        &[key!("التزام"), key!("التقاء"), key!("التحاق"), key!("التفاف"), key!("التفات"), key!("التهاب"), key!("التباس")],
    ),
    (key!("غ").first(), &[key!("إلغاء"), key!("ألغام")]),
    (key!("ق").first(), &[key!("إلقاء"), key!("ألقاب")]),
    (key!("ز").first(), &[key!("إلزام")]),
    (key!("ح").first(), &[key!("إلحاق"), key!("إلحاح")]),
    (key!("م").first(), &[key!("ألماني"), key!("إلمام")]),
    (key!("ع").first(), &[key!("ألعاب")]),
    (key!("و").first(), &[key!("ألوان"), key!("ألواح")]),
];

/// What may follow such a word's stem.
const ENDINGS: [Key; 10] =
    [key!("ه"), key!("ها"), key!("هم"), key!("هما"), key!("نا"), key!("ا"), key!("ات"), key!("ي"), key!("ية"), key!("يا")];

/// التزام، إلغاء، ألمانيا: ال are letters of the word and no article. Most words with an article are told apart by the letters
/// behind it alone.
#[inline]
fn is_own_article(key: Key) -> bool {
    const TA: u8 = key!("ت").first();
    let (third, fourth, fifth) = (key.at(2), key.at(3), key.at(4));
    let may = if third == TA { fifth == ALIF } else { fourth == ALIF && FIFTH.contains(&[third, fifth]) };
    may && is_own(key)
}

/// The third and the fifth letters of the words that begin with ال by themselves and have ا between the two.
const FIFTH: [[u8; 2]; 12] = {
    let pairs = [
        key!("غء"),
        key!("غم"),
        key!("قء"),
        key!("قب"),
        key!("زم"),
        key!("حق"),
        key!("حح"),
        key!("من"),
        key!("مم"),
        key!("عب"),
        key!("ون"),
        key!("وح"),
    ];
    let mut out = [[0; 2]; 12];
    let mut i = 0;
    while i < pairs.len() {
        let bits = pairs[i].bits();
        out[i] = [bits as u8, (bits >> 8) as u8];
        i += 1;
    }
    out
};

#[cold]
fn is_own(key: Key) -> bool {
    let stems = OWN.iter().find(|(letter, _)| *letter == key.at(2)).map_or(&[][..], |(_, stems)| stems);
    stems.iter().any(|s| key == *s || key.after(*s).is_some_and(|end| ENDINGS.contains(&end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for row in table::rows::<3>("lexicon/function_words.tsv", FUNCTION_WORDS) {
            let (line, [word, class, _]) = row.unwrap();
            assert!(Class::parse(class).is_some(), "line {line}: class {class}");
            assert!(!Key::of(word).is_empty(), "line {line}");
        }
    }

    #[test]
    fn classes_are_found() {
        assert!(class_of(Key::of("إنه")).is(Class::CLAUSE));
        assert!(class_of(Key::of("وفي")).is(Class::PREP));
        assert!(class_of(Key::of("وفي")).is(Class::WITH_CONJ));
        assert!(!class_of(Key::of("مدرسة")).any());
        assert_eq!(article_off(Key::of("الوزير")), (Key::of("وزير"), true));
        for own in ["التزام", "التزامها", "إلغاء", "إلقاء", "ألمانيا", "إلزامية"] {
            assert!(!article_off(Key::of(own)).1, "{own}");
        }
        for article in ["التعاون", "الغاز", "القائم", "المالية", "العابر", "التماس", "الألماني"]
        {
            assert!(article_off(Key::of(article)).1, "{article}");
        }
    }
}
