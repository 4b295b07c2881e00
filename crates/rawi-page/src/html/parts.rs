//! What the names of elements tell, by `lexicon/page_parts.tsv`, and the phrases of `lexicon/page_phrases.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::fold::Words;

const PARTS: &str = include_str!("../../../../lexicon/page_parts.tsv");
const PHRASES: &str = include_str!("../../../../lexicon/page_phrases.tsv");

/// What an element is, told by its names; the table's header explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    Standfirst,
    Byline,
    Date,
    Updated,
    Clock,
    Related,
    Comments,
    Share,
    Tags,
    Caption,
    Ads,
    Newsletter,
    Nav,
    Tools,
    Hidden,
    Bio,
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "body" => Self::Body,
            "standfirst" => Self::Standfirst,
            "byline" => Self::Byline,
            "date" => Self::Date,
            "updated" => Self::Updated,
            "clock" => Self::Clock,
            "related" => Self::Related,
            "comments" => Self::Comments,
            "share" => Self::Share,
            "tags" => Self::Tags,
            "caption" => Self::Caption,
            "ads" => Self::Ads,
            "newsletter" => Self::Newsletter,
            "nav" => Self::Nav,
            "tools" => Self::Tools,
            "hidden" => Self::Hidden,
            "bio" => Self::Bio,
            _ => return None,
        })
    }

    /// The name under which it is left out of the text; none for what may stay.
    pub(super) fn left_out(self) -> Option<&'static str> {
        Some(match self {
            Self::Body | Self::Standfirst => return None,
            Self::Byline | Self::Bio => "byline",
            Self::Date | Self::Updated | Self::Clock => "date",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Share => "share",
            Self::Tags => "tags",
            Self::Caption => "caption",
            Self::Ads => "ads",
            Self::Newsletter => "newsletter",
            Self::Nav => "navigation",
            Self::Tools => "tools",
            Self::Hidden => "hidden",
        })
    }
}

/// By the first word of each name: the whole name and its part.
type Names = BTreeMap<String, Vec<(Vec<String>, Part)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| read_parts(PARTS).0);

fn read_parts(table: &str) -> (Names, Vec<usize>) {
    let mut names = Names::new();
    let mut bad = Vec::new();
    for (n, line) in rows(table) {
        let columns: Vec<_> = line.split('\t').collect();
        let [kind, patterns, _] = columns.as_slice() else {
            bad.push(n);
            continue;
        };
        let Some(part) = Part::named(kind) else {
            bad.push(n);
            continue;
        };
        for pattern in patterns.split('|') {
            let words: Vec<String> = pattern.split(' ').map(str::to_owned).collect();
            if words.iter().any(|w| w.is_empty() || !w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())) {
                bad.push(n);
                continue;
            }
            names.entry(words[0].clone()).or_default().push((words, part));
        }
    }
    (names, bad)
}

fn rows(table: &str) -> impl Iterator<Item = (usize, &str)> {
    table.lines().enumerate().map(|(n, line)| (n + 1, line)).filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
}

/// Adds what a `class` or an `id` tells.
pub(super) fn parts(value: &str, found: &mut Vec<Part>) {
    // names longer than that are data, not names
    for name in value.split_ascii_whitespace().take(32).filter(|n| n.len() < 100) {
        let words = words(name);
        for i in 0..words.len() {
            let Some(candidates) = NAMES.get(&words[i]) else { continue };
            for (pattern, part) in candidates {
                if words[i..].starts_with(pattern) && !found.contains(part) {
                    found.push(*part);
                }
            }
        }
    }
}

/// The words of a name: `post-tags`, `postTags` and `post_tags2` are `post tags`.
fn words(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        let ends = !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && lower;
        if ends && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        lower = c.is_ascii_lowercase();
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// What a phrase of `page_phrases.tsv` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    Byline,
    By,
    Updated,
    Published,
    Clock,
    Ago,
    /// The seconds of a unit of time.
    Unit(u64),
    Notice,
    Labelled,
    Policy,
    NoAuthor,
    NoOutlet,
    Credit,
}

