//! Tar, a file after another.
//!
//! The crate `tar` lends its entries from the archive and reads long names of any length into memory; a walk
//! that goes into archives in archives needs entries that own their reader, and names with a limit. The
//! format is a head of 512 bytes and the file's bytes, padded.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::InputError;
use crate::options::Options;
use crate::packed::damaged;
use crate::raw::Place;
use crate::stream::Stream;
use crate::walk::Name;

use super::{Bytes, Container, Input, LEADS_OUT, Step, harmless, inner_path, shown_name};

const BLOCK: usize = 512;
/// Long names and extended heads beyond this are no names.
const MOST_NAME: u64 = 64 << 10;

pub(crate) struct Tar {
    path: Arc<str>,
    depth: u32,
    stream: Arc<Mutex<Shared>>,
    number: u64,
    over: bool,
}

/// The archive's bytes; the entry that is read takes from them.
struct Shared {
    stream: Stream,
    /// Bytes of the entry, and of the padding after it, not yet taken.
    left: u64,
    padding: u64,
}

/// Whether a block is the head of a file: its sum is right.
pub(crate) fn is_header(block: &[u8]) -> bool {
    let Some(block) = block.get(..BLOCK) else { return false };
    let Some(told) = octal(&block[148..156]) else { return false };
    let sum: u64 = block.iter().enumerate().map(|(i, b)| if (148..156).contains(&i) { 32 } else { u64::from(*b) }).sum();
    told == sum && block[0] != 0
}

