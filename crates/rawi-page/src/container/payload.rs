//! Payloads as they were sent: in chunks, packed, both; undone on the threads that parse.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::options::Options;
use crate::packed::{read_limited, unpacked};

/// One layer of a payload's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Chunked,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Coding {
    /// Adds the codings that a header names, in its order; an unknown one is told.
    pub(crate) fn of(header: &[u8], into: &mut Vec<Self>) -> Result<(), String> {
        for name in String::from_utf8_lossy(header).to_ascii_lowercase().split(',').map(str::trim) {
            match name {
                "" | "identity" | "binary" | "none" | "utf-8" => {}
                "chunked" => into.push(Self::Chunked),
                "gzip" | "x-gzip" => into.push(Self::Gzip),
                "deflate" => into.push(Self::Deflate),
                "br" => into.push(Self::Brotli),
                "zstd" => into.push(Self::Zstd),
                other => return Err(format!("is packed as {other:?}, which is not undone here")),
            }
        }
        Ok(())
    }
}

/// The payload with its codings undone, the last first.
pub(crate) fn undone(mut bytes: Vec<u8>, codings: &[Coding], options: &Options) -> Result<Vec<u8>, String> {
    let limit = options.limit();
    // more layers than anybody sends would make a small payload large by steps that each keep to the limit
    if codings.len() > options.max_depth as usize {
        return Err(crate::packed::too_deep(options));
    }
    for coding in codings.iter().rev() {
        if bytes.is_empty() {
            break;
        }
        let size = bytes.len();
        let done = match coding {
            Coding::Chunked => {
                bytes = match chunks(&bytes)? {
                    Some(whole) => whole,
                    None => bytes,
                };
                continue;
            }
            // Archives often keep the header of a payload that they have unpacked.
            Coding::Gzip if !bytes.starts_with(&[0x1f, 0x8b]) => continue,
            Coding::Gzip => read_limited(MultiGzDecoder::new(bytes.as_slice()), limit, size, options),
            Coding::Deflate if looks_like_text(&bytes) => continue,
            // The header means zlib, and some servers send bare deflate.
            Coding::Deflate
                if bytes[0] & 0x0f == 8
                    && bytes.len() > 1
                    && (u16::from(bytes[0]) << 8 | u16::from(bytes[1])).is_multiple_of(31) =>
            {
                read_limited(ZlibDecoder::new(bytes.as_slice()), limit, size, options)
            }
            Coding::Deflate => read_limited(DeflateDecoder::new(bytes.as_slice()), limit, size, options),
            Coding::Brotli if looks_like_text(&bytes) => continue,
            Coding::Brotli => {
                read_limited(brotli_decompressor::Decompressor::new(bytes.as_slice(), 64 << 10), limit, size, options)
            }
            Coding::Zstd if !bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => continue,
            Coding::Zstd => {
                let packed = std::mem::take(&mut bytes);
                unpacked(Box::new(std::io::Cursor::new(packed)), 0, options)
                    .and_then(|u| read_limited(u.stream, limit, size, options))
            }
        };
        bytes = match done {
            Ok(Some(whole)) => whole,
            Ok(None) => return Err(format!("its payload unpacks to more than {limit} bytes; --max-bytes raises the limit")),
            Err(error) => return Err(format!("its payload, packed as {coding:?}, cannot be unpacked: {error}")),
        };
    }
    Ok(bytes)
}

/// Markup or words: no packed data begins so.
fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    matches!(head.trim_ascii_start().first(), Some(b'<' | b'{')) && !head.contains(&0)
}

/// A chunked payload made whole; `None` where it is not in chunks (archives often keep the header of a payload
/// that they have made whole).
fn chunks(bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let size = match chunk_size(rest) {
            Some(found) => found,
            None if rest.len() == bytes.len() => return Ok(None),
            None => return Err("its payload, sent in chunks, is damaged: a chunk's length is no number, or missing".to_owned()),
        };
        let (size, line) = size;
        if size == 0 {
            return Ok(Some(out));
        }
        let end = line.saturating_add(size);
        let Some(chunk) = rest.get(line..end) else {
            return Err(format!("its payload, sent in chunks, is cut short: a chunk of {size} bytes has {}", rest.len() - line));
        };
        out.extend_from_slice(chunk);
        rest = &rest[end..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        // Some archives leave the closing chunk out.
        if rest.is_empty() {
            return Ok(Some(out));
        }
    }
}

