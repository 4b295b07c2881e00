//! Where what was fetched is read, put into the record, and told.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, anyhow};
use rawi_page::{Fetched, Options, Raw, feed_items};
use rawi_record::watched::{self, Item, Seen, State};
use rawi_record::{Added, Batch, Prepared, Record};
use rawi_watch::{Again, Answer, Desk, Feed, Round, Site, Stopper, Trouble, Validators, iso, now};

use crate::exit;
use crate::own::Own;
use crate::record::add::{Read, read_piece};
use crate::record::write::Counts;
use crate::record::{at, unless_busy};

/// How often a page is tried that cannot be fetched for a reason that may pass.
const TRIES: u32 = 5;
/// The pause after the first such try; each is four times as long as the one before.
const FIRST_PAUSE: u64 = 600;

/// The desk of a watch.
pub struct RecordDesk<'a> {
    pub record: &'a Record,
    pub path: &'a Path,
    pub own: &'a Own,
    pub feed_options: Options,
    pub page_options: Options,
    pub max_items: usize,
    pub stopper: Stopper,
    /// What the round of each feed came to so far.
    pub rounds: HashMap<String, Tally>,
    /// What went into the record in all.
    pub counts: Counts,
    /// Feeds whose last round left something unread.
    pub failing: BTreeSet<String>,
}

/// What a round of a feed came to.
#[derive(Debug, Default)]
pub struct Tally {
    items: usize,
    new: usize,
    changed: usize,
    counts: Counts,
    nothing: usize,
    failed: usize,
    later: usize,
    /// Troubles that many pages share are told once.
    told: BTreeSet<String>,
}

/// The watch was told to end while it waited for another program.
#[derive(Debug)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

impl RecordDesk<'_> {
    /// Puts something into the record in one transaction.
    fn write<T>(&self, put: impl FnOnce(&mut Batch<'_>) -> rawi_record::Result<T>) -> anyhow::Result<T> {
        let mut told = false;
        let mut batch = loop {
            if let Some(batch) = unless_busy(self.path, &mut told, || self.record.begin(self.own.reader()))? {
                break batch;
            }
            if self.stopper.stopped() {
                return Err(anyhow!(Stopped));
            }
        };
        let done = put(&mut batch).and_then(|done| batch.commit().map(|()| done));
        done.map_err(|e| at(self.path, &e))
    }

    /// Keeps the contact, so that it need not be given again.
    pub fn keep_contact(&self, name: &str, contact: &str) -> anyhow::Result<()> {
        self.write(|batch| batch.set(name, contact))
    }

    fn tally(&mut self, feed: &Feed) -> &mut Tally {
        self.rounds.entry(feed.url.clone()).or_default()
    }

    /// A page that came, read and put away. What is wrong with it otherwise.
    fn read(&mut self, feed: &Feed, item: &str, mut answer: Answer) -> anyhow::Result<Result<(), String>> {
        let body = std::mem::take(&mut answer.body);
        let at = iso(answer.at);
        let about = fetched(&answer, &at);
        let raw = match Raw::fetched(&about, body) {
            Ok(raw) => raw,
            Err(e) => return Ok(Err(e.to_string())),
        };
        let knows = |key: &str, sha256: &str| {
            self.record.knows(key, sha256, self.own.reader()).map_err(|e| crate::record::at(self.path, &e).to_string())
        };
        let read = match read_piece(raw, item.to_owned(), &self.page_options, self.own, knows) {
            Ok(read) => read,
            Err(what) => return Ok(Err(what)),
        };
        let (article, state): (Option<Prepared>, State) = match read {
            Read::Article(article) => (Some(*article), State::Added),
            Read::Known => (None, State::Added),
            Read::Nothing => (None, State::Nothing),
        };
        // the article, and that its item is done with, at once
        let added = self.write(|batch| {
            let added = article.map(|article| batch.put(article)).transpose()?;
            batch.keep_item(&feed.url, item, state, 0, 0, None)?;
            Ok(added)
        })?;
        match state {
            State::Nothing => self.tally(feed).nothing += 1,
            _ => {
                let added = added.unwrap_or(Added::Known);
                self.counts.count(added);
                self.tally(feed).counts.count(added);
            }
        }
        Ok(Ok(()))
    }

    fn failed(&mut self, feed: &Feed, item: &str, what: &str, again: Again) -> anyhow::Result<()> {
        let tries = self.record.tries(&feed.url, item).map_err(|e| at(self.path, &e))?;
        let (state, tries, due) = match again {
            Again::Never => (State::Failed, tries, 0),
            Again::At(until) => (State::Waiting, tries, until),
            Again::Later if tries + 1 >= TRIES => (State::Failed, tries + 1, 0),
            Again::Later => (State::Waiting, tries + 1, now() + (FIRST_PAUSE << (2 * tries))),
        };
        self.write(|batch| batch.keep_item(&feed.url, item, state, tries, due, Some(what)))?;
        let tally = self.tally(feed);
        let untold = matches!(again, Again::Never) || tally.told.insert(what.to_owned());
        let after = match state {
            State::Waiting => {
                tally.later += 1;
                "; tried again later"
            }
            _ => {
                tally.failed += 1;
                if matches!(again, Again::Later) { "; given up" } else { "" }
            }
        };
        if untold {
            exit::problem(&format!("{item}: {what}{after}"));
        }
        Ok(())
    }
}

