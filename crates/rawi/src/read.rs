//! `rawi read`: articles in, statements out.

use std::io::{self, BufWriter, Write};
use std::iter;
use std::time::{Duration, Instant};

use anyhow::Context;
use rawi_page::{Article, InputError, Language, Options, Raw};
use rawi_speech::{Input, Reading, Tables};

use crate::args::ReadArgs;
use crate::exit::{self, Outcome};
use crate::guard::guarded;
use crate::kb;
use crate::pipeline::{self, Weigh};
use crate::plan::{ReadPlan, Surroundings};
use crate::progress::Progress;
use crate::render::{self, Entry, Render};

/// Articles that a list of them may name: it is kept in memory.
const MOST_ENTRIES: usize = 1000;
/// Output is held back no longer than this, nor beyond this many bytes.
const HELD: Duration = Duration::from_millis(200);
const BUFFER: usize = 256 << 10;
const UNWRITTEN: &str = "cannot write to standard output";

/// Runs the command.
pub fn run(typed: ReadArgs) -> anyhow::Result<Outcome> {
    let plan = ReadPlan::new(typed, &Surroundings::now());
    let own = match plan.kb.as_slice() {
        [] => None,
        files => match kb::tables(files)? {
            Some(tables) => Some(tables),
            None => return Ok(Outcome::Unusable),
        },
    };
    let tables = own.as_ref().unwrap_or_else(|| Tables::built_in());
    let render = render::of(&plan);
    let mut printer = Printer::new(&plan);
    let mut begin = Vec::new();
    render.begin(&mut begin);
    printer.write(&begin).context(UNWRITTEN)?;
    let options = &plan.options;
    pipeline::ordered(
        plan.jobs,
        || items(&plan),
        |number, item: Item| item.read(number, options, tables, &*render),
        |done| printer.print(done),
    )
    .context(UNWRITTEN)?;
    let mut end = Vec::new();
    render.end(&printer.entries, &mut end);
    printer.write(&end).context(UNWRITTEN)?;
    printer.finish()
}

/// Reads one article. What is not Arabic has no statements that Rawi could find.
pub fn read_article(article: &Article) -> Reading {
    read_article_with(article, Tables::built_in())
}

/// The same by tables that differ from the built-in ones.
pub fn read_article_with(article: &Article, tables: &Tables) -> Reading {
    if article.language != Language::Arabic {
        return Reading::default();
    }
    rawi_speech::read_with(Input { text: &article.text, title: article.title, body: &article.body }, tables)
}

/// What the input gave: an article still to be parsed, or a reason why there is none.
struct Item(Result<Raw, String>);

impl Weigh for Item {
    fn weight(&self) -> usize {
        self.0.as_ref().map_or(0, Raw::len)
    }
}

/// The items of the input. A defect in the walk itself ends the walk with one error.
fn items(plan: &ReadPlan) -> impl Iterator<Item = Item> {
    let mut inputs = Some(rawi_page::open(&plan.paths, &plan.options));
    iter::from_fn(move || match guarded(|| inputs.as_mut()?.next()) {
        Ok(next) => next.map(|raw| Item(raw.map_err(|e: InputError| e.to_string()))),
        Err(defect) => {
            inputs = None;
            Some(Item(Err(format!("rawi: defect in the input's walk: {defect}"))))
        }
    })
}

/// An article as it is to be printed, or why it is not.
struct Done {
    weight: usize,
    rendered: Result<(Vec<u8>, Option<Entry>), String>,
}

impl Item {
    fn read(self, number: u64, options: &Options, tables: &Tables, render: &dyn Render) -> Done {
        let weight = self.weight();
        let rendered = self.0.and_then(|raw| {
            let mut name = format!("article {}", number + 1);
            let work = || -> Result<_, String> {
                let mut article = rawi_page::parse(raw, options).map_err(|e| e.to_string())?;
                name_outlet(&mut article, tables);
                name = place(&article);
                let reading = read_article_with(&article, tables);
                let mut out = Vec::new();
                let entry = render.article(number, &article, &reading, &mut out);
                let entry = entry.map_err(|e| format!("{name}: {e:#}"))?;
                Ok((out, entry))
            };
            match guarded(work) {
                Ok(done) => done,
                Err(defect) => Err(format!("{name}: a defect in Rawi, please report it with the article: {defect}")),
            }
        });
        Done { weight, rendered }
    }
}

/// Gives an article the outlet that its address belongs to, where the knowledge base knows it.
fn name_outlet(article: &mut Article, tables: &Tables) {
    let source = &mut article.source;
    let host = source.url.as_deref().and_then(rawi_actors::kb::host_of);
    if let Some(outlet) = host.and_then(|h| tables.outlet_at(h)) {
        source.outlet_id = Some(outlet.id.clone().into_owned());
        source.outlet.get_or_insert_with(|| outlet.name.clone().into_owned());
    }
}

fn place(article: &Article) -> String {
    let source = &article.source;
    match source.line {
        Some(line) => format!("{}:{line}", source.path),
        None => source.path.clone(),
    }
}

/// Standard output and standard error, in the order of the input.
struct Printer<'a> {
    out: BufWriter<io::StdoutLock<'static>>,
    flushed: Option<Instant>,
    prompt: bool,
    progress: Progress<'a>,
    entries: Vec<Entry>,
    failed: bool,
}

impl<'a> Printer<'a> {
    fn new(plan: &'a ReadPlan) -> Self {
        Self {
            out: BufWriter::with_capacity(BUFFER, io::stdout().lock()),
            flushed: None,
            prompt: plan.prompt,
            progress: Progress::new(&plan.paths, plan.progress),
            entries: Vec::new(),
            failed: false,
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn print(&mut self, done: Done) -> io::Result<()> {
        match done.rendered {
            Ok((bytes, entry)) => {
                self.out.write_all(&bytes)?;
                if self.entries.len() < MOST_ENTRIES {
                    self.entries.extend(entry);
                }
            }
            Err(problem) => {
                self.failed = true;
                if self.prompt {
                    self.out.flush()?; // both go to one terminal: keep the order
                }
                self.progress.line(|| exit::problem(&problem));
            }
        }
        if self.prompt || self.flushed.is_none_or(|t| t.elapsed() > HELD) {
            self.out.flush()?;
            self.flushed = Some(Instant::now());
        }
        self.progress.step(done.weight);
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<Outcome> {
        self.progress.end();
        self.out.flush().context(UNWRITTEN)?;
        Ok(if self.failed { Outcome::SomeFailed } else { Outcome::Done })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Clumsy;

    impl Render for Clumsy {
        fn article(&self, number: u64, _: &Article, _: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
            out.extend_from_slice(b"half of it");
            assert!(number > 0, "dropped the pen");
            Ok(None)
        }
    }

    #[test]
    fn a_defect_costs_one_article_and_names_it() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let options = Options::default();
        let item = || {
            let raw = rawi_page::open(&[path.into()], &options).next();
            Item(Ok(raw.unwrap().unwrap()))
        };
        let tables = Tables::built_in();
        let done = item().read(0, &options, tables, &Clumsy).rendered.unwrap_err();
        assert!(done.starts_with(&format!("{path}: a defect in Rawi")), "{done}");
        assert!(done.contains("dropped the pen"), "{done}");
        let (bytes, _) = item().read(1, &options, tables, &Clumsy).rendered.unwrap();
        assert_eq!(bytes, b"half of it");
    }
}
