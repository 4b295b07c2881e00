//! What a page must not be, told from its bytes before any parser sees it: a parser's work grows with the square of some
//! of these, and its tree with their product.

use std::collections::BTreeMap;

use super::{Limits, Refused};

/// Elements that end by themselves or have no content: they do not nest.
const FLAT: [&str; 34] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
    "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp", "rt", "html", "head",
    "body", "frame", "keygen",
];
/// Elements that the parser opens again in each block that follows, as long as they are not closed.
const AGAIN: [&str; 14] = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Refuses what goes beyond the limits. The count is of tags as they stand, which is near enough to what a parser makes.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), Refused> {
    let bytes = html.as_bytes();
    let mut open: BTreeMap<u64, usize> = BTreeMap::new();
    let (mut depth, mut again, mut nodes) = (0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(i) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + i;
        let rest = &bytes[start + 1..];
        let closing = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closing).min(rest.len())..];
        let length = name.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')).count();
        if length == 0 || !name[0].is_ascii_alphabetic() {
            at = if rest.starts_with(b"!--") { after(bytes, start + 4, b"-->") } else { start + 1 };
            nodes += 1;
            continue;
        }
        let mut lower = [0; 64];
        lower[..length].copy_from_slice(&name[..length]);
        lower[..length].make_ascii_lowercase();
        let tag = std::str::from_utf8(&lower[..length]).unwrap_or_default();
        let from = start + 1 + usize::from(closing) + length;
        let (end, attributes) = tag_end(bytes, from);
        if attributes > limits.attributes {
            return Err(beyond(start, "a tag has", attributes, "attributes", limits.attributes));
        }
        at = end;
        let is_again = AGAIN.contains(&tag);
        if closing {
            if let Some(n) = open.get_mut(&hash(&lower[..length])).filter(|n| **n > 0) {
                *n -= 1;
                depth -= 1;
                again -= usize::from(is_again);
            }
            continue;
        }
        nodes += 2 + if is_again { 0 } else { again };
        if nodes > limits.nodes {
            return Err(beyond(
                start,
                "the tags up to here make more than",
                limits.nodes,
                "nodes (--max-page-nodes)",
                limits.nodes,
            ));
        }
        if RAW.contains(&tag) {
            let mut close = Vec::with_capacity(length + 2);
            close.extend_from_slice(b"</");
            close.extend_from_slice(&lower[..length]);
            at = find_close(bytes, at, &close);
        } else if !FLAT.contains(&tag) {
            *open.entry(hash(&lower[..length])).or_default() += 1;
            depth += 1;
            again += usize::from(is_again);
            if depth > limits.depth {
                return Err(beyond(start, "elements stand", depth, "deep in one another (--max-page-depth)", limits.depth));
            }
        }
    }
    Ok(())
}

fn beyond(byte: usize, what: &str, n: usize, of: &str, limit: usize) -> Refused {
    Refused(format!("byte {byte}: {what} {n} {of}, and at most {limit} are read: this is no page for a reader"))
}

/// The place after the tag's `>` and how many attributes it has, at least.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut quote = 0;
    let mut attributes = 0;
    let mut inside = false;
    for (i, b) in bytes.iter().enumerate().skip(from) {
        if quote != 0 {
            if *b == quote {
                (quote, inside) = (0, false);
            }
            continue;
        }
        match b {
            b'>' => return (i + 1, attributes),
            b'"' | b'\'' if bytes[i - 1] == b'=' || inside && bytes[i - 1].is_ascii_whitespace() => quote = *b,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' => inside = false,
            _ if !inside => {
                inside = true;
                attributes += 1;
            }
            _ => {}
        }
    }
    (bytes.len(), attributes)
}

fn after(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    let from = from.min(bytes.len());
    memchr::memmem::find(&bytes[from..], what).map_or(bytes.len(), |i| from + i + what.len())
}

/// The place of the closing tag of an element whose content is no markup.
fn find_close(bytes: &[u8], from: usize, close: &[u8]) -> usize {
    let mut at = from;
    while let Some(i) = memchr::memchr(b'<', &bytes[at.min(bytes.len())..]) {
        let here = at + i;
        if bytes[here..].len() >= close.len() && bytes[here..here + close.len()].eq_ignore_ascii_case(close) {
            return here;
        }
        at = here + 1;
    }
    bytes.len()
}

/// FNV-1a: names of tags are told apart by it, and two that collide only make the count less exact.
fn hash(name: &[u8]) -> u64 {
    name.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
}
