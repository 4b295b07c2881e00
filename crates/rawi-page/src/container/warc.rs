//! Web archives: records one after another, each with a head that says how long it is.
//!
//! The crate `warc` was weighed: it takes the length that a head claims for granted, ends the file at the
//! first damage, and reads gzip through `libflate`, which is several times slower. Here a record is held
//! until what follows it shows that its length was right, and after damage the search goes on at the next
//! record (of WARC.gz: at the next member).

use std::sync::Arc;

use crate::error::InputError;
use crate::options::Options;
use crate::packed::{Mark, MarkIs, Marks};
use crate::raw::{About, Kind, Place, Raw};
use crate::stream::Stream;

use super::head::{self, Head};
use super::payload::Coding;
use super::{Container, Step};

/// Records that are not wanted are held up to this size, to see that their length is right.
const HELD: usize = 1 << 20;

/// How far beyond a record the end of its member is looked for, where its length is wrong.
const NEAR: usize = 64 << 10;

pub(crate) struct Warc {
    path: Arc<str>,
    stream: Stream,
    marks: Option<Marks>,
    number: u64,
    over: bool,
}

/// What a head says of its record.
struct Record {
    /// The head's size, and the size of what follows it.
    head: usize,
    length: usize,
    url: Option<String>,
    wanted: Option<Wanted>,
}

/// What is to be done with the block of a record that may be an article.
struct Wanted {
    /// The block begins with an HTTP head.
    http: bool,
    about: About,
}

impl Warc {
    pub(crate) fn new(path: Arc<str>, stream: Stream, marks: Option<Marks>) -> Self {
        if let Some(marks) = &marks {
            marks.keep();
        }
        Self { path, stream, marks, number: 0, over: false }
    }

    /// Skips what stands between records; `false` at the end.
    fn between(&mut self) -> bool {
        loop {
            let blanks = self.stream.ahead().iter().take_while(|b| matches!(b, b'\r' | b'\n' | b' ' | b'\t')).count();
            self.stream.skip(blanks);
            if !self.stream.ahead().is_empty() {
                return true;
            }
            if !self.stream.more() {
                return false;
            }
        }
    }

    /// Goes on at the next record that begins a line at or after `from` bytes ahead, or at the next member.
    fn resume(&mut self, from: usize) {
        let mut from = from;
        loop {
            let start = self.stream.offset();
            let ahead = self.stream.ahead();
            let near = memchr::memmem::find(ahead.get(from..).unwrap_or_default(), b"\nWARC/").map(|i| from + i + 1);
            let mark = self.marks.as_ref().and_then(|m| {
                let marks = m.until(start + ahead.len() as u64);
                marks.into_iter().map(|m| m.at.saturating_sub(start) as usize).find(|at| *at > from.min(ahead.len()))
            });
            if let Some(next) = near.into_iter().chain(mark).min() {
                self.stream.skip(next);
                return;
            }
            // what is looked for may lie across two chunks
            let done = ahead.len().saturating_sub(8);
            self.stream.skip(done);
            from = from.saturating_sub(done);
            if !self.stream.more() {
                self.stream.skip(self.stream.ahead().len());
                return;
            }
        }
    }

    /// Where in the file the record begins, in bytes, if it can be sought there; damage before it is told.
    fn begins(&mut self) -> Result<Option<u64>, String> {
        let at = self.stream.offset();
        let Some(marks) = &self.marks else { return Ok(Some(at)) };
        let mut packed = None;
        while let Some(Mark { at: place, is }) = marks.take_until(at) {
            match is {
                MarkIs::Member(offset) => packed = (place == at).then_some(offset),
                MarkIs::Damage(what) => return Err(what),
            }
        }
        Ok(packed)
    }

