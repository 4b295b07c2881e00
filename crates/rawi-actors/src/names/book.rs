//! Names that are known to be somebody's: what no comparison of letters can tell (أبو مازن is محمود عباس).

use super::keys::{name_key, sound_key};
use super::matching::{Likeness, Verdict, compare, same_name};
use super::parts::Parts;
use rawi_text::Key;

/// A list of names and whose they are.
#[derive(Debug, Default)]
pub struct NameBook {
    /// Keys of both kinds with the entry that each leads to, sorted.
    keys: Vec<(Key, u32)>,
    entries: Vec<(u32, Box<str>)>,
}

impl NameBook {
    /// A book of names, each with the number of its owner.
    pub fn new<'a>(names: impl IntoIterator<Item = (u32, &'a str)>) -> NameBook {
        let mut book = NameBook::default();
        for (owner, name) in names {
            let entry = book.entries.len() as u32;
            book.entries.push((owner, name.into()));
            book.keys.extend([(name_key(name), entry), (sound_key(name), entry)]);
        }
        book.keys.sort_unstable();
        book.keys.dedup();
        book
    }

    /// Whose name it is; `None` where it is nobody's in the book or of several.
    pub fn owner(&self, name: &str) -> Option<u32> {
        let parts = Parts::of(name);
        let mut owner = None;
        for key in [name_key(name), sound_key(name)] {
            let from = self.keys.partition_point(|(k, _)| *k < key);
            for (_, entry) in self.keys[from..].iter().take_while(|(k, _)| *k == key) {
                let (candidate, known) = &self.entries[*entry as usize];
                let known = Parts::of(known);
                let likeness = compare(&parts, &known);
                // a Latin spelling is that of several Arabic names
                let writing = parts.is_latin() || !known.is_latin();
                // one part, or a kunya alone: only where it is spelt alike
                let one = parts.0.len() == 1 && known.0.len() == 1 && parts.0[0].light == known.0[0].light;
                let fits = writing && (likeness.verdict == Verdict::Same || likeness.verdict == Verdict::Possible && one);
                match owner {
                    _ if !fits => {}
                    None => owner = Some(*candidate),
                    Some(other) if other == *candidate => {}
                    Some(_) => return None,
                }
            }
        }
        owner
    }

    /// Compares two names as [`same_name`] does, and by their owners where both have one.
    pub fn same_actor(&self, a: &str, b: &str) -> Likeness {
        match (self.owner(a), self.owner(b)) {
            (Some(x), Some(y)) if x == y => Likeness { verdict: Verdict::Same, score: 1.0 },
            (Some(_), Some(_)) => Likeness { verdict: Verdict::Different, score: 0.0 },
            _ => same_name(a, b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_found_by_any_spelling() {
        let book = NameBook::new([
            (1, "محمود عباس"),
            (1, "أبو مازن"),
            (2, "سيرغي لافروف"),
            (3, "بشار الأسد"),
            (4, "أحمد علي"),
            (5, "أحمد علي"),
        ]);
        for (name, owner) in [
            ("ابو مازن", Some(1)),
            ("محمود عبّاس", Some(1)),
            ("Sergei Lavrov", Some(2)),
            ("سيرجي لافروف", Some(2)),
            ("ماهر الأسد", None),
            ("أحمد علي", None),
            ("", None),
        ] {
            assert_eq!(book.owner(name), owner, "{name}");
        }
        assert_eq!(book.same_actor("أبو مازن", "Mahmoud Abbas").verdict, Verdict::Same);
        assert_eq!(book.same_actor("أبو مازن", "بشار الأسد").verdict, Verdict::Different);
    }
}
