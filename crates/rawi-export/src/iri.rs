//! Names for what is exported, as identifiers of the web (IRIs).

use std::fmt::Write;

/// Before all names, unless told: no address, so that nobody looks there for a page.
const BASE: &str = "urn:rawi:";

/// The names of articles, statements, actors and outlets below a base.
#[derive(Clone, Debug)]
pub struct Names {
    base: String,
}

impl Default for Names {
    fn default() -> Self {
        Self { base: BASE.to_owned() }
    }
}

impl Names {
    /// Names below `base`, which ends in `/`, `#` or `:`; one that does not gets a slash.
    pub fn below(base: &str) -> Self {
        let mut base = iri(base);
        if !base.ends_with(['/', '#', ':']) {
            base.push('/');
        }
        Self { base }
    }

    /// An article, by its reference.
    pub fn article(&self, reference: &str) -> String {
        format!("{}{reference}", self.base)
    }

    /// A statement, by its id.
    pub fn statement(&self, id: &str) -> String {
        format!("{}{id}", self.base)
    }

    /// An actor, by its key.
    pub fn actor(&self, key: &str) -> String {
        format!("{}actor/{}", self.base, segment(key))
    }

    /// An outlet that is no actor, by its name.
    pub fn outlet(&self, name: &str) -> String {
        format!("{}outlet/{}", self.base, segment(name))
    }
}

/// An address as an IRI: what may not stand in one is percent-encoded, what is encoded stays.
pub(crate) fn iri(address: &str) -> String {
    let refused = |c: char| c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`') || is_outside(c);
    encoded(address, refused)
}

/// One segment of a path, in Arabic letters where it has them.
fn segment(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':');
    encoded(text, |c| !kept(c) || is_outside(c))
}

/// Characters that no IRI may have: controls, private and unassigned ends of planes, directional marks.
fn is_outside(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

fn encoded(text: &str, refused: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for c in text.chars() {
        if refused(c) {
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // writing to a string does not fail
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let names = Names::default();
        assert_eq!(names.actor("person:sergey-lavrov"), "urn:rawi:actor/person:sergey-lavrov");
        assert_eq!(names.actor("name:لؤي العامري/x"), "urn:rawi:actor/name:لؤي%20العامري%2Fx");
        assert_eq!(Names::below("https://a.example/news").article("00ff"), "https://a.example/news/00ff");
        assert_eq!(Names::below("https://a.example/#").statement("1-2-3"), "https://a.example/#1-2-3");
    }

    #[test]
    fn addresses() {
        assert_eq!(iri("https://a.example/خبر?x=1&y=%20#z"), "https://a.example/خبر?x=1&y=%20#z");
        assert_eq!(
            iri("https://a.example/a b<c>\"\\^`{|}\n\u{200f}"),
            "https://a.example/a%20b%3Cc%3E%22%5C%5E%60%7B%7C%7D%0A%E2%80%8F"
        );
    }
}
