//! The bytes of a page to text: byte-order mark, transport, `<meta>`, detection, in that order.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use super::Refused;

/// How far into a page its `<meta>` is looked for, in bytes.
const HEAD: usize = 4096;
/// How much of a page's text tells whether an encoding fits.
const LOOK: usize = 256 << 10;

/// The text, the name of the encoding, and what is doubtful about it.
pub(super) fn decode(bytes: &[u8], transport: Option<&str>) -> Result<(String, &'static str, Vec<String>), Refused> {
    let mut notes = Vec::new();
    let (text, encoding) = choose(bytes, transport, &mut notes)?;
    let text = match undoubled(&text) {
        Some(mended) => {
            notes.push(format!("was UTF-8 that had been taken for {} and encoded once more", mended.1));
            mended.0
        }
        None => text.into_owned(),
    };
    // HTML has no NUL: parsers replace or drop it
    let text = if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "") } else { text };
    Ok((text, encoding.name(), notes))
}

fn choose<'b>(
    bytes: &'b [u8],
    transport: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<(Cow<'b, str>, &'static Encoding), Refused> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((encoding.decode_without_bom_handling(&bytes[mark..]).0, encoding));
    }
    if let Some(encoding) = crate::decode::looks_like_utf16(bytes) {
        return Ok((encoding.decode_without_bom_handling(bytes).0, encoding));
    }
    let named = [("the transport", transport.map(str::to_owned)), ("<meta>", declared(bytes))];
    for (who, name) in named {
        let Some(name) = name else { continue };
        let Some(encoding) = Encoding::for_label(name.trim().trim_matches(['"', '\'']).as_bytes()) else {
            notes.push(format!("{who} names an encoding that is not known: {}", name.chars().take(40).collect::<String>()));
            continue;
        };
        // UTF-16 has been told by its bytes; pages that only say so are written in something else
        let encoding = if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding };
        match fits(bytes, encoding) {
            Some(text) => return Ok((text, encoding)),
            None => notes.push(format!("{who} names {}, which the bytes are not", encoding.name())),
        }
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), UTF_8));
    }
    detected(bytes, notes)
}

/// The text in an encoding, if the bytes can be such a text: a few faults are allowed in UTF-8, none elsewhere.
fn fits<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Option<Cow<'b, str>> {
    if encoding == UTF_8 {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Some(Cow::Borrowed(text));
        }
        return crate::decode::mostly_utf8(bytes).then(|| String::from_utf8_lossy(bytes));
    }
    // what is well-formed UTF-8 beyond ASCII is nothing else, whatever the page says
    if !bytes.is_ascii() && simdutf8::basic::from_utf8(bytes).is_ok() {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).or_else(|| {
        let (text, _, _) = encoding.decode(bytes);
        let wrong = text.chars().filter(|c| *c == '\u{fffd}').count();
        (wrong * 200 < text.len()).then_some(text)
    })?;
    // Arabic that was declared Western is letters with accents in a row
    let western = encoding == WINDOWS_1252;
    (!western || arabic(&WINDOWS_1256.decode(&bytes[..bytes.len().min(LOOK)]).0) < 200).then_some(text)
}

/// How many of the characters are Arabic letters, in thousandths of those beyond ASCII; nothing for a handful.
fn arabic(text: &str) -> usize {
    let (mut all, mut good) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        good += usize::from(matches!(c, '\u{621}'..='\u{64a}' | '،' | '؛' | '؟'));
    }
    if all < 40 { 0 } else { good * 1000 / all }
}

/// The page's text in the encoding that its letters look like. Markup is taken out first: it is Latin, and hides few letters
/// among many.
fn detected<'b>(bytes: &'b [u8], notes: &mut Vec<String>) -> Result<(Cow<'b, str>, &'static Encoding), Refused> {
    if crate::decode::mostly_utf8(bytes) {
        notes.push("has bytes that are not UTF-8, while the rest is".to_owned());
        return Ok((String::from_utf8_lossy(bytes), UTF_8));
    }
    let prose = prose(bytes);
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&prose, true);
    let guess = detector.guess(None, false);
    let guess = if guess == WINDOWS_1256 || guess == ISO_8859_6 { guess } else { arabic_guess(&prose).unwrap_or(guess) };
    if guess == UTF_8 || bytes.iter().take(LOOK).filter(|b| **b < 9).count() > 8 {
        return Err(Refused("is no text in any encoding that is known; save it as UTF-8".to_owned()));
    }
    notes.push(format!("names no encoding that fits: read as {}, by its letters", guess.name()));
    Ok((guess.decode_without_bom_handling(bytes).0, guess))
}

