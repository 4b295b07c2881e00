//! Which of many names a query means.

use super::matching::{Verdict, compare, part_cost};
use super::parts::Parts;
use super::rules::Rules;

/// A name that is looked for, in Arabic or Latin letters: prepared once, held against many.
pub struct NameQuery(Parts);

impl NameQuery {
    /// Prepares a query.
    pub fn new(query: &str) -> NameQuery {
        NameQuery(Parts::of(query))
    }

    /// How well a name answers the query, from above 0 to 1; `None` where it does not.
    ///
    /// A full name that is the same has at least 0.75. A query of fewer parts (a surname) answers to every name that has
    /// those parts, the better the more of the name they are.
    pub fn score(&self, name: &str) -> Option<f32> {
        let name = Parts::of(name);
        let likeness = compare(&self.0, &name);
        if likeness.verdict == Verdict::Same {
            return Some(likeness.score);
        }
        // every part of the query in the name, in order
        let rules = Rules::built_in();
        let (mut at, mut cost) = (0, 0);
        for p in &self.0.0 {
            let found = name.0[at..].iter().position(|q| {
                part_cost(p, q, rules).is_some_and(|c| {
                    cost += c;
                    true
                })
            })?;
            at += found + 1;
        }
        if self.0.0.is_empty() {
            return None;
        }
        let (mine, theirs) = (self.0.0.len() as f32, name.0.len() as f32);
        let near = 1.0 - (cost as f32 / (100.0 * mine)).min(1.0);
        // a surname stands last
        let last = if at == name.0.len() { 1.0 } else { 0.85 };
        Some(near * last * (0.5 + 0.5 * (mine / theirs).min(1.0)) * if mine == theirs { 0.99 } else { 0.74 })
    }
}

/// The names that answer a query best, the best first: each with its place among `names` and its score. Names of one
/// score stay in their order; at most `most` are given.
pub fn best_names<'a>(query: &str, names: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<(usize, f32)> {
    let query = NameQuery::new(query);
    let mut found: Vec<(usize, f32)> =
        names.into_iter().enumerate().filter_map(|(i, name)| query.score(name).map(|score| (i, score))).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_find_names_in_either_writing() {
        let names = ["سيرغي لافروف", "بشار الأسد", "رفعت الأسد", "محمد بن سلمان", "رجب طيب أردوغان", "بنيامين نتنياهو"];
        for (query, expected) in [
            ("Lavrov", &["سيرغي لافروف"][..]),
            ("Lavrow", &["سيرغي لافروف"]),
            ("Lavroff", &["سيرغي لافروف"]),
            ("الأسد", &["بشار الأسد", "رفعت الأسد"]),
            ("Bashar Assad", &["بشار الأسد"]),
            ("Erdoğan", &["رجب طيب أردوغان"]),
            ("اردوجان", &["رجب طيب أردوغان"]),
            ("Netanyahu", &["بنيامين نتنياهو"]),
            ("mohammed bin salman", &["محمد بن سلمان"]),
            ("Putin", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = best_names(query, names, 10).into_iter().map(|(i, _)| names[i]).collect();
            assert_eq!(found, expected, "{query}");
        }
    }
}
