//! JSON on one line, fast: what `serde_json` writes in its compact form, with the line ends of Unicode escaped too.
//!
//! Most of what is written are the names of fields, which need no escapes, and Arabic text, which has hardly any: names go
//! out as they are, and text is looked over many bytes at a time. Numbers are `serde_json`'s.

use serde::ser::{self, Error as _, Impossible, Serialize};
use serde_json::{Error, Result, Serializer};

/// Writes a value to the end of `out`. Only what a record of ours is made of can be written: structs, maps with strings for
/// keys, lists, options, strings, numbers and truth values; anything else is an error.
pub fn write<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<()> {
    value.serialize(Line { out })
}

struct Line<'o> {
    out: &'o mut Vec<u8>,
}

/// The parts of a list or an object, one after the other.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    close: u8,
}

impl<'o> Line<'o> {
    fn open(self, open: u8, close: u8) -> Parts<'o> {
        self.out.push(open);
        Parts { out: self.out, first: true, close }
    }

    fn number<T: Serialize>(self, number: T) -> Result<()> {
        number.serialize(&mut Serializer::new(self.out))
    }
}

impl Parts<'_> {
    fn comma(&mut self) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        value.serialize(Line { out: self.out })
    }

    /// A field of a struct: its name is a word of the code.
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.value(value)
    }

    fn close(self) {
        self.out.push(self.close);
    }
}

/// How many bytes are looked over at once.
const CHUNK: usize = 16;

/// Whether a byte must be escaped, or may begin what must be: a line end of Unicode. Without branches, so that the compiler
/// makes vector instructions of a loop over many.
#[inline]
const fn is_special(byte: u8) -> bool {
    // 0xC2 and 0xE2 are but for one bit the same
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte & 0xDF == 0xC2)
}

#[inline]
fn any_special(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |any, b| any | u8::from(is_special(*b))) != 0
}

/// Whether one of the first `N` bytes, or of the last, is special: few bytes are looked at twice rather than one by one.
#[inline]
fn at_either_end<const N: usize>(bytes: &[u8]) -> bool {
    bytes.first_chunk::<N>().is_some_and(|b| any_special(b)) || bytes.last_chunk::<N>().is_some_and(|b| any_special(b))
}

/// The first place that is followed by a special byte within a chunk.
#[inline]
fn first_special(bytes: &[u8]) -> Option<usize> {
    let any = match bytes.len() {
        ..4 => any_special(bytes),
        4..8 => at_either_end::<4>(bytes),
        8..CHUNK => at_either_end::<8>(bytes),
        len => {
            let whole = bytes.chunks_exact(CHUNK).position(any_special).map(|n| n * CHUNK);
            return whole.or_else(|| {
                let last = len - CHUNK;
                any_special(&bytes[last..]).then_some(last)
            });
        }
    };
    any.then_some(0)
}

/// Writes a string with its quotation marks.
fn string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    match first_special(bytes) {
        // most strings stay as they are
        None => out.extend_from_slice(bytes),
        Some(at) => escaped(bytes, at, out),
    }
    out.push(b'"');
}

/// Writes bytes with escapes where they are needed, none before `at`.
fn escaped(bytes: &[u8], mut at: usize, out: &mut Vec<u8>) {
    let mut from = 0;
    while at < bytes.len() {
        if let Some(chunk) = bytes[at..].first_chunk::<CHUNK>()
            && !any_special(chunk)
        {
            at += CHUNK;
            continue;
        }
        let end = (at + CHUNK).min(bytes.len());
        while let Some(n) = bytes[at..end].iter().position(|b| is_special(*b)) {
            at += n;
            let Some((length, escape)) = escape(&bytes[at..]) else {
                at += 1;
                continue;
            };
            out.extend_from_slice(&bytes[from..at]);
            escape.write(out);
            at += length;
            from = at;
            if at >= end {
                break;
            }
        }
        at = at.max(end);
    }
    out.extend_from_slice(&bytes[from..]);
}

/// What is written in the place of a character.
#[derive(Clone, Copy)]
enum Escape {
    /// A backslash and a letter.
    Short(u8),
    /// `\u` and four digits.
    Code(u16),
}

