//! English names of bodies that the knowledge base does not have, of the words of their Arabic names.

use crate::tables::{Tables, name_keys};
use rawi_text::words::{LAM, article_off};
use rawi_text::{Key, KeyMap, key, table};
use std::collections::HashMap;
use std::sync::LazyLock;

const NAMES: &str = include_str!("../../../lexicon/body_names.tsv");
const ADJECTIVES: &str = include_str!("../../../lexicon/state_adjectives.tsv");

/// The words behind the first, and the English.
type Head = (Box<[Key]>, &'static str);

struct Heads {
    /// By their first word: the words after it, less articles, and the English; the longest first.
    heads: KeyMap<Vec<Head>>,
    terms: KeyMap<&'static str>,
    /// By the id of the state.
    adjectives: HashMap<&'static str, &'static str>,
}

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let mut heads: KeyMap<Vec<Head>> = KeyMap::default();
    let mut terms = KeyMap::default();
    for (_, [words, class, english, _]) in table::rows::<4>("lexicon/body_names.tsv", NAMES).flatten() {
        let keys: Vec<Key> = words.split(' ').map(|w| bare(Key::of(w))).collect();
        match class {
            "head" => heads.entry(keys[0]).or_default().push((keys[1..].into(), english)),
            _ => {
                terms.insert(keys[0], english);
            }
        }
    }
    heads.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    let adjectives = table::rows::<2>("lexicon/state_adjectives.tsv", ADJECTIVES).flatten();
    Heads { heads, terms, adjectives: adjectives.map(|(_, [state, adjective])| (state, adjective)).collect() }
});

/// A word less its article, also behind ل (للانتخابات).
fn bare(key: Key) -> Key {
    match article_off(key) {
        (bare, true) => bare,
        _ if key.first() == LAM && key.at(1) == LAM && key.len() > 4 => key.skip(2),
        (bare, false) => bare,
    }
}

/// The masculine of an adjective: وطنية is وطني.
fn masculine(key: Key) -> Key {
    key.before(key!("ة")).filter(|k| k.len() > 2).unwrap_or(key)
}

/// The English name of a body by its Arabic one, where all its words are known: `وزارة الخارجية الروسية` is Russian Foreign
/// Ministry. None where the name says no more than what kind of body it is (الحكومة، اللجنة).
pub(crate) fn english(tables: &Tables, name: &str) -> Option<String> {
    let words: Vec<Key> = name_keys(name);
    let keys: Vec<Key> = words.iter().map(|k| bare(*k)).collect();
    let known = &*HEADS;
    let list = known.heads.get(keys.first()?)?;
    let (rest, head) = list.iter().find(|(rest, _)| keys[1..].starts_with(rest))?;
    let from = 1 + rest.len();
    let (mut state, mut terms) = (None, Vec::new());
    let mut i = from;
    while i < keys.len() {
        if let Some((row, n)) = state_at(tables, &words, i).filter(|_| state.is_none()) {
            state = Some(row);
            i += n;
            continue;
        }
        let term = known.terms.get(&keys[i]).or_else(|| known.terms.get(&masculine(keys[i])))?;
        terms.push(*term);
        i += 1;
    }
    // الخارجية alone may be any state's, and so may a ministry
    if state.is_none() && terms.is_empty() {
        return None;
    }
    let mut out: Vec<&str> = terms.iter().rev().copied().collect();
    out.push(head);
    let state = state.map(|row| &tables.kb[row as usize]);
    let adjective = state.and_then(|s| known.adjectives.get(&*s.id));
    if let Some(adjective) = adjective {
        out.insert(0, adjective);
    }
    let mut english = out.join(" ");
    if let Some(state) = state.filter(|_| adjective.is_none()) {
        if state.name_en.is_empty() {
            return None;
        }
        english.push_str(" of ");
        english.push_str(&state.name_en);
    }
    Some(english)
}

