//! From paths to pieces of one article each.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::container::feed::{self, Feed};
use crate::container::lines::Lines;
use crate::container::table::Table;
use crate::container::tar::Tar;
use crate::container::warc::Warc;
use crate::container::zip::{self, Zip};
use crate::container::{Bytes, Container, Input, Step};
use crate::detect::{Seen, detect, first_mark};
use crate::error::InputError;
use crate::options::{InputKind, Options};
use crate::packed::{self, Unpacked, too_deep};
use crate::raw::{Kind, Place, Raw};
use crate::walk::{Found, Walk, shown};

/// The articles of the paths given to [`open`], in order. An error costs one input or one record.
pub struct Inputs {
    walk: Walk,
    options: Options,
    /// The containers that are open, each in the one before it.
    open: Vec<Open>,
    passed: u64,
}

struct Open {
    path: Arc<str>,
    container: Box<dyn Container>,
    /// Records that were passed over, and whether anything else was in it.
    passed: u64,
    gave: bool,
    /// Whether it is worth a word that it holds no article.
    told: bool,
}

/// What an input turned out to be.
enum Begun {
    Piece(Raw),
    Container {
        container: Box<dyn Container>,
        told: bool,
    },
    /// No article, and nothing to say about it.
    Nothing,
}

/// Opens files, folders (walked in the order of names) and `-` (standard input), lazily.
pub fn open(paths: &[PathBuf], options: &Options) -> Inputs {
    Inputs { walk: Walk::new(paths), options: options.clone(), open: Vec::new(), passed: 0 }
}

/// Reads one input that comes from elsewhere, under the path that it is to have.
pub fn open_reader(path: &str, reader: impl io::Read + Send + 'static, options: &Options) -> Inputs {
    let mut inputs = open(&[], options);
    let input = Input { path: path.into(), bytes: Bytes::Stream(Box::new(reader)), depth: 0, doubtful: false };
    let only = Only(Some(input));
    inputs.open.push(Open { path: path.into(), container: Box::new(only), passed: 0, gave: true, told: false });
    inputs
}

/// A container of one input.
struct Only(Option<Input>);

impl Container for Only {
    fn next(&mut self, _: &Options) -> Option<Step> {
        self.0.take().map(Step::Inner)
    }
}

impl Inputs {
    /// Records passed over so far: no articles, or not wanted.
    pub fn passed(&self) -> u64 {
        self.passed
    }
}

impl Iterator for Inputs {
    type Item = Result<Raw, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let input = match self.open.last_mut() {
                Some(open) => match open.container.next(&self.options) {
                    Some(Step::Piece(raw)) => {
                        open.gave = true;
                        return Some(Ok(raw));
                    }
                    Some(Step::Problem(error)) => {
                        open.gave = true;
                        return Some(Err(error));
                    }
                    Some(Step::Passed) => {
                        open.passed += 1;
                        self.passed += 1;
                        continue;
                    }
                    Some(Step::Inner(input)) => {
                        open.gave |= !input.doubtful;
                        input
                    }
                    None => {
                        let done = self.open.pop()?;
                        let filtered = self.options.filter != crate::Filter::default();
                        if done.told && !done.gave && !filtered {
                            let what = match done.passed {
                                0 => "holds no article".to_owned(),
                                n => format!("holds no article: {n} records or files in it are something else"),
                            };
                            return Some(Err(InputError::new(&done.path, what)));
                        }
                        continue;
                    }
                },
                None => match self.found()? {
                    Ok(input) => input,
                    Err(error) => return Some(Err(error)),
                },
            };
            let (path, doubtful, depth) = (input.path.clone(), input.doubtful, input.depth);
            match self.begin(input) {
                Ok(Begun::Nothing) => {}
                begun => {
                    if doubtful {
                        match self.open.last_mut() {
                            Some(open) => open.gave = true,
                            None if depth == 0 => self.walk.was_article(),
                            None => {}
                        }
                    }
                    match begun {
                        Ok(Begun::Piece(raw)) => return Some(Ok(raw)),
                        Ok(Begun::Container { container, told }) => {
                            self.open.push(Open { path, container, passed: 0, gave: false, told });
                        }
                        Err(error) => return Some(Err(error)),
                        Ok(Begun::Nothing) => {}
                    }
                }
            }
        }
    }
}

impl Inputs {
    /// The next input of the walk.
    fn found(&mut self) -> Option<Result<Input, InputError>> {
        let (file, doubtful) = match self.walk.next()? {
            Err(error) => return Some(Err(error)),
            Ok(Found::StandardInput) => {
                let bytes = Bytes::Stream(Box::new(io::stdin()));
                return Some(Ok(Input { path: "-".into(), bytes, depth: 0, doubtful: false }));
            }
            Ok(Found::File(file)) => (file, false),
            Ok(Found::Doubtful(file)) => (file, true),
        };
        let path = shown(&file);
        Some(match File::open(&file) {
            Ok(file) => Ok(Input { path, bytes: Bytes::File(file), depth: 0, doubtful }),
            Err(error) => Err(InputError::io(&path, "cannot open", error)),
        })
    }

