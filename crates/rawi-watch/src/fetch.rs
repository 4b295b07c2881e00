//! One request: no redirect is followed, nothing is kept open, and only public addresses are connected to.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::time::Duration;

use ureq::http::{HeaderMap, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use crate::address::special;
use crate::time::{self, Seconds, retry_after};

/// The largest head of an answer.
const MOST_HEAD: usize = 64 << 10;
/// The longest validator that is kept and sent back.
const MOST_VALIDATOR: usize = 1024;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Robots,
    Feed,
    Page,
}

/// What tells a server which version of a feed is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The address that gave them.
    pub url: String,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address that answered: behind all redirects.
    pub url: String,
    /// The status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `Content-Encoding` header; the body is still packed so.
    pub content_encoding: Option<String>,
    /// What to send when the same is asked for again.
    pub validators: Validators,
    /// When it came.
    pub at: Seconds,
    /// The bytes that were sent.
    pub body: Vec<u8>,
    pub(crate) location: Option<String>,
    pub(crate) retry_after: Option<Seconds>,
}

/// Whether to ask again for what could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It would be the same.
    Never,
    /// It may pass.
    Later,
    /// Not before that time, as the host asks.
    At(Seconds),
}

/// Why something could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, and what to do.
    pub what: String,
    /// Whether to ask again.
    pub again: Again,
}

impl Trouble {
    pub(crate) fn never(what: impl Into<String>) -> Self {
        Self { what: what.into(), again: Again::Never }
    }

    pub(crate) fn later(what: impl Into<String>) -> Self {
        Self { what: what.into(), again: Again::Later }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// How much of each kind is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    pub(crate) feed: usize,
    pub(crate) page: usize,
}

/// What sends requests.
#[derive(Clone, Debug)]
pub(crate) struct Fetcher {
    agent: Agent,
    most: Most,
}

impl Fetcher {
    pub(crate) fn new(user_agent: &str, timeout: Duration, most: Most, allow_private: Vec<String>) -> Self {
        Self::with_names(user_agent, timeout, most, allow_private, DefaultResolver::default())
    }