/// The state that a word names, or an adjective of it, and how many words it takes (كوريا الشمالية, الكورية الشمالية).
fn state_at(tables: &Tables, words: &[Key], i: usize) -> Option<(u32, usize)> {
    let next = |n: usize| words.get(i + n).copied();
    if let Some(hit) = tables.kb_hit(words[i], next).filter(|h| !h.metonym) {
        let id = &tables.kb[hit.row as usize].id;
        return (id.starts_with("state:") || id.starts_with("place:")).then_some((hit.row, hit.words as usize));
    }
    // الكورية الشمالية
    let korea = bare(words[i]) == key!("كورية") || bare(words[i]) == key!("كوري");
    if let Some(side) = next(1).map(|k| masculine(bare(k))).filter(|_| korea) {
        let id = match side {
            k if k == key!("شمالي") => "state:kp",
            k if k == key!("جنوبي") => "state:kr",
            _ => return None,
        };
        return tables.kb.iter().position(|r| r.id == id).map(|row| (row as u32, 2));
    }
    tables.nisba(words[i]).map(|row| (row, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kb::BUILT_IN;

    #[test]
    fn names_are_put_together() {
        let english = |name: &str| english(Tables::built_in(), name);
        for (arabic, expected) in [
            ("وزارة الخارجية الروسية", "Russian Foreign Ministry"),
            ("وزارة الدفاع الإيطالية", "Italian Defence Ministry"),
            ("وزارة خارجية نيوزيلندا", "Foreign Ministry of New Zealand"),
            ("الجيش اللبناني", "Lebanese army"),
            ("القوات المسلحة السودانية", "Sudanese armed forces"),
            ("قوات الأمن العراقية", "Iraqi security forces"),
            ("الشرطة البريطانية", "British police"),
            ("البرلمان العراقي", "Iraqi parliament"),
            ("مجلس النواب اللبناني", "Lebanese House of Representatives"),
            ("مجلس الشيوخ الفرنسي", "French Senate"),
            ("الحكومة اليمنية", "Yemeni government"),
            ("السلطات الإسرائيلية", "Israeli authorities"),
            ("الرئاسة الفلسطينية", "Palestinian presidency"),
            ("السفارة الأمريكية", "US Embassy"),
            ("سفارة روسيا", "Russian Embassy"),
            ("البنك المركزي التركي", "Turkish Central Bank"),
            ("المحكمة العليا الباكستانية", "Pakistani Supreme Court"),
            ("المحكمة الدستورية العليا المصرية", "Egyptian Supreme Constitutional Court"),
            ("الحزب الديمقراطي", "Democratic Party"),
            ("الحزب الاشتراكي الفرنسي", "French Socialist Party"),
            ("الاتحاد الأوروبي", "European Union"),
            ("الجامعة اللبنانية", "Lebanese University"),
            ("المجلس الوطني الكردي", "Kurdish National Council"),
            ("المجلس العسكري الانتقالي السوداني", "Sudanese Transitional Military Council"),
            ("الهيئة العليا للانتخابات التونسية", "Tunisian High Electoral Authority"),
            ("خارجية كوريا الشمالية", "North Korean Foreign Ministry"),
            ("الحكومة الكورية الجنوبية", "South Korean government"),
            ("نقابة الصحفيين المصرية", "Egyptian Journalists' Syndicate"),
        ] {
            assert_eq!(english(arabic).as_deref(), Some(expected), "{arabic}");
        }
        // no more than a kind, or a word that is not known
        for arabic in ["الحكومة", "وزارة الدفاع", "وزارة الأوقاف والسياحة", "حزب النهضة", "شركة آبل", "سوق العمل", ""]
        {
            assert_eq!(english(arabic), None, "{arabic}");
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        let states: Vec<&str> = BUILT_IN.iter().flat_map(|(t, c)| crate::kb::built_in_rows(t, c).0).map(|r| r.id).collect();
        let mut seen = std::collections::HashSet::new();
        for row in table::rows::<4>("lexicon/body_names.tsv", NAMES) {
            let (line, [words, class, english, _]) = row.expect("a row");
            assert!(["head", "term"].contains(&class), "line {line}: {class}");
            assert!(class == "head" || !words.contains(' '), "line {line}: a term of several words");
            assert!(!article_off(Key::of(words)).1, "line {line}: {words} has its article");
            assert!(english.is_ascii() && !english.is_empty(), "line {line}: {english}");
            assert!(seen.insert((words, class)), "line {line}: {words} again");
        }
        for row in table::rows::<2>("lexicon/state_adjectives.tsv", ADJECTIVES) {
            let (line, [state, adjective]) = row.expect("a row");
            assert!(states.contains(&state) && adjective.is_ascii(), "line {line}: {state}");
        }
    }
}
