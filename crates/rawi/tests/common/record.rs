//! What the tests of the record share.

use std::path::Path;

use rusqlite::Connection;

use super::rawi;

/// All that is in a record, without the numbers that depend on the order of writing: the articles of every version as they
/// are exported, the actors with their names and words, and the index of words.
pub fn content(record: &Path) -> Vec<String> {
    let exported = rawi(&["export", "--to", "jsonl", "--all-versions", record.to_str().unwrap()]);
    assert_eq!(exported.status.code(), Some(0), "{}", super::err(&exported));
    let mut all: Vec<String> = super::out(&exported).lines().map(str::to_owned).collect();
    let db = Connection::open(record).unwrap();
    db.execute_batch("CREATE VIRTUAL TABLE temp.entries USING fts5vocab ('main', 'words', 'instance')").unwrap();
    for sql in [
        "SELECT a.key, a.type, a.name, a.name_en, n.name, n.type, n.name_en, n.as_name, n.as_alias FROM actor a JOIN actor_name n ON n.actor = a.id ORDER BY 1, 5",
        "SELECT a.key, w.word FROM actor a JOIN actor_word w ON w.actor = a.id ORDER BY 1, 2",
        "SELECT v.ref, v.number, v.reader, a.key, a.latest = v.id FROM article_version v JOIN article a ON a.id = v.article ORDER BY 1, 2, 4",
        "SELECT s.ref, s.first_basis, s.agency, s.articles, a.key, m.ord, w.ref, m.copied FROM story s JOIN story_article m ON m.story = s.id
         JOIN article a ON a.latest = m.version LEFT JOIN article_version w ON w.id = m.source ORDER BY 1, 6, 5",
        "SELECT a.key, o.key, c.share, c.form FROM copy c JOIN article a ON a.latest = c.version JOIN article o ON o.latest = c.other ORDER BY 1, 2",
        "SELECT a.key, h.key, h.short FROM shingle h JOIN article a ON a.latest = h.version ORDER BY 1, 2",
        "SELECT u.ref, u.reports, a.key, s.ord, r.ord FROM utterance u JOIN report r ON r.utterance = u.id JOIN statement s ON s.id = r.statement
         JOIN article_version v ON v.id = s.version JOIN article a ON a.id = v.article ORDER BY 1, 5, 3",
        "SELECT a.key, s.ord, g.who, g.words FROM gist g JOIN statement s ON s.id = g.statement JOIN article_version v ON v.id = s.version
         JOIN article a ON a.id = v.article ORDER BY 1, 2",
        // facets end in numbers of rows; the letter and the count stay
        "SELECT v.ref, v.number, s.ord, e.col, e.offset, CASE e.col WHEN 'facet' THEN rtrim(e.term, '0123456789') ELSE e.term END AS t
         FROM temp.entries e JOIN statement s ON s.id = e.doc JOIN article_version v ON v.id = s.version ORDER BY 1, 2, 3, 4, 5, t",
    ] {
        let mut rows = db.prepare(sql).unwrap();
        let columns = rows.column_count();
        let rows = rows.query_map([], |r| {
            let cells: Vec<String> = (0..columns).map(|i| format!("{:?}", r.get_ref(i).unwrap())).collect();
            Ok(cells.join("|"))
        });
        all.extend(rows.unwrap().map(Result::unwrap));
    }
    all
}

/// Changes a record behind the program's back.
pub fn edit(record: &Path, sql: &str) {
    let db = Connection::open(record).unwrap();
    db.execute_batch("PRAGMA foreign_keys = off").unwrap();
    db.execute_batch(sql).unwrap();
}
