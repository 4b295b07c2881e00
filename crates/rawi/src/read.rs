//! `rawi read`: articles in, statements out.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::iter;
use std::time::{Duration, Instant};

use anyhow::Context;
use rawi_page::{Article, InputError, Language, Options, Raw};
use rawi_speech::{By, Input, Reading, Tables};

use crate::args::ReadArgs;
use crate::exit::{self, Outcome};
use crate::guard::guarded;
use crate::own::Own;
use crate::pipeline::{self, Weigh};
use crate::plan::{InputPlan, ReadPlan, Surroundings};
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
    let Some(own) = Own::load(&plan.own)? else { return Ok(Outcome::Unusable) };
    let reading = |article: &mut Article| {
        name_outlet(article, own.tables());
        read_article_with(article, own.by())
    };
    each_article(&plan.input, reading, &*render::of(&plan))
}

/// Prints each article of the input, with what `reading` makes of it.
pub fn each_article(
    plan: &InputPlan,
    reading: impl Fn(&mut Article) -> Reading + Sync,
    render: &dyn Render,
) -> anyhow::Result<Outcome> {
    let mut printer = Printer::new(plan);
    let mut begin = Vec::new();
    render.begin(&mut begin);
    printer.write(&begin).context(UNWRITTEN)?;
    let options = &plan.options;
    let done = pipeline::ordered(
        plan.jobs,
        || items(plan),
        |number, item: Item| item.read(number, options, &reading, render),
        |done| printer.print(done),
    );
    match done {
        Err(error) if error.get_ref().is_some_and(|e| e.is::<Enough>()) => {}
        done => done.context(UNWRITTEN)?,
    }
    let mut end = Vec::new();
    render.end(&printer.entries, &mut end);
    printer.write(&end).context(UNWRITTEN)?;
    printer.finish()
}

/// As many articles as were asked for are printed: what ends the pipeline then.
#[derive(Debug)]
pub(crate) struct Enough;

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("enough")
    }
}

impl std::error::Error for Enough {}

/// Reads one article. What is not Arabic has no statements that Rawi could find.
pub fn read_article(article: &Article) -> Reading {
    read_article_with(article, By::default())
}

/// The same by tables that differ from the built-in ones.
pub fn read_article_with(article: &Article, by: By<'_>) -> Reading {
    if article.language != Language::Arabic {
        return Reading::default();
    }
    rawi_speech::read_with(Input { text: &article.text, title: article.title, body: &article.body }, by)
}

/// What the input gave: an article still to be parsed, or a reason why there is none.
pub(crate) struct Item(pub(crate) Result<Raw, String>);

impl Weigh for Item {
    fn weight(&self) -> usize {
        self.0.as_ref().map_or(0, Raw::len)
    }
}

/// The items of the input. A defect in the walk itself ends the walk with one error.
pub(crate) fn items(plan: &InputPlan) -> impl Iterator<Item = Item> {
    let mut inputs = Some(rawi_page::open(&plan.paths, &plan.options));
    iter::from_fn(move || match guarded(|| inputs.as_mut()?.next()) {
        Ok(next) => next.map(|raw| Item(raw.map_err(|e: InputError| e.to_string()))),
        Err(defect) => {
            inputs = None;
            Some(Item(Err(format!("rawi: defect in the input's walk: {defect}"))))
        }
    })
}

/// An article as it is to be printed, and its line in the list of articles.
type Rendered = (Vec<u8>, Option<Entry>);

/// An article as it is to be printed, or why it is not.
struct Done {
    weight: usize,
    /// Nothing where the piece was no article after all, or not wanted.
    rendered: Result<Option<Rendered>, String>,
}

impl Item {
    fn read(self, number: u64, options: &Options, reading: &impl Fn(&mut Article) -> Reading, render: &dyn Render) -> Done {
        let weight = self.weight();
        let rendered = self.0.and_then(|raw| {
            let mut name = format!("article {}", number + 1);
            let work = || -> Result<_, String> {
                let Some(mut article) = rawi_page::parse(raw, options).map_err(|e| e.to_string())? else { return Ok(None) };
                name = article.source.place();
                let reading = reading(&mut article);
                let mut out = Vec::new();
                let entry = render.article(number, &article, &reading, &mut out);
                let entry = entry.map_err(|e| format!("{name}: {e:#}"))?;
                Ok(Some((out, entry)))
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
pub(crate) fn name_outlet(article: &mut Article, tables: &Tables) {
    let source = &mut article.source;
    let host = source.url.as_deref().and_then(rawi_actors::kb::host_of);
    if let Some(outlet) = host.and_then(|h| tables.outlet_at(h)) {
        source.outlet_id = Some(outlet.id.clone().into_owned());
        source.outlet.get_or_insert_with(|| outlet.name.clone().into_owned());
    }
}

/// Standard output and standard error, in the order of the input.
struct Printer<'a> {
    out: BufWriter<io::StdoutLock<'static>>,
    flushed: Option<Instant>,
    prompt: bool,
    progress: Progress<'a>,
    entries: Vec<Entry>,
    /// How many articles may still be printed.
    left: Option<u64>,
    failed: bool,
}

impl<'a> Printer<'a> {
    fn new(plan: &'a InputPlan) -> Self {
        Self {
            out: BufWriter::with_capacity(BUFFER, io::stdout().lock()),
            flushed: None,
            prompt: plan.prompt,
            progress: Progress::new(&plan.paths, plan.progress),
            entries: Vec::new(),
            left: plan.limit,
            failed: false,
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn print(&mut self, done: Done) -> io::Result<()> {
        match done.rendered {
            Ok(None) => {}
            Ok(Some((bytes, entry))) => {
                self.out.write_all(&bytes)?;
                if self.entries.len() < MOST_ENTRIES {
                    self.entries.extend(entry);
                }
                if let Some(left) = &mut self.left {
                    *left -= 1;
                    if *left == 0 {
                        return Err(io::Error::other(Enough));
                    }
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
        let done = item().read(0, &options, &|a: &mut Article| read_article(a), &Clumsy).rendered.unwrap_err();
        assert!(done.starts_with(&format!("{path}: a defect in Rawi")), "{done}");
        assert!(done.contains("dropped the pen"), "{done}");
        let (bytes, _) = item().read(1, &options, &|a: &mut Article| read_article(a), &Clumsy).rendered.unwrap().unwrap();
        assert_eq!(bytes, b"half of it");
    }
}
