//! The tables that articles are read by: the built-in ones, with a user's own laid over them.

use rawi_speech::Tables;

use crate::args::OwnArgs;
use crate::exit;
use crate::kb;

/// The version of the reader, where nothing is laid over its tables.
pub const READER: &str = env!("RAWI_READER");

/// What is read by, and its name.
pub struct Own {
    tables: Option<Tables>,
    reader: String,
}

impl Own {
    /// The built-in tables with the files laid over them; none where something is wrong with the files, all of which is told.
    pub fn load(typed: &OwnArgs) -> anyhow::Result<Option<Self>> {
        if typed.kb.is_empty() {
            return Ok(Some(Self { tables: None, reader: READER.to_owned() }));
        }
        let files = kb::files(&typed.kb)?;
        let bad = kb::problems(&files);
        if !bad.is_empty() {
            bad.iter().for_each(|e| exit::problem(&e.to_string()));
            let mistakes = kb::count(bad.len(), "mistake");
            exit::problem(&format!("rawi: nothing was read: {mistakes} to correct in the rows of --kb"));
            return Ok(None);
        }
        let named: Vec<(&str, &str)> = files.iter().map(|f| (f.name.as_str(), f.content.as_str())).collect();
        // there is nothing wrong with them, as was just looked
        let tables = Tables::with_kb(&named).ok();
        let reader = format!("{READER}+kb-{:08x}", fingerprint(files.iter().map(|f| f.content.as_str())));
        Ok(Some(Self { tables, reader }))
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        self.tables.as_ref().unwrap_or_else(|| Tables::built_in())
    }

    /// The version of the reader: it tells what is laid over its tables.
    pub fn reader(&self) -> &str {
        &self.reader
    }
}

/// Of the contents in their order, which matters: of two rows with one id the first counts. Line ends differ between machines
/// and do not.
fn fingerprint<'a>(contents: impl Iterator<Item = &'a str>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for content in contents {
        for byte in content.bytes().filter(|b| *b != b'\r').chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash >> 32 ^ hash & 0xffff_ffff) as u32
}
