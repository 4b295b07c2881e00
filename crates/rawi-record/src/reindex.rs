//! The index of words made anew, where the folding has changed.

use std::sync::OnceLock;

use rusqlite::params;

use crate::error::Result;
use crate::fold;
use crate::index::{self, Facet};
use crate::model::Places;
use crate::names;
use crate::store::Record;

const SETTING: &str = "folding";

impl Record {
    /// Whether the index of words was made with this program's folding; if not, some forms are not found.
    pub fn index_is_current(&self) -> Result<bool> {
        let made = self.setting(SETTING)?;
        // a record to which nothing was added has no index yet
        Ok(made.is_none_or(|made| made == folding()))
    }

    /// Makes anew what another version of the program made otherwise: the index of words, where it folded them otherwise,
    /// stories and utterances, where it compared otherwise. A transaction each, some seconds for each hundred thousand
    /// statements. Gives whether anything was needed.
    pub fn reindex(&self) -> Result<bool> {
        let words = self.index_again()?;
        Ok(self.compare_again()? || words)
    }

    fn index_again(&self) -> Result<bool> {
        match self.setting(SETTING)? {
            Some(made) if made == folding() => return Ok(false),
            None => {
                self.db.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?1, ?2)", [SETTING, folding()])?;
                return Ok(false);
            }
            Some(_) => {}
        }
        let tx = self.db.unchecked_transaction()?;
        tx.execute("UPDATE setting SET value = ?2 WHERE name = ?1", [SETTING, folding()])?;
        tx.execute("INSERT INTO words (words) VALUES ('delete-all')", [])?;
        self.index_statements()?;
        tx.execute("DELETE FROM actor_word", [])?;
        let actors: Vec<i64> = {
            let mut actors = tx.prepare("SELECT id FROM actor ORDER BY id")?;
            actors.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for actor in actors {
            names::again(&tx, actor)?;
        }
        tx.commit()?;
        Ok(true)
    }

    fn index_statements(&self) -> Result<()> {
        let mut all = self.db.prepare(
            "SELECT s.id, s.version, s.ord, s.kind, s.act, s.speaker, v.outlet FROM statement s \
             JOIN article_version v ON v.id = s.version JOIN article a ON a.latest = v.id ORDER BY s.id",
        )?;
        let mut parties = self
            .db
            .prepare("SELECT role, actor FROM party WHERE statement = ?1 AND actor IS NOT NULL ORDER BY role DESC, ord")?;
        let mut about = self.db.prepare("SELECT actor FROM about WHERE statement = ?1 ORDER BY ord")?;
        let mut processes = self.db.prepare("SELECT actor FROM entity WHERE version = ?1 AND type = 'process' ORDER BY ord")?;
        let mut insert = self.db.prepare("INSERT INTO words (rowid, exact, folded, facet) VALUES (?1, ?2, ?3, ?4)")?;
        let mut rows = all.query([])?;
        let mut at = None;
        while let Some(row) = rows.next()? {
            let (id, version, ord): (i64, i64, usize) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if at.as_ref().is_none_or(|(v, _)| *v != version) {
                at = self.version_with_rejected(version)?.map(|stored| (version, stored));
            }
            let Some((_, stored)) = &at else { continue };
            let Some(statement) = stored.article.reading.statements.get(ord) else { continue };
            let words = index::words(&Places::new(&stored.article.text), statement);
            let (kind, act): (String, String) = (row.get(3)?, row.get(4)?);
            let mut facets = vec![index::ALL.to_owned(), index::kind(&kind), index::act(&act)];
            facets.extend(row.get::<_, Option<i64>>(5)?.map(|a| Facet::Speaker.word(a)));
            for party in parties.query_map([id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
                let (role, actor) = party?;
                facets.push(if role == "chain" { Facet::Chain } else { Facet::Addressee }.word(actor));
            }
            for actor in about.query_map([id], |r| r.get(0))? {
                facets.push(Facet::About.word(actor?));
            }
            facets.extend(row.get::<_, Option<i64>>(6)?.map(|o| Facet::Outlet.word(o)));
            for process in processes.query_map([version], |r| r.get(0))? {
                facets.push(Facet::Process.word(process?));
            }
            insert.execute(params![id, words.exact, words.folded, facets.join(" ")])?;
        }
        Ok(())
    }
}

/// A fingerprint of all that decides how words are folded.
fn folding() -> &'static str {
    static FOLDING: OnceLock<String> = OnceLock::new();
    FOLDING.get_or_init(|| fold::fingerprint(&fold::DECIDES))
}