    fn head(&mut self, options: &Options) -> Result<Record, (String, usize)> {
        self.stream.need(5);
        if !self.stream.ahead().starts_with(b"WARC/") {
            return Err(("no record begins here: bytes up to the next one are left out".to_owned(), 0));
        }
        let mut end = head::end(self.stream.ahead());
        while end.is_none() && self.stream.ahead().len() < head::MOST && self.stream.more() {
            end = head::end(self.stream.ahead());
        }
        let Some(end) = end.filter(|e| *e <= head::MOST) else {
            return Err((format!("its head does not end within {} bytes", head::MOST), 5));
        };
        let head = Head::of(&self.stream.ahead()[..end]);
        let number = |v: &[u8]| std::str::from_utf8(v).ok()?.parse::<u64>().ok();
        let length = match head.get("Content-Length") {
            None => return Err(("its head has no Content-Length".to_owned(), 5)),
            Some(v) => number(v).and_then(|n| usize::try_from(n).ok()).filter(|n| *n < usize::MAX / 2),
        };
        let Some(length) = length else {
            return Err(("the Content-Length in its head is no number".to_owned(), 5));
        };
        let url = head.text("WARC-Target-URI").map(|u| u.trim_matches(['<', '>']).to_owned());
        let wanted = wanted(&head, url.as_deref(), options).filter(|_| length > 0);
        Ok(Record { head: end, length, url, wanted })
    }

    /// What is wrong with a record that reaches to `end` bytes ahead, with blanks after it to `reach`: what to say, and
    /// where to go on.
    fn broken_within(&self, end: usize, reach: usize) -> Option<(String, usize)> {
        let start = self.stream.offset();
        for Mark { at, is } in self.marks.as_ref()?.until(start + reach as u64) {
            let at = usize::try_from(at.saturating_sub(start)).unwrap_or(usize::MAX);
            match is {
                MarkIs::Damage(what) => return Some((format!("its gzip member is damaged: {what}"), at)),
                // What is said of a later member is no matter of this record.
                MarkIs::Member(_) if at >= end => return None,
                // A record may go on over several members, where a tool packs by size.
                MarkIs::Member(_) if at > 0 && self.stream.ahead().get(at..).is_some_and(|a| a.starts_with(b"WARC/")) => {
                    return Some(("it is shorter than its Content-Length says".to_owned(), at));
                }
                MarkIs::Member(_) => {}
            }
        }
        None
    }

    /// The place after the blanks that end a block, if what stands there shows that its length was right. It reads on,
    /// so that damage at a member's end has shown itself by then.
    fn after(&mut self, end: usize) -> Option<usize> {
        let mut at = end;
        loop {
            let ahead = self.stream.ahead();
            at += ahead.get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            if ahead.len() >= at + 5 {
                break;
            }
            if !self.stream.more() {
                // the end of the input, or a failure that the next call tells
                return (self.stream.ahead().len() == at).then_some(at);
            }
        }
        // With the blank lines that end a record there, its length was right, whatever comes then.
        if self.stream.ahead()[end..].starts_with(b"\r\n\r\n") {
            return Some(at);
        }
        let here = self.stream.offset() + at as u64;
        let member = || self.marks.as_ref().is_some_and(|m| m.until(here).iter().any(|m| m.at == here));
        (self.stream.ahead()[at..].starts_with(b"WARC/") || member()).then_some(at)
    }

    /// A record that is short enough to be held, once all of it is known to be right.
    fn held(&mut self, record: &Record) -> Result<(), (String, usize)> {
        let end = record.head + record.length;
        let whole = self.stream.need(end);
        let after = if whole { self.after(end) } else { None };
        let reach = after.unwrap_or(end).min(self.stream.ahead().len());
        if let Some(broken) = self.broken_within(end, reach) {
            return Err(broken);
        }
        if !whole {
            let there = self.stream.ahead().len().saturating_sub(record.head);
            let what = format!("the file ends within it: {there} of {} bytes are there", record.length);
            return Err(self.cut(record.head).unwrap_or((what, usize::MAX)));
        }
        if after.is_none() {
            let what = format!("its Content-Length ({}) is wrong: no record begins after it", record.length);
            // Of a member the rest belongs to this record, and damage in it is what made the length wrong.
            if self.marks.is_some() {
                self.stream.need(end + NEAR);
                let reach = self.stream.ahead().len();
                if let Some(broken) = self.broken_within(reach, reach) {
                    return Err(if broken.0.contains("damaged") { broken } else { (what, broken.1) });
                }
            }
            return Err(self.cut(record.head).unwrap_or((what, record.head)));
        }
        Ok(())
    }

    /// Where another record begins within what this one claims: it is that which is wrong.
    fn cut(&self, from: usize) -> Option<(String, usize)> {
        let at = memchr::memmem::find(self.stream.ahead().get(from..)?, b"\nWARC/1.")?;
        Some(("its Content-Length is wrong: another record begins before its end".to_owned(), from + at + 1))
    }

