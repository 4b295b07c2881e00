//! A name cut into words, and the letters of a word.

use super::rules::{Particle, Rules};
use rawi_text::key::{KeyBuilder, fold_char};

/// The folded letters of an Arabic word, as the table of romanisation has them.
pub(crate) fn folded(letters: &[char]) -> String {
    fold_all(letters.iter().copied(), 2 * letters.len())
}

/// [`folded`], of a word.
pub(crate) fn folded_word(word: &str) -> String {
    fold_all(word.chars(), word.len())
}

fn fold_all(letters: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes);
    for f in letters.filter_map(fold_char).filter(|f| *f != 0) {
        match f {
            0x80..=0xBF => out.extend(char::from_u32(0x0620 + u32::from(f) - 0x80)),
            f => out.push(f as char),
        }
    }
    out
}

/// Whether a letter is Arabic.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c as u32, 0x0620..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
}

/// A word as it stands in a name.
#[derive(Clone, Default)]
pub(crate) struct Word {
    /// Its letters in lower case, without marks and tatweel.
    pub letters: Vec<char>,
    /// Whether a hyphen ties it to the next.
    pub tied: bool,
    /// Whether a full stop follows.
    pub stop: bool,
}

impl Word {
    pub(crate) fn particle(&self, rules: &Rules) -> Option<Particle> {
        let mut key = KeyBuilder::default();
        self.letters.iter().filter_map(|c| fold_char(*c)).for_each(|f| key.push(f));
        rules.particle(key.finish())
    }

    pub(crate) fn is_arabic(&self) -> bool {
        self.letters.first().is_some_and(|c| is_arabic(*c))
    }
}

/// Cuts a name into words at white space, hyphens, stops and any other mark.
pub(crate) fn words(name: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(4);
    let mut word = Word::default();
    for c in name.chars() {
        // most letters, without a look into the tables of Unicode
        match c {
            'ء'..='غ' | 'ف'..='ي' | 'a'..='z' | '0'..='9' => {
                word.letters.push(c);
                continue;
            }
            'A'..='Z' => {
                word.letters.push(c.to_ascii_lowercase());
                continue;
            }
            _ => {}
        }
        let mark = matches!(c as u32, 0x300..=0x36F | 0x02B0..=0x02FF | 0x2018 | 0x2019 | 0x27 | 0x60 | 0xB4);
        if (mark && !word.letters.is_empty()) || fold_char(c) == Some(0) {
            continue;
        }
        if c.is_alphanumeric() {
            word.letters.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            continue;
        }
        if !word.letters.is_empty() {
            word.tied = matches!(c, '-' | '\u{2010}' | '\u{2011}');
            word.stop = c == '.';
            out.push(std::mem::take(&mut word));
        } else if let Some(last) = out.last_mut().filter(|_| matches!(c, '-' | '\u{2010}' | '\u{2011}')) {
            last.tied |= true;
        }
    }
    if !word.letters.is_empty() {
        out.push(word);
    }
    out
}

/// A Latin letter without its mark, where it has one of the common ones.
pub(crate) fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ğ' | 'ġ' | 'ģ' => 'g',
        'ñ' | 'ń' | 'ň' => 'n',
        'ş' | 'š' | 'ś' | 'ṣ' => 's',
        'ḥ' => 'h',
        'ḍ' | 'ḏ' | 'đ' | 'ď' => 'd',
        'ṭ' | 'ţ' | 'ť' => 't',
        'ẓ' | 'ż' | 'ź' | 'ž' => 'z',
        'ł' => 'l',
        'ř' => 'r',
        'ý' | 'ÿ' => 'y',
        c => c,
    }
}