    /// Tells what an input is. A text or a page is handed back whole; what holds many is set up for the calls to come.
    fn begin(&self, input: Input) -> Result<Begun, InputError> {
        let options = &self.options;
        let Input { path, bytes, depth, doubtful } = input;
        let failed = |e| InputError::io(&path, "cannot read", e);
        if depth > options.max_depth {
            return Err(InputError::new(&path, too_deep(options)));
        }
        let (reader, file): (Box<dyn io::Read + Send>, _) = match bytes {
            Bytes::File(file) => {
                let again = file.try_clone().map_err(failed)?;
                (Box::new(file), Some(again))
            }
            Bytes::Stream(reader) => (reader, None),
        };
        let Unpacked { mut stream, marks, layers } = packed::unpacked(reader, depth, options).map_err(failed)?;
        let file = file.filter(|_| layers == 0);
        let depth = depth + layers;
        let seen = detect(&mut stream, options);
        let kind = match (seen, options.kind) {
            // an archive is walked whatever is said of what is in it
            (Seen::Is { kind: kind @ (InputKind::Zip | InputKind::Tar), .. }, Some(said))
                if said != InputKind::Zip && said != InputKind::Tar =>
            {
                kind
            }
            (Seen::Is { .. } | Seen::Refused(_), Some(said))
                if depth == layers || !matches!(said, InputKind::Zip | InputKind::Tar) =>
            {
                said
            }
            (Seen::Blank, _) => {
                if let Some(error) = stream.failure() {
                    return Err(failed(error));
                }
                if depth > layers || doubtful {
                    return Ok(Begun::Nothing);
                }
                let what = if stream.ahead().is_empty() { "is empty" } else { "holds nothing but blanks" };
                return Err(InputError::new(&path, what));
            }
            (Seen::Refused(_), _) if doubtful => return Ok(Begun::Nothing),
            (Seen::Refused(what), _) => return Err(InputError::new(&path, what)),
            (Seen::Is { sure: false, .. }, None) if doubtful => return Ok(Begun::Nothing),
            (Seen::Is { kind, .. }, _) => kind,
        };
        let whole = |stream: crate::stream::Stream, kind| match stream.rest(options.limit()).map_err(failed)? {
            Some(bytes) => Ok(Begun::Piece(Raw::new(&path, Place::default(), kind, bytes))),
            None => {
                let what = format!("is larger than {} bytes; --max-bytes raises the limit", options.limit());
                Err(InputError::new(&path, what))
            }
        };
        let container: Box<dyn Container> = match kind {
            InputKind::Text => return whole(stream, Kind::Plain),
            InputKind::Html => return whole(stream, Kind::Html),
            InputKind::Json => return whole(stream, Kind::Object),
            InputKind::Mhtml => return whole(stream, Kind::Mhtml),
            InputKind::Jsonl => {
                let first = first_mark(&mut stream, options.limit()).unwrap_or_default();
                let line = stream.ahead()[..first].iter().filter(|b| **b == b'\n').count() as u64;
                stream.skip(first);
                return Ok(Begun::Container { container: Box::new(Lines::new(path, stream, line)), told: false });
            }
            InputKind::Csv => {
                let semicolons = crate::record::table_head(stream.ahead(), options) == Some(b';');
                Box::new(Table::new(path, stream, if semicolons { b';' } else { b',' }))
            }
            InputKind::Tsv => Box::new(Table::new(path, stream, b'\t')),
            InputKind::Warc => Box::new(Warc::new(path, stream, marks)),
            InputKind::Feed => {
                let bytes = feed::read_whole(&mut stream, options.limit()).map_err(failed)?;
                let what = || format!("is a feed of more than {} bytes; --max-bytes raises the limit", options.limit());
                let bytes = bytes.ok_or_else(|| InputError::new(&path, what()))?;
                Box::new(Feed::new(path, &bytes)?)
            }
            #[cfg(feature = "parquet")]
            InputKind::Parquet => Box::new(crate::container::parquet::Parquet::new(path, file, stream, options)?),
            #[cfg(not(feature = "parquet"))]
            InputKind::Parquet => {
                return Err(InputError::new(&path, "is a Parquet table, and this program was built without the feature parquet"));
            }
            InputKind::Zip => {
                stream.need(128);
                if let Some(what) = zip::document(stream.ahead()) {
                    return if doubtful { Ok(Begun::Nothing) } else { Err(InputError::new(&path, what)) };
                }
                Box::new(Zip::new(path, file, stream, depth, options.limit())?)
            }
            InputKind::Tar => Box::new(Tar::new(path, stream, depth)),
        };
        Ok(Begun::Container { container, told: true })
    }
}
