//! One small record of every schema that was released: it opens, is sound, and is searched.
//!
//! Made with the program of its time: `rawi add schema-N.rawi samples/01* samples/05*`, then small pages, by
//! `PRAGMA journal_mode = delete; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = wal;`
#![allow(missing_docs)]

use std::fs;
use std::path::Path;

use rawi_record::{Record, SCHEMA, Search};

#[test]
fn records_of_every_schema_open() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old");
    for schema in 1..=SCHEMA {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.rawi");
        fs::copy(old.join(format!("schema-{schema}.rawi")), &path).unwrap();
        let record = Record::open(&path).unwrap();
        // an older one is upgraded, and its copy is left
        assert_eq!(record.backup().is_some(), schema < SCHEMA);
        record.reindex().unwrap();
        drop(record);
        let record = Record::open_read(&path).unwrap();
        let checked = record.check().unwrap();
        assert_eq!(checked.problems, Vec::<String>::new());
        assert_eq!(checked.articles, 2);
        let statements = record.find(&Search { limit: 1000, ..Search::default() }).unwrap();
        assert_eq!(statements.len() as u64, checked.statements);
        let first = record.version(1).unwrap().unwrap();
        assert!(first.article.source.path.starts_with("samples/01"), "{}", first.article.source.path);
        let speaker = &first.article.reading.statements[0].speaker;
        let by = Search { by: vec![speaker.entity.clone().unwrap()], limit: 1000, ..Search::default() };
        let count = first.article.reading.statements.iter().filter(|s| s.speaker.entity == speaker.entity).count();
        assert_eq!(record.find(&by).unwrap().len(), count, "{}", speaker.name);
        let by_name = Search { by: vec![speaker.name.clone()], ..by };
        assert!(record.find(&by_name).unwrap().len() >= count, "{}", speaker.name);
    }
}