    fn with_names(user_agent: &str, timeout: Duration, most: Most, allowed: Vec<String>, names: impl Resolver) -> Self {
        let config = Agent::config_builder()
            .user_agent(user_agent)
            // in whole: from the name's resolution to the last byte
            .timeout_global(Some(timeout))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(MOST_HEAD)
            // every request resolves its name anew and makes a connection of its own
            .max_idle_connections(0)
            // the surroundings may name one; through it, addresses could not be looked at
            .proxy(None)
            .build();
        let resolver = Guarded { allowed, names };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), most }
    }

    /// Asks once. A redirect is an answer.
    pub(crate) fn fetch(&self, url: &Url, wanted: Wanted, validators: Option<&Validators>) -> Result<Answer, Trouble> {
        let accept = match wanted {
            Wanted::Robots => "text/plain, */*;q=0.1",
            Wanted::Feed => "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
            Wanted::Page => "text/html, application/xhtml+xml, text/plain;q=0.5, */*;q=0.1",
        };
        let coding = if wanted == Wanted::Robots { "identity" } else { "gzip" };
        let mut request =
            self.agent.get(url.as_str()).header("Accept", accept).header("Accept-Encoding", coding).header("Connection", "close");
        if let Some(validators) = validators.filter(|v| v.url == url.as_str()) {
            for (name, value) in [("If-None-Match", &validators.etag), ("If-Modified-Since", &validators.last_modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        let answer = request.call().map_err(|e| trouble(&e))?;
        let (head, body) = answer.into_parts();
        let mut answer = told(url, head.status.as_u16(), &head.headers);
        if answer.status == 200 {
            self.judge(&answer, wanted, &body)?;
            answer.body = self.body(body, wanted)?;
        }
        Ok(answer)
    }

    /// What the head alone shows to be useless is not read on.
    fn judge(&self, answer: &Answer, wanted: Wanted, body: &Body) -> Result<(), Trouble> {
        if wanted == Wanted::Robots {
            return Ok(());
        }
        let media = answer.content_type.as_deref().unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let usable = match (wanted, media.split_once('/')) {
            (_, None) => true,
            (Wanted::Page, _) => matches!(media.as_str(), "text/html" | "application/xhtml+xml" | "text/plain"),
            // feeds come under any type of text
            (_, Some(("image" | "audio" | "video" | "font", _))) => false,
            _ => !matches!(media.as_str(), "application/pdf" | "application/zip"),
        };
        if !usable {
            let what = if wanted == Wanted::Page { "page" } else { "feed" };
            return Err(Trouble::never(format!("is {media} and no {what}")));
        }
        let most = self.most(wanted);
        match body.content_length() {
            Some(length) if length > most as u64 => Err(too_large(wanted, most)),
            _ => Ok(()),
        }
    }

    fn most(&self, wanted: Wanted) -> usize {
        match wanted {
            Wanted::Robots => crate::robots::MOST_BYTES,
            Wanted::Feed => self.most.feed,
            Wanted::Page => self.most.page,
        }
    }

    fn body(&self, body: Body, wanted: Wanted) -> Result<Vec<u8>, Trouble> {
        let most = self.most(wanted);
        let mut bytes = Vec::new();
        let read = body.into_reader().take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > most {
            if wanted == Wanted::Robots {
                bytes.truncate(most);
                return Ok(bytes);
            }
            return Err(too_large(wanted, most));
        }
        match read {
            Ok(_) => Ok(bytes),
            Err(e) => Err(match e.get_ref().and_then(|e| e.downcast_ref::<ureq::Error>()) {
                Some(e) => trouble(e),
                None if e.kind() == io::ErrorKind::UnexpectedEof => {
                    Trouble::later(format!("the answer breaks off after {} bytes", bytes.len()))
                }
                None => Trouble::later(format!("the answer cannot be read to its end: {e}")),
            }),
        }
    }
}

fn too_large(wanted: Wanted, most: usize) -> Trouble {
    let option = if wanted == Wanted::Page { "--max-page-bytes" } else { "--max-feed-bytes" };
    Trouble::never(format!("is larger than {most} bytes; {option} raises the limit"))
}

/// What the head of an answer tells.
fn told(url: &Url, status: u16, headers: &HeaderMap) -> Answer {
    let at = time::now();
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim).filter(|v| !v.is_empty());
    let validator = |name: &str| header(name).filter(|v| v.len() <= MOST_VALIDATOR).map(str::to_owned);
    Answer {
        url: url.as_str().to_owned(),
        status,
        content_type: header("content-type").map(str::to_owned),
        content_encoding: header("content-encoding").map(str::to_owned),
        validators: Validators {
            url: url.as_str().to_owned(),
            etag: validator("etag"),
            last_modified: validator("last-modified"),
        },
        at,
        body: Vec::new(),
        // addresses with letters beyond ASCII are sent as they are, against the standard
        location: headers.get("location").map(|v| String::from_utf8_lossy(v.as_bytes()).trim().to_owned()),
        retry_after: header("retry-after").and_then(|v| retry_after(v, at)),
    }
}

fn trouble(error: &ureq::Error) -> Trouble {
    match error {
        ureq::Error::Other(e) => match e.downcast_ref::<Private>() {
            Some(private) => Trouble::never(private.to_string()),
            None => Trouble::later(format!("cannot be fetched: {e}")),
        },
        ureq::Error::Timeout(_) => Trouble::later("did not answer to the end in time; --timeout gives it longer"),
        ureq::Error::HostNotFound => Trouble::later("its host is not found"),
        ureq::Error::ConnectionFailed => Trouble::later("its host does not take the connection"),
        ureq::Error::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => Trouble::later("the answer breaks off"),
        ureq::Error::Io(e) => Trouble::later(format!("cannot be fetched: {e}")),
        ureq::Error::LargeResponseHeader(..) => {
            Trouble::later(format!("the head of its answer is larger than {MOST_HEAD} bytes"))
        }
        ureq::Error::BadUri(what) => Trouble::never(format!("is an address that cannot be asked for: {what}")),
        e => Trouble::later(format!("does not answer as HTTP has it: {e}")),
    }
}

/// Resolves names, and lets only those addresses through that may be connected to. The connection is made to these: no name
/// is resolved a second time.
#[derive(Debug)]
struct Guarded<R> {
    /// Hosts that need not be public.
    allowed: Vec<String>,
    names: R,
}

impl<R: Resolver> Resolver for Guarded<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        if self.allowed.iter().any(|a| a == "*" || uri.host().is_some_and(|h| h.eq_ignore_ascii_case(a))) {
            return Ok(found);
        }
        let mut public = self.empty();
        let mut refused = None;
        for address in found.iter() {
            match special(address.ip()) {
                None => public.push(*address),
                Some(what) => refused = Some(Private { address: *address, what }),
            }
        }
        match refused {
            Some(refused) if public.is_empty() => Err(ureq::Error::Other(Box::new(refused))),
            _ => Ok(public),
        }
    }
}

