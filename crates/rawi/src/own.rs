//! The tables that articles are read by: the built-in ones, with a user's own laid over them.

use rawi_speech::{By, Tables, own};

use crate::args::OwnArgs;
use crate::exit;
use crate::kb::{self, File};
use crate::lexicon;

/// The version of the reader, where nothing is laid over its tables.
pub const READER: &str = env!("RAWI_READER");

/// What is read by, and its name.
pub struct Own {
    own: Option<own::Own>,
    reader: String,
}

impl Own {
    /// The built-in tables with the files laid over them; none where something is wrong with the files, all of which is told.
    pub fn load(typed: &OwnArgs) -> anyhow::Result<Option<Self>> {
        if typed.kb.is_empty() && typed.lexicon.is_empty() {
            return Ok(Some(Self { own: None, reader: READER.to_owned() }));
        }
        let (kb, words) = (kb::files(&typed.kb)?, lexicon::files(&typed.lexicon)?);
        let bad = lexicon::problems(&kb, &words);
        if !bad.is_empty() {
            bad.iter().for_each(|e| exit::problem(&e.to_string()));
            let mistakes = kb::count(bad.len(), "mistake");
            exit::problem(&format!("rawi: nothing was read: {mistakes} to correct in the rows of --kb and --lexicon"));
            return Ok(None);
        }
        // there is nothing wrong with them, as was just looked
        let own = own::Own::new(&kb::named(&kb), &kb::named(&words)).ok();
        let mut reader = READER.to_owned();
        for (name, files) in [("kb", &kb), ("lexicon", &words)] {
            if !files.is_empty() {
                reader.push_str(&format!("+{name}-{:08x}", fingerprint(files)));
            }
        }
        Ok(Some(Self { own, reader }))
    }

    /// What to read by.
    pub fn by(&self) -> By<'_> {
        match &self.own {
            Some(own) => own.by(),
            None => By::default(),
        }
    }

    /// The tables of who is named.
    pub fn tables(&self) -> &Tables {
        self.by().tables
    }

    /// The version of the reader: it tells what is laid over its tables.
    pub fn reader(&self) -> &str {
        &self.reader
    }
}

/// Of what the files say, in their order. Where they lie does not matter, nor how their lines end; which table a file of the
/// lexicon is for does.
fn fingerprint(files: &[File]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let table = own::layer(&file.name).map_or("", |l| l.name);
        for byte in table.bytes().chain([0]).chain(file.content.bytes()).filter(|b| *b != b'\r').chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash >> 32 ^ hash & 0xffff_ffff) as u32
}
