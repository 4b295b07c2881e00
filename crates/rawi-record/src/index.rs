//! What `rawi find` looks up: each statement as folded words, and as facets (who, what, where from).

use std::collections::HashSet;

use crate::error::{Error, Failure, Result};
use crate::fold;
use crate::model::{Article, Places, Range};
use crate::story::Shingles;
use crate::utterance::gist::{self, Gist};

/// A statement's words as the index takes them, words parted by blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As written, without marks.
    pub exact: String,
    /// Folded.
    pub folded: String,
}

/// An article with what the index needs of it: made on the thread that read it, so that the one that writes does not fold.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) article: Article,
    /// One for each statement.
    pub(crate) words: Vec<Words>,
    /// One for each statement: what is held against other statements.
    pub(crate) gists: Vec<Option<Gist>>,
    /// What is held against other articles.
    pub(crate) shingles: Shingles,
    /// Bytes of the text, as a weight.
    pub(crate) bytes: usize,
}

impl Prepared {
    /// Prepares an article. What does not hold together (a span outside the text, an actor whom nothing names) is an error
    /// here, and so never a row of a record.
    pub fn new(article: Article) -> Result<Self> {
        let places = Places::new(&article.text);
        sound(&article, &places)?;
        let words: Vec<Words> = article.reading.statements.iter().map(|s| words(&places, s)).collect();
        let gists = gist::all(&article.reading.statements, &words, article.title);
        let shingles = Shingles::of(&article, &places);
        Ok(Self { words, gists, shingles, bytes: article.text.len(), article })
    }

    /// The bytes of its text.
    pub fn len(&self) -> usize {
        self.bytes
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }
}

/// Every span is a place in the text, and every actor that a statement names is among the entities.
pub(crate) fn sound(article: &Article, places: &Places<'_>) -> Result<()> {
    let unsound = |what: String| Error::new(Failure::Other, what);
    let entities: HashSet<&str> = article.reading.entities.iter().map(|e| e.id.as_str()).collect();
    for (what, range) in spans(article) {
        if places.of(range).is_none_or(str::is_empty) {
            return Err(unsound(format!("{what} {} to {} is no place in the text", range.start, range.end)));
        }
    }
    for (n, s) in article.reading.statements.iter().chain(&article.reading.rejected).enumerate() {
        let parties =
            s.chain.iter().chain(&s.addressee).chain(&s.stance.towards).chain(s.demand.iter().filter_map(|d| d.of.as_ref()));
        let parties = parties.filter_map(|p| p.entity.as_ref());
        let named = s.speaker.entity.iter().chain(parties).chain(&s.about);
        if let Some(unknown) = named.into_iter().find(|id| !entities.contains(id.as_str())) {
            return Err(unsound(format!("a statement names {unknown}, who is not among the article's entities")));
        }
        if s.content.is_empty() {
            return Err(unsound(format!("statement {n} has no content")));
        }
        if s.within.is_some_and(|w| w == n || w >= article.reading.statements.len()) {
            return Err(unsound(format!("statement {n} stands in one that is not there")));
        }
        if s.denies.as_ref().and_then(|d| d.statement).is_some_and(|d| d == n || d >= article.reading.statements.len()) {
            return Err(unsound(format!("statement {n} denies one that is not there")));
        }
    }
    Ok(())
}

/// All spans of an article, each with what it is.
pub(crate) fn spans(article: &Article) -> impl Iterator<Item = (&'static str, Range)> {
    let body = article.body.iter().map(|b| ("a part of the body", *b));
    let mentions = article.reading.entities.iter().flat_map(|e| &e.mentions).map(|m| ("a mention", *m));
    let of_statements = article.reading.statements.iter().chain(&article.reading.rejected).flat_map(|s| {
        let content = s.content.iter().map(|c| ("a content", *c));
        let parties = s.chain.iter().chain(&s.addressee).map(|p| ("a party", p.mention));
        let time = s.time.iter().map(|t| ("a time", t.place));
        let others = s.occasion.map(|o| ("an occasion", o)).into_iter();
        let mention = s.speaker.mention.map(|m| ("a speaker", m));
        let asked = s.demand.iter().filter_map(|d| d.of.as_ref());
        let stance = s.stance.towards.iter().chain(asked).map(|p| ("a stance's actor", p.mention));
        let demand = s.demand.iter().flat_map(|d| d.what.into_iter().chain(d.condition));
        let issue = s.stance.issue.into_iter().chain(demand).chain(s.denies.iter().map(|d| d.claim));
        let stance = stance.chain(issue.map(|i| ("words of a stance", i)));
        content.chain([("a cue", s.cue)]).chain(mention).chain(parties).chain(time).chain(others).chain(stance)
    });
    article.title.map(|t| ("the headline", t)).into_iter().chain(body).chain(mentions).chain(of_statements)
}

/// The words of a statement's content.
pub(crate) fn words(places: &Places<'_>, statement: &crate::model::Statement) -> Words {
    let mut words = Words::default();
    for part in statement.content.iter().filter_map(|c| places.of(*c)) {
        fold::each(part, |exact, folded| {
            for (to, word) in [(&mut words.exact, exact), (&mut words.folded, folded)] {
                if !to.is_empty() {
                    to.push(' ');
                }
                to.push_str(word);
            }
        });
    }
    words
}

/// The word that stands at every statement.
pub(crate) const ALL: &str = "z";

/// Facets with the number of what they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facet {
    /// An actor speaks.
    Speaker,
    /// The content names an actor.
    About,
    /// An actor passed it on.
    Chain,
    /// It is said to an actor.
    Addressee,
    /// The article is an outlet's.
    Outlet,
    /// The article names a process.
    Process,
}

impl Facet {
    /// The facet of a row, as a word.
    pub(crate) fn word(self, id: i64) -> String {
        let letter = match self {
            Facet::Speaker => 's',
            Facet::About => 'b',
            Facet::Chain => 'c',
            Facet::Addressee => 'a',
            Facet::Outlet => 'o',
            Facet::Process => 'p',
        };
        format!("{letter}{id}")
    }
}

/// An act as a word.
pub(crate) fn act(act: &str) -> String {
    format!("t{act}")
}

/// A kind as a word.
pub(crate) fn kind(kind: &str) -> String {
    format!("k{kind}")
}
