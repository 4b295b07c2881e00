//! Where a command writes to: standard output, or a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// Bytes that are gathered before they are written.
const BUFFER: usize = 256 << 10;

/// A file that is written beside its place, and takes it when all of it is written. Left alone, it is gone.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    part: PathBuf,
    done: bool,
}

impl NewFile {
    /// For a file at `path`; `record` is what is read meanwhile, and may not be written over.
    pub fn new(path: &Path, record: &Path) -> anyhow::Result<Self> {
        let Some(name) = path.file_name().filter(|_| !path.is_dir()) else {
            bail!("{}: is a folder: name a file to write to", path.display());
        };
        let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
        if same(path, record) {
            bail!("{}: is the record itself: name another file to write to", path.display());
        }
        let mut part = name.to_owned();
        part.push(format!(".part-{}", std::process::id()));
        let part = path.with_file_name(part);
        // one that a killed program with the same number left
        let _ = fs::remove_file(&part);
        Ok(Self { path: path.to_owned(), part, done: false })
    }

    /// Where it is written meanwhile.
    pub fn part(&self) -> &Path {
        &self.part
    }

    /// Opens it to write to it.
    pub fn create(&self) -> anyhow::Result<BufWriter<File>> {
        let file = File::create_new(&self.part)
            .with_context(|| format!("{}: cannot be written to: look at the folder and its permissions", self.path.display()))?;
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    /// Puts it in its place, once it is on the disk.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let told = || format!("{}: cannot be written: look at the room on the disk and the permissions", self.path.display());
        // as SQLite's files, it is opened anew to be brought to the disk
        File::options().append(true).open(&self.part).and_then(|f| f.sync_all()).with_context(told)?;
        fs::rename(&self.part, &self.path).with_context(told)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Standard output or a file.
#[derive(Debug)]
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// A file.
    File(BufWriter<File>),
}

impl Output {
    /// The file, or without one standard output.
    pub fn open(file: Option<&NewFile>) -> anyhow::Result<Self> {
        Ok(match file {
            Some(file) => Self::File(file.create()?),
            None => Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())),
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}
