//! What is left of a word when two statements are held against one another: its consonants, and how much it tells.
//!
//! A report has «ستتعزّز» where another has «تعزيز», «معنيين» where another has «معنية». Here they are one word. That joins
//! words that have nothing to do with one another, too (عامل, عملية), which does no harm where whole contents are compared;
//! for finding it would be far too coarse, and `fold` leaves them apart.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::gist::hash;
use crate::fold;

const TABLE: &str = include_str!("../../../../lexicon/said_words.tsv");
const MONTHS: &str = include_str!("../../../../lexicon/months.tsv");

/// What a word tells that no table has: the most.
pub(crate) const RARE: u32 = 4;

/// Clitics with the article, longest first.
const WITH_ARTICLE: [&str; 6] = ["وال", "فال", "بال", "كال", "لل", "ال"];
/// Endings of nouns and verbs, and pronouns, longest first.
const ENDINGS: [&str; 17] = ["هما", "هم", "هن", "ها", "نا", "كم", "وا", "ات", "ون", "ين", "ان", "يه", "ه", "ت", "ا", "ي", "و"];

/// The root of a folded word, or what is left of it by rule: letters of prefixes, endings and long vowels are off, as far
/// as three letters remain. What is no Arabic word stays as it is.
pub(crate) fn root(folded: &str) -> String {
    if !folded.starts_with(|c| matches!(c, '\u{621}'..='\u{64A}')) {
        return folded.to_owned();
    }
    let word: Vec<char> = folded.chars().map(level).collect();
    let mut rest = &word[..];
    let len = |s: &str| s.chars().count();
    if let Some(clitic) = WITH_ARTICLE.into_iter().find(|c| begins(rest, c) && rest.len() >= len(c) + 3) {
        rest = &rest[len(clitic)..];
    }
    // the future, behind a conjunction or not
    for future in ["وس", "فس", "س"] {
        let behind = rest.get(len(future)).copied();
        if begins(rest, future) && rest.len() >= len(future) + 4 && behind.is_some_and(|c| "يتنا".contains(c)) {
            rest = &rest[len(future)..];
            break;
        }
    }
    for _ in 0..2 {
        let Some(ending) = ENDINGS.into_iter().find(|e| ends(rest, e) && rest.len() >= len(e) + 3) else { break };
        rest = &rest[..rest.len() - len(ending)];
    }
    // the tenth form
    let tenth = begins(rest, "است") || (matches!(rest, ['ي' | 'ت' | 'ن' | 'م', 'س', 'ت', ..]));
    if rest.len() >= 6 && tenth {
        rest = &rest[3..];
    }
    let mut left: Vec<char> = Vec::with_capacity(rest.len());
    left.extend(rest.iter().enumerate().filter(|(n, c)| *n == 0 || !matches!(c, 'ا' | 'و' | 'ي' | 'ء')).map(|(_, c)| c));
    while left.len() >= 4 && left.first().is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن' | 'ا' | 'م' | 'ء')) {
        left.remove(0);
    }
    if left.len() >= 4 && left.get(1) == Some(&'ت') {
        // of the eighth form
        left.remove(1);
    }
    if left.len() >= 3 {
        left.into_iter().collect()
    } else if rest.len() >= 2 {
        rest.iter().collect()
    } else {
        word.into_iter().collect()
    }
}

/// How much a root tells: 1 for what is said all the time, [`RARE`] for what is hardly ever said.
pub(crate) fn tells(root: &str) -> u32 {
    static TOLD: OnceLock<HashMap<u64, u32>> = OnceLock::new();
    let told = TOLD.get_or_init(|| {
        let mut told = HashMap::new();
        for (word, tells) in rows().chain(months().map(|month| (month, 1))) {
            let least = told.entry(hash(self::root(&fold::word(word)).as_bytes())).or_insert(tells);
            *least = tells.min(*least);
        }
        told
    });
    told.get(&hash(root.as_bytes())).copied().unwrap_or(RARE)
}

/// The words of the names of months: a date has up to four.
fn months() -> impl Iterator<Item = &'static str> {
    MONTHS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).flat_map(|names| names.split(['|', ' ']))
}

/// The rows of the table that are well formed: a word, and how much it tells.
fn rows() -> impl Iterator<Item = (&'static str, u32)> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let (word, tells) = l.split_once('\t')?;
        Some((word, tells.parse().ok().filter(|t| (1..RARE).contains(t))?))
    })
}

