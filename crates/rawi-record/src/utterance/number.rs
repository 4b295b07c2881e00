//! Numbers in words, as digits: «عشرة قتلى» and «10 قتلى» are one toll.

use std::collections::HashMap;
use std::sync::OnceLock;

use rawi_text::Key;

const TABLE: &str = include_str!("../../../../lexicon/numbers.tsv");

/// Of these a word is a number by itself. One and two are an ending as often as a word, and thousands are parts of numbers.
const KINDS: [&str; 5] = ["unit", "teen", "ten", "hundred", "hundreds"];

/// What a word amounts to, in digits, also behind و ف ب ل and ال. Of «خمس وعشرون» each word is one.
pub(super) fn digits(exact: &str) -> Option<&'static str> {
    let behind = |word: &str| {
        let bare = word.strip_prefix("ال").or_else(|| word.strip_prefix("لل"));
        value(word).or_else(|| bare.and_then(value))
    };
    behind(exact).or_else(|| {
        // لست, بست: not six
        let rest = exact.strip_prefix(['و', 'ف', 'ب', 'ل']).filter(|rest| rest.chars().count() > 2)?;
        behind(rest)
    })
}

fn value(word: &str) -> Option<&'static str> {
    static VALUES: OnceLock<HashMap<Key, &'static str>> = OnceLock::new();
    let values = VALUES.get_or_init(|| {
        let rows = rawi_text::table::rows::<3>("lexicon/numbers.tsv", TABLE).flatten();
        rows.filter(|(_, [_, kind, _])| KINDS.contains(kind)).map(|(_, [form, _, value])| (Key::of(form), value)).collect()
    });
    values.get(&Key::of(word)).copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_and_what_they_amount_to() {
        for (word, digits) in [
            ("عشرة", Some("10")),
            ("وثلاثين", Some("30")),
            ("ثلاث", Some("3")),
            ("بأربعة", Some("4")),
            ("للمائة", Some("100")),
            ("والخمسين", Some("50")),
            ("لست", None),
            ("واحد", None),
            ("ألف", None),
            ("عشيرة", None),
            ("", None),
        ] {
            assert_eq!(super::digits(word), digits, "{word}");
        }
    }
}
