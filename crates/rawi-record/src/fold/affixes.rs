//! Taking off what is not the word: clitics before it, endings behind it.

use super::tables::{Tables, last};

/// Clitics that end in the article, longest first.
const WITH_ARTICLE: [&str; 8] = ["وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ال"];
/// Pronouns behind a noun.
const PRONOUNS: [&str; 8] = ["هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه"];

/// The folded form of a word in level letters.
pub(super) fn off(word: &str, tables: &Tables) -> String {
    if let Some(head) = tables.head(word) {
        return head.to_owned();
    }
    if tables.function(word) {
        return word.to_owned();
    }
    let (stem, article) = before(word, tables, 0);
    if let Some(head) = tables.head(stem) {
        return head.to_owned();
    }
    if !article && tables.function(stem) {
        return stem.to_owned();
    }
    behind(stem, article, tables)
}

fn count(word: &str) -> usize {
    word.chars().count()
}

/// The word without clitics and article, and whether there was an article.
fn before<'a>(word: &'a str, tables: &Tables, depth: u8) -> (&'a str, bool) {
    if tables.own_al(word) || depth > 2 {
        return (word, false);
    }
    let own = own(word, tables);
    if !own {
        for clitic in WITH_ARTICLE {
            if let Some(rest) = word.strip_prefix(clitic).filter(|rest| count(rest) >= 2 + usize::from(clitic != "ال"))
                && !(clitic != "ال" && tables.own_al(&word[clitic.len() - "ال".len()..]))
            {
                return (rest, true);
            }
        }
        for clitic in ["ولل", "فلل", "لل"] {
            let Some(rest) = word.strip_prefix(clitic).filter(|rest| count(rest) >= 2) else { continue };
            // للقاء: the second lam may be the word's own
            let with_lam = &word[clitic.len() - "ل".len()..];
            if self::own(with_lam, tables) || tables.head(with_lam).is_some() {
                return (with_lam, false);
            }
            return (rest, true);
        }
    }
    let Some(rest) = word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|rest| count(rest) >= 3) else {
        return (word, false);
    };
    if own {
        return (word, false);
    }
    let deeper = before(rest, tables, depth + 1);
    let known = |w: &str| tables.common(w) || tables.name(w) || tables.head(w).is_some() || tables.function(w);
    let fits = tables.clitic(word) == Some(true)
        || known(rest)
        || known(deeper.0)
        || tables.own_al(rest)
        || tables.common(&behind(rest, false, tables));
    if fits { deeper } else { (word, false) }
}

/// Whether the first letter is the word's own.
fn own(word: &str, tables: &Tables) -> bool {
    let told = |w: &str| match tables.clitic(w) {
        Some(clitic) => Some(!clitic),
        None => (tables.name(w) || tables.head(w).is_some()).then_some(true),
    };
    if !word.starts_with(['و', 'ف', 'ب', 'ل', 'ك']) || word.starts_with("لل") {
        return false;
    }
    // ك is the rarest of them before a noun: كمال is a man before it is like money
    if word.starts_with('ك') && tables.bears(word) {
        return true;
    }
    told(word).or_else(|| told(&behind(word, false, tables))).unwrap_or(false)
}

/// The word without its endings, as far as what is left is known.
fn behind(word: &str, article: bool, tables: &Tables) -> String {
    let mut word = word.to_owned();
    for _ in 0..3 {
        if let Some(head) = tables.head(&word) {
            return head.to_owned();
        }
        // سليمان is not two of سليم; إرهابي is somebody's name too, and a word
        if tables.name(&word) && !tables.common(&word) {
            break;
        }
        match ending(&word, article, tables) {
            Some(shorter) => word = shorter,
            None => break,
        }
    }
    tables.head(&word).map_or_else(|| last(&word), str::to_owned)
}

/// The word without its last ending; none where it has none that is known to be one.
fn ending(word: &str, article: bool, tables: &Tables) -> Option<String> {
    let known = |w: &str| tables.common(w) || tables.head(w).is_some();
    let feminine = |stem: &str| tables.feminine(stem).then(|| format!("{stem}ة"));
    // مدرسه is مدرسة; قراره is of قرار
    if let Some(whole) = word.strip_suffix('ه').filter(|stem| count(stem) >= 3).and_then(feminine) {
        return Some(whole);
    }
    if !article {
        for pronoun in PRONOUNS {
            let Some(rest) = word.strip_suffix(pronoun).filter(|rest| count(rest) >= 3) else { continue };
            if let Some(whole) = rest.strip_suffix('ت').and_then(feminine) {
                return Some(whole);
            }
            // لقاؤه، لقائه: of لقاء
            let seated = rest.strip_suffix(['ؤ', 'ئ']).filter(|stem| stem.ends_with('ا')).map(|stem| format!("{stem}ء"));
            if let Some(noun) = seated.filter(|w| known(w)) {
                return Some(noun);
            }
            if !rest.ends_with('ا') && known(rest) {
                return Some(rest.to_owned());
            }
        }
    }
    for plural in ["تين", "تان", "تي", "تا", "ات"] {
        if let Some(whole) = word.strip_suffix(plural).filter(|rest| count(rest) >= 2).and_then(feminine) {
            return Some(whole);
        }
    }
    let without = |ending: &str, least: usize| word.strip_suffix(ending).filter(|rest| count(rest) >= least);
    for (plural, least) in [("ات", 3), ("ين", 4), ("ون", 4), ("ان", 4), ("و", 5)] {
        if let Some(rest) = without(plural, least).filter(|rest| known(rest)) {
            return Some(rest.to_owned());
        }
    }
    if let Some(rest) = without("ا", 3).filter(|rest| !rest.ends_with(['ي', 'و']) && known(rest)) {
        return Some(rest.to_owned());
    }
    for nisba in ["ية", "يه", "ي"] {
        let Some(rest) = without(nisba, 4) else { continue };
        if known(rest) {
            return Some(rest.to_owned());
        }
        if let Some(whole) = feminine(rest) {
            return Some(whole);
        }
    }
    for feminine in ["ية", "يه"] {
        if let Some(rest) = without(feminine, 3) {
            let masculine = format!("{rest}ي");
            if known(&masculine) {
                return Some(masculine);
            }
        }
    }
    without("ة", 4).filter(|rest| tables.person(rest) && known(rest)).map(str::to_owned)
}
