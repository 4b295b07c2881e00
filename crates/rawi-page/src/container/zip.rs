//! ZIP, in the order of its directory.
//!
//! `rawzip` reads the directory and the heads, holding nothing; the crate `zip` would hold the whole directory
//! and lend entries from the archive, which a walk into archives in archives cannot use. The limits are ours:
//! files that lie over one another (the way of the bombs with the best ratio), ratio, names that lead out.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::vec::IntoIter;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, FileReader, RangeReader, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder};

use crate::error::InputError;
use crate::options::Options;
use crate::packed::Ratio;
use crate::raw::Place;
use crate::stream::Stream;
use crate::walk::Name;

use super::{Bytes, Container, Input, LEADS_OUT, Step, harmless, inner_path, shown_name};

/// Files of one archive that are looked at: their names are held.
const MOST_FILES: usize = 1_000_000;

type Source = Arc<dyn ReaderAt + Send + Sync>;

pub(crate) struct Zip {
    path: Arc<str>,
    depth: u32,
    archive: ZipArchive<Source>,
    /// The archive's size, and how much of it the files read so far say that they take.
    size: u64,
    taken: u64,
    files: IntoIter<Listed>,
    number: u64,
    /// What is wrong with the directory, told at the end.
    broken: Option<String>,
}

struct Listed {
    name: Box<[u8]>,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl Zip {
    /// From a file, or from the bytes of an archive that cannot be read at any place, at most `limit` of them.
    pub(crate) fn new(
        path: Arc<str>,
        file: Option<std::fs::File>,
        mut stream: Stream,
        depth: u32,
        limit: usize,
    ) -> Result<Self, InputError> {
        let failed = |e| InputError::io(&path, "cannot read", e);
        let (source, size): (Source, u64) = match file {
            Some(mut file) => {
                let size = file.seek(SeekFrom::End(0)).map_err(failed)?;
                (Arc::new(FileReader::from(file)), size)
            }
            None => {
                let Some(bytes) = super::payload::all(&mut stream, limit).map_err(failed)? else {
                    let what = format!(
                        "is a ZIP archive of more than {limit} bytes that does not stand in a file of its own (the directory is at its end, so it is held): unpack it to a file, or raise --max-bytes"
                    );
                    return Err(InputError::new(&path, what));
                };
                let size = bytes.len() as u64;
                (Arc::new(bytes), size)
            }
        };
        let mut buffer = vec![0; rawzip::RECOMMENDED_BUFFER_SIZE];
        let located = rawzip::ZipLocator::new().locate_in_reader(source, &mut buffer, size);
        let archive =
            located.map_err(|(_, e)| InputError::new(&path, format!("is a ZIP archive whose directory cannot be read: {e}")))?;
        let mut files = Vec::new();
        let mut broken = None;
        let mut entries = archive.entries(&mut buffer);
        loop {
            match entries.next_entry() {
                Ok(None) => break,
                Err(error) => {
                    broken = Some(format!("its directory is damaged after {} files: {error}", files.len()));
                    break;
                }
                Ok(Some(_)) if files.len() >= MOST_FILES => {
                    broken = Some(format!("has more than {MOST_FILES} files; those after them are not read"));
                    break;
                }
                Ok(Some(entry)) if entry.is_dir() => {}
                Ok(Some(entry)) => files.push(Listed {
                    name: entry.file_path().as_bytes().into(),
                    place: entry.wayfinder(),
                    method: entry.compression_method(),
                    encrypted: entry.flags().is_encrypted(),
                }),
            }
        }
        Ok(Self { path, depth, archive, size, taken: 0, files: files.into_iter(), number: 0, broken })
    }

    fn open(&mut self, file: &Listed, options: &Options) -> Result<Box<dyn Read + Send>, String> {
        if file.encrypted {
            return Err("is encrypted".to_owned());
        }
        self.taken = self.taken.saturating_add(file.place.compressed_size_hint());
        if self.taken > self.size {
            return Err("lies over other files of the archive, which is a bomb's way: the archive is not read on".to_owned());
        }
        let entry = self.archive.get_entry(file.place).map_err(|e| format!("its head cannot be read: {e}"))?;
        let (from, to) = entry.compressed_data_range();
        let packed = BufReader::with_capacity(64 << 10, RangeReader::new(self.archive.get_ref().clone(), from..to));
        let ratio = Ratio::new(options);
        Ok(match file.method {
            CompressionMethod::STORE => Box::new(entry.verifying_reader(packed)),
            CompressionMethod::DEFLATE => {
                Box::new(entry.verifying_reader(Inflate { decoder: DeflateDecoder::new(packed), ratio }))
            }
            CompressionMethod::ZSTD => {
                let unpacked = crate::packed::unpacked(Box::new(packed), self.depth, options).map_err(|e| e.to_string())?;
                Box::new(entry.verifying_reader(unpacked.stream))
            }
            other => return Err(format!("is packed as {other}, which is not undone here (deflate and zstd are)")),
        })
    }
}

impl Container for Zip {
    fn next(&mut self, options: &Options) -> Option<Step> {
        let Some(file) = self.files.next() else {
            let what = self.broken.take()?;
            return Some(Step::Problem(InputError::new(&self.path, what)));
        };
        self.number += 1;
        let problem = |zip: &Self, what: &str| {
            let what = format!("{}: {what}", shown_name(&file.name));
            Some(Step::Problem(Place::record(zip.number).error(&zip.path, what, None)))
        };
        let Some(name) = harmless(&file.name) else { return problem(self, LEADS_OUT) };
        let doubtful = match Name::of(&name) {
            Name::Article => false,
            Name::Doubtful => true,
            Name::Other => return Some(Step::Passed),
        };
        match self.open(&file, options) {
            Err(what) => {
                if self.taken > self.size {
                    self.files = Vec::new().into_iter();
                }
                problem(self, &what)
            }
            Ok(bytes) => {
                let (path, bytes) = (inner_path(&self.path, &name), Bytes::Stream(bytes));
                Some(Step::Inner(Input { path, bytes, depth: self.depth + 1, doubtful }))
            }
        }
    }
}

/// What an archive is beside an archive, by its first file: books and office documents are refused.
pub(crate) fn document(ahead: &[u8]) -> Option<&'static str> {
    let length = usize::from(u16::from_le_bytes([*ahead.get(26)?, *ahead.get(27)?]));
    let extra = usize::from(u16::from_le_bytes([*ahead.get(28)?, *ahead.get(29)?]));
    match ahead.get(30..30 + length)? {
        b"mimetype" => match ahead.get(30 + length + extra..)? {
            rest if rest.starts_with(b"application/epub+zip") => {
                Some("is an EPUB, which is not read: news does not come as books; save the chapters as HTML")
            }
            rest if rest.starts_with(b"application/vnd.oasis") => {
                Some("is a document of an office program, which is not read: save it as text or HTML")
            }
            _ => None,
        },
        b"[Content_Types].xml" | b"_rels/.rels" => {
            Some("is a document of an office program, which is not read: save it as text or HTML")
        }
        _ => None,
    }
}

struct Inflate<R> {
    decoder: DeflateDecoder<R>,
    ratio: Ratio,
}

impl<R: io::BufRead> Read for Inflate<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(out)?;
        self.ratio.check(self.decoder.total_in(), self.decoder.total_out())?;
        Ok(n)
    }
}
