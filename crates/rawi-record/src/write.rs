//! Putting articles in: all rows of one in one transaction.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, params};

use crate::day::Day;
use crate::decided::Decided;
use crate::error::{Error, Failure, Result};
use crate::index::{self, Facet, Prepared, Words};
use crate::model::{Article, Entity, Party, Reading, Statement};
use crate::names::Names;
use crate::review::Overlay;
use crate::store::Record;
use crate::story::{self, Shingles, Stories};
use crate::utterance::{self, Utterances, Voice, gist::Gist};

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not there.
    New,
    /// Its address was there with another content: a new version of it.
    Version,
    /// It was there, read by another version of the reader: what was read is replaced.
    Reread,
    /// It was there, read by this reader.
    Known,
}

/// Articles that go in together: all of them are in the record when [`Batch::commit`] is done, none before. Dropping a
/// batch leaves the record as it was.
#[derive(Debug)]
pub struct Batch<'r> {
    pub(crate) record: &'r Record,
    reader: &'r str,
    names: Names,
    actors: HashMap<String, i64>,
    pending: Vec<Pending>,
    pub(crate) stories: Stories,
    pub(crate) utterances: Utterances,
    /// What people decided about pairs of articles and of statements, beside what the log has.
    pub(crate) said: (Vec<Decided>, Vec<Decided>),
    pub(crate) reviews: Overlay,
    open: bool,
}

/// An article's statements, written at the commit in the order of days.
#[derive(Debug)]
struct Pending {
    version: i64,
    day: Day,
    current: bool,
    statements: Vec<Statement>,
    /// The numbers that some of them keep.
    ids: Vec<Option<i64>>,
    words: Gathered,
    actors: HashMap<String, i64>,
    outlet: Option<i64>,
    processes: Vec<i64>,
}

/// What was made ready of each statement, the rejected ones after the others.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) words: Vec<Words>,
    pub(crate) gists: Vec<Option<Gist>>,
}

/// A version that is there.
struct There {
    id: i64,
    reader: String,
}

impl Record {
    /// Begins to write. `reader` names the version of the reader that the articles were read by. An error of kind
    /// [`Failure::Busy`] says that another program writes: ask again.
    pub fn begin<'r>(&'r self, reader: &'r str) -> Result<Batch<'r>> {
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Batch {
            record: self,
            reader,
            names: Names::default(),
            actors: HashMap::new(),
            pending: Vec::new(),
            stories: Stories::default(),
            utterances: Utterances::default(),
            said: Default::default(),
            reviews: Overlay::default(),
            open: true,
        })
    }

    /// Whether the article with this key is there with this content, read by this reader.
    pub fn knows(&self, key: &str, sha256: &str, reader: &str) -> Result<bool> {
        let mut asked = self.db.prepare_cached(
            "SELECT 1 FROM article_version v JOIN article a ON a.id = v.article \
             WHERE v.sha256 = ?1 AND v.reader = ?2 AND a.key = ?3",
        )?;
        Ok(asked.exists(params![sha256, reader, key])?)
    }
}

