//! Who may be asked what, and when: a queue a host, one request at a time, with a pause after each; before the first of a
//! site its `robots.txt`; nothing of a site that asked to be left alone for a while.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use url::Url;

use crate::fetch::{Again, Trouble};
use crate::robots::Rules;
use crate::time::{DAY, HOUR, Seconds, iso};

/// What robots are called here in `robots.txt`.
pub(crate) const ROBOT: &str = "rawi";
/// How long rules hold until they are asked for again.
const RULES_HOLD: Seconds = DAY;
/// How long a site is left alone whose rules cannot be had.
const RULES_RETRY: Seconds = HOUR / 6;

/// What is known of a site (a scheme, a host, a port), to be kept for the next run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// As `https://news.example`.
    pub origin: String,
    /// Its rules for us, as `robots.txt` has such, and until when they hold.
    pub robots: Option<(String, Seconds)>,
    /// Until when it asked to be left alone; 0 where it did not.
    pub hold_until: Seconds,
}

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The rules of this site.
    Robots(String),
    /// The feed with this number.
    Feed(usize),
    /// A page that a feed names.
    Page { feed: usize, item: String },
}

/// A request that is to be made.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) what: What,
    pub(crate) url: Url,
    /// The addresses that led here by redirects.
    pub(crate) behind: Vec<String>,
    /// Whether all of them said that it is for good.
    pub(crate) for_good: bool,
}

impl Job {
    pub(crate) fn new(what: What, url: Url) -> Self {
        Self { what, url, behind: Vec::new(), for_good: true }
    }
}

/// What comes next.
#[derive(Debug)]
pub(crate) enum Next {
    /// To be asked now.
    Ask(Job),
    /// Not to be asked.
    Refused(Job, Trouble),
}

#[derive(Debug)]
struct Host {
    jobs: VecDeque<Job>,
    busy: bool,
    not_before: Instant,
}

#[derive(Debug)]
enum Robots {
    Unknown,
    Asked,
    Known(Rules, Seconds),
    /// They could not be had: why, and when to try again.
    Unreachable(Trouble, Seconds),
}

#[derive(Debug)]
struct State {
    robots: Robots,
    hold_until: Seconds,
}

/// All queues.
#[derive(Debug)]
pub(crate) struct Sites {
    hosts: BTreeMap<String, Host>,
    sites: BTreeMap<String, State>,
    delay: Duration,
}

pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

impl Sites {
    pub(crate) fn new(known: Vec<Site>, delay: Duration) -> Self {
        let state = |site: Site| {
            let robots = match site.robots {
                Some((text, until)) => Robots::Known(Rules::parse(text.as_bytes(), ROBOT), until),
                None => Robots::Unknown,
            };
            (site.origin, State { robots, hold_until: site.hold_until })
        };
        Self { hosts: BTreeMap::new(), sites: known.into_iter().map(state).collect(), delay }
    }

    fn site(&mut self, origin: String) -> &mut State {
        self.sites.entry(origin).or_insert(State { robots: Robots::Unknown, hold_until: 0 })
    }

    /// Queues a request.
    pub(crate) fn push(&mut self, job: Job, now: Instant) {
        let queue =
            self.hosts.entry(host(&job.url)).or_insert_with(|| Host { jobs: VecDeque::new(), busy: false, not_before: now });
        match job.what {
            // what others wait for
            What::Robots(_) => queue.jobs.push_front(job),
            _ => queue.jobs.push_back(job),
        }
    }

    /// Takes what is due off its queue. Whoever takes a request to be asked gives its host back with [`Sites::answered`].
    pub(crate) fn next(&mut self, now: Instant, time: Seconds) -> Option<Next> {
        let due = |h: &&String| self.hosts.get(*h).is_some_and(|h| !h.busy && h.not_before <= now && !h.jobs.is_empty());
        let names: Vec<String> = self.hosts.keys().filter(due).cloned().collect();
        names.iter().find_map(|name| self.next_of(name, time))
    }

    fn next_of(&mut self, name: &str, time: Seconds) -> Option<Next> {
        let host = self.hosts.get_mut(name)?;
        for at in 0..host.jobs.len() {
            let job = host.jobs.get(at)?;
            let site = origin(&job.url);
            let state = self.sites.entry(site.clone()).or_insert(State { robots: Robots::Unknown, hold_until: 0 });
            let refused = match (&job.what, &state.robots) {
                _ if state.hold_until > time => {
                    let what = format!("its host asks to be left alone until {}", iso(state.hold_until));
                    Some(Trouble { what, again: Again::At(state.hold_until) })
                }
                (What::Robots(_), _) => None,
                (_, Robots::Asked) => continue,
                (_, Robots::Known(rules, until)) if *until > time => {
                    let path = &job.url[url::Position::BeforePath..url::Position::AfterQuery];
                    (!rules.allow(path)).then(|| Trouble::never("robots.txt of its host asks robots not to fetch it"))
                }
                (_, Robots::Unreachable(trouble, until)) if *until > time => Some(trouble.clone()),
                _ => {
                    let mut url = job.url.clone();
                    url.set_path("/robots.txt");
                    url.set_query(None);
                    state.robots = Robots::Asked;
                    host.busy = true;
                    return Some(Next::Ask(Job::new(What::Robots(site), url)));
                }
            };
            let job = host.jobs.remove(at)?;
            return Some(match refused {
                Some(trouble) => Next::Refused(job, trouble),
                None => {
                    host.busy = true;
                    Next::Ask(job)
                }
            });
        }
        None
    }