/// A chunk's size, and where its bytes begin.
fn chunk_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(256)])?;
    let line = bytes[..end].trim_ascii_end();
    let digits = line.split(|b| *b == b';').next()?.trim_ascii();
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let size = usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some((size, end + 1))
}

/// What bytes that are said to be a page or a text are instead, if that can be told.
pub(crate) fn lies(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 14] = [
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "packed with gzip"),
        (b"\x28\xb5\x2f\xfd", "packed with zstd"),
        (b"wOF2", "a font"),
        (b"wOFF", "a font"),
        (b"\0\x01\0\0", "a font"),
        (b"OggS", "a sound or a film"),
        (b"ID3", "a sound"),
        (b"\x7fELF", "a program"),
        (b"\xd0\xcf\x11\xe0", "a file of an office program"),
    ];
    let riff = bytes.starts_with(b"RIFF") && bytes.len() > 12;
    let film = bytes.get(4..8) == Some(b"ftyp");
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, is)| *is).or(match (riff, film) {
        (true, _) => Some("an image or a sound"),
        (_, true) => Some("a film"),
        _ => None,
    })
}

/// Reads to the end, for small things.
pub(crate) fn all(mut from: impl Read, limit: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    from.by_ref().take(limit as u64 + 1).read_to_end(&mut out)?;
    Ok((out.len() <= limit).then_some(out))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn chunked(bytes: &[u8], size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        for chunk in bytes.chunks(size) {
            out.extend(format!("{:X};ext=1\r\n", chunk.len()).bytes());
            out.extend(chunk);
            out.extend(b"\r\n");
        }
        out.extend(b"0\r\n\r\n");
        out
    }

    #[test]
    fn layers_are_undone_from_the_last() {
        let page = "<html>قال الوزير نعم</html>".repeat(50).into_bytes();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(&page).unwrap();
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        bare.write_all(&page).unwrap();
        let zstd = ruzstd::encoding::compress_to_vec(page.as_slice(), ruzstd::encoding::CompressionLevel::Fastest);
        use Coding::{Brotli, Chunked, Deflate, Gzip, Zstd};
        let options = Options::default();
        for (bytes, codings) in [
            (page.clone(), vec![]),
            (chunked(&page, 7), vec![Chunked]),
            (gzip(&page), vec![Gzip]),
            (chunked(&gzip(&page), 100), vec![Gzip, Chunked]),
            (zlib.finish().unwrap(), vec![Deflate]),
            (bare.finish().unwrap(), vec![Deflate]),
            (zstd, vec![Zstd]),
            (page.clone(), vec![Gzip, Chunked]),
            (page.clone(), vec![Brotli]),
            (page.clone(), vec![Deflate]),
        ] {
            assert_eq!(undone(bytes, &codings, &options).as_deref(), Ok(page.as_slice()), "{codings:?}");
        }
    }

    #[test]
    fn damage_is_told() {
        let page = b"<html>".repeat(100);
        let options = Options { max_bytes: 100, ..Options::default() };
        let cut = chunked(&page, 50);
        for (bytes, coding, told) in [
            (cut[..80].to_vec(), Coding::Chunked, "is cut short"),
            (b"5\r\nabcde\r\nzz\r\n".to_vec(), Coding::Chunked, "is damaged"),
            (gzip(&page), Coding::Gzip, "more than 100 bytes; --max-bytes"),
            (gzip(&page)[..12].to_vec(), Coding::Gzip, "cannot be unpacked"),
            (vec![0xff; 30], Coding::Brotli, "cannot be unpacked"),
        ] {
            let error = undone(bytes, &[coding], &options).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        let many = undone(vec![0; 10], &[Coding::Gzip; 9], &options).unwrap_err();
        assert!(many.contains("--max-depth"), "{many}");
        assert!(Coding::of(b"gzip, rot13", &mut Vec::new()).is_err());
    }

    #[test]
    fn bombs() {
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        bomb.write_all(&vec![0; 40 << 20]).unwrap();
        let done = undone(bomb.finish().unwrap(), &[Coding::Gzip], &Options::default());
        let error = done.map(|bytes| bytes.len()).unwrap_err();
        assert!(error.contains("200 times its size; --max-ratio"), "{error}");
    }
}
