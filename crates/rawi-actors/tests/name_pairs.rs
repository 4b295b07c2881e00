//! `name_pairs.tsv`: names that are one person's, and names that are not.

use rawi_actors::names::{Verdict, same_name};
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

#[test]
fn pairs_are_told_as_written() {
    let mut halves = [Count::default(); 2];
    let mut groups: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    let mut wrong = String::new();
    for (n, row) in table::rows::<5>("tests/name_pairs.tsv", PAIRS).enumerate() {
        let (line, [a, b, verdict, group, _]) = row.unwrap();
        let truth = match verdict {
            "same" => true,
            "different" => false,
            other => panic!("{line}: no such verdict: {other}"),
        };
        let said = same_name(a, b);
        assert_eq!(said, same_name(b, a), "{line}: {a}, {b}: the order of two names makes a difference");
        let said_same = said.verdict == Verdict::Same;
        halves[n % 2].add(truth, said_same);
        groups.entry((verdict, group)).or_default().add(truth, said_same);
        if truth != said_same {
            let half = ["odd", "even"][n % 2];
            wrong += &format!("{half} {line}: {a} | {b}: {verdict} ({group}), read as {said:?}\n");
        }
    }
    println!("{wrong}");
    for ((verdict, group), c) in &groups {
        println!("{verdict} {group}: {} right, {} wrong", c.found + c.kept_apart, c.missed + c.false_alarms);
    }
    for (name, c) in [("odd", halves[0]), ("even", halves[1])] {
        println!("{name}: precision {:.3}, recall {:.3} ({} pairs)", c.precision(), c.recall(), {
            c.found + c.missed + c.false_alarms + c.kept_apart
        });
    }
    for c in halves {
        assert!(c.found + c.missed + c.false_alarms + c.kept_apart >= 300);
        assert!(c.precision() >= 0.97, "precision {:.3}:\n{wrong}", c.precision());
        assert!(c.recall() >= 0.97, "recall {:.3}:\n{wrong}", c.recall());
    }
}