/// One of the two old Arabic encodings, where nearly all letters beyond ASCII are Arabic in it.
fn arabic_guess(prose: &[u8]) -> Option<&'static Encoding> {
    let share = |e: &'static Encoding| arabic(&e.decode_without_bom_handling(prose).0);
    let best = [WINDOWS_1256, ISO_8859_6].into_iter().max_by_key(|e| share(e))?;
    (share(best) > 800).then_some(best)
}

/// The bytes outside of tags, scripts and styles.
fn prose(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 << 10);
    let mut at = 0;
    while at < bytes.len() && out.len() < LOOK {
        let end = memchr::memchr(b'<', &bytes[at..]).map_or(bytes.len(), |i| at + i);
        out.extend_from_slice(&bytes[at..end]);
        let tag = &bytes[end..];
        let raw = [(b"<script".as_slice(), b"</script".as_slice()), (b"<style", b"</style")];
        let raw = raw.iter().find(|(open, _)| tag.get(..open.len()).is_some_and(|t| t.eq_ignore_ascii_case(open)));
        let skip = raw.and_then(|(_, close)| memchr::memmem::find(tag, close)).unwrap_or(0);
        at = memchr::memchr(b'>', &tag[skip..]).map_or(bytes.len(), |i| end + skip + i + 1);
    }
    out
}

/// The encoding that `<meta charset>`, `<meta http-equiv>` or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let mut from = 0;
    if head.trim_start().starts_with("<?xml")
        && let Some(xml) = head.split("?>").next()
        && let Some((_, rest)) = xml.split_once("encoding=")
    {
        return Some(label(rest));
    }
    while let Some(i) = head[from..].find("<meta") {
        let tag = head[from + i..].split('>').next().unwrap_or_default();
        if let Some((_, rest)) = tag.split_once("charset") {
            let rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('=') {
                return Some(label(rest));
            }
        }
        from += i + 5;
    }
    None
}

fn label(rest: &str) -> String {
    let rest = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).take(40).collect()
}

/// Text that is UTF-8 encoded twice: its letters are those that the bytes of Arabic UTF-8 are in a Western or Arabic
/// one-byte encoding (`Ø§Ù„` for `ال`). Mended piece by piece, since a page may have its template right and its text wrong.
fn undoubled(text: &str) -> Option<(String, &'static str)> {
    let bytes = &text.as_bytes()[..text.len().min(LOOK)];
    let letters = bytes.iter().filter(|b| **b >= 0xc0).count();
    // Ø Ù Ú Û as they stand in UTF-8, and ط ظ ع غ, which the same bytes are in windows-1256
    for (encoding, first, range) in [(WINDOWS_1252, 0xc3, 0x98..=0x9b), (WINDOWS_1256, 0xd8, 0xb7..=0xba)] {
        let lead = bytes.windows(2).filter(|w| w[0] == first && range.contains(&w[1])).count();
        // in such text every other character is one of them; in Arabic these four are rare
        if lead < 20 || lead * 5 < letters {
            continue;
        }
        let mut out = String::with_capacity(text.len());
        let mut mended = 0;
        for piece in text.split_inclusive(['<', '>', '\n']) {
            match once(piece, encoding) {
                Some(right) if arabic_letters(&right) > 0 => {
                    mended += 1;
                    out.push_str(&right);
                }
                _ => out.push_str(piece),
            }
        }
        if mended > 0 {
            return Some((out, encoding.name()));
        }
    }
    None
}

fn arabic_letters(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{621}'..='\u{64a}')).count()
}

