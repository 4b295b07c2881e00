//! Words as they are searched for.
//!
//! A word has two forms in the index. *Exact*: as written, without marks and tatweel, digits as 0 to 9. *Folded*: what
//! a reader takes for the same word. Hamza seats, ى and ي, ة and ه make no difference there; the article, one-letter
//! clitics, pronouns and regular endings are off where what is left is a known word; the nisba of a state stands for the
//! state; `lexicon/search_forms.tsv` has what cannot be told from the letters. A word that is not known keeps its letters:
//! زير is not taken out of وزير, nor غداد out of بغداد.

mod affixes;
mod tables;

use std::cell::RefCell;
use std::collections::HashMap;

use rawi_text::key::fold_char;
use rawi_text::{Span, tokenize};

use tables::tables;

/// All that decides how words are folded, as text: a record's index was made with one state of it.
pub(crate) const DECIDES: [&str; 15] = [
    include_str!("fold.rs"),
    include_str!("fold/affixes.rs"),
    include_str!("fold/tables.rs"),
    include_str!("../../rawi-text/src/key.rs"),
    include_str!("../../rawi-text/src/token.rs"),
    include_str!("../../../lexicon/common_words.tsv"),
    include_str!("../../../lexicon/names.tsv"),
    include_str!("../../../lexicon/demonyms.tsv"),
    include_str!("../../../lexicon/search_forms.tsv"),
    include_str!("../../../lexicon/feminine.tsv"),
    include_str!("../../../lexicon/function_words.tsv"),
    include_str!("../../../lexicon/titles.tsv"),
    include_str!("../../../kb/groups.tsv"),
    include_str!("../../../kb/states.tsv"),
    include_str!("../../../kb/people.tsv"),
];

/// A fingerprint of texts: the same with any kind of line ends.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a &'a str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.into_iter().flat_map(|part| part.bytes()).filter(|b| *b != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// Folded words that are kept ready on each thread: news uses the same ones again and again.
const KEPT: usize = 1 << 16;

thread_local! {
    static READY: RefCell<HashMap<Box<str>, Box<str>>> = RefCell::default();
}

/// Hands each word and number of `text` to `each`: its exact form, and its folded one.
pub fn each(text: &str, mut each: impl FnMut(&str, &str)) {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    let mut exact = String::new();
    READY.with_borrow_mut(|ready| {
        for token in tokens.iter().filter(|t| t.is_content()) {
            exact.clear();
            exact.extend(token.span.of(text).chars().filter_map(bare));
            if exact.is_empty() {
                continue;
            }
            if let Some(folded) = ready.get(exact.as_str()) {
                each(&exact, folded);
                continue;
            }
            let folded = word(&exact);
            each(&exact, &folded);
            if ready.len() >= KEPT {
                ready.clear();
            }
            ready.insert(exact.as_str().into(), folded.into());
        }
    });
}

/// The folded form of one word, given in its exact form.
pub fn word(exact: &str) -> String {
    let letters: String = exact.chars().map(level).collect();
    if !letters.starts_with(|c| matches!(c, '\u{621}'..='\u{64A}')) {
        return letters;
    }
    affixes::off(&letters, tables())
}

/// The beginning of a word: letters folded, nothing taken off but the article.
pub(crate) fn prefix(exact: &str) -> String {
    let letters: String = exact.chars().map(level).collect();
    let bare = letters.strip_prefix("ال").filter(|rest| rest.chars().count() >= 2).unwrap_or(&letters);
    bare.replace('ة', "ه")
}

/// A character of the exact form: none for a mark, a tatweel or an invisible sign; digits and Latin letters as in ASCII.
fn bare(c: char) -> Option<char> {
    match fold_char(c) {
        Some(0) => None,
        Some(b) if b.is_ascii_alphanumeric() => Some(b as char),
        Some(_) => Some(c),
        // a decimal mark; FTS5 would part the number at a stop
        None if matches!(c, '.' | '٫') => Some('٫'),
        None => None,
    }
}

/// A letter without what writers leave out: the hamza on alif; letters of other keyboards as the Arabic ones.
fn level(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ی' => 'ي',
        'ک' => 'ك',
        'ە' | 'ہ' => 'ه',
        c if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        c => c,
    }
}

/// A word of a table in the letters that the tables are looked up by.
fn letters(word: &str) -> String {
    word.chars().filter_map(bare).map(level).collect()
}

#[cfg(test)]
mod tests;