impl Escape {
    fn write(self, out: &mut Vec<u8>) {
        match self {
            Escape::Short(letter) => out.extend_from_slice(&[b'\\', letter]),
            Escape::Code(code) => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let digit = |shift: u32| DIGITS[usize::from(code >> shift & 0xF)];
                out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
            }
        }
    }
}

/// The escape of the character at the head of `bytes`, with its length; none where it stays as it is.
fn escape(bytes: &[u8]) -> Option<(usize, Escape)> {
    Some(match bytes {
        [mark @ (b'"' | b'\\'), ..] => (1, Escape::Short(*mark)),
        [0x08, ..] => (1, Escape::Short(b'b')),
        [b'\t', ..] => (1, Escape::Short(b't')),
        [b'\n', ..] => (1, Escape::Short(b'n')),
        [0x0C, ..] => (1, Escape::Short(b'f')),
        [b'\r', ..] => (1, Escape::Short(b'r')),
        [control @ ..0x20, ..] => (1, Escape::Code(u16::from(*control))),
        [0xC2, 0x85, ..] => (2, Escape::Code(0x0085)),
        [0xE2, 0x80, 0xA8, ..] => (3, Escape::Code(0x2028)),
        [0xE2, 0x80, 0xA9, ..] => (3, Escape::Code(0x2029)),
        _ => return None,
    })
}

fn no<T>() -> Result<T> {
    Err(Error::custom("a value that no record of ours is made of"))
}

macro_rules! numbers {
    ($($name:ident($type:ty))*) => {
        $(fn $name(self, number: $type) -> Result<()> {
            self.number(number)
        })*
    };
}

impl<'o> ser::Serializer for Line<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_f32(f32) serialize_f64(f64) serialize_bool(bool)
    }

    fn serialize_str(self, text: &str) -> Result<()> {
        string(text, self.out);
        Ok(())
    }

    fn serialize_char(self, c: char) -> Result<()> {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<()> {
        no()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        no()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<()> {
        no()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
        no()
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant> {
        no()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        no()
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.comma();
        self.value(value)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.field(name, value)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.comma();
        let from = self.out.len();
        self.value(key)?;
        if self.out.get(from) == Some(&b'"') { Ok(()) } else { no() }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.push(b':');
        self.value(value)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written<T: Serialize>(value: &T) -> String {
        let mut out = Vec::new();
        write(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[derive(serde::Serialize)]
    struct Place<'a> {
        start: u32,
        text: &'a str,
    }

    #[derive(serde::Serialize)]
    struct Named<'a> {
        #[serde(flatten)]
        place: Place<'a>,
        name: Option<String>,
        none: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
        list: Vec<f64>,
        pair: (bool, i64),
    }

    #[test]
    fn records_are_written_as_serde_json_writes_them() {
        let place = Place { start: 7, text: "قال «إن» \"نعم\"\\\n\u{1}" };
        let list = vec![0.5, 1.0, 1e300, f64::NAN];
        let named = Named { place, name: Some("س".into()), none: None, left_out: None, list, pair: (true, -3) };
        assert_eq!(written(&named), serde_json::to_string(&named).unwrap());
    }

    #[test]
    fn line_ends_of_unicode_are_escaped() {
        assert_eq!(written(&"a\u{85}b\u{2028}c\u{2029}d é“”…"), r#""a\u0085b\u2028c\u2029d é“”…""#);
    }

    #[test]
    fn keys_are_strings() {
        assert!(write(&std::collections::BTreeMap::from([(1, 2)]), &mut Vec::new()).is_err());
    }

    proptest! {
        #[test]
        fn strings_mean_the_same(text in "(\\PC|[ء-ي]{20}|[\"\\\\\u{0}-\u{1f}]|[\u{85}\u{2028}\u{2029}“é]|[a-z]{31}){0,12}") {
            let line = written(&json!({ "text": text, "list": [text] }));
            let broken = line.contains(['\n', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!broken);
            let read: Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read["text"].as_str(), Some(text.as_str()));
            prop_assert_eq!(read["list"][0].as_str(), Some(text.as_str()));
        }

        #[test]
        fn without_line_ends_of_unicode_it_is_what_serde_json_writes(text in "([ -~ء-ي«»“”…é\u{0}-\u{1f}]|[ء-ي ]{35}){0,20}") {
            prop_assert_eq!(written(&text), serde_json::to_string(&text).unwrap());
        }
    }
}
