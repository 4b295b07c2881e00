//! Bytes from a file or a pipe, decompressed, a line at a time, in bounded memory.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

const CHUNK: usize = 256 << 10;

/// Undoes gzip or zstd, told by the first bytes; anything else comes as it is.
pub(crate) fn unpacked(mut raw: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut magic = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut magic)?;
    let gzip = magic.starts_with(&[0x1f, 0x8b]);
    let zstd = is_zstd(&magic);
    let whole = Cursor::new(magic).chain(raw);
    Ok(if gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(CHUNK, whole)))
    } else if zstd {
        Box::new(Zstd { state: Some(State::Between(BufReader::with_capacity(CHUNK, whole))) })
    } else {
        Box::new(whole)
    })
}

/// A frame's magic number, or that of a frame to be skipped.
fn is_zstd(magic: &[u8]) -> bool {
    magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// A zstd file may hold several frames, some of them to be skipped.
struct Zstd<R: Read> {
    state: Option<State<R>>,
}

enum State<R: Read> {
    Between(BufReader<R>),
    Frame(Box<StreamingDecoder<Begun<R>, FrameDecoder>>),
}

/// A reader with the magic number put back.
type Begun<R> = Chain<Cursor<[u8; 4]>, BufReader<R>>;

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        // After an error the state is gone, and the stream is at its end.
        while let Some(state) = self.state.take() {
            match state {
                State::Between(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
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
                        State::Between(packed)
                    } else {
                        let frame = StreamingDecoder::new(Cursor::new(magic).chain(packed));
                        State::Frame(Box::new(frame.map_err(io::Error::other)?))
                    });
                }
                State::Frame(mut frame) => {
                    let n = frame.read(out)?;
                    if n > 0 {
                        self.state = Some(State::Frame(frame));
                        return Ok(n);
                    }
                    let told = frame.decoder.get_checksum_from_data();
                    if told.is_some() && told != frame.decoder.get_calculated_checksum() {
                        return Err(damaged("the zstd checksum does not match"));
                    }
                    self.state = Some(State::Between(frame.into_inner().into_inner().1));
                }
            }
        }
        Ok(0)
    }
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A buffer over a reader that hands out lines.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    /// A failure that is told once what came before it has been handed out.
    failure: Option<io::Error>,
}

/// A line as it came.
pub(crate) enum Line {
    /// Without its line feed.
    Whole(Vec<u8>),
    /// Longer than allowed; skipped to its end.
    TooLong,
}

impl Stream {
    pub(crate) fn new(reader: Box<dyn Read + Send>) -> Self {
        Self { reader, buffer: Vec::new(), start: 0, ended: false, failure: None }
    }

    /// What is buffered and not yet handed out.
    pub(crate) fn ahead(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// The failure that ended the stream, once.
    pub(crate) fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Reads one more chunk; `false` at the end, or after a failure.
    pub(crate) fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let filled = self.buffer.len();
        self.buffer.resize(filled + CHUNK, 0);
        let result = loop {
            match self.reader.read(&mut self.buffer[filled..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let n = match result {
            Ok(n) => n.min(CHUNK),
            Err(error) => {
                self.failure = Some(error);
                0
            }
        };
        self.buffer.truncate(filled + n);
        self.ended = n == 0;
        n > 0
    }

    /// Drops `n` bytes of what is ahead.
    pub(crate) fn skip(&mut self, n: usize) {
        self.start = (self.start + n).min(self.buffer.len());
    }

    /// The place of the first line feed at or after `from`, reading on for at most `limit` bytes.
    pub(crate) fn find_line_end(&mut self, mut from: usize, limit: usize) -> Option<usize> {
        loop {
            if let Some(i) = memchr::memchr(b'\n', self.ahead().get(from..).unwrap_or_default()) {
                return Some(from + i);
            }
            from = self.ahead().len();
            if from > limit || !self.more() {
                return None;
            }
        }
    }

    /// The next line, if it is no longer than `limit`.
    pub(crate) fn line(&mut self, limit: usize) -> Option<Line> {
        match self.find_line_end(0, limit) {
            Some(n) => {
                let line = (n <= limit).then(|| self.ahead()[..n].to_vec());
                self.skip(n + 1);
                Some(line.map_or(Line::TooLong, Line::Whole))
            }
            None if self.ahead().is_empty() => None,
            None if self.ahead().len() <= limit => {
                let rest = self.ahead().to_vec();
                self.skip(rest.len());
                // What a failure cut short is no line; the failure itself is told.
                if self.failure.is_some() { None } else { Some(Line::Whole(rest)) }
            }
            None => {
                loop {
                    if let Some(n) = memchr::memchr(b'\n', self.ahead()) {
                        self.skip(n + 1);
                        break;
                    }
                    self.skip(self.ahead().len());
                    if !self.more() {
                        break;
                    }
                }
                self.buffer.shrink_to(2 * CHUNK);
                Some(Line::TooLong)
            }
        }
    }

    /// Everything that is left, unless it is more than `limit`.
    pub(crate) fn rest(mut self, limit: usize) -> Result<Option<Vec<u8>>, io::Error> {
        while self.ahead().len() <= limit && self.more() {}
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        if self.ahead().len() > limit {
            return Ok(None);
        }
        self.buffer.drain(..self.start);
        self.buffer.shrink_to_fit();
        Ok(Some(self.buffer))
    }
}
