//! `robots.txt` (RFC 9309): what of a site its owner asks robots to leave alone.
//!
//! The crates that read it bring a second regex engine or a parser library; it is a hundred lines.

/// What is read of a file, in bytes; the rest is left (the standard asks for at least this).
pub const MOST_BYTES: usize = 500 << 10;
/// Rules that are kept of a file.
const MOST_RULES: usize = 10_000;
/// The longest delay that is kept to, in seconds.
const LONGEST_DELAY: f64 = 300.0;

/// The rules that are for us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    rules: Vec<Rule>,
    /// Seconds between two requests, where the site asks for a number of them.
    delay: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// Percent-encoded as addresses are; `*` stands for anything, `$` at its end for the end.
    pattern: Vec<u8>,
}

impl Rules {
    /// The rules of `text` for the robot `name` (its product token, in small letters): those of all groups that name it,
    /// else those of the groups for all.
    pub fn parse(text: &[u8], name: &str) -> Self {
        let text = &text[..text.len().min(MOST_BYTES)];
        let text = String::from_utf8_lossy(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
        let (mut ours, mut everybodys) = (Self::default(), Self::default());
        let (mut named, mut for_all, mut named_once) = (false, false, false);
        // lines of agents that follow one another head one group
        let mut in_head = false;
        for line in text.split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if matches!(field.as_str(), "user-agent" | "useragent" | "user agent") {
                if !in_head {
                    (named, for_all) = (false, false);
                }
                in_head = true;
                named |= product(value) == name;
                for_all |= value == "*";
                named_once |= named;
                continue;
            }
            let rule = match field.as_str() {
                "allow" => Some(true),
                "disallow" | "dissallow" | "disalow" => Some(false),
                "crawl-delay" | "crawldelay" => None,
                // a line such as a site map's belongs to no group and ends none
                _ => continue,
            };
            in_head = false;
            for (wanted, into) in [(named, &mut ours), (for_all, &mut everybodys)] {
                match rule {
                    _ if !wanted => {}
                    Some(allow) => into.add(allow, value),
                    None => into.delay = value.parse().ok().filter(|d: &f64| d.is_finite() && *d > 0.0),
                }
            }
        }
        if named_once { ours } else { everybodys }
    }

    fn add(&mut self, allow: bool, value: &str) {
        if !value.is_empty() && self.rules.len() < MOST_RULES {
            self.rules.push(Rule { allow, pattern: normal(value.as_bytes()) });
        }
    }

    /// Whether an address's path with its query may be asked for: the longest rule that fits decides, of two the one that
    /// allows.
    pub fn allow(&self, path: &str) -> bool {
        let path = normal(path.as_bytes());
        if path == b"/robots.txt" {
            return true;
        }
        let fits = self.rules.iter().filter(|r| fits(&r.pattern, &path));
        fits.max_by_key(|r| (r.pattern.len(), r.allow)).is_none_or(|r| r.allow)
    }

    /// Seconds to wait between two requests; no more than five minutes.
    pub fn delay(&self) -> Option<f64> {
        self.delay.map(|d| d.min(LONGEST_DELAY))
    }

    /// As a file with these rules alone, to be kept.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        if !self.rules.is_empty() || self.delay.is_some() {
            text.push_str("User-agent: *\n");
        }
        if let Some(delay) = self.delay {
            text.push_str(&format!("Crawl-delay: {delay}\n"));
        }
        for rule in &self.rules {
            let pattern = String::from_utf8_lossy(&rule.pattern);
            text.push_str(&format!("{}: {pattern}\n", if rule.allow { "Allow" } else { "Disallow" }));
        }
        text
    }
}

/// The product token that a line of agents begins with.
fn product(value: &str) -> String {
    let end = value.find(|c: char| !c.is_ascii_alphabetic() && c != '_' && c != '-').unwrap_or(value.len());
    value[..end].to_ascii_lowercase()
}

