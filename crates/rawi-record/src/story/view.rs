//! Stories as they are shown.

use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::store::Record;

/// Articles that are one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The reference of the article that was first: what the story is called by.
    pub reference: String,
    /// What tells that it was first: `date` (no other is of that day or earlier), `agency` (of several of that day, the
    /// agency's own), `open` (several of that day; which was first is not known).
    pub first_basis: String,
    /// The id of the agency that most of them name.
    pub agency: Option<String>,
    /// The agency's name.
    pub agency_name: Option<String>,
    /// The articles, the first publisher's first.
    pub articles: Vec<Member>,
}

/// An article of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The number of its latest version in the record.
    pub version: i64,
    /// The article's reference.
    pub reference: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address, or where there is none the path.
    pub place: String,
    /// The agency that it names.
    pub agency: Option<String>,
    /// The reference of the article that has most of it, among those before it.
    pub source: Option<String>,
    /// How much of it that one has, from 0 to 1.
    pub copied: Option<f64>,
}

/// In which order stories are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoryOrder {
    /// Those with most articles first.
    #[default]
    Most,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

impl Record {
    /// The stories, at most `limit` after the first `skip`; only those of which an article was published within the days,
    /// where they are given (ISO 8601, `2031`, `2031-05`, `2031-05-04`).
    pub fn stories(
        &self,
        order: StoryOrder,
        since: Option<&str>,
        until: Option<&str>,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Story>> {
        let order = match order {
            StoryOrder::Most => "s.articles DESC, v.published DESC",
            StoryOrder::Newest => "v.published DESC",
            StoryOrder::Oldest => "v.published IS NULL, v.published",
        };
        let sql = format!(
            "SELECT s.id FROM story s JOIN article_version v ON v.id = s.first JOIN article a ON a.id = v.article \
             WHERE (?1 IS NULL AND ?2 IS NULL) OR EXISTS (SELECT 1 FROM story_article m JOIN article_version w ON w.id = m.version \
             WHERE m.story = s.id AND (?1 IS NULL OR w.published >= ?1) AND (?2 IS NULL OR substr(w.published, 1, length(?2)) <= ?2)) \
             ORDER BY {order}, s.ref, a.key LIMIT ?3 OFFSET ?4"
        );
        let mut ids = self.db.prepare_cached(&sql)?;
        let ids: Vec<i64> = ids.query_map(params![since, until, limit, skip], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.into_iter().filter_map(|id| self.story(id).transpose()).collect()
    }

    /// The story that a version is in.
    pub fn story_of(&self, version: i64) -> Result<Option<Story>> {
        let mut asked = self.db.prepare_cached("SELECT story FROM story_article WHERE version = ?1")?;
        let id: Option<i64> = asked.query_row([version], |r| r.get(0)).optional()?;
        id.map_or(Ok(None), |id| self.story(id))
    }

    /// What the story that a version is in is called by.
    pub fn story_reference(&self, version: i64) -> Result<Option<String>> {
        let mut asked =
            self.db.prepare_cached("SELECT s.ref FROM story s JOIN story_article m ON m.story = s.id WHERE m.version = ?1")?;
        Ok(asked.query_row([version], |r| r.get(0)).optional()?)
    }

    fn story(&self, id: i64) -> Result<Option<Story>> {
        let mut asked = self.db.prepare_cached(
            "SELECT s.ref, s.first_basis, s.agency, a.name FROM story s LEFT JOIN actor a ON a.key = s.agency WHERE s.id = ?1",
        )?;
        let story = asked.query_row([id], |r| {
            Ok(Story {
                reference: r.get(0)?,
                first_basis: r.get(1)?,
                agency: r.get(2)?,
                agency_name: r.get(3)?,
                articles: Vec::new(),
            })
        });
        let Some(mut story) = story.optional()? else { return Ok(None) };
        let mut members = self.db.prepare_cached(
            "SELECT v.id, v.ref, o.name, v.published, substr(v.text, v.title_start + 1, v.title_end - v.title_start), \
             coalesce(v.url, v.path), v.agency, w.ref, m.copied FROM story_article m JOIN article_version v ON v.id = m.version \
             LEFT JOIN outlet o ON o.id = v.outlet LEFT JOIN article_version w ON w.id = m.source \
             WHERE m.story = ?1 ORDER BY m.ord",
        )?;
        story.articles = members.query_map([id], member)?.collect::<rusqlite::Result<_>>()?;
        Ok(Some(story))
    }
}

fn member(r: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        version: r.get(0)?,
        reference: r.get(1)?,
        outlet: r.get(2)?,
        published: r.get(3)?,
        title: r.get(4)?,
        place: r.get(5)?,
        agency: r.get(6)?,
        source: r.get(7)?,
        copied: r.get(8)?,
    })
}
