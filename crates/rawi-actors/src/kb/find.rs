//! Rows by a name, in Arabic or in English.

use super::Row;
use crate::tables::name_keys;
use rawi_text::Key;

/// How well a row's names fit what was asked for. The best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// It is the name, an alias or a metonym, or the English name.
    Whole,
    /// It is a name that many others bear, or an ordinary word too.
    Word,
    /// All its words stand in a name, in order.
    Part,
}

/// The rows whose names fit, the best first, and among equals in the order of the rows. Spellings that news mixes (hamza,
/// ى and ي, ة and ه, marks) make no difference, nor do capitals and accents.
pub fn find<'r, 'a>(rows: &'r [Row<'a>], name: &str) -> Vec<(Found, &'r Row<'a>)> {
    let keys = folded(name);
    if keys.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Found, &Row<'_>)> = rows.iter().filter_map(|row| Some((fit(row, &keys)?, row))).collect();
    found.sort_by_key(|(how, _)| *how);
    found
}

fn fit(row: &Row<'_>, keys: &[Key]) -> Option<Found> {
    let names = std::iter::once(row.name).chain(row.aliases()).chain(row.metonyms()).chain([row.name_en]);
    let mut best = None;
    for name in names {
        let words = folded(name);
        if words == keys {
            best = Some(Found::Whole);
            break;
        }
        if words.windows(keys.len()).any(|w| w == keys) {
            best = Some(Found::Part);
        }
    }
    if best != Some(Found::Whole) && row.surnames().chain(row.words()).any(|w| folded(w) == keys) {
        best = Some(Found::Word);
    }
    best
}

/// The words of a name as keys; Latin letters without their accents.
fn folded(name: &str) -> Vec<Key> {
    if name.chars().all(|c| c.is_ascii() || !c.is_alphabetic() || u32::from(c) >= 0x250) {
        return name_keys(name);
    }
    let plain: String = name.chars().flat_map(|c| plain(c).chars().chain(plain(c).is_empty().then_some(c))).collect();
    name_keys(&plain)
}

/// An accented Latin letter as it is written without its accent; empty for all others.
fn plain(c: char) -> &'static str {
    const PLAIN: [(&str, &str); 24] = [
        ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄą"),
        ("ae", "Ææ"),
        ("c", "ÇçĆćĈĉĊċČč"),
        ("d", "ĎďĐđÐð"),
        ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěƏə"),
        ("g", "ĜĝĞğĠġĢģ"),
        ("h", "ĤĥĦħ"),
        ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"),
        ("j", "Ĵĵ"),
        ("k", "Ķķ"),
        ("l", "ĹĺĻļĽľŁł"),
        ("n", "ÑñŃńŅņŇň"),
        ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"),
        ("oe", "Œœ"),
        ("r", "ŔŕŖŗŘř"),
        ("s", "ŚśŜŝŞşŠš"),
        ("ss", "ß"),
        ("t", "ŢţŤťŦŧ"),
        ("th", "Þþ"),
        ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"),
        ("w", "Ŵŵ"),
        ("y", "ÝýÿŶŷŸ"),
        ("z", "ŹźŻżŽž"),
        ("", ""),
    ];
    PLAIN.iter().find(|(_, letters)| letters.contains(c)).map_or("", |(plain, _)| plain)
}
