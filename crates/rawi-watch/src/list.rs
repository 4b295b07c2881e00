//! The list of feeds: OPML, as feed readers give it out, or addresses, one a line.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use url::Url;

/// What a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Addresses of feeds, each once, in the order of the list.
    pub feeds: Vec<String>,
    /// What cannot be used: the line, and why.
    pub problems: Vec<(usize, String)>,
}

impl List {
    /// Reads a list. What it is, its content tells.
    pub fn read(content: &[u8]) -> Self {
        let text = String::from_utf8_lossy(content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content));
        let mut list = Self::default();
        if text.trim_start().starts_with('<') {
            list.opml(&text);
        } else {
            for (n, line) in text.lines().enumerate() {
                let line = line.trim();
                if !line.is_empty() && !line.starts_with('#') {
                    list.add(n + 1, line);
                }
            }
        }
        if list.feeds.is_empty() && list.problems.is_empty() {
            list.problems.push((1, "no feed in it: give addresses, one a line, or OPML with xmlUrl".to_owned()));
        }
        list
    }

    fn add(&mut self, line: usize, typed: &str) {
        match address(typed) {
            Ok(url) if self.feeds.contains(&url) => {}
            Ok(url) => self.feeds.push(url),
            Err(what) => {
                let shown: String = typed.chars().take(200).collect();
                self.problems.push((line, format!("{shown}: {what}")));
            }
        }
    }

    fn opml(&mut self, text: &str) {
        let mut reader = quick_xml::Reader::from_str(text);
        // unclosed outlines are usual, and nothing here hangs on what closes what
        reader.config_mut().check_end_names = false;
        let line = |at: u64| {
            let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
            text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
        };
        let mut opml = false;
        loop {
            let at = reader.buffer_position();
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    opml |= element.local_name().as_ref().eq_ignore_ascii_case("opml");
                    if !element.local_name().as_ref().eq_ignore_ascii_case("outline") {
                        continue;
                    }
                    for attribute in element.attributes().with_checks(false) {
                        let Ok(attribute) = attribute else { break };
                        if attribute.key.as_ref().eq_ignore_ascii_case("xmlUrl") {
                            match attribute.normalized_value(XmlVersion::Implicit1_0) {
                                Ok(url) => self.add(line(at), url.trim()),
                                Err(e) => self.problems.push((line(at), format!("xmlUrl cannot be read: {e}"))),
                            }
                        }
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(e) => {
                    self.problems.push((line(reader.error_position()), format!("is no well-formed OPML: {e}")));
                    break;
                }
            }
        }
        if !opml {
            let what = "is no OPML: a list is OPML, or addresses, one a line (a feed itself is no list)";
            self.problems = vec![(1, what.to_owned())];
            self.feeds.clear();
        }
    }
}

/// An address that can be fetched, in the form in which it is kept; else what is wrong with it.
pub fn address(typed: &str) -> Result<String, String> {
    fetchable(typed).map(String::from)
}

/// An address as it stands on a page with the address `base`, made whole.
pub fn join(base: &str, typed: &str) -> Option<String> {
    Some(Url::parse(base).ok()?.join(typed).ok()?.into())
}

pub(crate) fn fetchable(typed: &str) -> Result<Url, String> {
    let mut url = Url::parse(typed).map_err(|e| match e {
        url::ParseError::RelativeUrlWithoutBase => "is no whole address: begin with https://".to_owned(),
        e => format!("is no address: {e}"),
    })?;
    check(&url)?;
    url.set_fragment(None);
    Ok(url)
}

/// What may be fetched: pages of the web, without a password in the address.
pub(crate) fn check(url: &Url) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("begins with {}:, and only http: and https: are fetched", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a name or a password in it, which is not sent".to_owned());
    }
    if url.host_str().is_none_or(str::is_empty) || url.port() == Some(0) {
        return Err("names no host".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let list = List::read(
            b"\xef\xbb\xbf# mine\r\nhttps://news.example/rss\n\n  http://NEWS.example:80/a b#x\nhttps://news.example/rss\n\
              news.example/rss\nfile:///etc/passwd\nhttps://u:p@news.example/\nhttp://2130706433/\nhttps://",
        );
        assert_eq!(list.feeds, ["https://news.example/rss", "http://news.example/a%20b", "http://127.0.0.1/"]);
        let lines: Vec<usize> = list.problems.iter().map(|p| p.0).collect();
        assert_eq!(lines, [6, 7, 8, 10]);
        assert!(list.problems[0].1.contains("https://"), "{:?}", list.problems);
        assert!(list.problems[1].1.contains("only http: and https:"), "{:?}", list.problems);
        assert!(list.problems[2].1.contains("password"), "{:?}", list.problems);
        assert_eq!(List::read(b"").problems.len(), 1);
    }

    #[test]
    fn opml() {
        let list = List::read(
            "<?xml version=\"1.0\"?>\n<opml version='2.0'><body><outline text='ع'>\n\
             <outline type='rss' text='a' xmlUrl='https://news.example/rss?a=1&amp;b=2'/>\n\
             <OUTLINE xmlurl=\"https://b.example/\" htmlUrl='https://c.example/'>\n</outline>\n\
             <outline xmlUrl='ftp://x/'/></body></opml>"
                .as_bytes(),
        );
        assert_eq!(list.feeds, ["https://news.example/rss?a=1&b=2", "https://b.example/"]);
        assert_eq!(list.problems.len(), 1);
        assert_eq!(list.problems[0].0, 6);
    }

    #[test]
    fn what_is_no_list() {
        for (bad, told) in [
            (&b"<rss version='2.0'><channel/></rss>"[..], "is no OPML"),
            (b"<opml><body><outline xmlUrl='https://a.example/'", "well-formed"),
            (b"<opml></opml>", "no feed in it"),
            (b"<!DOCTYPE x [<!ENTITY a 'https://a.example/'>]><opml><outline xmlUrl='&a;'/></opml>", "xmlUrl"),
            (b"<opml><outline xmlUrl='https://a.example/' xmlUrl", ""),
        ] {
            let list = List::read(bad);
            assert!(!list.problems.is_empty(), "{}", String::from_utf8_lossy(bad));
            assert!(list.problems[0].1.contains(told), "{list:?}");
        }
    }
}