    /// A request was answered, or not: its host may be asked again after a pause.
    pub(crate) fn answered(&mut self, url: &Url, now: Instant) {
        let asked = match self.sites.get(&origin(url)).map(|s| &s.robots) {
            Some(Robots::Known(rules, _)) => rules.delay().map(Duration::from_secs_f64),
            _ => None,
        };
        let pause = self.delay.max(asked.unwrap_or_default());
        if let Some(host) = self.hosts.get_mut(&host(url)) {
            host.busy = false;
            host.not_before = now + pause;
        }
    }

    /// The rules of a site came.
    pub(crate) fn rules(&mut self, origin: &str, rules: Rules, time: Seconds) -> Site {
        let until = time + RULES_HOLD;
        let text = rules.to_text();
        let state = self.site(origin.to_owned());
        state.robots = Robots::Known(rules, until);
        Site { origin: origin.to_owned(), robots: Some((text, until)), hold_until: state.hold_until }
    }

    /// The rules of a site cannot be had.
    pub(crate) fn no_rules(&mut self, origin: &str, trouble: Trouble, time: Seconds) {
        let until = match trouble.again {
            Again::At(until) => until,
            _ => time + RULES_RETRY,
        };
        self.site(origin.to_owned()).robots = Robots::Unreachable(trouble, until);
    }

    /// A site asked to be left alone.
    pub(crate) fn hold(&mut self, url: &Url, until: Seconds) -> Site {
        let origin = origin(url);
        let state = self.site(origin.clone());
        state.hold_until = until;
        let robots = match &state.robots {
            Robots::Known(rules, until) => Some((rules.to_text(), *until)),
            _ => None,
        };
        Site { origin, robots, hold_until: until }
    }

    /// When the next request may be due; `None` where none waits but for an answer.
    pub(crate) fn wake(&self) -> Option<Instant> {
        self.hosts.values().filter(|h| !h.busy && !h.jobs.is_empty()).map(|h| h.not_before).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: Seconds = 1_000_000;

    fn page(url: &str) -> Job {
        Job::new(What::Page { feed: 0, item: url.to_owned() }, Url::parse(url).unwrap())
    }

    fn asked(next: Option<Next>) -> String {
        match next {
            Some(Next::Ask(job)) => job.url.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rules_first_then_one_at_a_time_with_a_pause() {
        let mut sites = Sites::new(Vec::new(), Duration::from_secs(2));
        let start = Instant::now();
        for url in ["http://a.example/1?x", "http://a.example/no", "http://b.example/1"] {
            sites.push(page(url), start);
        }
        assert_eq!(asked(sites.next(start, T)), "http://a.example/robots.txt");
        assert_eq!(asked(sites.next(start, T)), "http://b.example/robots.txt");
        assert!(sites.next(start, T).is_none() && sites.wake().is_none());
        let a = Url::parse("http://a.example/robots.txt").unwrap();
        let kept = sites.rules("http://a.example", Rules::parse(b"User-agent: *\nDisallow: /no\nCrawl-delay: 5", ROBOT), T);
        assert_eq!(kept.robots.as_ref().unwrap().1, T + DAY);
        sites.answered(&a, start);
        // the site's own delay is longer than ours
        assert_eq!(sites.wake(), Some(start + Duration::from_secs(5)));
        assert!(sites.next(start + Duration::from_secs(4), T).is_none());
        let later = start + Duration::from_secs(5);
        assert_eq!(asked(sites.next(later, T)), "http://a.example/1?x");
        assert!(sites.next(later, T).is_none(), "one at a time");
        sites.answered(&a, later);
        let later = later + Duration::from_secs(5);
        assert!(matches!(sites.next(later, T), Some(Next::Refused(_, Trouble { again: Again::Never, .. }))));
        // another run knows them
        let mut sites = Sites::new(vec![kept], Duration::ZERO);
        sites.push(page("http://a.example/1"), start);
        assert_eq!(asked(sites.next(start, T + DAY - 1)), "http://a.example/1");
        sites.answered(&a, start);
        sites.push(page("http://a.example/2"), start);
        assert_eq!(asked(sites.next(start + Duration::from_secs(5), T + DAY)), "http://a.example/robots.txt");
    }

    #[test]
    fn who_cannot_be_asked_or_asks_to_be_left_alone() {
        let start = Instant::now();
        let mut sites = Sites::new(Vec::new(), Duration::ZERO);
        for url in ["https://a.example/1", "https://a.example/2", "http://a.example/3"] {
            sites.push(page(url), start);
        }
        assert_eq!(asked(sites.next(start, T)), "https://a.example/robots.txt");
        let a = Url::parse("https://a.example/robots.txt").unwrap();
        sites.no_rules("https://a.example", Trouble::later("answers 500"), T);
        sites.answered(&a, start);
        let Some(Next::Refused(_, trouble)) = sites.next(start, T) else { panic!() };
        assert!(trouble.what.contains("answers 500"), "{trouble}");
        assert_eq!(trouble.again, Again::Later);
        // ten minutes later they are asked for again
        assert_eq!(asked(sites.next(start, T + RULES_RETRY)), "https://a.example/robots.txt");
        let kept = sites.hold(&a, T + 5000);
        assert_eq!((kept.hold_until, kept.robots), (T + 5000, None));
        sites.no_rules("https://a.example", Trouble { what: "answers 429".into(), again: Again::At(T + 5000) }, T);
        sites.answered(&a, start);
        let Some(Next::Refused(_, trouble)) = sites.next(start, T + 4999) else { panic!() };
        assert_eq!(trouble.again, Again::At(T + 5000));
        // the other site on the same host is another matter
        assert_eq!(asked(sites.next(start, T)), "http://a.example/robots.txt");
    }
}
