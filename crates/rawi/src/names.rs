//! `rawi names`: articles in, the people, bodies and places that they name out.

use std::collections::HashMap;

use rawi_actors::spot::{self, Found, NameKind};
use rawi_page::{Article, Language};
use rawi_speech::{Reading, Tables};
use rawi_text::Span;
use serde::Serialize;

use crate::args::{NamesArgs, NamesFormat};
use crate::exit::Outcome;
use crate::offsets::Offsets;
use crate::own::Own;
use crate::plan::{NamesPlan, Surroundings};
use crate::pretty::{NamesPage, NamesSection};
use crate::read::{each_article, name_outlet};
use crate::render::{Entry, Render};
use crate::wire;

/// Runs the command.
pub fn run(typed: NamesArgs) -> anyhow::Result<Outcome> {
    let plan = NamesPlan::new(typed, &Surroundings::now());
    let Some(own) = Own::load(&plan.own)? else { return Ok(Outcome::Unusable) };
    let tables = own.tables();
    let outlet = |article: &mut Article| {
        name_outlet(article, tables);
        Reading::default()
    };
    match plan.format {
        NamesFormat::Jsonl => each_article(&plan.input, outlet, &Jsonl { tables }),
        NamesFormat::Pretty => {
            each_article(&plan.input, outlet, &Pretty { tables, page: NamesPage { width: plan.width, colour: plan.colour } })
        }
    }
}

/// The names of an article; none where it is not Arabic.
fn names<'t>(article: &Article, tables: &'t Tables) -> Vec<Found<'t>> {
    if article.language != Language::Arabic {
        return Vec::new();
    }
    let mut parts: Vec<Span> = article.title.into_iter().chain(article.body.iter().copied()).collect();
    parts.sort_unstable();
    spot::find(&article.text, &parts, tables)
}

struct Jsonl<'t> {
    tables: &'t Tables,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    source: wire::SourceOut<'a>,
    published: Option<&'a str>,
    language: &'a str,
    text: &'a str,
    names: Vec<NameOut<'a>>,
}

/// A name: where it stands in the text, in code points, what it is of, and who is known by it.
#[derive(Serialize)]
struct NameOut<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    r#type: &'static str,
    entity: Option<&'a str>,
    name_en: Option<&'a str>,
    name_en_basis: Option<&'static str>,
}

impl Render for Jsonl<'_> {
    fn article(&self, _: u64, article: &Article, _: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let found = names(article, self.tables);
        let offsets = Offsets::new(&article.text);
        let named = Named {
            id: wire::id(article),
            source: wire::source(article, &[], &offsets),
            published: article.published.as_ref().map(|p| p.value.as_str()),
            language: article.language.code(),
            text: &article.text,
            names: found.iter().map(|f| name(f, &article.text, &offsets)).collect(),
        };
        wire::line(&named, out)?;
        Ok(None)
    }
}

fn name<'a>(f: &'a Found<'_>, text: &'a str, offsets: &Offsets<'_>) -> NameOut<'a> {
    NameOut {
        start: offsets.at(f.span.start),
        end: offsets.at(f.span.end),
        text: f.span.of(text),
        r#type: f.kind.name(),
        entity: f.row.map(|r| &*r.id),
        name_en: f.english.as_ref().map(|(n, _)| n.as_str()),
        name_en_basis: f.english.as_ref().map(|(_, b)| b.name()),
    }
}

struct Pretty<'t> {
    tables: &'t Tables,
    page: NamesPage,
}

impl Render for Pretty<'_> {
    fn article(&self, number: u64, article: &Article, _: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let found = names(article, self.tables);
        let headings = [(NameKind::Person, "أشخاص"), (NameKind::Organisation, "هيئات"), (NameKind::Place, "أماكن")];
        let sections = headings.map(|(kind, heading)| NamesSection { heading, lines: lines(article, &found, kind) });
        self.page.article(number, article, &sections, out);
        Ok(None)
    }
}

/// The names of a kind, a line for each that differs, in the order of the text: the name, its English name, how often it is there.
fn lines(article: &Article, found: &[Found<'_>], kind: NameKind) -> Vec<(String, String)> {
    let mut order: Vec<(&str, Option<&str>, usize)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for f in found.iter().filter(|f| f.kind == kind) {
        let name = f.row.map_or(f.span.of(&article.text), |r| &*r.name);
        match at.get(name) {
            Some(i) => order[*i].2 += 1,
            None => {
                at.insert(name, order.len());
                order.push((name, f.english.as_ref().map(|(n, _)| n.as_str()), 1));
            }
        }
    }
    let times = |n: usize| if n > 1 { format!(" ({n})") } else { String::new() };
    order.into_iter().map(|(name, english, n)| (format!("{name}{}", times(n)), english.unwrap_or_default().to_owned())).collect()
}
