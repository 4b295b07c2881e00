//! Stories and utterances made anew, where this program compares otherwise than the one that made them.

use std::sync::OnceLock;

use rusqlite::params;

use crate::day::Day;
use crate::error::Result;
use crate::fold;
use crate::index;
use crate::model::Places;
use crate::store::Record;
use crate::story::{Shingles, Stories};
use crate::utterance::{self, Utterances, gist};
use crate::write::Batch;

const SETTING: &str = "comparing";

/// All that decides, besides the folding of words, what is one story or one utterance.
const DECIDES: [&str; 12] = [
    include_str!("cluster.rs"),
    include_str!("story/alike.rs"),
    include_str!("story/shingles.rs"),
    include_str!("story/mod.rs"),
    include_str!("utterance/alike.rs"),
    include_str!("utterance/gist.rs"),
    include_str!("utterance/mod.rs"),
    include_str!("utterance/number.rs"),
    include_str!("utterance/root.rs"),
    include_str!("../../../lexicon/said_words.tsv"),
    include_str!("../../../lexicon/months.tsv"),
    include_str!("../../../lexicon/numbers.tsv"),
];

/// Articles that are looked at together.
const AT_ONCE: usize = 2000;

impl Record {
    /// Whether stories and utterances are as this program makes them; if not, disputes are not looked for rightly either.
    pub fn groups_are_current(&self) -> Result<bool> {
        // a record to which nothing was added has none
        let made = self.setting(SETTING)?;
        Ok(made.as_deref() == Some(comparing()) || !self.db.prepare("SELECT 1 FROM article LIMIT 1")?.exists([])?)
    }

    /// Makes stories and utterances anew where another program made them that compares otherwise. One transaction, some
    /// seconds for each ten thousand articles. Gives whether it was needed.
    pub(crate) fn compare_again(&self) -> Result<bool> {
        let made = self.setting(SETTING)?;
        if made.as_deref() == Some(comparing()) {
            return Ok(false);
        }
        let mut batch = self.begin("")?;
        let again = made.is_some() || self.db.prepare("SELECT 1 FROM article LIMIT 1")?.exists([])?;
        if again {
            batch.compare_all()?;
        }
        batch.set(SETTING, comparing())?;
        batch.commit()?;
        Ok(again)
    }
}

impl Batch<'_> {
    fn compare_all(&mut self) -> Result<()> {
        let db = &self.record.db;
        db.execute_batch(
            "DELETE FROM report; DELETE FROM utterance; DELETE FROM echo; DELETE FROM gist; \
             DELETE FROM story_article; DELETE FROM story; DELETE FROM copy; DELETE FROM shingle",
        )?;
        let versions: Vec<i64> = db
            .prepare("SELECT latest FROM article ORDER BY latest")?
            .query_map([], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let (stories, utterances) = self.decided()?;
        for versions in versions.chunks(AT_ONCE) {
            let (mut texts, mut said) = (Stories::default(), Utterances::default());
            for version in versions {
                self.enter_again(*version, &mut texts, &mut said)?;
            }
            texts.write(&self.record.db, &stories)?;
            said.write(&self.record.db, &utterances)?;
        }
        Ok(())
    }

    /// Has a stored version and its statements held against others.
    fn enter_again(&self, version: i64, texts: &mut Stories, said: &mut Utterances) -> Result<()> {
        let Some(stored) = self.record.version(version)? else { return Ok(()) };
        let (article, db) = (&stored.article, &self.record.db);
        let places = Places::new(&article.text);
        let day = article.published.as_ref().map_or(Day::UNKNOWN, |p| Day::of(&p.value));
        texts.enter(version, day, Shingles::of(article, &places));
        let mut asked =
            db.prepare_cached("SELECT id, speaker, within FROM statement WHERE version = ?1 AND current = 1 ORDER BY ord")?;
        let rows = asked.query_map(params![version], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let rows: Vec<(i64, Option<i64>, Option<i64>)> = rows.collect::<rusqlite::Result<_>>()?;
        let statements = &article.reading.statements;
        let words: Vec<_> = statements.iter().map(|s| index::words(&places, s)).collect();
        for ((id, actor, within), gist) in rows.into_iter().zip(gist::all(statements, &words, article.title)) {
            let Some(gist) = gist else { continue };
            let by = match actor {
                Some(actor) => utterance::speaker(db, actor, gist.who)?,
                None => utterance::Voice { who: gist.who, actor: None, kind: gist.kind },
            };
            said.enter(id, version, by, within, gist.said);
        }
        Ok(())
    }
}

/// A fingerprint of all that decides what is one story or one utterance.
fn comparing() -> &'static str {
    static COMPARING: OnceLock<String> = OnceLock::new();
    COMPARING.get_or_init(|| fold::fingerprint(fold::DECIDES.iter().chain(&DECIDES)))
}