fn fetched<'a>(answer: &'a Answer, at: &'a str) -> Fetched<'a> {
    Fetched {
        url: &answer.url,
        content_type: answer.content_type.as_deref(),
        content_encoding: answer.content_encoding.as_deref(),
        at,
    }
}

/// An address as a feed has it, made whole; one that cannot be is left as it is, and told when its turn comes.
fn whole(base: &str, url: &str) -> String {
    let whole = rawi_watch::join(base, url).unwrap_or_else(|| url.to_owned());
    rawi_watch::address(&whole).unwrap_or(whole)
}

impl Desk for RecordDesk<'_> {
    type Error = anyhow::Error;

    fn feed(&mut self, feed: &Feed, answer: Option<&Answer>) -> anyhow::Result<Result<Vec<String>, String>> {
        if let Some(answer) = answer {
            let at = iso(answer.at);
            let (title, items) = match feed_items(&fetched(answer, &at), answer.body.clone(), &self.feed_options) {
                Ok(read) => read,
                Err(e) => {
                    let what = e.to_string();
                    return Ok(Err(what.strip_prefix(&format!("{}: ", answer.url)).unwrap_or(&what).to_owned()));
                }
            };
            let mut named = BTreeSet::new();
            let items: Vec<Item> = items
                .into_iter()
                .map(|i| Item { url: whole(&answer.url, &i.url), title: i.title, changed: i.changed })
                .filter(|i| named.insert(i.url.clone()))
                .collect();
            let seen = self.write(|batch| batch.see(&feed.url, title.as_deref(), &items, answer.at))?;
            let count = |what: Seen| seen.iter().filter(|s| **s == what).count();
            let tally = self.tally(feed);
            (tally.items, tally.new, tally.changed) = (seen.len(), count(Seen::New), count(Seen::Changed));
        }
        let waiting = self.record.waiting(&feed.url, now(), self.max_items);
        waiting.map(Ok).map_err(|e| at(self.path, &e))
    }

    fn page(&mut self, feed: &Feed, item: &str, page: Result<Answer, Trouble>) -> anyhow::Result<()> {
        let (what, again) = match page {
            Ok(answer) => match self.read(feed, item, answer)? {
                Ok(()) => return Ok(()),
                Err(what) => (what, Again::Never),
            },
            Err(trouble) => (trouble.what, trouble.again),
        };
        let what = what.strip_prefix(&format!("{item}: ")).unwrap_or(&what);
        self.failed(feed, item, what, again)
    }

    fn keep(&mut self, feed: &Feed) -> anyhow::Result<()> {
        let validators = Some(&feed.validators).filter(|v| !v.url.is_empty());
        let kept = watched::Feed {
            url: feed.url.clone(),
            moved: feed.moved.clone(),
            validated: validators.map(|v| v.url.clone()),
            etag: validators.and_then(|v| v.etag.clone()),
            last_modified: validators.and_then(|v| v.last_modified.clone()),
            asked: feed.asked,
            failures: feed.failures,
            due: feed.due,
            problem: feed.problem.clone(),
        };
        self.write(|batch| batch.keep_feed(&kept))
    }

    fn keep_site(&mut self, site: &Site) -> anyhow::Result<()> {
        let Site { origin, robots, hold_until } = site.clone();
        self.write(|batch| batch.keep_site(&watched::Site { origin, robots, hold_until }))
    }

    fn round(&mut self, feed: &Feed, how: Round) -> anyhow::Result<()> {
        let tally = self.rounds.remove(&feed.url).unwrap_or_default();
        let c = tally.counts;
        let parts = [
            (c.new, "articles added"),
            (c.versions, "new versions"),
            (c.reread, "read anew"),
            (c.known, "known"),
            (tally.nothing as u64, "without an article"),
            (tally.later as u64, "put off"),
            (tally.failed as u64, "failed"),
        ];
        let pages: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let whole = matches!(how, Round::Read | Round::Unchanged) && tally.later + tally.failed == 0;
        if whole {
            self.failing.remove(&feed.url);
        } else {
            self.failing.insert(feed.url.clone());
        }
        let told = match how {
            Round::Read => format!("{} items, {} new, {} changed", tally.items, tally.new, tally.changed),
            Round::Unchanged => "unchanged".to_owned(),
            Round::Failed(what) => {
                exit::problem(&format!("{}: {what}; asked for again after {}", feed.url, iso(feed.due)));
                return Ok(());
            }
            Round::Waits(until, why) => {
                let why = if why.is_empty() { String::new() } else { format!(": {why}") };
                exit::problem(&format!("{}: left alone until {}{why}", feed.url, iso(until)));
                return Ok(());
            }
        };
        let pages = if pages.is_empty() { String::new() } else { format!("; {}", pages.join(", ")) };
        let mut out = io::stdout().lock();
        let written = writeln!(out, "{} {}: {told}{pages}", iso(now()), feed.url).and_then(|()| out.flush());
        written.context("cannot write to standard output")
    }
}

/// What the record knows of a feed, as the watch has it.
pub fn known(record: &Record, url: &str) -> rawi_record::Result<Feed> {
    let Some(kept) = record.watched_feed(url)? else { return Ok(Feed { url: url.to_owned(), ..Feed::default() }) };
    let watched::Feed { url, moved, validated, etag, last_modified, asked, failures, due, problem } = kept;
    let validators = validated.map(|url| Validators { url, etag, last_modified }).unwrap_or_default();
    Ok(Feed { url, moved, validators, asked, failures, due, problem })
}