/// A piece encoded back into bytes and read as UTF-8; none where it does not hold throughout.
fn once(piece: &str, encoding: &'static Encoding) -> Option<String> {
    if piece.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(piece.len());
    for c in piece.chars() {
        // browsers give the five unassigned bytes of windows-1252 as controls, and so did whoever doubled the text
        if matches!(c, '\u{80}'..='\u{9f}') {
            bytes.push(c as u8);
            continue;
        }
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = encoding.encode(c.encode_utf8(&mut buffer));
        if unmappable {
            return None;
        }
        bytes.extend_from_slice(&encoded);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أعلن رئيس البلدية أن الجسر الجديد سيفتح أمام السيارات يوم الأحد، وقال إن العمل فيه انتهى قبل موعده.";

    fn page(charset: &str) -> String {
        format!("<html><head>{charset}<title>x</title></head><body><p>{TEXT}</p></body></html>")
    }

    #[track_caller]
    fn check(bytes: &[u8], transport: Option<&str>, encoding: &str, notes: usize) {
        let (text, name, told) = decode(bytes, transport).unwrap();
        assert!(text.contains(TEXT), "{text}");
        assert_eq!((name, told.len()), (encoding, notes), "{told:?}");
    }

    #[test]
    fn what_names_an_encoding() {
        let plain = page("");
        let old = WINDOWS_1256.encode(&plain).0;
        let iso = ISO_8859_6.encode(&plain).0;
        check(plain.as_bytes(), None, "UTF-8", 0);
        check(&[b"\xef\xbb\xbf", plain.as_bytes()].concat(), Some("windows-1256"), "UTF-8", 0);
        check(&old, Some("windows-1256"), "windows-1256", 0);
        check(&iso, Some("\"iso-8859-6\""), "ISO-8859-6", 0);
        check(&old, None, "windows-1256", 1);
        check(&iso, None, "ISO-8859-6", 1);
        let declared = page("<meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>");
        check(&WINDOWS_1256.encode(&declared).0, None, "windows-1256", 0);
        let xml = format!("<?xml version='1.0' encoding='windows-1256'?>{}", page(""));
        check(&WINDOWS_1256.encode(&xml).0, None, "windows-1256", 0);
    }

    #[test]
    fn what_names_it_wrongly() {
        let says_western = page("<meta charset=\"iso-8859-1\">");
        check(&WINDOWS_1256.encode(&says_western).0, None, "windows-1256", 2);
        check(says_western.as_bytes(), None, "UTF-8", 1);
        let says_utf8 = page("<meta charset=utf-8>");
        check(&WINDOWS_1256.encode(&says_utf8).0, None, "windows-1256", 2);
        check(page("<meta charset=\"x-arabic\">").as_bytes(), Some("utf8"), "UTF-8", 0);
        check(page("<meta charset=\"x-arabic\">").as_bytes(), None, "UTF-8", 1);
        check(page("<meta charset=utf-16>").as_bytes(), None, "UTF-8", 0);
        let broken = [page("").as_bytes(), b"\xd8 "].concat();
        check(&broken, None, "UTF-8", 1);
    }

    #[test]
    fn utf16() {
        let little: Vec<u8> = page("").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page("").encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, None, "UTF-16LE", 0);
        check(&big, None, "UTF-16BE", 0);
        check(&[b"\xff\xfe", little.as_slice()].concat(), Some("utf-8"), "UTF-16LE", 0);
    }

    #[test]
    fn encoded_twice() {
        for encoding in [WINDOWS_1252, WINDOWS_1256] {
            let doubled: String = page("")
                .bytes()
                .map(|b| {
                    let one = [b];
                    let (text, _, bad) = encoding.decode(&one);
                    if bad { char::from(b).to_string() } else { text.into_owned() }
                })
                .collect();
            check(doubled.as_bytes(), None, "UTF-8", 1);
        }
    }

    #[test]
    fn what_is_no_text() {
        assert!(decode(b"<html>\x80\x81\x02\x01\x00\x03\x04\x05\x06\x07\x01\x02\x03\xff\xfe\xfd<p>", None).is_err());
    }
}
