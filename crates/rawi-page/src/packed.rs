//! Undoes gzip and zstd, told by their first bytes, with a limit on how much a little may become.
//!
//! Gzip is read member by member here and not by a decoder of many members: a WARC has one member a
//! record, and a damaged one is to cost that record alone. Whoever asks for the [`Marks`] learns where
//! members begin, and damage no longer ends the stream: it goes on at the next member.

use std::collections::VecDeque;
use std::io::{self, BufRead, Chain, Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use crate::options::Options;
use crate::stream::Stream;

/// So much may come out whatever went in: short runs of the same bytes are no bomb.
const FREE: u64 = 16 << 20;

/// How far behind damage the next member is looked for.
const REACH: usize = 128 << 10;

/// A stream with its packing undone.
pub(crate) struct Unpacked {
    pub(crate) stream: Stream,
    /// Where the innermost packing is gzip.
    pub(crate) marks: Option<Marks>,
    /// How many layers were undone.
    pub(crate) layers: u32,
}

/// Undoes gzip and zstd, layer by layer; anything else comes as it is. `depth` layers are gone already.
pub(crate) fn unpacked(raw: Box<dyn Read + Send>, depth: u32, options: &Options) -> io::Result<Unpacked> {
    let mut stream = Stream::new(raw);
    let mut marks = None;
    let mut layers = 0;
    loop {
        stream.need(4);
        let magic = stream.ahead();
        let gzip = magic.starts_with(&[0x1f, 0x8b]);
        if !gzip && !is_zstd(magic) {
            if stream.ahead().is_empty()
                && let Some(error) = stream.failure()
            {
                return Err(error);
            }
            return Ok(Unpacked { stream, marks, layers });
        }
        if depth + layers >= options.max_depth {
            return Err(damaged(&too_deep(options)));
        }
        layers += 1;
        let ratio = Ratio::new(options);
        stream.remember(if gzip { REACH } else { 0 });
        stream = Stream::new(if gzip {
            let log = Marks::default();
            marks = Some(log.clone());
            Box::new(Gzip { state: Some(Member::Between(stream)), ratio, begun: 0, out: 0, marks: log })
        } else {
            marks = None;
            Box::new(Zstd { state: Some(Frame::Between(stream)), ratio })
        });
    }
}

/// What is said of archives in archives in archives.
pub(crate) fn too_deep(options: &Options) -> String {
    format!("lies in more than {} archives or packings; --max-depth raises the limit", options.max_depth)
}

/// Reads all of a packed payload, unless it becomes more than `limit`; `None` where it does.
pub(crate) fn read_limited(from: impl Read, limit: usize, size: usize, options: &Options) -> io::Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut out)?;
    if out.len() > limit {
        return Ok(None);
    }
    Ratio::new(options).check(size as u64, out.len() as u64)?;
    Ok(Some(out))
}

/// A frame's magic number, or that of a frame to be skipped.
fn is_zstd(magic: &[u8]) -> bool {
    magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

pub(crate) fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// How many times its size a packed input may become.
#[derive(Clone, Copy)]
pub(crate) struct Ratio(u64);

impl Ratio {
    pub(crate) fn new(options: &Options) -> Self {
        Self(u64::from(options.max_ratio.max(1)))
    }

    pub(crate) fn check(self, packed: u64, unpacked: u64) -> io::Result<()> {
        if unpacked <= FREE || unpacked / self.0 <= packed {
            return Ok(());
        }
        Err(damaged(&format!("unpacks to more than {} times its size; --max-ratio raises the limit", self.0)))
    }
}

/// Something about a place in the unpacked stream.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The place, in unpacked bytes.
    pub(crate) at: u64,
    pub(crate) is: MarkIs,
}

#[derive(Clone, Debug)]
pub(crate) enum MarkIs {
    /// A member begins; its place in packed bytes.
    Member(u64),
    /// Bytes before this place are damaged, and some after them are lost.
    Damage(String),
}

/// Where members begin and what is damaged, kept only once [`Marks::keep`] was called.
#[derive(Clone, Default)]
pub(crate) struct Marks(Arc<Mutex<Log>>);

#[derive(Default)]
struct Log {
    kept: bool,
    marks: VecDeque<Mark>,
}