    /// Goes over a record that is too long to be held.
    fn skipped(&mut self, record: &Record) -> Result<(), (String, usize)> {
        let mut left = (record.head + record.length) as u64;
        self.stream.skip(record.head);
        left -= record.head as u64;
        while left > 0 {
            if self.stream.ahead().len() < 8 && !self.stream.need(8) && self.stream.ahead().is_empty() {
                return Err(("the file ends within it".to_owned(), usize::MAX));
            }
            let near = usize::try_from(left).unwrap_or(usize::MAX).min(self.stream.ahead().len());
            if let Some((what, at)) = self.broken_within(near, near) {
                return Err((what, at));
            }
            if let Some(at) = memchr::memmem::find(&self.stream.ahead()[..near], b"\n\r\nWARC/1.") {
                return Err(("its Content-Length is wrong: another record begins before its end".to_owned(), at + 3));
            }
            // what is looked for may lie across two chunks
            let keep = if near as u64 == left || self.stream.ended() { 0 } else { 10.min(near) };
            self.stream.skip(near - keep);
            left -= (near - keep) as u64;
            if keep > 0 && !self.stream.more() && self.stream.ahead().len() <= keep {
                self.stream.skip(keep);
                return Err(("the file ends within it".to_owned(), usize::MAX));
            }
        }
        match self.after(0) {
            Some(_) => Ok(()),
            None => Err(("its Content-Length is wrong: no record begins after it".to_owned(), 0)),
        }
    }

    fn problem(&mut self, place: Place, url: Option<&str>, what: &str) -> Step {
        Step::Problem(place.error(&self.path, what, url))
    }
}

impl Container for Warc {
    fn next(&mut self, options: &Options) -> Option<Step> {
        if self.over {
            return None;
        }
        if !self.between() {
            self.over = true;
            if let Some(failure) = self.stream.failure() {
                let error = InputError::io(&self.path, "cannot read on after this record", failure);
                return Some(Step::Problem(error.at_record(self.number, None, None)));
            }
            // damage at the very end leaves nothing to begin
            let told = self.begins().err()?;
            return Some(Step::Problem(InputError::new(&self.path, format!("its gzip member is damaged: {told}")).at_record(
                self.number + 1,
                None,
                None,
            )));
        }
        self.number += 1;
        let mut place = Place::record(self.number);
        match self.begins() {
            Ok(offset) => place.offset = offset,
            Err(what) => {
                // the damage lies before what is ahead, which begins a record of its own, or is searched for one
                let step = self.problem(place, None, &format!("its gzip member is damaged: {what}"));
                if !self.stream.ahead().starts_with(b"WARC/") {
                    self.resume(0);
                }
                return Some(step);
            }
        }
        let record = match self.head(options) {
            Ok(record) => record,
            Err((what, from)) => {
                // Damage that cuts the head short is what is wrong, and not the head.
                let reach = self.stream.ahead().len();
                if let Some((told, at)) = self.broken_within(reach, reach) {
                    let what = if told.contains("damaged") { told } else { what };
                    return Some(self.give_up(place, None, &what, at));
                }
                self.resume(from);
                return Some(self.problem(place, None, &what));
            }
        };
        let limit = if record.wanted.is_some() { options.limit() } else { options.limit().min(HELD) };
        if record.length > limit {
            let too_long = record.wanted.is_some();
            return Some(match self.skipped(&record) {
                Err((what, at)) => self.give_up(place, record.url.as_deref(), &what, at),
                Ok(()) if too_long => {
                    let what = format!("is larger than {limit} bytes and is left out; --max-bytes raises the limit");
                    self.problem(place, record.url.as_deref(), &what)
                }
                Ok(()) => Step::Passed,
            });
        }
        if let Err((what, at)) = self.held(&record) {
            return Some(self.give_up(place, record.url.as_deref(), &what, at));
        }
        let block = &self.stream.ahead()[record.head..record.head + record.length];
        let step = match &record.wanted {
            None => Step::Passed,
            Some(wanted) => piece(&self.path, place, wanted, block),
        };
        self.stream.skip(record.head + record.length);
        Some(step)
    }
}

