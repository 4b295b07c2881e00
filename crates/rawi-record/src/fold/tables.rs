//! What is known of words: which there are, which stand for which.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rawi_text::Key;
use rawi_text::table::{TableError, rows, several};

use super::letters;

const COMMON: &str = include_str!("../../../../lexicon/common_words.tsv");
const NAMES: &str = include_str!("../../../../lexicon/names.tsv");
const FUNCTION: &str = include_str!("../../../../lexicon/function_words.tsv");
const DEMONYMS: &str = include_str!("../../../../lexicon/demonyms.tsv");
const FEMININE: &str = include_str!("../../../../lexicon/feminine.tsv");
const FORMS: &str = include_str!("../../../../lexicon/search_forms.tsv");
const TITLES: &str = include_str!("../../../../lexicon/titles.tsv");
const KB: [&str; 3] = [
    include_str!("../../../../kb/states.tsv"),
    include_str!("../../../../kb/people.tsv"),
    include_str!("../../../../kb/groups.tsv"),
];

/// What may stand behind a word whose ال is its own.
const ENDINGS: [&str; 17] = ["", "ا", "ات", "ان", "ين", "ون", "ي", "ية", "ة", "ه", "ها", "هم", "نا", "ت", "وا", "اته", "اتها"];

/// Bearers of a name, in the sources, from which on it is taken for one.
const BEARERS: u32 = 20;
/// From which on it is one whatever else it means.
const MANY: u32 = 200;

/// The tables, by folded keys or by letters.
#[derive(Default)]
pub(super) struct Tables {
    /// Ordinary words.
    common: HashSet<Key>,
    /// Words whose first letter looks like a clitic: whether it is one.
    clitic: HashMap<Key, bool>,
    /// Names of people, states and groups.
    names: HashSet<Key>,
    /// Names that many bear, whatever else they mean.
    borne: HashSet<Key>,
    /// Words that end in ة, without it.
    feminine: HashSet<Key>,
    /// Masculine nouns for people: their feminine is theirs with ة.
    people: HashSet<Key>,
    /// Prepositions, particles, pronouns: they are left as they are.
    function: HashSet<String>,
    /// What stands for a form.
    heads: HashMap<String, String>,
    /// Words whose ال is their own.
    al: Vec<String>,
}

/// The tables, read once.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables::read().0)
}

impl Tables {
    /// The tables, and what is not well formed in them.
    pub(super) fn read() -> (Self, Vec<TableError>) {
        let (mut tables, mut problems) = (Self::default(), Vec::new());
        let told = &mut problems;
        for [word, clitic, _] in good("common_words.tsv", COMMON, told) {
            let key = Key::of(word);
            tables.common.insert(key);
            if clitic != "-" {
                tables.clitic.insert(key, clitic == "yes");
            }
        }
        for [form, given, family, _, _, common] in good("names.tsv", NAMES, told) {
            let bearers = [given, family].iter().filter_map(|n| n.parse::<u32>().ok()).sum::<u32>();
            if bearers >= MANY {
                tables.borne.insert(Key::of(form));
            }
            if bearers >= BEARERS && common != "yes" {
                tables.names.insert(Key::of(form));
            }
        }
        for [word, class, ..] in good::<3>("function_words.tsv", FUNCTION, told) {
            if class != "adv" {
                tables.function.insert(letters(word));
            }
        }
        for [word, class, gender, number, ..] in good::<5>("titles.tsv", TITLES, told) {
            if gender == "m" && number == "s" && class != "modifier" {
                tables.people.insert(Key::of(word));
            }
        }
        for [word] in good("feminine.tsv", FEMININE, told) {
            tables.feminine.insert(Key::of(word));
        }
        tables.states(told);
        for [head, forms, kind] in good("search_forms.tsv", FORMS, told) {
            let spelt = letters(head);
            // a head may itself stand for a state
            let head = tables.heads.get(&spelt).cloned().unwrap_or_else(|| last(&spelt));
            if kind == "al" && spelt.starts_with("ال") {
                tables.al.push(spelt.clone());
            }
            tables.common.insert(Key::of(&spelt));
            for form in several(forms).map(letters) {
                tables.heads.insert(form, head.clone());
            }
            tables.heads.entry(spelt).or_insert(head);
        }
        (tables, problems)
    }

