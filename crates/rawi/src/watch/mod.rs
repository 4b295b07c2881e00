//! `rawi watch`: what feeds bring, into a record.

pub mod args;
mod desk;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write};

use anyhow::Context;
use rawi_page::Options;
use rawi_record::Record;
use rawi_watch::{List, Settings, Site, Watch};

use self::args::WatchArgs;
use self::desk::{RecordDesk, Stopped};
use crate::exit::{self, Outcome};
use crate::own::Own;
use crate::record::write::Counts;
use crate::record::{at, open};

/// Under which name the record keeps the contact.
const CONTACT: &str = "watch.contact";

/// Runs the command.
pub fn run(typed: WatchArgs) -> anyhow::Result<Outcome> {
    let WatchArgs { record: path, feeds: list, .. } = &typed;
    let Some(own) = Own::load(&typed.own)? else { return Ok(Outcome::Unusable) };
    let shown = list.display();
    let content = fs::read(list).with_context(|| format!("{shown}: cannot be read"))?;
    let List { feeds, problems } = List::read(&content);
    if !problems.is_empty() {
        problems.iter().for_each(|(line, what)| exit::problem(&format!("{shown}:{line}: {what}")));
        exit::problem("rawi: nothing was fetched: the list is to be corrected first");
        return Ok(Outcome::Unusable);
    }
    let kept = if path.exists() { Record::open_read(path).ok().and_then(|r| r.setting(CONTACT).ok().flatten()) } else { None };
    let Some(contact) = typed.contact.clone().or(kept) else {
        exit::problem(
            "rawi: nothing was fetched: give --contact once, an address of mail or of a page by which the owners of sites may \
             turn to you; it is sent with every request and kept in the record",
        );
        return Ok(Outcome::Unusable);
    };
    let settings = Settings {
        contact: contact.clone(),
        delay: typed.delay,
        timeout: typed.timeout,
        every: (!typed.once).then_some(typed.every),
        connections: typed.connections.into(),
        max_redirects: typed.max_redirects.into(),
        max_feed_bytes: typed.max_feed_bytes,
        max_page_bytes: typed.max_page_bytes,
        allow_private: typed.allow_private.clone(),
    };
    let watch = match Watch::new(settings) {
        Ok(watch) => watch,
        Err(what) => {
            exit::problem(&format!("rawi: nothing was fetched: --contact {contact}: {what}"));
            return Ok(Outcome::Unusable);
        }
    };
    let stopper = watch.stopper();
    let stop = stopper.clone();
    ctrlc::set_handler(move || stop.stop()).context("cannot wait for Ctrl-C")?;

    let record = open(path)?;
    let failed = |e| at(path, &e);
    let known = feeds.iter().map(|url| desk::known(&record, url)).collect::<rawi_record::Result<_>>().map_err(failed)?;
    let sites = record.watched_sites().map_err(failed)?;
    let sites = sites.into_iter().map(|s| Site { origin: s.origin, robots: s.robots, hold_until: s.hold_until }).collect();
    let mut page_options = Options { max_bytes: typed.max_page_bytes, ..Options::default() };
    page_options.page.bytes = typed.max_page_bytes;
    let mut desk = RecordDesk {
        record: &record,
        path,
        own: &own,
        feed_options: Options { max_bytes: typed.max_feed_bytes, ..Options::default() },
        page_options,
        max_items: typed.max_items as usize,
        stopper,
        rounds: HashMap::new(),
        counts: Counts::default(),
        failing: BTreeSet::new(),
    };
    let done = desk.keep_contact(CONTACT, &contact).and_then(|()| watch.run(known, sites, &mut desk));
    match done {
        Err(e) if e.is::<Stopped>() => {}
        done => done?,
    }
    let c = desk.counts;
    let told =
        format!("{}: {} new, {} new versions, {} read anew, {} known\n", path.display(), c.new, c.versions, c.reread, c.known);
    io::stdout().lock().write_all(told.as_bytes()).context("cannot write to standard output")?;
    Ok(if desk.failing.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}