/// Percent-encoding made one: what needs none has none, what needs it has it in capital letters.
fn normal(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let byte = match (first, after) {
            (b'%', [a, b, ..]) => match (hex(*a), hex(*b)) {
                (Some(a), Some(b)) => {
                    rest = &after[2..];
                    let byte = a << 4 | b;
                    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                        out.push(byte);
                        continue;
                    }
                    byte
                }
                _ => {
                    out.push(first);
                    continue;
                }
            },
            // blanks and what is beyond ASCII must not stand as they are
            (0x21..=0x7e, _) => {
                out.push(first);
                continue;
            }
            _ => first,
        };
        out.push(b'%');
        out.extend([byte >> 4, byte & 15].map(|d| b"0123456789ABCDEF"[usize::from(d)]));
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Whether a pattern fits the beginning of a path. Each star takes as little as will do, so that no pattern takes longer than
/// its length times the path's.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(before) => (before, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|b| *b == b'*').collect::<Vec<_>>().into_iter();
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts: Vec<&[u8]> = parts.collect();
    let last = if to_end { parts.pop() } else { None };
    for part in parts {
        match part.is_empty().then_some(0).or_else(|| rest.windows(part.len()).position(|w| w == part)) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_end || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(rules: &str, path: &str) -> bool {
        Rules::parse(rules.as_bytes(), "rawi").allow(path)
    }

    #[test]
    fn patterns() {
        for (pattern, path, whether) in [
            ("/", "/anything", true),
            ("/fish", "/fish", true),
            ("/fish", "/fish.html", true),
            ("/fish", "/fishheads/yummy.html", true),
            ("/fish", "/Fish.asp", false),
            ("/fish", "/catfish", false),
            ("/fish*", "/fish/a", true),
            ("/fish/", "/fish", false),
            ("/fish/", "/fish/?id=1", true),
            ("/*.php", "/folder/any.php.file", true),
            ("/*.php", "/windows.PHP", false),
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a.php?x", false),
            ("/*.php$", "/a.php5", false),
            ("/fish*.php", "/fishheads/catfish.php?p", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("*", "/x", true),
            ("/*a*a*a$", "/aaa", true),
            ("/*ab*ab$", "/ab", false),
            ("/a$b", "/a$b/c", true),
            ("/أخبار", "/%d8%a3%D8%AE%d8%a8%d8%a7%d8%b1/1", true),
            ("/%7ejoe", "/~joe/x", true),
            ("/a%2fb", "/a/b", false),
            ("/a%2fb", "/a%2Fb", true),
            ("/100%", "/100%25", true),
        ] {
            assert_eq!(!allowed(&format!("User-agent: *\nDisallow: {pattern}"), path), whether, "{pattern} {path}");
        }
    }

    #[test]
    fn the_longest_decides() {
        for (rules, path, whether) in [
            ("Allow: /p\nDisallow: /", "/page", true),
            ("Disallow: /\nAllow: /p", "/page", true),
            ("Allow: /folder\nDisallow: /folder", "/folder/page", true),
            ("Allow: /page\nDisallow: /*.htm", "/page.htm", false),
            ("Allow: /$\nDisallow: /", "/", true),
            ("Allow: /$\nDisallow: /", "/page", false),
            ("Disallow:", "/", true),
            ("Disallow: /", "/robots.txt", true),
        ] {
            assert_eq!(allowed(&format!("User-agent: *\n{rules}"), path), whether, "{rules} {path}");
        }
    }

    #[test]
    fn whose_rules() {
        let all = "User-agent: *\nDisallow: /\n";
        for (rules, whether) in [
            (format!("{all}\nUser-agent: Rawi\nAllow: /"), true),
            (format!("User-agent: RAWI/1.0\nDisallow: /x\n\n{all}"), true),
            (format!("{all}User-agent: rawibot\nAllow: /"), false),
            // a group for us without a rule is all that is asked of us
            (format!("{all}User-agent: rawi\nDisallow:"), true),
            ("User-agent: a\nUser-agent: rawi\nDisallow: /".into(), false),
            ("User-agent: rawi\nDisallow: /x\nUser-agent: b\nDisallow: /".into(), true),
            // two groups for one robot are one
            ("User-agent: rawi\nDisallow: /x\nUser-agent: b\nDisallow: /b\nUser-agent: rawi\nDisallow: /".into(), false),
            ("User-agent: rawi\nSitemap: x\nUser-agent: b\nDisallow: /".into(), false),
            ("Disallow: /".into(), true),
            ("\u{feff}user-agent : * # all\r\n disallow : / # all".into(), false),
            ("\u{0}\u{1}<html>not found</html>".into(), true),
        ] {
            assert_eq!(allowed(&rules, "/page"), whether, "{rules}");
        }
    }

    #[test]
    fn delays_and_keeping() {
        let rules = Rules::parse("User-agent: *\nCrawl-delay: 2.5\nDisallow: /أ\nAllow: /b*c$".as_bytes(), "rawi");
        assert_eq!(rules.delay(), Some(2.5));
        assert_eq!(Rules::parse(rules.to_text().as_bytes(), "rawi"), rules);
        assert_eq!(Rules::parse(b"User-agent: *\nCrawl-delay: 1e9", "rawi").delay(), Some(300.0));
        for bad in ["-1", "NaN", "inf", "x", ""] {
            assert_eq!(Rules::parse(format!("User-agent: *\nCrawl-delay: {bad}").as_bytes(), "rawi").delay(), None);
        }
        assert_eq!(Rules::default().to_text(), "");
    }

    #[test]
    fn a_long_file_is_cut_and_costs_no_more() {
        let mut long = b"User-agent: *\n".to_vec();
        long.extend(b"Disallow: /*a*a*a*a*a*a*a*a*b\n".repeat(50_000));
        let rules = Rules::parse(&long, "rawi");
        assert_eq!(rules.rules.len(), MOST_RULES);
        assert!(rules.allow(&format!("/{}", "a".repeat(500))));
    }
}
