//! Heads of named fields, as WARC, HTTP and MIME have them.
//!
//! `httparse` was weighed: it refuses `HTTP/2`, bare line feeds and odd names, all of which archives are
//! full of, and knows no WARC fields; what is needed is this much.

/// Heads longer than this are no heads.
pub(crate) const MOST: usize = 64 << 10;

/// The end of a head: the place after its first empty line.
pub(crate) fn end(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(i) = memchr::memchr(b'\n', bytes.get(from..)?) {
        let line = &bytes[from..from + i];
        from += i + 1;
        if line.is_empty() || line == b"\r" {
            return Some(from);
        }
    }
    None
}

/// A head that was taken apart.
#[derive(Debug, Default)]
pub(crate) struct Head<'a> {
    /// Its first line: a version, a status.
    pub(crate) first: &'a [u8],
    fields: Vec<(&'a [u8], &'a [u8])>,
}

impl<'a> Head<'a> {
    /// `bytes` is the head with or without the empty line after it. Lines that are no field are left out; one that
    /// goes on over several lines is cut.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
        let first = lines.next().unwrap_or_default();
        let field = |line: &'a [u8]| {
            let colon = memchr::memchr(b':', line)?;
            Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
        };
        Self { first, fields: lines.filter(|l| !l.first().is_some_and(u8::is_ascii_whitespace)).filter_map(field).collect() }
    }

    /// The first field of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&'a [u8]> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| *value)
    }

    /// The same as a text, with what is no UTF-8 replaced.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|v| String::from_utf8_lossy(v).into_owned())
    }
}

/// A media type and the charset that goes with it, both in small letters; `None` where it is empty.
pub(crate) fn media_type(value: &[u8]) -> (Option<String>, Option<String>) {
    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
    let mut parts = value.split(';').map(str::trim);
    let media = parts.next().filter(|m| !m.is_empty()).map(str::to_owned);
    let charset = parts.find_map(|p| p.strip_prefix("charset")?.trim_start().strip_prefix('=')).map(|c| {
        let c = c.trim().trim_matches(['"', '\'']);
        c.to_owned()
    });
    (media, charset.filter(|c| !c.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let bytes = b"HTTP/2 200\r\ncontent-type : text/html\r\n folded\r\nno field\r\nX: a:b\r\n\r\nbody\r\n\r\n";
        let end = end(bytes).unwrap();
        assert_eq!(&bytes[end..], b"body\r\n\r\n");
        let head = Head::of(&bytes[..end]);
        assert_eq!(head.first, b"HTTP/2 200");
        assert_eq!(head.get("Content-Type"), Some(&b"text/html"[..]));
        assert_eq!(head.get("x"), Some(&b"a:b"[..]));
        assert_eq!(head.get("no field"), None);
        assert_eq!(super::end(b"a\nb\n\nc"), Some(5));
        assert_eq!(super::end(b"a\r\nb\r\n"), None);
    }

    #[test]
    fn media_types() {
        for (value, media, charset) in [
            ("text/html", Some("text/html"), None),
            ("Text/HTML; Charset=\"Windows-1256\"; x=y", Some("text/html"), Some("windows-1256")),
            ("", None, None),
            ("; charset=", None, None),
        ] {
            assert_eq!(media_type(value.as_bytes()), (media.map(str::to_owned), charset.map(str::to_owned)), "{value}");
        }
    }
}
