//! Bytes to text: Unicode by its marks and patterns, the old Arabic encodings by detection.

use encoding_rs::{Encoding, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// How much of the beginning is looked at for a pattern.
const LOOK: usize = 4096;

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    /// The first byte that does not fit.
    pub(crate) offset: usize,
    pub(crate) what: &'static str,
}

/// The text of some bytes, less a byte-order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest).map_err(|e| Undecodable { offset: e.offset + 3, ..e });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, UTF_16LE).map_err(|e| Undecodable { offset: e.offset + 2, ..e });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, UTF_16BE).map_err(|e| Undecodable { offset: e.offset + 2, ..e });
    }
    if let Some(encoding) = looks_like_utf16(bytes) {
        return utf16(bytes, encoding);
    }
    match utf8(bytes) {
        Err(error) if error.what == NOT_UTF8 => legacy(bytes, error),
        result => result,
    }
}

const NOT_UTF8: &str = "is not UTF-8, and no other encoding was recognised";
const BINARY: &str = "is a control byte: this is no text";

fn utf8(bytes: &[u8]) -> Result<String, Undecodable> {
    // The compat check tells where the fault is; the basic one is faster and nearly always enough.
    let text = match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => simdutf8::compat::from_utf8(bytes).map_err(|e| Undecodable { offset: e.valid_up_to(), what: NOT_UTF8 })?,
    };
    match memchr::memchr(0, bytes) {
        Some(offset) => Err(Undecodable { offset, what: "is a NUL byte: this is no text" }),
        None => Ok(text.to_owned()),
    }
}

/// In UTF-16 every other byte of Arabic and Latin text is 06 or 00, which UTF-8 text never has.
pub(crate) fn looks_like_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOK)];
    memchr::memchr2(0, 6, head)?;
    let (pairs, _) = head.as_chunks::<2>();
    let high = |b: u8| b == 0 || b == 6;
    let little = pairs.iter().filter(|p| high(p[1])).count();
    let big = pairs.iter().filter(|p| high(p[0])).count();
    let most = |n: usize| pairs.len() >= 2 && n * 10 >= pairs.len() * 8;
    match (most(little), most(big)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Undecodable> {
    let unit = |pair: [u8; 2]| {
        if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(Undecodable { offset: bytes.len() - 1, what: "is half a code unit of UTF-16: the input is cut short" });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    for c in char::decode_utf16(pairs.iter().map(|p| unit(*p))) {
        match c {
            Ok('\0') => {
                return Err(Undecodable { offset, what: "is a NUL: this is no text" });
            }
            Ok(c) => {
                text.push(c);
                offset += 2 * c.len_utf16();
            }
            Err(_) => {
                return Err(Undecodable { offset, what: "is half a surrogate pair of UTF-16" });
            }
        }
    }
    Ok(text)
}

fn legacy(bytes: &[u8], fault: Undecodable) -> Result<String, Undecodable> {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
    if let Some(offset) = bytes.iter().position(control) {
        return Err(Undecodable { offset, what: BINARY });
    }
    if mostly_utf8(bytes) {
        return Err(Undecodable { what: "is not UTF-8, while the rest is", ..fault });
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(64 << 10)], true);
    let guess = detector.guess(None, false);
    if !(guess == WINDOWS_1256 || guess == ISO_8859_6 || guess.is_single_byte()) {
        return Err(fault);
    }
    let text = guess.decode_without_bom_handling_and_without_replacement(bytes).ok_or(fault)?;
    // Every byte is a letter in some encoding: what is hardly any letters and blanks is no text.
    let fits = |c: &char| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation() || "،؛؟«»ـ".contains(*c);
    let (mut all, mut good) = (0, 0);
    for c in text.chars().take(LOOK) {
        all += 1;
        good += usize::from(fits(&c));
    }
    if good * 10 < all * 9 {
        return Err(Undecodable { offset: 0, what: "and what follows it are no text in any encoding that is known" });
    }
    Ok(text.into_owned())
}

/// Whether the bytes above ASCII are, nearly all, well-formed UTF-8 of two bytes and more.
pub(crate) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(16 * LOOK)].utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أعلن رئيس البلدية أن الجسر الجديد سيفتح أمام السيارات يوم الأحد، وقال إن العمل انتهى.";

    fn utf16_bytes(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn encodings() {
        let (cp1256, _, _) = WINDOWS_1256.encode(TEXT);
        let (iso, _, bad) = ISO_8859_6.encode(TEXT);
        assert!(!bad);
        let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (name, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8 with a mark", with(b"\xef\xbb\xbf", TEXT.into())),
            ("UTF-16LE with a mark", with(b"\xff\xfe", utf16_bytes(TEXT, true))),
            ("UTF-16BE with a mark", with(b"\xfe\xff", utf16_bytes(TEXT, false))),
            ("UTF-16LE", utf16_bytes(TEXT, true)),
            ("UTF-16BE", utf16_bytes(TEXT, false)),
            ("windows-1256", cp1256.to_vec()),
            ("ISO-8859-6", iso.to_vec()),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{name}");
        }
    }

    #[test]
    fn what_is_no_text() {
        let broken = [TEXT.as_bytes(), b"\xd8 ", TEXT.as_bytes()].concat();
        for (bytes, offset) in [
            (b"abc\0def".as_slice(), 3),
            (&broken, TEXT.len()),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 6),
            (b"\xff\xfea\0b", 4),
            (b"\xff\xfe\x00\xd8a\0", 2),
        ] {
            assert_eq!(decode(bytes).map_err(|e| e.offset), Err(offset), "{bytes:?}");
        }
    }
}
