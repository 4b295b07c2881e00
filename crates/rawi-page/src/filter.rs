//! Which articles are wanted.

use crate::article::Published;

/// What an article must be to be handed out. A part that is not set lets all through; where it is set, an
/// article of which it is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Published on this day or later: `2031-05-04`, `2031-05` or `2031`.
    pub since: Option<String>,
    /// Published on this day or earlier, in the same forms.
    pub until: Option<String>,
    /// Written in one of these languages (`ar`, `fa`…).
    pub languages: Vec<String>,
    /// From one of these outlets: its name, or its host (`news.example` stands for `www.news.example` as well).
    pub outlets: Vec<String>,
}

impl Filter {
    /// Whether an article published then is wanted.
    pub(crate) fn wants_date(&self, published: Option<&Published>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        published.is_some_and(|p| self.within(&p.value))
    }

    /// Dates are compared as far as both are told: `2031-05` is since `2031-05-04`, since it may be.
    fn within(&self, value: &str) -> bool {
        let day = value.get(..10).unwrap_or(value);
        let common = |bound: &String| {
            let n = bound.len().min(day.len());
            day.get(..n).unwrap_or_default().cmp(bound.get(..n).unwrap_or_default())
        };
        self.since.as_ref().is_none_or(|s| common(s).is_ge()) && self.until.as_ref().is_none_or(|u| common(u).is_le())
    }

    /// Whether what was fetched then can have been published within the time wanted.
    pub(crate) fn wants_fetched(&self, time: Option<&str>) -> bool {
        let (Some(since), Some(day)) = (&self.since, time.and_then(|t| t.get(..10))) else { return true };
        let n = since.len().min(day.len());
        day.get(..n) >= since.get(..n)
    }

    pub(crate) fn wants_language(&self, code: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|l| l.eq_ignore_ascii_case(code))
    }

    pub(crate) fn wants_outlet(&self, outlet: Option<&str>, url: Option<&str>) -> bool {
        self.outlets.is_empty()
            || outlet.is_some_and(|o| self.outlets.iter().any(|w| w.trim().eq_ignore_ascii_case(o.trim())))
            || url.is_some_and(|u| self.wants_host(u))
    }

    /// Whether an address alone shows that its article is not wanted: where all outlets are told by their hosts.
    pub(crate) fn refuses_host(&self, url: &str) -> bool {
        !self.outlets.is_empty() && self.outlets.iter().all(|o| o.is_ascii() && o.contains('.')) && !self.wants_host(url)
    }

    fn wants_host(&self, url: &str) -> bool {
        let host = host(url).to_ascii_lowercase();
        self.outlets.iter().any(|wanted| {
            let wanted = wanted.trim().to_ascii_lowercase();
            host.strip_suffix(wanted.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    }
}

/// The host of an address, without user and port; empty where there is none.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::DateBasis;

    fn published(value: &str) -> Published {
        let (basis, evidence) = (DateBasis::Metadata, "record");
        Published { value: value.to_owned(), precision: "day", basis, confidence: 1.0, evidence, notes: Vec::new() }
    }

    #[test]
    fn dates() {
        let filter = |since: Option<&str>, until: Option<&str>| Filter {
            since: since.map(str::to_owned),
            until: until.map(str::to_owned),
            ..Filter::default()
        };
        for (since, until, value, wanted) in [
            (Some("2031-05-04"), None, "2031-05-04T08:00Z", true),
            (Some("2031-05-04"), None, "2031-05-03T23:59Z", false),
            (Some("2031-05-04"), None, "2031-05", true),
            (Some("2031-05"), Some("2031-05"), "2031-05-31", true),
            (None, Some("2031-05"), "2031-06-01", false),
            (None, Some("2030"), "2031", false),
        ] {
            let filter = filter(since, until);
            assert_eq!(filter.wants_date(Some(&published(value))), wanted, "{filter:?} {value}");
            assert!(!filter.wants_date(None));
        }
        assert!(filter(None, None).wants_date(None));
        assert!(!filter(Some("2031-05-04"), None).wants_fetched(Some("2031-05-03T00:00:00Z")));
    }

    #[test]
    fn outlets() {
        let filter = Filter { outlets: vec!["news.example".into()], ..Filter::default() };
        for (outlet, url, wanted) in [
            (None, Some("https://www.news.example:443/a?b"), true),
            (None, Some("https://u@NEWS.example"), true),
            (None, Some("https://oldnews.example/news.example"), false),
            (Some("News.Example"), None, true),
            (None, None, false),
        ] {
            assert_eq!(filter.wants_outlet(outlet, url), wanted, "{outlet:?} {url:?}");
        }
        assert!(filter.refuses_host("https://other.example/"));
        let named = Filter { outlets: vec!["عين النخلة".into()], ..Filter::default() };
        assert!(named.wants_outlet(Some("عين النخلة"), None) && !named.refuses_host("https://other.example/"));
    }
}