/// The phrases of the table, by their first word, folded.
#[derive(Default)]
pub(super) struct Told(BTreeMap<String, Vec<(Vec<String>, Tells)>>);

pub(super) static TOLD: LazyLock<Told> = LazyLock::new(|| read_phrases(PHRASES).0);

fn read_phrases(table: &str) -> (Told, Vec<usize>) {
    let mut told = Told::default();
    let mut bad = Vec::new();
    for (n, line) in rows(table) {
        let columns: Vec<_> = line.split('\t').collect();
        let row = if let [kind, phrase, _] = columns.as_slice() { row(kind, phrase) } else { None };
        match row {
            Some((words, tells)) => told.0.entry(words[0].clone()).or_default().push((words, tells)),
            None => bad.push(n),
        }
    }
    (told, bad)
}

fn row(kind: &str, phrase: &str) -> Option<(Vec<String>, Tells)> {
    let (phrase, seconds) = match phrase.split_once('=') {
        Some((phrase, seconds)) => (phrase, Some(seconds.trim().parse().ok()?)),
        None => (phrase, None),
    };
    let tells = match (kind, seconds) {
        ("byline", None) => Tells::Byline,
        ("by", None) => Tells::By,
        ("no_outlet", None) => Tells::NoOutlet,
        ("updated", None) => Tells::Updated,
        ("published", None) => Tells::Published,
        ("clock", None) => Tells::Clock,
        ("ago", None) => Tells::Ago,
        ("unit", Some(seconds)) => Tells::Unit(seconds),
        ("notice", None) => Tells::Notice,
        ("labelled", None) => Tells::Labelled,
        ("policy", None) => Tells::Policy,
        ("no_author", None) => Tells::NoAuthor,
        ("credit", None) => Tells::Credit,
        _ => return None,
    };
    let words = Words::owned(phrase);
    (!words.is_empty()).then_some((words, tells))
}

impl Told {
    /// What stands at word `at`, and how many words it takes.
    pub(super) fn at<'s>(&'s self, words: &'s Words, at: usize) -> impl Iterator<Item = (Tells, usize)> + 's {
        let found = self.0.get(words.get(at)).into_iter().flatten();
        found.filter(move |(phrase, _)| words.has_at(at, phrase)).map(|(phrase, tells)| (*tells, phrase.len()))
    }

    /// Whether something that tells this stands anywhere.
    pub(super) fn anywhere(&self, words: &Words, tells: Tells) -> bool {
        (0..words.len()).any(|at| self.at(words, at).any(|(t, _)| t == tells))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_understood() {
        assert_eq!(read_parts(PARTS).1, [0; 0], "lines of lexicon/page_parts.tsv");
        assert_eq!(read_phrases(PHRASES).1, [0; 0], "lines of lexicon/page_phrases.tsv");
    }

    #[test]
    fn a_bad_line_is_told() {
        assert_eq!(read_parts("# x\nbody\tentry content\t-\nbodies\tx\t-\nbody\tX\t-\nbody\tx").1, [3, 4, 5]);
        assert_eq!(read_phrases("# x\nago\tقبل\t-\nago\tقبل = 3\t-\nunit\tيوم\t-\nunit\tيوم = x\t-\nago\t.\t-").1, [3, 4, 5, 6]);
    }

    #[test]
    fn names_of_elements() {
        let of = |names| {
            let mut found = Vec::new();
            parts(names, &mut found);
            found
        };
        assert_eq!(of("postTags"), [Part::Tags]);
        assert_eq!(of("entry-content clearfix"), [Part::Body]);
        assert_eq!(of("post-123 tag-syria type-post"), []);
        assert_eq!(of("b-article__refs-date-upd"), [Part::Date, Part::Updated]);
        assert_eq!(of("entry content"), []);
    }
}
