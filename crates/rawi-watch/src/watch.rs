//! Rounds over feeds: what is due is asked for, and what comes is handed on.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Feed, Round, Settings};
use crate::fetch::{Again, Answer, Fetcher, Most, Trouble, Validators, Wanted};
use crate::list::{check, fetchable};
use crate::robots::Rules;
use crate::sites::{Job, Next, Site, Sites, What};
use crate::time::{DAY, HOUR, Seconds, now};

/// The shortest and the longest time that a site is left alone.
const HOLD: (Seconds, Seconds) = (60, 7 * DAY);
/// How long a site is left alone that says «too many requests» and not how long.
const HOLD_UNTOLD: Seconds = HOUR / 6;
/// How long a feed is left alone after the first of a run of failures, where no interval is told.
const FIRST_PAUSE: Seconds = HOUR / 4;
/// How long a feed is left alone that is gone for good.
const GONE: Seconds = 7 * DAY;
/// The clock may be set: no sleep is longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
const SHORTEST_SLEEP: Duration = Duration::from_millis(20);

enum Event {
    Done(Job, Box<Result<Answer, Trouble>>),
    Stop,
}

/// Ends a watch, from any thread.
#[derive(Clone, Debug)]
pub struct Stopper {
    events: Sender<Event>,
    stopped: Arc<AtomicBool>,
}

impl Stopper {
    /// Ends the watch: nothing more is asked for, and what is being written is written.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        // a watch that is over needs no stopping
        let _ = self.events.send(Event::Stop);
    }

    /// Whether it was told to end.
    pub fn stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

/// What watches.
#[derive(Debug)]
pub struct Watch {
    settings: Settings,
    events: Receiver<Event>,
    stopper: Stopper,
}

impl Watch {
    /// With these settings. What is wrong with them is told as a sentence.
    pub fn new(settings: Settings) -> Result<Self, String> {
        contact(&settings.contact)?;
        let (send, events) = channel();
        let stopper = Stopper { events: send, stopped: Arc::default() };
        Ok(Self { settings, events, stopper })
    }