impl Warc {
    /// Tells what is wrong and goes on at `at` bytes ahead, or from there to the next record.
    fn give_up(&mut self, place: Place, url: Option<&str>, what: &str, at: usize) -> Step {
        if at == usize::MAX {
            self.stream.skip(self.stream.ahead().len());
        } else {
            // Damage that was told here is not told again at the next record.
            self.stream.skip(at);
            if let Some(marks) = &self.marks {
                let here = self.stream.offset();
                while let Some(mark) = marks.take_until(here) {
                    if let MarkIs::Member(_) = mark.is
                        && mark.at == here
                    {
                        marks.give_back(mark);
                        break;
                    }
                }
            }
            self.stream.need(5);
            let blank = self.stream.ahead().first().is_some_and(u8::is_ascii_whitespace);
            let begins = self.stream.ahead().starts_with(b"WARC/") || blank && self.after(0).is_some();
            if !begins {
                self.resume(0);
            }
        }
        self.problem(place, url, what)
    }
}

/// Whether a record may be an article, by its head.
fn wanted(head: &Head<'_>, url: Option<&str>, options: &Options) -> Option<Wanted> {
    let kind = head.text("WARC-Type")?.to_ascii_lowercase();
    let (media, charset) = head.get("Content-Type").map(super::head::media_type).unwrap_or_default();
    let fetched = head.text("WARC-Date");
    if url.is_some_and(|u| is_for_machines(u) || options.filter.refuses_host(u))
        || !options.filter.wants_fetched(fetched.as_deref())
    {
        return None;
    }
    let about = About { url: url.map(str::to_owned), fetched, ..About::default() };
    match (kind.as_str(), media.as_deref()) {
        ("response", Some("application/http")) => Some(Wanted { http: true, about }),
        ("resource" | "conversion", Some(media)) if is_text(media) => {
            Some(Wanted { http: false, about: About { said: Some(media.to_owned()), charset, ..about } })
        }
        _ => None,
    }
}

fn is_text(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml" | "text/plain")
}

/// `robots.txt` and its like are texts and no articles.
fn is_for_machines(url: &str) -> bool {
    const FILES: [&str; 6] = ["/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt", "/llms.txt"];
    let path = url.split(['?', '#']).next().unwrap_or_default();
    FILES.iter().any(|f| {
        path.len() >= f.len()
            && path.is_char_boundary(path.len() - f.len())
            && path[path.len() - f.len()..].eq_ignore_ascii_case(f)
    })
}

/// The block of a record as a piece, if it is one.
fn piece(path: &Arc<str>, place: Place, wanted: &Wanted, block: &[u8]) -> Step {
    let mut about = wanted.about.clone();
    let mut payload = block;
    if wanted.http {
        let Some(end) = head::end(&block[..block.len().min(head::MOST)]) else {
            let what = format!("its HTTP head does not end within {} bytes", head::MOST.min(block.len()));
            return Step::Problem(place.error(path, what, about.url.as_deref()));
        };
        let head = Head::of(&block[..end]);
        payload = &block[end..];
        let status =
            head.first.strip_prefix(b"HTTP/").and_then(|rest| rest.split(|b| *b == b' ').filter(|p| !p.is_empty()).nth(1));
        let Some(status) = status.filter(|s| s.len() == 3 && s.iter().all(u8::is_ascii_digit)) else {
            return Step::Problem(place.error(path, "its block begins with no HTTP status line", about.url.as_deref()));
        };
        if status[0] != b'2' {
            return Step::Passed;
        }
        (about.said, about.charset) = head.get("Content-Type").map(head::media_type).unwrap_or_default();
        let codings = [head.get("Content-Encoding"), head.get("Transfer-Encoding")].into_iter().flatten();
        let known = codings.map(|c| Coding::of(c, &mut about.codings)).collect::<Result<Vec<()>, _>>();
        match &about.said {
            Some(media) if !is_text(media) => return Step::Passed,
            None if crate::detect::by_markup(payload.trim_ascii_start()) != Some(crate::InputKind::Html) => return Step::Passed,
            _ => {}
        }
        if let Err(what) = known {
            return Step::Problem(place.error(path, what, about.url.as_deref()));
        }
    }
    if payload.trim_ascii().is_empty() {
        return Step::Passed;
    }
    let kind = if about.said.as_deref() == Some("text/plain") { Kind::Plain } else { Kind::Html };
    Step::Piece(Raw::new(path, place, kind, payload.to_vec()).about(about))
}