    /// The nisba of a state, and every name of it, stand for one of them.
    fn states(&mut self, problems: &mut Vec<TableError>) {
        let mut of_state: HashMap<String, String> = HashMap::new();
        for (n, kb) in KB.iter().enumerate() {
            // their form is looked after where they are read for what they are; here the first cells do
            for cells in kb.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>()) {
                let [id, _, name, aliases, ..] = cells[..] else { continue };
                let single: Vec<&str> = [name].into_iter().chain(several(aliases)).filter(|w| !w.contains(' ')).collect();
                for word in [name].into_iter().chain(several(aliases)).flat_map(str::split_whitespace) {
                    self.names.insert(Key::of(without_article(word)));
                }
                if n > 0 {
                    continue;
                }
                // ألمانيا is also written المانيا, and has no article
                let own_al = |word: &str| single.iter().any(|w| w.starts_with('أ') && letters(w) == letters(word));
                for word in &single {
                    let word = letters(if own_al(word) { word } else { without_article(word) });
                    let head = of_state.entry(id.to_owned()).or_insert_with(|| last(&word)).clone();
                    self.heads.entry(word).or_insert(head);
                }
            }
        }
        for [form, feminine, plural, state, note] in good("demonyms.tsv", DEMONYMS, problems) {
            let form = letters(form);
            self.common.insert(Key::of(&form));
            // a state of several words has no name here: its first nisba stands for it
            let head = match state {
                "-" => last(&form),
                state => of_state.entry(state.to_owned()).or_insert_with(|| last(&form)).clone(),
            };
            // the nisba of a city or a people is not that of a state
            let head = if state != "-" && note.starts_with("city") { last(&form) } else { head };
            let forms = [form.clone()].into_iter().chain(several(feminine).map(letters)).chain(several(plural).map(letters));
            for form in forms {
                self.heads.entry(form).or_insert_with(|| head.clone());
            }
        }
    }

    /// Whether it is an ordinary word.
    pub(super) fn common(&self, word: &str) -> bool {
        self.common.contains(&Key::of(word))
    }

    /// Whether it is somebody's name.
    pub(super) fn name(&self, word: &str) -> bool {
        self.names.contains(&Key::of(word))
    }

    /// Whether there is a word that is this one and ة.
    pub(super) fn feminine(&self, stem: &str) -> bool {
        self.feminine.contains(&Key::of(stem))
    }

    /// Whether many bear it as a name.
    pub(super) fn bears(&self, word: &str) -> bool {
        self.borne.contains(&Key::of(word))
    }

    /// Whether it is a masculine noun for a person.
    pub(super) fn person(&self, word: &str) -> bool {
        self.people.contains(&Key::of(word))
    }

    /// Whether the first letter is a clitic, where a table says so.
    pub(super) fn clitic(&self, word: &str) -> Option<bool> {
        self.clitic.get(&Key::of(word)).copied()
    }

    /// Whether it is a function word.
    pub(super) fn function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// What stands for it.
    pub(super) fn head(&self, word: &str) -> Option<&str> {
        self.heads.get(word).map(String::as_str)
    }

    /// Whether its ال is its own.
    pub(super) fn own_al(&self, word: &str) -> bool {
        self.al.iter().any(|al| word.strip_prefix(al.as_str()).is_some_and(|rest| ENDINGS.contains(&rest)))
    }
}

/// The rows of a table, with at least `N` cells; what is wrong goes to `problems`.
fn good<'a, const N: usize>(
    name: &'a str,
    table: &'a str,
    problems: &mut Vec<TableError>,
) -> impl Iterator<Item = [&'a str; N]> + use<'a, N> {
    let (good, bad): (Vec<_>, Vec<_>) = rows::<N>(name, table).partition(Result::is_ok);
    problems.extend(bad.into_iter().filter_map(Result::err));
    good.into_iter().filter_map(|row| row.ok().map(|(_, cells)| cells))
}

fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

/// The last letter as all spell it: ي for ى, ه for ة.
pub(super) fn last(word: &str) -> String {
    match word.strip_suffix('ى') {
        Some(stem) => format!("{stem}ي"),
        None => word.strip_suffix('ة').map_or_else(|| word.to_owned(), |stem| format!("{stem}ه")),
    }
}
