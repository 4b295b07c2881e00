//! `rawi stories`: texts that several articles have.

use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use rawi_record::{Member, Stored, Story, StoryOrder};
use serde_json::json;

use super::args::{ListFormat, StoriesArgs, StoriesBy};
use super::at;
use crate::exit::Outcome;

const UNWRITTEN: &str = "cannot write to standard output";

/// Runs the command.
pub fn run(typed: &StoriesArgs) -> anyhow::Result<Outcome> {
    let path = &typed.record;
    let record = super::look(path)?;
    let order = match typed.sort {
        StoriesBy::Most => StoryOrder::Most,
        StoriesBy::Newest => StoryOrder::Newest,
        StoriesBy::Oldest => StoryOrder::Oldest,
    };
    let (since, until) = (typed.since.as_deref(), typed.until.as_deref());
    let stories = record.stories(order, since, until, typed.limit as usize, typed.skip as usize).map_err(|e| at(path, &e))?;
    let stdout = io::stdout();
    let default = if stdout.is_terminal() { ListFormat::Text } else { ListFormat::Jsonl };
    let mut out = BufWriter::new(stdout.lock());
    for story in stories {
        match typed.format.unwrap_or(default) {
            ListFormat::Text => text(&story, &mut out),
            ListFormat::Jsonl => line(&story, &mut out),
        }
        .context(UNWRITTEN)?;
    }
    out.flush().context(UNWRITTEN)?;
    Ok(Outcome::Done)
}

/// A story in a few lines: what it is, then each article with how much of it another has.
fn text(story: &Story, out: &mut impl Write) -> io::Result<()> {
    let title = story.articles.first().and_then(|a| a.title.as_deref()).unwrap_or("(no headline)");
    writeln!(out, "{title}")?;
    let agency = story.agency.as_ref().map(|id| format!(", agency: {}", story.agency_name.as_ref().unwrap_or(id)));
    writeln!(out, "    {}  {} articles{}", story.reference, story.articles.len(), agency.unwrap_or_default())?;
    for (n, article) in story.articles.iter().enumerate() {
        let from: Vec<&str> =
            [article.outlet.as_deref(), article.published.as_deref(), Some(&article.place)].into_iter().flatten().collect();
        let role = match (n, story.first_basis.as_str()) {
            (0, "date") => "first".to_owned(),
            (0, "agency") => "first (the agency's own)".to_owned(),
            (0, _) => "among the first".to_owned(),
            _ => copied(article),
        };
        writeln!(out, "    {}  {}  [{role}]", article.reference, from.join(", "))?;
    }
    writeln!(out)
}

fn copied(article: &Member) -> String {
    match (article.copied, article.source.as_deref()) {
        (Some(share), Some(source)) => format!("{:.0} % of it in {source}", share * 100.0),
        _ => "like later ones".to_owned(),
    }
}

/// What a statement's article is among others that have its text.
pub(super) fn short(story: &Story, stored: &Stored, out: &mut impl Write) -> io::Result<()> {
    let Some((n, article)) = story.articles.iter().enumerate().find(|(_, a)| a.version == stored.id) else { return Ok(()) };
    let place = match (n, story.first_basis.as_str()) {
        (0, "open") => "among the first".to_owned(),
        (0, _) => "the first".to_owned(),
        _ => copied(article),
    };
    writeln!(out, "story       {}, {} articles; this is {place}", story.reference, story.articles.len())
}

fn line(story: &Story, out: &mut impl Write) -> io::Result<()> {
    let agency = story.agency.as_ref().map(|id| json!({"id": id, "name": story.agency_name}));
    let articles = story.articles.iter().map(|a| {
        json!({"id": a.reference, "outlet": a.outlet, "published": a.published, "title": a.title, "place": a.place,
               "agency": a.agency, "source": a.source, "copied": a.copied})
    });
    let articles: Vec<_> = articles.collect();
    writeln!(out, "{}", json!({"id": story.reference, "first_by": story.first_basis, "agency": agency, "articles": articles}))
}