impl Batch<'_> {
    /// Puts an article in, unless it is there already.
    pub fn put(&mut self, prepared: Prepared) -> Result<Added> {
        let Prepared { article, words, gists, shingles, .. } = prepared;
        let words = Gathered { words, gists };
        let db = &self.record.db;
        let key = article.key();
        let known: Option<(i64, i64)> = db
            .prepare_cached("SELECT id, latest FROM article WHERE key = ?1")?
            .query_row([&key], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let Some((id, latest)) = known else {
            db.prepare_cached("INSERT INTO article (key, latest) VALUES (?1, 0)")?.execute([&key])?;
            let id = db.last_insert_rowid();
            self.add_version(&key, id, 1, article, words, shingles)?;
            return Ok(Added::New);
        };
        if let Some(there) = self.same_content(id, &article)? {
            if there.reader == self.reader {
                return Ok(Added::Known);
            }
            let current = there.id == latest;
            self.forget_reading(there.id)?;
            if current {
                // the same bytes may be another text to this reader
                self.stories.leave(db, there.id)?;
                self.stories.enter(there.id, day(&article), shingles);
            }
            self.record.db.prepare_cached("DELETE FROM body_span WHERE version = ?1")?.execute([there.id])?;
            let (article, words) = self.lay_over(&key, Some(there.id), current, article, words)?;
            self.write_version(Some(there.id), id, 0, &article)?;
            self.write_reading(there.id, current, article, words)?;
            return Ok(Added::Reread);
        }
        self.stories.leave(db, latest)?;
        self.retire(latest)?;
        let number: i64 = (self.record.db)
            .prepare_cached("SELECT max(number) + 1 FROM article_version WHERE article = ?1")?
            .query_row([id], |r| r.get(0))?;
        self.add_version(&key, id, number, article, words, shingles)?;
        Ok(Added::Version)
    }

    /// Puts a new reading in the place of an older one of the same text.
    pub fn replace_reading(&mut self, version: i64, prepared: Prepared) -> Result<()> {
        let Prepared { article, words, gists, .. } = prepared;
        let words = Gathered { words, gists };
        let found: Option<(String, bool)> = (self.record.db)
            .prepare_cached(
                "SELECT a.key, a.latest = v.id FROM article_version v JOIN article a ON a.id = v.article WHERE v.id = ?1",
            )?
            .query_row([version], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        // another program may have taken it away meanwhile
        let Some((key, current)) = found else { return Ok(()) };
        self.forget_reading(version)?;
        let (article, words) = self.lay_over(&key, Some(version), current, article, words)?;
        (self.record.db)
            .prepare_cached("UPDATE article_version SET reader = ?2 WHERE id = ?1")?
            .execute(params![version, self.reader])?;
        self.rewrite(version, current, article, words)
    }

    /// Puts a reading in the place of one that was forgotten.
    pub(crate) fn rewrite(&mut self, version: i64, current: bool, article: Article, words: Gathered) -> Result<()> {
        (self.record.db)
            .prepare_cached(
                "UPDATE article_version SET entities = ?2, statements = ?3, designations = ?4, figures = ?5, meetings = ?6, \
                 agency = ?7 WHERE id = ?1",
            )?
            .execute(params![
                version,
                article.reading.entities.len(),
                article.reading.statements.len(),
                article.reading.positions.designations,
                article.reading.positions.figures,
                article.reading.positions.meetings,
                story::agency::named(&article),
            ])?;
        if current {
            // the agency may be another
            self.stories.touch(version);
        }
        self.write_reading(version, current, article, words)
    }

    /// Writes what is left to write and makes all of it lasting.
    pub fn commit(mut self) -> Result<()> {
        self.settle_articles()?;
        let mut pending = std::mem::take(&mut self.pending);
        // the index takes rows in rising order at little cost, in any other at much
        pending.sort_by_key(|p| p.day);
        let mut next = BTreeMap::new();
        for article in pending.iter().filter(|a| a.ids.iter().any(Option::is_some)) {
            let after = article.ids.iter().flatten().max().map_or(0, |id| id + 1);
            let free = next.entry(article.day).or_insert(self.free_number(article.day)?);
            *free = after.max(*free);
        }
        let mut ids = Vec::with_capacity(pending.len());
        for article in &pending {
            ids.push(self.write_statements(article, &mut next)?);
        }
        std::mem::take(&mut self.names).write(&self.record.db)?;
        self.settle_actors()?;
        for (article, ids) in pending.iter().zip(&ids) {
            self.enter_statements(article, ids)?;
        }
        let (stories, utterances) = self.decided()?;
        std::mem::take(&mut self.stories).write(&self.record.db, &stories)?;
        std::mem::take(&mut self.utterances).write(&self.record.db, &utterances)?;
        self.record.db.execute_batch("COMMIT")?;
        self.open = false;
        Ok(())
    }

    /// The version of the article that has the same bytes, or from other bytes (a page with other advertisements) the
    /// same text.
    fn same_content(&self, id: i64, article: &Article) -> Result<Option<There>> {
        let mut versions = self.record.db.prepare_cached(
            "SELECT id, reader FROM article_version WHERE article = ?1 AND (sha256 = ?2 OR \
             (text = ?3 AND title_start IS ?4 AND title_end IS ?5)) ORDER BY sha256 <> ?2, number DESC LIMIT 1",
        )?;
        let title = article.title;
        let asked = params![id, article.source.sha256, article.text, title.map(|t| t.start), title.map(|t| t.end)];
        Ok(versions.query_row(asked, |r| Ok(There { id: r.get(0)?, reader: r.get(1)? })).optional()?)
    }

    fn add_version(
        &mut self,
        key: &str,
        id: i64,
        number: i64,
        article: Article,
        words: Gathered,
        shingles: Shingles,
    ) -> Result<()> {
        let (article, words) = self.lay_over(key, None, true, article, words)?;
        let version = self.write_version(None, id, number, &article)?;
        self.keep_machine(version)?;
        self.stories.enter(version, day(&article), shingles);
        (self.record.db).prepare_cached("UPDATE article SET latest = ?2 WHERE id = ?1")?.execute([id, version])?;
        self.write_reading(version, true, article, words)
    }

    /// Writes the row of a version with its body, over the one with the id `over` where there is one.
    fn write_version(&mut self, over: Option<i64>, id: i64, number: i64, article: &Article) -> Result<i64> {
        let db = &self.record.db;
        let outlet = match &article.source.outlet {
            Some(name) => Some(self.outlet(name)?),
            None => None,
        };
        let (source, title, published) = (&article.source, article.title, article.published.as_ref());
        let sql = match over {
            None => {
                "INSERT INTO article_version (article, number, ref, sha256, path, line, url, outlet, outlet_actor, media_type, \
                 text_start, title_start, title_end, published, published_precision, published_basis, published_confidence, \
                 language, reader, entities, statements, text, published_evidence, published_notes, author, notes, record, \"offset\", \
                 designations, figures, meetings, agency) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)"
            }
            Some(_) => {
                "UPDATE article_version SET ref = ?3, sha256 = ?4, path = ?5, line = ?6, url = ?7, outlet = ?8, \
                 outlet_actor = ?9, media_type = ?10, text_start = ?11, title_start = ?12, title_end = ?13, published = ?14, \
                 published_precision = ?15, published_basis = ?16, published_confidence = ?17, language = ?18, reader = ?19, \
                 entities = ?20, statements = ?21, text = ?22, published_evidence = ?23, published_notes = ?24, author = ?25, \
                 notes = ?26, record = ?27, \"offset\" = ?28, designations = ?29, figures = ?30, meetings = ?31, agency = ?32 WHERE id = ?2 AND article = ?1"
            }
        };
        db.prepare_cached(sql)?.execute(params![
            id,
            over.unwrap_or(number),
            article.reference(),
            source.sha256,
            source.path,
            source.line,
            source.url,
            outlet,
            source.outlet_actor,
            source.media_type,
            source.text_start,
            title.map(|t| t.start),
            title.map(|t| t.end),
            published.map(|p| &p.value),
            published.map(|p| &p.precision),
            published.map(|p| &p.basis),
            published.map(|p| p.confidence),
            article.language,
            self.reader,
            article.reading.entities.len(),
            article.reading.statements.len(),
            article.text,
            published.and_then(|p| p.evidence.as_ref()),
            published.and_then(|p| list(&p.notes)),
            article.author,
            list(&article.notes),
            source.record,
            source.offset,
            article.reading.positions.designations,
            article.reading.positions.figures,
            article.reading.positions.meetings,
            story::agency::named(article),
        ])?;
        let version = over.unwrap_or_else(|| db.last_insert_rowid());
        let mut insert = db.prepare_cached("INSERT INTO body_span (version, ord, start, \"end\") VALUES (?1, ?2, ?3, ?4)")?;
        for (ord, span) in article.body.iter().enumerate() {
            insert.execute(params![version, ord, span.start, span.end])?;
        }
        Ok(version)
    }

    fn outlet(&self, name: &str) -> Result<i64> {
        let db = &self.record.db;
        let known = db.prepare_cached("SELECT id FROM outlet WHERE name = ?1")?.query_row([name], |r| r.get(0)).optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        db.prepare_cached("INSERT INTO outlet (name) VALUES (?1)")?.execute([name])?;
        Ok(db.last_insert_rowid())
    }

    /// Writes entities and mentions now, and leaves the statements for the commit.
    fn write_reading(&mut self, version: i64, current: bool, article: Article, words: Gathered) -> Result<()> {
        let day = day(&article);
        let Reading { entities, mut statements, mut rejected, .. } = article.reading;
        statements.append(&mut rejected);
        let db = &self.record.db;
        let mut actors = HashMap::with_capacity(entities.len());
        let mut processes = Vec::new();
        for (ord, entity) in entities.iter().enumerate() {
            let actor = self.actor(entity)?;
            // two entities with one id: the first is the one that statements mean
            actors.entry(entity.id.clone()).or_insert(actor);
            if entity.r#type == "process" {
                processes.push(actor);
            }
            self.names.take(actor, entity, 1);
            db.prepare_cached(
                "INSERT INTO entity (version, ord, actor, type, name, name_en, name_en_basis, aliases) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                version,
                ord,
                actor,
                entity.r#type,
                entity.name,
                entity.name_en,
                entity.name_en_basis,
                list(&entity.aliases)
            ])?;
            let mut insert =
                db.prepare_cached("INSERT INTO mention (version, entity, ord, start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for (n, mention) in entity.mentions.iter().enumerate() {
                insert.execute(params![version, ord, n, mention.start, mention.end])?;
            }
        }
        let outlet = match &article.source.outlet {
            Some(name) => Some(self.outlet(name)?),
            None => None,
        };
        let ids = std::mem::take(&mut self.reviews.ids);
        self.pending.push(Pending { version, day, current, statements, ids, words, actors, outlet, processes });
        Ok(())
    }

    fn actor(&mut self, entity: &Entity) -> Result<i64> {
        if let Some(id) = self.actors.get(&entity.id) {
            return Ok(*id);
        }
        let db = &self.record.db;
        let known = db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?.query_row([&entity.id], |r| r.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                // its name is chosen at the commit
                db.prepare_cached("INSERT INTO actor (key, type, name) VALUES (?1, '', '')")?.execute([&entity.id])?;
                db.last_insert_rowid()
            }
        };
        self.actors.insert(entity.id.clone(), id);
        Ok(id)
    }

    /// Writes the statements of an article and gives their numbers.
    fn write_statements(&self, article: &Pending, next: &mut BTreeMap<Day, i64>) -> Result<Vec<i64>> {
        let mut free = match next.get(&article.day) {
            Some(n) => *n,
            None => self.free_number(article.day)?,
        };
        let number = |ord: usize| {
            article.ids.get(ord).copied().flatten().unwrap_or_else(|| {
                free += 1;
                free - 1
            })
        };
        let ids: Vec<i64> = (0..article.statements.len()).map(number).collect();
        next.insert(article.day, free);
        for (ord, (statement, id)) in article.statements.iter().zip(&ids).enumerate() {
            let within = statement.within.and_then(|w| ids.get(w).copied());
            self.write_statement(article, *id, ord, within, statement)?;
        }
        // a denial may come before what it denies
        for (statement, id) in article.statements.iter().zip(&ids) {
            let denied = statement.denies.as_ref().and_then(|d| ids.get(d.statement?).copied());
            crate::stance::write(&self.record.db, *id, statement, denied, &|key| article.actors.get(key).copied())?;
        }
        Ok(ids)
    }

    /// Has statements, which have these numbers, held against others.
    fn enter_statements(&mut self, article: &Pending, ids: &[i64]) -> Result<()> {
        if !article.current {
            return Ok(());
        }
        for ((id, statement), gist) in ids.iter().zip(&article.statements).zip(&article.words.gists) {
            let Some(gist) = gist else { continue };
            let actor = statement.speaker.entity.as_ref().and_then(|key| article.actors.get(key)).copied();
            let by = match actor {
                Some(actor) if self.any_reviews()? => utterance::speaker(&self.record.db, actor, gist.who)?,
                actor => Voice { who: gist.who, actor, kind: gist.kind },
            };
            let within = statement.within.and_then(|w| ids.get(w).copied());
            self.utterances.enter(*id, article.version, by, within, gist.said.clone());
        }
        Ok(())
    }

    /// The first number of a day that no statement has.
    fn free_number(&self, day: Day) -> Result<i64> {
        let mut asked =
            (self.record.db).prepare_cached("SELECT coalesce(max(id) + 1, ?1) FROM statement WHERE id BETWEEN ?1 AND ?2")?;
        Ok(asked.query_row([day.first(), day.last()], |r| r.get(0))?)
    }

    fn write_statement(&self, article: &Pending, id: i64, ord: usize, within: Option<i64>, s: &Statement) -> Result<()> {
        let db = &self.record.db;
        let find = |key: &str| {
            let what = || Error::new(Failure::Other, format!("a statement names {key}, who is not among the article's entities"));
            article.actors.get(key).copied().ok_or_else(what)
        };
        let speaker = s.speaker.entity.as_deref().map(find).transpose()?;
        let (time, mention) = (s.time.as_ref(), s.speaker.mention);
        db.prepare_cached(
            "INSERT INTO statement (id, version, ord, kind, act, cue_start, cue_end, cue_lemma, speaker, speaker_name, \
             mention_start, mention_end, via, time_start, time_end, time_value, time_precision, occasion_start, occasion_end, \
             within, confidence, why, current, verdict, review) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
             ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            id,
            article.version,
            ord,
            s.kind,
            s.act,
            s.cue.start,
            s.cue.end,
            s.cue_lemma,
            speaker,
            s.speaker.name,
            mention.map(|m| m.start),
            mention.map(|m| m.end),
            s.speaker.via,
            time.map(|t| t.place.start),
            time.map(|t| t.place.end),
            time.and_then(|t| t.value.as_ref()),
            time.and_then(|t| t.precision.as_ref()),
            s.occasion.map(|o| o.start),
            s.occasion.map(|o| o.end),
            within,
            s.confidence,
            s.why,
            article.current && s.verdict.as_deref() != Some("rejected"),
            s.verdict,
            s.review,
        ])?;
        let mut facets = format!("{} {} {}", index::ALL, index::kind(&s.kind), index::act(&s.act));
        let mut facet = |facet: Facet, of: i64| {
            facets.push(' ');
            facets.push_str(&facet.word(of));
        };
        speaker.into_iter().for_each(|a| facet(Facet::Speaker, a));
        let mut insert =
            db.prepare_cached("INSERT INTO content_span (statement, ord, start, \"end\") VALUES (?1, ?2, ?3, ?4)")?;
        for (n, span) in s.content.iter().enumerate() {
            insert.execute(params![id, n, span.start, span.end])?;
        }
        let mut insert = db.prepare_cached(
            "INSERT INTO party (statement, role, ord, actor, name, start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut party = |role: &str, n: usize, p: &Party, kind: Facet| -> Result<()> {
            let actor = p.entity.as_deref().map(find).transpose()?;
            actor.into_iter().for_each(|a| facet(kind, a));
            insert.execute(params![id, role, n, actor, p.name, p.mention.start, p.mention.end])?;
            Ok(())
        };
        for (n, link) in s.chain.iter().enumerate() {
            party("chain", n, link, Facet::Chain)?;
        }
        if let Some(to) = &s.addressee {
            party("addressee", 0, to, Facet::Addressee)?;
        }
        let mut insert = db.prepare_cached("INSERT INTO about (statement, ord, actor) VALUES (?1, ?2, ?3)")?;
        for (n, key) in s.about.iter().enumerate() {
            let actor = find(key)?;
            facet(Facet::About, actor);
            insert.execute(params![id, n, actor])?;
        }
        if !article.current {
            return Ok(());
        }
        article.outlet.into_iter().for_each(|o| facet(Facet::Outlet, o));
        article.processes.iter().for_each(|p| facet(Facet::Process, *p));
        let words = &article.words.words[ord];
        db.prepare_cached("INSERT INTO words (rowid, exact, folded, facet) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            words.exact,
            words.folded,
            facets
        ])?;
        Ok(())
    }

    /// Takes what was read from a version away.
    pub(crate) fn forget_reading(&mut self, version: i64) -> Result<()> {
        // its statements may not be written yet: the same article twice in a batch
        self.pending.retain(|p| p.version != version);
        self.unindex(version)?;
        for (actor, entity) in crate::load::entities_of(&self.record.db, version)? {
            self.names.take(actor, &entity, -1);
        }
        for sql in [
            "DELETE FROM stance WHERE statement IN (SELECT id FROM statement WHERE version = ?1)",
            "DELETE FROM content_span WHERE statement IN (SELECT id FROM statement WHERE version = ?1)",
            "DELETE FROM party WHERE statement IN (SELECT id FROM statement WHERE version = ?1)",
            "DELETE FROM about WHERE statement IN (SELECT id FROM statement WHERE version = ?1)",
            "DELETE FROM statement WHERE version = ?1",
            "DELETE FROM mention WHERE version = ?1",
            "DELETE FROM entity WHERE version = ?1",
        ] {
            self.record.db.prepare_cached(sql)?.execute([version])?;
        }
        Ok(())
    }

    /// A version that a newer one follows: its statements stay, and are found no more.
    fn retire(&mut self, version: i64) -> Result<()> {
        for pending in &mut self.pending {
            pending.current &= pending.version != version;
        }
        self.unindex(version)?;
        (self.record.db).prepare_cached("UPDATE statement SET current = 0 WHERE version = ?1")?.execute([version])?;
        Ok(())
    }

    /// Takes the statements of a version out of what is found and grouped.
    fn unindex(&mut self, version: i64) -> Result<()> {
        let db = &self.record.db;
        self.utterances.leave(db, version)?;
        let mut ids = db.prepare_cached(
            "SELECT id FROM statement WHERE version = ?1 AND (current = 1 OR verdict = 'rejected') ORDER BY id",
        )?;
        let ids: Vec<i64> = ids.query_map([version], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut delete = db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
        for id in ids {
            delete.execute([id])?;
        }
        Ok(())
    }
}

/// The day on which an article was published.
fn day(article: &Article) -> Day {
    article.published.as_ref().map_or(Day::UNKNOWN, |p| Day::of(&p.value))
}

/// A list of words as a cell: JSON, or NULL for none.
fn list(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| serde_json::Value::from(words).to_string())
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if self.open {
            // after a full disk SQLite has rolled back itself: then there is nothing to take back
            let _ = self.record.db.execute_batch("ROLLBACK");
        }
    }
}
