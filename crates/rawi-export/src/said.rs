//! An article of the record with the words behind its offsets: what every format asks for.

use std::collections::BTreeMap;

use rawi_record::model::{Article, Entity, Places, Range, Statement};
use rawi_record::{Record, Stored};

/// An article and those of its statements that were asked for.
#[derive(Debug)]
pub struct Report<'a> {
    /// As it lies in the record.
    pub stored: &'a Stored,
    /// Places of its text.
    pub places: Places<'a>,
    which: Vec<usize>,
    /// Of a statement's place, its utterance and how many report it, where somebody else does.
    utterances: BTreeMap<usize, (String, u64)>,
    /// The story.
    story: Option<String>,
}

/// One statement of an article.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The article that it stands in.
    pub report: &'a Report<'a>,
    /// The statement.
    pub statement: &'a Statement,
    /// Its place among those of the article.
    pub place: usize,
}

impl<'a> Report<'a> {
    /// An article with these of its statements; numbers that it does not have are passed over.
    pub fn new(stored: &'a Stored, which: impl IntoIterator<Item = usize>) -> Self {
        Self {
            stored,
            places: Places::new(&stored.article.text),
            which: which.into_iter().collect(),
            utterances: BTreeMap::new(),
            story: None,
        }
    }

    /// The same with the story and the utterances that the record has it in; without, it is in none.
    pub fn grouped(mut self, record: &Record) -> rawi_record::Result<Self> {
        let utterances = record.utterances_of(self.stored.id)?;
        self.utterances = utterances.into_iter().map(|(place, id, reports)| (place, (id, reports))).collect();
        self.story = record.story_reference(self.stored.id)?;
        Ok(self)
    }

    /// The id of the story that it is an article of, if any.
    pub fn story(&self) -> Option<&str> {
        self.story.as_deref()
    }

    /// An article with all its statements.
    pub fn whole(stored: &'a Stored) -> Self {
        Self::new(stored, 0..stored.article.reading.statements.len())
    }

    /// The article.
    pub fn article(&self) -> &'a Article {
        &self.stored.article
    }

    /// The statements that were asked for.
    pub fn said(&'a self) -> impl Iterator<Item = Said<'a>> {
        let all = &self.stored.article.reading.statements;
        self.which.iter().filter_map(|n| Some(Said { report: self, statement: all.get(*n)?, place: *n }))
    }

    /// The words in a range; none where it is no range of the text.
    pub fn words(&self, range: Range) -> &'a str {
        // `Places` borrows the text for as long as it lives itself
        let text = self.stored.article.text.as_str();
        let bytes = self.places.byte(range.start).zip(self.places.byte(range.end));
        bytes.and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    }

    /// The headline.
    pub fn title(&self) -> Option<&'a str> {
        self.article().title.map(|t| self.words(t)).filter(|t| !t.trim().is_empty())
    }

    /// When it was published, in ISO 8601.
    pub fn published(&self) -> Option<&'a str> {
        self.article().published.as_ref().map(|p| p.value.as_str())
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&'a Entity> {
        self.article().reading.entities.iter().find(|e| e.id == id)
    }

    /// The address, where it is one that others may follow.
    pub fn url(&self) -> Option<&'a str> {
        self.article().source.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"))
    }
}

impl<'a> Said<'a> {
    /// The id, as `rawi read` prints it.
    pub fn id(&self) -> String {
        self.statement.reference(self.report.article().reference())
    }

    /// The utterance that it reports: its own id where nobody else does.
    pub fn utterance(&self) -> String {
        self.report.utterances.get(&self.place).map_or_else(|| self.id(), |(id, _)| id.clone())
    }

    /// How many statements report that utterance, this one among them.
    pub fn reports(&self) -> u64 {
        self.report.utterances.get(&self.place).map_or(1, |(_, reports)| *reports)
    }

    /// What was said; parts are joined by ` … `.
    pub fn content(&self) -> String {
        let parts: Vec<&str> = self.statement.content.iter().map(|c| self.report.words(*c)).collect();
        parts.join(" … ")
    }

    /// The words that attribute it.
    pub fn cue(&self) -> &'a str {
        self.report.words(self.statement.cue)
    }

    /// The speaker's entity.
    pub fn speaker(&self) -> Option<&'a Entity> {
        self.report.entity(self.statement.speaker.entity.as_deref()?)
    }

    /// When it was said: the date, or the words for it where they are no date.
    pub fn time(&self) -> Option<&'a str> {
        let time = self.statement.time.as_ref()?;
        Some(time.value.as_deref().unwrap_or_else(|| self.report.words(time.place)))
    }

    /// The id of the statement that it stands in.
    pub fn within(&self) -> Option<String> {
        let article = self.report.article();
        let outer = article.reading.statements.get(self.statement.within?)?;
        Some(outer.reference(article.reference()))
    }

    /// The id of the statement that it denies, where that stands in the same article.
    pub fn denied(&self) -> Option<String> {
        let article = self.report.article();
        let denied = article.reading.statements.get(self.statement.denies.as_ref()?.statement?)?;
        Some(denied.reference(article.reference()))
    }
}