/// An address that nobody outside should be able to send us to.
#[derive(Debug)]
struct Private {
    address: SocketAddr,
    what: &'static str,
}

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, what } = self;
        write!(f, "leads to {}, an address that is {what}: not connected to; --allow-private allows it", address.ip())
    }
}

impl StdError for Private {}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Names that lead to one address the first time and to another ever after.
    #[derive(Debug)]
    struct Rebinding {
        answers: [Vec<SocketAddr>; 2],
        asked: Arc<AtomicUsize>,
    }

    impl Resolver for Rebinding {
        fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let n = self.asked.fetch_add(1, Ordering::SeqCst).min(1);
            let mut found = self.empty();
            self.answers[n].iter().for_each(|a| found.push(*a));
            Ok(found)
        }
    }

    fn fetch(answers: [Vec<SocketAddr>; 2], allowed: &[&str]) -> (Result<Answer, Trouble>, usize) {
        let asked = Arc::new(AtomicUsize::new(0));
        let names = Rebinding { answers, asked: asked.clone() };
        let allowed = allowed.iter().map(|a| (*a).to_owned()).collect();
        let most = Most { feed: 1000, page: 1000 };
        let fetcher = Fetcher::with_names("rawi", Duration::from_secs(5), most, allowed, names);
        let got = fetcher.fetch(&Url::parse("http://news.example/").unwrap(), Wanted::Page, None);
        (got, asked.load(Ordering::SeqCst))
    }

    #[test]
    fn a_name_is_resolved_once_and_what_was_looked_at_is_connected_to() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let here = server.local_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            let mut head = [0; 4096];
            let _ = stream.read(&mut head).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").unwrap();
        });
        let elsewhere: SocketAddr = "127.0.0.1:1".parse().unwrap();
        let (got, asked) = fetch([vec![here], vec![elsewhere]], &["news.example"]);
        assert_eq!((got.unwrap().body.as_slice(), asked), (&b"ok"[..], 1));
        thread.join().unwrap();
    }

    #[test]
    fn a_name_that_leads_to_a_private_address_is_not_connected_to() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        server.set_nonblocking(true).unwrap();
        let here = server.local_addr().unwrap();
        let mapped: SocketAddr = format!("[::ffff:127.0.0.1]:{}", here.port()).parse().unwrap();
        for address in [here, mapped] {
            let (got, _) = fetch([vec![address], vec![address]], &["other.example"]);
            let trouble = got.unwrap_err();
            assert!(trouble.what.contains("this machine's own") && trouble.again == Again::Never, "{trouble}");
            assert!(server.accept().is_err(), "was connected to");
        }
        // of several addresses the private ones are left out; nobody answers at the other (TEST-NET is no public one)
        let documentation: SocketAddr = "192.0.2.1:80".parse().unwrap();
        let (got, _) = fetch([vec![here, documentation], vec![]], &[]);
        assert!(got.unwrap_err().what.contains("documentation"));
        assert!(server.accept().is_err(), "was connected to");
    }
}