/// A number in octal digits, or, where its first bit is set, in base 256.
fn octal(field: &[u8]) -> Option<u64> {
    if field.first().is_some_and(|b| b & 0x80 != 0) {
        let (high, low) = field.split_at(field.len().saturating_sub(8));
        if high.iter().enumerate().any(|(i, b)| if i == 0 { *b != 0x80 } else { *b != 0 }) {
            return None;
        }
        return Some(low.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
    }
    let digits = field.split(|b| matches!(b, 0 | b' ')).find(|part| !part.is_empty())?;
    digits.iter().try_fold(0u64, |n, b| matches!(b, b'0'..=b'7').then(|| n << 3 | u64::from(b - b'0')))
}

fn text(field: &[u8]) -> &[u8] {
    field.split(|b| *b == 0).next().unwrap_or_default()
}

impl Tar {
    pub(crate) fn new(path: Arc<str>, stream: Stream, depth: u32) -> Self {
        let stream = Arc::new(Mutex::new(Shared { stream, left: 0, padding: 0 }));
        Self { path, depth, stream, number: 0, over: false }
    }

    /// The next file's name, or what is wrong.
    fn entry(&mut self) -> Result<Option<Vec<u8>>, io::Error> {
        let mut shared = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        shared.finish()?;
        let mut name = None;
        let mut size = None;
        loop {
            let mut block = [0; BLOCK];
            if !shared.block(&mut block)? || block.iter().all(|b| *b == 0) {
                return Ok(None);
            }
            if !is_header(&block) {
                return Err(damaged("the sum of the head after this file is wrong: the archive is not read on"));
            }
            let claimed = octal(&block[124..136]).ok_or_else(|| damaged("the size in the head after this file is no number"))?;
            match block[156] {
                kind @ (b'L' | b'x') => {
                    if claimed > MOST_NAME {
                        return Err(damaged("the head after this file is too long: the archive is not read on"));
                    }
                    let mut long = vec![0; claimed as usize];
                    shared.begin(claimed);
                    shared.read_exact(&mut long)?;
                    shared.finish()?;
                    if kind == b'L' {
                        name = Some(text(&long).to_vec());
                    } else {
                        for (key, value) in extended(&long) {
                            match key {
                                b"path" => name = Some(value.to_vec()),
                                b"size" => size = std::str::from_utf8(value).ok().and_then(|v| v.parse().ok()),
                                _ => {}
                            }
                        }
                    }
                }
                kind => {
                    shared.begin(size.take().unwrap_or(claimed));
                    // folders, links and devices have nothing to read
                    if !matches!(kind, 0 | b'0' | b'7') {
                        shared.finish()?;
                        name = None;
                        continue;
                    }
                    return Ok(Some(name.take().unwrap_or_else(|| {
                        let prefix = if block[257..].starts_with(b"ustar\0") { text(&block[345..500]) } else { b"" };
                        let short = text(&block[..100]);
                        if prefix.is_empty() { short.to_vec() } else { [prefix, b"/", short].concat() }
                    })));
                }
            }
        }
    }
}

/// The records of an extended head: `length key=value` and a line feed each.
fn extended(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(blank) = memchr::memchr(b' ', &rest[..rest.len().min(20)]) {
        let length = std::str::from_utf8(&rest[..blank]).ok().and_then(|n| n.parse::<usize>().ok());
        let Some(record) = length.filter(|n| *n > blank + 1).and_then(|n| rest.get(blank + 1..n)) else { break };
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(equals) = memchr::memchr(b'=', record) {
            out.push((&record[..equals], &record[equals + 1..]));
        }
        rest = rest.get(length.unwrap_or(rest.len())..).unwrap_or_default();
    }
    out
}

impl Container for Tar {
    fn next(&mut self, _: &Options) -> Option<Step> {
        if self.over {
            return None;
        }
        match self.entry() {
            Ok(None) => {
                self.over = true;
                None
            }
            Err(error) => {
                self.over = true;
                let error = InputError::io(&self.path, "cannot read on after this file", error);
                Some(Step::Problem(error.at_record(self.number, None, None)))
            }
            Ok(Some(name)) => {
                self.number += 1;
                let Some(inner) = harmless(&name) else {
                    let what = format!("{}: {LEADS_OUT}", shown_name(&name));
                    return Some(Step::Problem(Place::record(self.number).error(&self.path, what, None)));
                };
                let doubtful = match Name::of(&inner) {
                    Name::Article => false,
                    Name::Doubtful => true,
                    Name::Other => return Some(Step::Passed),
                };
                let bytes = Bytes::Stream(Box::new(Entry(self.stream.clone())));
                Some(Step::Inner(Input { path: inner_path(&self.path, &inner), bytes, depth: self.depth + 1, doubtful }))
            }
        }
    }
}

impl Shared {
    fn begin(&mut self, size: u64) {
        self.left = size;
        self.padding = size.wrapping_neg() % BLOCK as u64;
    }

    /// Goes over what is left of the entry.
    fn finish(&mut self) -> io::Result<()> {
        let mut left = self.left.saturating_add(self.padding);
        (self.left, self.padding) = (0, 0);
        while left > 0 {
            if self.stream.ahead().is_empty() && !self.stream.more() {
                return Err(self.stream.failure().unwrap_or_else(|| damaged("the archive ends within this file")));
            }
            let n = usize::try_from(left).unwrap_or(usize::MAX).min(self.stream.ahead().len());
            self.stream.skip(n);
            left -= n as u64;
        }
        Ok(())
    }

    /// The next head; `false` at the end.
    fn block(&mut self, block: &mut [u8; BLOCK]) -> io::Result<bool> {
        if !self.stream.need(BLOCK) {
            if let Some(failure) = self.stream.failure() {
                return Err(failure);
            }
            return if self.stream.ahead().is_empty() { Ok(false) } else { Err(damaged("the archive ends within a head")) };
        }
        block.copy_from_slice(&self.stream.ahead()[..BLOCK]);
        self.stream.skip(BLOCK);
        Ok(true)
    }
}

impl Read for Shared {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(out.len());
        if most == 0 {
            return Ok(0);
        }
        let n = self.stream.read(&mut out[..most])?;
        if n == 0 {
            // told once, and not again when the archive goes on
            (self.left, self.padding) = (0, 0);
            return Err(damaged("the archive ends within this file"));
        }
        self.left -= n as u64;
        Ok(n)
    }
}

/// The file that is being read.
struct Entry(Arc<Mutex<Shared>>);

impl Read for Entry {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (field, n) in [
            (&b"0000644\0"[..], Some(0o644)),
            (b"   17 \0\0", Some(0o17)),
            (b"0000089\0", None),
            (b"\x80\0\0\0\0\0\0\0\0\0\x01\x02", Some(258)),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", None),
            (b"\0\0\0", None),
        ] {
            assert_eq!(octal(field), n, "{field:?}");
        }
    }

    #[test]
    fn extended_heads() {
        let bytes = b"12 path=ab/c\n10 size=12\nrubbish";
        assert_eq!(extended(b"13 path=ab/c\n11 size=12\nrubbish"), [(&b"path"[..], &b"ab/c"[..]), (b"size", b"12")]);
        // a wrong length ends the list
        assert!(extended(bytes).len() <= 2);
        assert!(extended(b"99 path=x\n").is_empty());
    }
}