fn level(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ؤ' | 'ئ' => 'ء',
        c => c,
    }
}

fn begins(word: &[char], with: &str) -> bool {
    with.chars().enumerate().all(|(n, c)| word.get(n) == Some(&c))
}

fn ends(word: &[char], with: &str) -> bool {
    with.chars().rev().enumerate().all(|(n, c)| word.len().checked_sub(n + 1).and_then(|n| word.get(n)) == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_root() {
        for forms in [
            &["ستتعزز", "تعزيز", "عزز", "يعزز"][..],
            &["معنيين", "معنية", "معني"],
            &["استهدف", "استهداف", "يستهدف", "تستهدف", "هدف"],
            &["قتل", "قتلت", "مقتل", "يقتل"],
            &["انسحاب", "ينسحب", "سحب"],
            &["اعتقل", "اعتقال", "معتقل"],
        ] {
            let roots: Vec<String> = forms.iter().map(|w| root(&fold::word(w))).collect();
            assert!(roots.iter().all(|r| *r == roots[0]), "{forms:?}: {roots:?}");
        }
        for apart in [["قتل", "قاتم"], ["هدنة", "هدف"], ["NATO", "UNO"], ["12", "13"]] {
            assert_ne!(root(&fold::word(apart[0])), root(&fold::word(apart[1])), "{apart:?}");
        }
    }

    #[test]
    fn nothing_is_left_of_nothing() {
        assert_eq!(root(""), "");
        for word in ["و", "في", "الله", "ال", "ا", "سي", "است", "مست"] {
            assert!(!root(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_well_formed() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert!(lines > 1000 && lines == rows().count(), "{lines} lines, {} rows", rows().count());
        for (word, _) in rows() {
            assert!(!root(&fold::word(word)).is_empty() && !word.contains(' '), "{word}");
        }
        assert_eq!((tells(&root("قال")) < RARE, tells("لالالا")), (true, RARE));
    }

    /// Writes the table anew from the statements of a record:
    /// `RAWI_RECORD=POOL.rawi cargo test --release -p rawi-record said_words -- --ignored`
    #[test]
    #[ignore = "writes lexicon/said_words.tsv from the record that RAWI_RECORD names"]
    fn said_words() {
        let db = rusqlite::Connection::open(std::env::var("RAWI_RECORD").expect("RAWI_RECORD names a record")).unwrap();
        let mut asked = db
            .prepare(
                "SELECT group_concat(substr(v.text, c.start + 1, c.\"end\" - c.start), ' ') FROM statement s \
                 JOIN content_span c ON c.statement = s.id JOIN article_version v ON v.id = s.version \
                 WHERE s.current = 1 GROUP BY s.id",
            )
            .unwrap();
        let mut rows = asked.query([]).unwrap();
        let (mut statements, mut counts) = (0_u64, HashMap::<String, (u64, HashMap<String, u64>)>::new());
        while let Some(row) = rows.next().unwrap() {
            let mut words = Vec::new();
            fold::each(&row.get::<_, String>(0).unwrap(), |_, folded| words.push(folded.to_owned()));
            words.retain(|folded| super::super::gist::is_compared(folded));
            let seen: HashMap<String, String> = words.into_iter().map(|folded| (root(&folded), folded)).collect();
            statements += 1;
            for (root, folded) in seen {
                let (count, forms) = counts.entry(root).or_default();
                *count += 1;
                *forms.entry(folded).or_default() += 1;
            }
        }
        let mut lines = Vec::new();
        for (root, (count, forms)) in counts {
            let tells = match count as f64 / statements as f64 {
                share if share > 0.01 => 1,
                share if share > 0.002 => 2,
                share if share > 0.0004 => 3,
                _ => continue,
            };
            let mut forms: Vec<(u64, String)> = forms.into_iter().map(|(form, n)| (n, form)).collect();
            forms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            // a folded form that folds again to something else would stand for another root
            let form = forms.into_iter().map(|(_, form)| form).find(|form| super::root(&fold::word(form)) == root);
            lines.extend(form.map(|form| format!("{form}\t{tells}\n")));
        }
        lines.sort();
        let head: String = TABLE.lines().filter(|l| l.starts_with('#')).map(|l| format!("{l}\n")).collect();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/said_words.tsv");
        std::fs::write(path, head + &lines.concat()).unwrap();
    }
}