impl Marks {
    fn with<T>(&self, work: impl FnOnce(&mut Log) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on marks are kept, and damage does not end the stream.
    pub(crate) fn keep(&self) {
        self.with(|log| log.kept = true);
    }

    fn kept(&self) -> bool {
        self.with(|log| log.kept)
    }

    fn push(&self, mark: Mark) {
        self.with(|log| {
            // one damage shows itself once, however often the search for a member goes wrong
            let again = matches!((log.marks.back(), &mark.is), (Some(Mark { at, is: MarkIs::Damage(_) }), MarkIs::Damage(_)) if *at == mark.at);
            // the first is kept for whoever asks once it is seen what the input is
            if (log.kept || log.marks.is_empty()) && !again {
                log.marks.push_back(mark);
            }
        });
    }

    /// The first mark not yet taken, if it lies before or at `at`.
    pub(crate) fn take_until(&self, at: u64) -> Option<Mark> {
        self.with(|log| if log.marks.front()?.at <= at { log.marks.pop_front() } else { None })
    }

    /// Puts a mark back that was taken.
    pub(crate) fn give_back(&self, mark: Mark) {
        self.with(|log| log.marks.push_front(mark));
    }

    /// The marks that lie before or at `at`, left where they are.
    pub(crate) fn until(&self, at: u64) -> Vec<Mark> {
        self.with(|log| log.marks.iter().take_while(|m| m.at <= at).cloned().collect())
    }
}

struct Gzip {
    /// Gone after a failure: the stream is at its end then.
    state: Option<Member>,
    ratio: Ratio,
    /// Where the member begins, in packed bytes, and how much of the stream came before it.
    begun: u64,
    out: u64,
    marks: Marks,
}

enum Member {
    Between(Stream),
    Within { decoder: Box<GzDecoder<Stream>>, out: u64 },
}

impl Read for Gzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(state) = self.state.take() {
            match state {
                Member::Between(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    self.begun = packed.offset();
                    self.marks.push(Mark { at: self.out, is: MarkIs::Member(self.begun) });
                    self.state = Some(Member::Within { decoder: Box::new(GzDecoder::new(packed)), out: 0 });
                }
                Member::Within { mut decoder, out } => match decoder.read(buffer) {
                    Ok(0) => self.state = Some(Member::Between(decoder.into_inner())),
                    Ok(n) => {
                        let out = out + n as u64;
                        self.out += n as u64;
                        let packed = decoder.get_ref().offset() - self.begun;
                        match self.ratio.check(packed, out) {
                            Ok(()) => self.state = Some(Member::Within { decoder, out }),
                            Err(bomb) => self.broken(decoder.into_inner(), bomb)?,
                        }
                        return Ok(n);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = Some(Member::Within { decoder, out });
                        return Err(error);
                    }
                    Err(error) => self.broken(decoder.into_inner(), error)?,
                },
            }
        }
        Ok(0)
    }
}

impl Gzip {
    /// Notes the damage and goes on at what looks like the next member, if anybody wants to know.
    fn broken(&mut self, mut packed: Stream, error: io::Error) -> io::Result<()> {
        if !self.marks.kept() {
            return Err(error);
        }
        self.marks.push(Mark { at: self.out, is: MarkIs::Damage(error.to_string()) });
        // Of a member that is cut short the decoder notices only when it is in the next one.
        packed.give_back(self.begun);
        if packed.offset() == self.begun {
            packed.skip(1);
        }
        loop {
            let ahead = packed.ahead();
            match memchr::memmem::find(ahead, &[0x1f, 0x8b, 0x08]) {
                Some(i) => {
                    packed.skip(i);
                    self.state = Some(Member::Between(packed));
                    return Ok(());
                }
                None => {
                    // the magic number may lie across two chunks
                    let keep = ahead.len().min(2);
                    packed.skip(ahead.len() - keep);
                    if !packed.more() {
                        return Ok(());
                    }
                }
            }
        }
    }
}

/// A zstd file may hold several frames, some of them to be skipped.
struct Zstd {
    /// Gone after a failure: the stream is at its end then.
    state: Option<Frame>,
    ratio: Ratio,
}

enum Frame {
    Between(Stream),
    Within { decoder: Box<StreamingDecoder<Begun, FrameDecoder>>, begun: u64, out: u64 },
}

/// A reader with the magic number put back.
type Begun = Chain<Cursor<[u8; 4]>, Stream>;

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(state) = self.state.take() {
            match state {
                Frame::Between(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let begun = packed.offset();
                    let mut magic = [0; 4];
                    packed.read_exact(&mut magic)?;
                    if !is_zstd(&magic) {
                        return Err(damaged("bytes after the end of the zstd data"));
                    }
                    self.state = Some(if magic[0] & 0xf0 == 0x50 {
                        let mut length = [0; 4];
                        packed.read_exact(&mut length)?;
                        let length = u64::from(u32::from_le_bytes(length));
                        io::copy(&mut packed.by_ref().take(length), &mut io::sink())?;
                        Frame::Between(packed)
                    } else {
                        let decoder = StreamingDecoder::new(Cursor::new(magic).chain(packed)).map_err(io::Error::other)?;
                        Frame::Within { decoder: Box::new(decoder), begun, out: 0 }
                    });
                }
                Frame::Within { mut decoder, begun, out } => {
                    let n = decoder.read(buffer)?;
                    if n > 0 {
                        let out = out + n as u64;
                        self.ratio.check(decoder.get_ref().get_ref().1.offset() - begun, out)?;
                        self.state = Some(Frame::Within { decoder, begun, out });
                        return Ok(n);
                    }
                    let told = decoder.decoder.get_checksum_from_data();
                    if told.is_some() && told != decoder.decoder.get_calculated_checksum() {
                        return Err(damaged("the zstd checksum does not match"));
                    }
                    self.state = Some(Frame::Between(decoder.into_inner().into_inner().1));
                }
            }
        }
        Ok(0)
    }
}
