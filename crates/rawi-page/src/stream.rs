//! A buffer over a reader, in bounded memory: what is ahead can be looked at before it is taken.

use std::io::{self, BufRead, Read};

pub(crate) const CHUNK: usize = 256 << 10;

/// A buffer over a reader that hands out lines.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    /// Bytes taken so far.
    offset: u64,
    /// How many bytes that were taken stay within reach.
    history: usize,
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
        Self { reader, buffer: Vec::new(), start: 0, offset: 0, history: 0, ended: false, failure: None }
    }

    /// What is buffered and not yet handed out.
    pub(crate) fn ahead(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// How many bytes were taken before what is ahead.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether everything has been read; what is ahead is all that is left.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Reads on until at least `n` bytes are ahead; `false` where there are fewer.
    pub(crate) fn need(&mut self, n: usize) -> bool {
        while self.ahead().len() < n {
            if !self.more() {
                return false;
            }
        }
        true
    }

    /// From now on `n` bytes that were taken can be given back.
    pub(crate) fn remember(&mut self, n: usize) {
        self.history = n;
    }

    /// Gives back what was taken after the place `to`, as far as it is within reach.
    pub(crate) fn give_back(&mut self, to: u64) {
        let n = usize::try_from(self.offset.saturating_sub(to)).unwrap_or(usize::MAX).min(self.start);
        self.start -= n;
        self.offset -= n as u64;
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
        if self.start > self.history {
            self.buffer.drain(..self.start - self.history);
            self.start = self.history;
            if self.buffer.len() <= CHUNK && self.buffer.capacity() > 8 * CHUNK {
                self.buffer.shrink_to(2 * CHUNK);
            }
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
        let n = n.min(self.buffer.len() - self.start);
        self.start += n;
        self.offset += n as u64;
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
        self.start = 0;
        self.buffer.shrink_to_fit();
        Ok(Some(self.buffer))
    }
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ahead = self.fill_buf()?;
        let n = ahead.len().min(out.len());
        out[..n].copy_from_slice(&ahead[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead().is_empty()
            && !self.more()
            && let Some(error) = self.failure()
        {
            return Err(error);
        }
        Ok(self.ahead())
    }

    fn consume(&mut self, n: usize) {
        self.skip(n);
    }
}
