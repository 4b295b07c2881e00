//! Outlets by the hosts of their pages.

use std::collections::HashMap;

/// Hosts, each with the index of a row of the knowledge base.
#[derive(Debug, Default)]
pub struct Hosts {
    /// Looked up, never walked.
    by_host: HashMap<Box<str>, u32>,
}

impl Hosts {
    /// Adds a host; the row that had it first keeps it.
    pub(crate) fn add(&mut self, host: &str, row: u32) {
        self.by_host.entry(host.to_ascii_lowercase().into()).or_insert(row);
    }

    /// The row whose host this is, or whose host it lies under: `arabic.cnn.com` under `cnn.com`. The nearest one counts.
    pub fn row(&self, host: &str) -> Option<u32> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(row) = self.by_host.get(rest) {
                return Some(*row);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// The host of an address: `https://www.spa.gov.sa:443/viewstory.php` has `www.spa.gov.sa`. None where it has none.
pub fn host_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.trim().split_once("://").unwrap_or(("", url.trim()));
    let rest = if scheme.is_empty() { rest.strip_prefix("//").unwrap_or(rest) } else { rest };
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, h)| h);
    let host = host.split_once(':').map_or(host, |(h, _)| h).trim_end_matches('.');
    is_host(host).then_some(host)
}

/// Labels of letters, digits and hyphens with dots between, two at least.
pub(crate) fn is_host(host: &str) -> bool {
    let label = |l: &str| {
        !l.is_empty()
            && l.len() < 64
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    host.len() < 254 && host.contains('.') && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        for (url, host) in [
            ("https://www.spa.gov.sa/view?id=1", Some("www.spa.gov.sa")),
            ("http://user:word@Example.COM:8080/a", Some("Example.COM")),
            ("//cdn.example.com/x", Some("cdn.example.com")),
            ("example.com", Some("example.com")),
            ("https://arabic.example.com.?q=http://other.com", Some("arabic.example.com")),
            ("file:///tmp/x.html", None),
            ("خبر عاجل", None),
            ("localhost", None),
            ("", None),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }

    #[test]
    fn the_nearest_domain_counts() {
        let mut hosts = Hosts::default();
        hosts.add("example.com", 1);
        hosts.add("sport.example.com", 2);
        for (host, row) in [
            ("example.com", Some(1)),
            ("WWW.Example.com.", Some(1)),
            ("m.sport.example.com", Some(2)),
            ("notexample.com", None),
            ("com", None),
            ("example.com.evil.net", None),
        ] {
            assert_eq!(hosts.row(host), row, "{host}");
        }
    }
}
