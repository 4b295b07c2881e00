//! A user's own tables, laid over ours.

use crate::By;
use crate::lexicon::{self, Lexicon};
use rawi_actors::Tables;
use rawi_text::layer::{File, Layer};
use rawi_text::table::TableError;

/// Tables as an article is read by them, when a user's own are laid over ours.
#[derive(Debug)]
pub struct Own {
    tables: Tables,
    lexicon: Lexicon,
}

impl Own {
    /// Lays rows of the knowledge base and tables of the lexicon over ours. Which table a file of the lexicon is for, its name
    /// tells ([`layer`]). All that is wrong with the files, in their order; then nothing is laid.
    pub fn new(kb: &[File<'_>], lexicon: &[File<'_>]) -> Result<Own, Vec<TableError>> {
        let (words, mut errors) = sorted(lexicon);
        let tables = Tables::with(kb, &words);
        let laid = lexicon::LAYERS.each_ref().map(|layer| {
            let files: Vec<File<'_>> = words.iter().filter(|(l, _)| l.name == layer.name).map(|(_, file)| *file).collect();
            errors.extend(layer.problems(&files));
            if files.is_empty() { layer.ours.to_owned() } else { layer.laid_over(&files) }
        });
        match tables {
            Ok(tables) if errors.is_empty() => {
                let [cues, act_nouns, phrases] = laid;
                Ok(Own { tables, lexicon: Lexicon::load(&cues, &act_nouns, &phrases).0 })
            }
            tables => {
                errors.extend(tables.err().into_iter().flatten());
                let place =
                    |e: &TableError| kb.iter().chain(lexicon).position(|(name, _)| *name == e.table).unwrap_or(usize::MAX);
                errors.sort_by_key(|e| (place(e), if e.line == 0 { usize::MAX } else { e.line }));
                Err(errors)
            }
        }
    }

    /// What to read by.
    pub fn by(&self) -> By<'_> {
        By { tables: &self.tables, lexicon: &self.lexicon }
    }
}

/// The names of the tables that a user's can be laid over.
pub fn names() -> impl Iterator<Item = &'static str> {
    layers().map(|l| l.name)
}

fn layers() -> impl Iterator<Item = &'static Layer> {
    lexicon::LAYERS.iter().chain(&rawi_actors::LAYERS)
}

/// The table that a file is for, by its name: `cues.tsv`, or something before it (`desk-cues.tsv`, `desk.cues.tsv`).
pub fn layer(file: &str) -> Option<&'static Layer> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.strip_suffix(".tsv")?;
    let fits =
        |l: &&Layer| stem.strip_suffix(l.name).is_some_and(|before| before.is_empty() || before.ends_with(['-', '.', '_']));
    // of names that end alike the longer one
    layers().filter(fits).max_by_key(|l| l.name.len())
}

/// Each file with its table; those that are for none are told.
fn sorted<'a>(files: &[File<'a>]) -> (Vec<(&'static Layer, File<'a>)>, Vec<TableError>) {
    let (mut words, mut errors) = (Vec::new(), Vec::new());
    for file in files {
        match layer(file.0) {
            Some(layer) => words.push((layer, *file)),
            None => {
                let known: Vec<String> = names().map(|n| format!("{n}.tsv")).collect();
                let what =
                    format!("its name tells for no table; a file of one's own is called {}, or desk-cues.tsv", known.join(", "));
                errors.push(TableError { table: file.0.into(), line: 1, what });
            }
        }
    }
    (words, errors)
}

/// How many rows a file has.
pub fn rows(content: &str) -> usize {
    content.lines().filter(|l| !l.trim().is_empty() && !l.starts_with(['#', '\u{feff}'])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_rows_pass_the_checks_of_a_users() {
        for layer in &lexicon::LAYERS {
            let problems = layer.problems(&[(layer.name, layer.ours)]);
            assert!(problems.is_empty(), "{problems:#?}");
        }
    }

    #[test]
    fn the_name_of_a_file_tells_its_table() {
        for (file, table) in [
            ("cues.tsv", Some("cues")),
            ("my/desk-cues.tsv", Some("cues")),
            ("my\\desk.act_nouns.tsv", Some("act_nouns")),
            ("desk_names.tsv", Some("names")),
            ("rescues.tsv", None),
            ("cues.txt", None),
            ("cues/a.tsv", None),
        ] {
            assert_eq!(layer(file).map(|l| l.name), table, "{file}");
        }
    }

    #[test]
    fn ours_laid_over_ours_reads_as_ours() {
        let files: Vec<(String, &str)> = layers().map(|l| (format!("{}.tsv", l.name), l.ours)).collect();
        let files: Vec<File<'_>> = files.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let own = Own::new(&[], &files).unwrap();
        let text = "قال وزير الأشغال لؤي العامري إن الطريق سيفتح. وأضاف: «سنفتحه يوم الأحد»، بحسب وكالة عين النخلة.";
        let body = [rawi_text::Span::new(0, text.len() as u32)];
        let input = crate::Input { text, title: None, body: &body };
        let (by_own, by_ours) = (crate::read_with(input, own.by()), crate::read(input));
        assert!(by_ours.statements.len() >= 2);
        assert_eq!(format!("{by_own:?}"), format!("{by_ours:?}"));
    }
}
