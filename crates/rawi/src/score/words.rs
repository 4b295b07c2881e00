//! Words and names, as the measure sees them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word: where it stands (code points) and its folded form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The form to compare.
    pub folded: String,
}

/// A letter or a digit by Unicode's general category (L*, N*): unlike `char::is_alphanumeric`,
/// without combining vowels and circled letters.
pub fn is_alnum(c: char) -> bool {
    let circled =
        matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}');
    c.is_numeric() || (c.is_alphabetic() && !is_combining_mark(c) && !circled)
}

/// The words of a text. Vowel signs and tatweel join what they stand between.
pub fn words(text: &[char]) -> Vec<Word> {
    let joins = |c: char| matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}');
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !is_alnum(text[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at;
        while at < text.len() && (is_alnum(text[at]) || joins(text[at])) {
            at += 1;
            // a tatweel is a letter, and so ends a word too
            if is_alnum(text[at - 1]) {
                end = at;
            }
        }
        out.push(Word { start, end, folded: fold(&text[start..end]) });
    }
    out
}

/// What different spellings of a word share.
pub fn fold(word: &[char]) -> String {
    let mapped = word.iter().copied().nfkc().filter_map(|c| match c {
        '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6ED}'
        | '\u{640}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' | 'ی' => Some('ي'),
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        'گ' | 'ک' => Some('ك'),
        'ڤ' => Some('ف'),
        c => Some(c),
    });
    mapped.collect::<String>().to_lowercase()
}

/// Function words that may lead a content and do not count.
pub const LEAD: [&str; 14] = ["ان", "انّ", "بان", "الي", "علي", "من", "عن", "في", "ب", "انه", "انها", "انهم", "بانه", "بانها"];

const TITLES: [&str; 35] = [
    "الرئيس",
    "وزير",
    "الوزير",
    "رئيس",
    "السيد",
    "السيده",
    "الدكتور",
    "د",
    "دكتور",
    "الجنرال",
    "جنرال",
    "العميد",
    "اللواء",
    "الفريق",
    "العقيد",
    "المتحدث",
    "الناطق",
    "باسم",
    "مندوب",
    "المندوب",
    "السفير",
    "الامير",
    "الملك",
    "الشيخ",
    "النائب",
    "نائب",
    "مبعوث",
    "المبعوث",
    "وزاره",
    "الوزاره",
    "حكومه",
    "الامين",
    "العام",
    "المستشار",
    "المستشاره",
];

/// A name reduced to what two spellings of it share.
fn key(name: &str) -> BTreeSet<String> {
    let name: Vec<char> = name.chars().collect();
    // titles are known by their full form, article included
    let names = words(&name).into_iter().map(|w| w.folded);
    let names = names.filter(|w| !TITLES.contains(&w.as_str()));
    names
        .map(|word| {
            let stem = match word.strip_prefix("ال") {
                Some(stem) if word.chars().count() > 4 => stem,
                _ => &word,
            };
            let mut letters: Vec<char> = stem.chars().collect();
            letters.dedup();
            letters.into_iter().collect()
        })
        .collect()
}

/// Whether two names may be of one: all that the shorter has, the other has too.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<String> = words(&chars).into_iter().map(|w| w.folded).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_and_folds() {
        check("قَالَ الوزيرُ: «أنّ»", &["قال", "الوزير", "ان"]);
        check("الـست كيلومترات_هنا", &["الست", "كيلومترات", "هنا"]);
        check("مسؤولة ﻻ ١٢ BBC's", &["مسووله", "لا", "١٢", "bbc", "s"]);
        check("عـــ ـ", &["ع", ""]);
        check("ⓐ a\u{301}b", &["a", "b"]);
    }

    #[test]
    fn names() {
        assert!(same_name("وزير الأشغال لؤي العامري", "العامري"));
        assert!(same_name("محمّد عامر", "محمد عامر"));
        assert!(same_name("دمشقي", "الدمشقي"));
        assert!(same_name("السيدة النهري", "سامية النهري"));
        assert!(!same_name("سيدة النهري", "سامية النهري"));
        assert!(!same_name("سمير عامر", "سمير ناصر"));
        assert!(!same_name("الوزير", "الوزير"));
        assert!(!same_name("", "س"));
    }
}
