//! `name_pairs.tsv`: names that are one person's, and names that are not.

use rawi_actors::kb;
use rawi_actors::names::{Likeness, NameBook, Verdict, same_name};
use rawi_text::table;
use std::collections::BTreeMap;

const PAIRS: &str = include_str!("name_pairs.tsv");

/// Right and wrong answers.
#[derive(Clone, Copy, Default)]
struct Count {
    found: u32,
    missed: u32,
    false_alarms: u32,
    kept_apart: u32,
}

impl Count {
    fn add(&mut self, truth: bool, said: bool) {
        match (truth, said) {
            (true, true) => self.found += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.false_alarms += 1,
            (false, false) => self.kept_apart += 1,
        }
    }
    fn precision(&self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.false_alarms).max(1))
    }
    fn recall(&self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.missed).max(1))
    }
}

/// Holds `compare` against the rows of the groups that are wanted, and fails below 0.97, in either half.
fn check(name: &str, wanted: fn(&str) -> bool, whole: bool, compare: impl Fn(&str, &str) -> Likeness) {
    let mut halves = [Count::default(); 2];
    let mut groups: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    let mut wrong = String::new();
    for (n, row) in table::rows::<5>("tests/name_pairs.tsv", PAIRS).enumerate() {
        let (line, [a, b, verdict, group, note]) = row.unwrap();
        assert!(matches!(note, "hard" | "-"), "{line}: no such note: {note}");
        let truth = match verdict {
            "same" => true,
            "different" => false,
            other => panic!("{line}: no such verdict: {other}"),
        };
        if !wanted(group) {
            continue;
        }
        let said = compare(a, b);
        assert_eq!(said, compare(b, a), "{line}: {a}, {b}: the order of two names makes a difference");
        let said_same = said.verdict == Verdict::Same;
        halves[if whole { 0 } else { n % 2 }].add(truth, said_same);
        groups.entry((verdict, group)).or_default().add(truth, said_same);
        if truth != said_same {
            let half = ["odd", "even"][n % 2];
            wrong += &format!("{half} {line}: {a} | {b}: {verdict} ({group}), read as {said:?}\n");
        }
    }
    println!("{name}\n{wrong}");
    for ((verdict, group), c) in &groups {
        println!("{verdict} {group}: {} right, {} wrong", c.found + c.kept_apart, c.missed + c.false_alarms);
    }
    for (half, c) in halves.iter().enumerate().take(if whole { 1 } else { 2 }) {
        let part = if whole { "all" } else { ["odd", "even"][half] };
        let rows = c.found + c.missed + c.false_alarms + c.kept_apart;
        println!("{part}: precision {:.3}, recall {:.3} ({rows} pairs)", c.precision(), c.recall());
        assert!(rows >= 300);
        assert!(c.precision() >= 0.97, "{name}, {part}: precision {:.3}:\n{wrong}", c.precision());
        assert!(c.recall() >= 0.97, "{name}, {part}: recall {:.3}:\n{wrong}", c.recall());
    }
}

#[test]
fn names_alone_tell_pairs_apart_in_either_half() {
    // by letters nobody knows that أبو مازن is محمود عباس
    check("names alone", |group| group != "alias", false, same_name);
}

#[test]
fn names_and_the_knowledge_base_tell_pairs_apart() {
    let (people, _) = kb::rows("kb/people.tsv", include_str!("../../../kb/people.tsv"));
    let names = people.iter().flat_map(|row| {
        let shorter = row.aliases().chain(row.surnames()).chain(row.words());
        [row.name, row.name_en].into_iter().chain(shorter).map(move |n| (row.line as u32, n))
    });
    let book = NameBook::new(names);
    check("with the knowledge base", |_| true, true, |a, b| book.same_actor(a, b));
}