    /// What ends it.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Watches until it is stopped, or until each feed had its round.
    pub fn run<D: Desk>(self, feeds: Vec<Feed>, sites: Vec<Site>, desk: &mut D) -> Result<(), D::Error> {
        let Settings { delay, timeout, every, connections, .. } = self.settings;
        let most = Most { feed: self.settings.max_feed_bytes, page: self.settings.max_page_bytes };
        let agent = format!("rawi/{} (+{})", env!("CARGO_PKG_VERSION"), self.settings.contact);
        let fetcher = Fetcher::new(&agent, timeout, most, self.settings.allow_private.clone());
        let (give, take) = channel::<(Job, Option<Validators>)>();
        let take = Arc::new(Mutex::new(take));
        for _ in 0..connections.max(1) {
            let (take, fetcher, events) = (take.clone(), fetcher.clone(), self.stopper.events.clone());
            // not joined: one that waits for a slow host holds nothing, and ends with the program
            thread::Builder::new().name("fetch".to_owned()).spawn(move || toil(&take, &fetcher, &events))?;
        }
        let every = every.map(|e| e.as_secs().max(1));
        let first = |f: &Feed| every.map_or(Some(0), |e| Some(f.due.max(if f.asked == 0 { 0 } else { f.asked + e })));
        let mut run = Run {
            poll: feeds.iter().map(first).collect(),
            open: vec![Open::default(); feeds.len()],
            feeds,
            sites: Sites::new(sites, delay),
            every,
            max_redirects: self.settings.max_redirects,
            desk,
        };
        let mut under_way = 0;
        loop {
            if self.stopper.stopped() {
                return Ok(());
            }
            run.begin_rounds()?;
            while under_way < connections.max(1) {
                match run.sites.next(Instant::now(), now()) {
                    Some(Next::Ask(job)) => {
                        let validators = run.validators(&job);
                        under_way += 1;
                        // the threads live as long as this end
                        let _ = give.send((job, validators));
                    }
                    Some(Next::Refused(job, trouble)) => run.over(job, Err(trouble))?,
                    None => break,
                }
            }
            let Some(pause) = run.pause(under_way) else { return Ok(()) };
            match self.events.recv_timeout(pause) {
                Ok(Event::Done(job, answer)) => {
                    under_way -= 1;
                    run.came(job, *answer)?;
                }
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// What a contact may be: something that can stand in a header, and that leads to somebody.
fn contact(contact: &str) -> Result<(), String> {
    let form = "give an address of mail or of a page, as desk@news.example or https://news.example/about";
    if contact.is_empty() || contact.len() > 200 || !contact.bytes().all(|b| b.is_ascii_graphic()) || contact.contains(['(', ')'])
    {
        return Err(form.to_owned());
    }
    let mail = contact.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    let page = contact.starts_with("https://") || contact.starts_with("http://");
    if mail || page { Ok(()) } else { Err(form.to_owned()) }
}

fn toil(take: &Mutex<Receiver<(Job, Option<Validators>)>>, fetcher: &Fetcher, events: &Sender<Event>) {
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((job, validators)) = next else { return };
        let wanted = match job.what {
            What::Robots(_) => Wanted::Robots,
            What::Feed(_) => Wanted::Feed,
            What::Page { .. } => Wanted::Page,
        };
        let fetched = panic::catch_unwind(AssertUnwindSafe(|| fetcher.fetch(&job.url, wanted, validators.as_ref())));
        let answer = fetched.unwrap_or_else(|_| Err(Trouble::never("a defect in Rawi, please report it with the address")));
        if events.send(Event::Done(job, Box::new(answer))).is_err() {
            return;
        }
    }
}

/// A round that is under way.
#[derive(Clone, Debug, Default)]
struct Open {
    /// Requests that are not over.
    jobs: usize,
    how: Option<Round>,
}

struct Run<'d, D> {
    feeds: Vec<Feed>,
    /// When each is to be asked for; `None` while a round is under way, or when there is to be no other.
    poll: Vec<Option<Seconds>>,
    open: Vec<Open>,
    sites: Sites,
    every: Option<Seconds>,
    max_redirects: usize,
    desk: &'d mut D,
}

impl<D: Desk> Run<'_, D> {
    fn begin_rounds(&mut self) -> Result<(), D::Error> {
        let time = now();
        for n in 0..self.feeds.len() {
            if self.poll[n].is_none_or(|at| at > time) {
                continue;
            }
            self.poll[n] = None;
            let feed = &self.feeds[n];
            if feed.due > time {
                let why = feed.problem.clone().unwrap_or_default();
                let how = Round::Waits(feed.due, why);
                self.desk.round(feed, how)?;
                self.set_poll(n);
                continue;
            }
            let from = feed.moved.as_deref().and_then(|url| fetchable(url).ok()).map_or_else(|| fetchable(&feed.url), Ok);
            self.open[n] = Open { jobs: 1, how: None };
            match from {
                Ok(url) => self.sites.push(Job::new(What::Feed(n), url), Instant::now()),
                Err(what) => {
                    self.failed(n, Trouble::never(what))?;
                    self.close(n)?;
                }
            }
        }
        Ok(())
    }

    fn set_poll(&mut self, n: usize) {
        let feed = &self.feeds[n];
        self.poll[n] = self.every.map(|every| feed.due.max(feed.asked + every));
    }

    /// How long nothing is to be done; `None` where nothing is left to do.
    fn pause(&self, under_way: usize) -> Option<Duration> {
        let time = now();
        let polls = self.poll.iter().flatten().map(|at| Duration::from_secs(at.saturating_sub(time)));
        let wake = self.sites.wake().map(|at| at.saturating_duration_since(Instant::now()));
        let next = polls.chain(wake).min();
        match next {
            None if under_way == 0 => None,
            // a host that is due may wait for a thread, or for rules that another host is asked for
            next => Some(next.unwrap_or(LONGEST_SLEEP).clamp(SHORTEST_SLEEP, LONGEST_SLEEP)),
        }
    }

    fn validators(&self, job: &Job) -> Option<Validators> {
        match job.what {
            What::Feed(n) => self.feeds.get(n).map(|f| f.validators.clone()),
            _ => None,
        }
    }

    /// An answer came, or none: redirects are followed, a wish to be left alone is granted.
    fn came(&mut self, mut job: Job, answer: Result<Answer, Trouble>) -> Result<(), D::Error> {
        if let (What::Feed(n), true) = (&job.what, job.behind.is_empty()) {
            self.feeds[*n].asked = now();
        }
        let url = job.url.clone();
        let answer = match answer {
            Ok(answer) if matches!(answer.status, 301 | 302 | 303 | 307 | 308) => match self.redirected(&mut job, &answer) {
                Ok(()) => {
                    self.sites.answered(&url, Instant::now());
                    self.sites.push(job, Instant::now());
                    return Ok(());
                }
                Err(what) => Err(Trouble::never(what)),
            },
            Ok(answer) if matches!(answer.status, 429 | 503) => Err(self.held(&job, &answer)?),
            answer => answer,
        };
        self.over(job, answer)?;
        self.sites.answered(&url, Instant::now());
        Ok(())
    }

    fn redirected(&self, job: &mut Job, answer: &Answer) -> Result<(), String> {
        let Some(location) = answer.location.as_deref().filter(|l| !l.is_empty()) else {
            return Err(format!("answers {} and not where it leads", answer.status));
        };
        let mut to = job.url.join(location).map_err(|e| format!("leads to what is no address ({e})"))?;
        to.set_fragment(None);
        check(&to).map_err(|what| format!("leads to an address that {what}"))?;
        job.behind.push(job.url.as_str().to_owned());
        if job.behind.iter().any(|b| b == to.as_str()) {
            return Err("leads back to itself".to_owned());
        }
        if job.behind.len() > self.max_redirects {
            return Err(format!("leads on more than {} times; --max-redirects allows more", self.max_redirects));
        }
        job.for_good &= matches!(answer.status, 301 | 308);
        job.url = to;
        Ok(())
    }

    /// A site is overloaded, or says that we ask too much.
    fn held(&mut self, job: &Job, answer: &Answer) -> Result<Trouble, D::Error> {
        let what = format!("answers {}", status(answer.status));
        let wait = answer.retry_after.or((answer.status == 429).then_some(HOLD_UNTOLD));
        let Some(wait) = wait else { return Ok(Trouble::later(what)) };
        let until = now() + wait.clamp(HOLD.0, HOLD.1);
        let site = self.sites.hold(&job.url, until);
        self.desk.keep_site(&site)?;
        Ok(Trouble { what: format!("{what}; its host is left alone until {}", crate::time::iso(until)), again: Again::At(until) })
    }

    /// A request is over.
    fn over(&mut self, job: Job, answer: Result<Answer, Trouble>) -> Result<(), D::Error> {
        match job.what.clone() {
            What::Robots(site) => self.robots(&site, &job, answer),
            What::Feed(n) => {
                self.feed(n, &job, answer)?;
                self.close(n)
            }
            What::Page { feed, item } => {
                let page = answer.and_then(content);
                self.desk.page(&self.feeds[feed], &item, page)?;
                self.close(feed)
            }
        }
    }

    fn robots(&mut self, site: &str, job: &Job, answer: Result<Answer, Trouble>) -> Result<(), D::Error> {
        let rules = match answer {
            Ok(answer) if answer.status == 200 && answer.content_encoding.as_deref().is_some_and(|c| c != "identity") => {
                Err(Trouble::later("it is packed, which was not asked for"))
            }
            Ok(answer) if answer.status == 200 => Ok(Rules::parse(&answer.body, crate::sites::ROBOT)),
            // there are none: all may be fetched
            Ok(answer) if (400..500).contains(&answer.status) => Ok(Rules::default()),
            Ok(answer) => Err(Trouble::later(format!("it answers {}", status(answer.status)))),
            Err(trouble) => Err(trouble),
        };
        match rules {
            Ok(rules) => {
                let site = self.sites.rules(site, rules, now());
                self.desk.keep_site(&site)
            }
            Err(trouble) => {
                let trouble = match trouble.again {
                    // the host itself cannot be asked for anything
                    Again::Never if job.behind.is_empty() => trouble,
                    again => Trouble {
                        what: format!("nothing is fetched while robots.txt of its host cannot be read: {}", trouble.what),
                        again: if again == Again::Never { Again::Later } else { again },
                    },
                };
                self.sites.no_rules(site, trouble, now());
                Ok(())
            }
        }
    }

    fn feed(&mut self, n: usize, job: &Job, answer: Result<Answer, Trouble>) -> Result<(), D::Error> {
        let known = self.feeds[n].validators.url == job.url.as_str();
        let (answer, how) = match answer {
            Ok(answer) if answer.status == 304 && known => (None, Round::Unchanged),
            Ok(answer) if answer.status == 304 => {
                return self.failed(n, Trouble::later("says that it has not changed, which was not asked"));
            }
            Ok(answer) if answer.status == 410 => {
                self.failed(n, Trouble::never("is gone for good (410): take it out of the list"))?;
                self.feeds[n].due = now() + GONE;
                return self.desk.keep(&self.feeds[n]);
            }
            answer => match answer.and_then(content) {
                Ok(answer) => (Some(answer), Round::Read),
                Err(trouble) => return self.failed(n, trouble),
            },
        };
        let pages = match self.desk.feed(&self.feeds[n], answer.as_ref())? {
            Ok(pages) => pages,
            Err(what) => return self.failed(n, Trouble::never(what)),
        };
        let feed = &mut self.feeds[n];
        (feed.failures, feed.due, feed.problem) = (0, 0, None);
        if let Some(answer) = answer {
            feed.validators = answer.validators;
        }
        if !job.behind.is_empty() && job.for_good {
            feed.moved = Some(job.url.as_str().to_owned());
        }
        self.open[n].how = Some(how);
        self.desk.keep(&self.feeds[n])?;
        for item in pages {
            match fetchable(&item) {
                Ok(url) => {
                    self.open[n].jobs += 1;
                    self.sites.push(Job::new(What::Page { feed: n, item }, url), Instant::now());
                }
                Err(what) => self.desk.page(&self.feeds[n], &item, Err(Trouble::never(what)))?,
            }
        }
        Ok(())
    }

    fn failed(&mut self, n: usize, trouble: Trouble) -> Result<(), D::Error> {
        let time = now();
        let feed = &mut self.feeds[n];
        feed.problem = Some(trouble.what.clone());
        // where it moved to may have been wrong
        feed.moved = None;
        self.open[n].how = Some(match trouble.again {
            Again::At(until) => {
                feed.due = until;
                Round::Waits(until, trouble.what)
            }
            _ => {
                feed.failures = feed.failures.saturating_add(1);
                let first = self.every.unwrap_or(FIRST_PAUSE);
                feed.due = time + first.saturating_mul(1 << (feed.failures - 1).min(16)).min(DAY.max(first));
                Round::Failed(trouble.what)
            }
        });
        self.desk.keep(&self.feeds[n])
    }

    /// One request of a round is over; with the last one the round is.
    fn close(&mut self, n: usize) -> Result<(), D::Error> {
        let open = &mut self.open[n];
        open.jobs = open.jobs.saturating_sub(1);
        if open.jobs > 0 {
            return Ok(());
        }
        let how = open.how.take().unwrap_or(Round::Unchanged);
        self.set_poll(n);
        self.desk.round(&self.feeds[n], how)
    }
}

/// An answer that has content; of another, what its status means.
fn content(answer: Answer) -> Result<Answer, Trouble> {
    match answer.status {
        200 => Ok(answer),
        408 | 425 | 500.. => Err(Trouble::later(format!("answers {}", status(answer.status)))),
        other => Err(Trouble::never(format!("answers {}", status(other)))),
    }
}

/// A status with its usual words.
fn status(code: u16) -> String {
    let words = ureq::http::StatusCode::from_u16(code).ok().and_then(|s| s.canonical_reason());
    words.map_or_else(|| code.to_string(), |words| format!("{code} ({words})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts() {
        for good in ["desk@news.example", "https://news.example/about"] {
            assert_eq!(contact(good), Ok(()), "{good}");
        }
        for bad in ["", "me", "@", "a@b", "a b@c.d", "a@b.c\r\nX: y", "http", "مكتب@news.example", "a@b.c)"] {
            assert!(contact(bad).is_err(), "{bad}");
        }
    }
}
