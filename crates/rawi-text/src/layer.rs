//! A user's own rows laid over a table of `lexicon/`: a row of the same key takes the place of ours, another adds to them.

use crate::key::Key;
use crate::table::TableError;
use std::collections::{HashMap, HashSet};

/// What a cell says that takes our rows of that key away.
pub const NONE: &str = "none";
/// The most rows that a user's tables may have together: more than our largest, and few enough to be numbered.
const MOST_ROWS: usize = 40_000;
/// The most problems that are told of one file.
const MOST_PROBLEMS: usize = 1000;

/// A table that a user's rows can be laid over.
pub struct Layer {
    /// Its name, as that of its file without `.tsv`.
    pub name: &'static str,
    /// The table itself.
    pub ours: &'static str,
    /// How many cells a row has.
    pub cells: usize,
    /// The cells that make a row's key. Spelling that makes no difference in texts makes none here, but a shadda does.
    pub key: &'static [usize],
    /// The cell that may say [`NONE`].
    pub none: Option<usize>,
    /// What is wrong with the cells of a row, if anything is.
    pub check: fn(&[&str]) -> Result<(), String>,
}

/// A file of a user's: its name, as it is told, and its content.
pub type File<'a> = (&'a str, &'a str);

impl Layer {
    fn rows<'a>(&self, content: &'a str) -> impl Iterator<Item = (usize, Vec<&'a str>)> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let lines = content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
        lines.map(|(n, l)| (n + 1, l.split('\t').map(str::trim).collect()))
    }

    fn key(&self, cells: &[&str]) -> Vec<String> {
        self.key.iter().map(|c| cells.get(*c).map(|cell| folded(cell)).unwrap_or_default()).collect()
    }

    fn takes_away(&self, cells: &[&str]) -> bool {
        self.none.is_some_and(|c| cells.get(c) == Some(&NONE))
    }

    /// All that is wrong with a user's files for this table, in their order.
    pub fn problems(&self, files: &[File<'_>]) -> Vec<TableError> {
        let mut all = Vec::new();
        let mut seen: HashMap<Vec<String>, (usize, String)> = HashMap::new();
        let mut count = 0;
        for (number, (name, content)) in files.iter().enumerate() {
            let mut problems = Vec::new();
            let mut tell = |line, what| problems.push(TableError { table: (*name).into(), line, what });
            let mut empty = true;
            for (line, cells) in self.rows(content) {
                empty = false;
                count += 1;
                if count == MOST_ROWS + 1 {
                    tell(line, format!("more than {MOST_ROWS} rows for {} in all", self.name));
                }
                if cells.len() != self.cells {
                    let (found, wanted) = (cells.len(), self.cells);
                    tell(
                        line,
                        format!("{found} cells, {wanted} wanted: part them with one tab each, and write - for an empty one"),
                    );
                    continue;
                }
                for cell in self.key.iter().filter_map(|c| cells.get(*c)) {
                    if !cell.chars().any(|c| matches!(c, 'ء'..='ي')) {
                        tell(line, format!("{cell:?} has no Arabic letter"));
                    }
                }
                if !self.takes_away(&cells)
                    && let Err(what) = (self.check)(&cells)
                {
                    tell(line, what);
                }
                // a word may have rows of several classes: those of one key belong together where they stand together
                let key = self.key(&cells);
                let whole = cells.join("\t");
                match seen.get(&key) {
                    Some((file, _)) if *file != number => {
                        tell(line, "another file of yours has a row for it too: keep one of them".to_owned());
                    }
                    Some((_, before)) if *before == whole => tell(line, "is there twice".to_owned()),
                    _ => {
                        seen.insert(key, (number, whole));
                    }
                }
            }
            if empty {
                tell(1, format!("no rows; lexicon/{}.tsv says in its head what they are", self.name));
            }
            if problems.len() > MOST_PROBLEMS {
                let more = problems.len() - MOST_PROBLEMS;
                problems.truncate(MOST_PROBLEMS);
                problems.push(TableError { table: (*name).into(), line: 0, what: format!("and {more} more problems") });
            }
            all.extend(problems);
        }
        all
    }

    /// The table with the rows of the files, of which there is nothing wrong with any, laid over it.
    pub fn laid_over(&self, files: &[File<'_>]) -> String {
        let mut out = String::new();
        let mut replaced = HashSet::new();
        for (_, content) in files {
            for (_, cells) in self.rows(content) {
                replaced.insert(self.key(&cells));
                if !self.takes_away(&cells) {
                    out.push_str(&cells.join("\t"));
                    out.push('\n');
                }
            }
        }
        for (_, cells) in self.rows(self.ours) {
            if !replaced.contains(&self.key(&cells)) {
                out.push_str(&cells.join("\t"));
                out.push('\n');
            }
        }
        out
    }
}

/// A word's or phrase's spelling without what makes no difference.
fn folded(cell: &str) -> String {
    let words = cell.split_whitespace().map(|word| {
        let shadda = word.contains('\u{651}');
        format!("{:?}{}", Key::of(word), if shadda { "+" } else { "" })
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYER: Layer = Layer {
        name: "words",
        ours: "# ours\nوزير\toffice\t-\nأمير\toffice\t-\nأمير\thonorific\t-\nذكَر\ta\t-\nذكّر\tb\t-\n",
        cells: 3,
        key: &[0],
        none: Some(1),
        check: |cells| if cells[1].len() < 20 { Ok(()) } else { Err(format!("no such class: {}", cells[1])) },
    };

    #[test]
    fn a_row_of_the_same_key_takes_the_place_of_ours() {
        for (own, wanted) in [
            (
                "رئيس\toffice\tx\n",
                vec!["رئيس\toffice\tx", "وزير\toffice\t-", "أمير\toffice\t-", "أمير\thonorific\t-", "ذكَر\ta\t-", "ذكّر\tb\t-"],
            ),
            ("\u{feff}# mine\r\nامير\tkin\tx\r\n", vec!["امير\tkin\tx", "وزير\toffice\t-", "ذكَر\ta\t-", "ذكّر\tb\t-"]),
            ("ذكر\tnone\t-\nوزير\tnone\t-\n", vec!["أمير\toffice\t-", "أمير\thonorific\t-", "ذكّر\tb\t-"]),
        ] {
            assert_eq!(LAYER.problems(&[("own", own)]), [], "{own}");
            assert_eq!(LAYER.laid_over(&[("own", own)]).lines().collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn all_bad_rows_are_told() {
        let files = [
            ("a.tsv", "وزير\toffice\nsir\toffice\t-\nشيخ\toffice-of-the-sheikh-of-all\t-\n\nخال\tkin\t-\nخال\tkin\t-\n"),
            ("b.tsv", "خَال\tkin\t-\n"),
            ("c.tsv", "# x\n"),
        ];
        let told: Vec<String> = LAYER.problems(&files).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 6, "{told:#?}");
        for (line, what) in told.iter().zip([
            "a.tsv:1: 2 cells, 3",
            "a.tsv:2: \"sir\" has no Arabic",
            "a.tsv:3: no such class",
            "a.tsv:6: is there twice",
            "b.tsv:1: another file",
            "c.tsv:1: no rows",
        ]) {
            assert!(line.starts_with(what), "{line}");
        }
        let many = (0..MOST_ROWS + 2).map(|n| format!("و{}\tkin\t-\n", "ب".repeat(n % 9) + &n.to_string())).collect::<String>();
        assert!(LAYER.problems(&[("m.tsv", &many)]).iter().any(|e| e.what.contains("more than")));
    }
}
