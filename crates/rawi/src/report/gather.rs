//! What a report tells: read from the record, article by article. Of the statements themselves only the newest are held,
//! up to a limit; everything is counted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use rawi_export::Report;
use rawi_record::{Actor, Day, Record, Search, Stored};
use rawi_text::Span;
use rawi_text::civil;

use super::timeline::Days;
use crate::fragment;
use crate::record::found;

/// Days shown before and after the one that a report is about.
const AROUND: i64 = 14;

/// What a report is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// What actors said, and what others said of them: several ids may be one person's.
    Actor(Vec<Actor>),
    /// What was published on a day, in a month or in a year.
    Day(String),
    /// What was said in articles that name a process.
    Process(Vec<Actor>),
}

/// Names with how often.
pub type Counts = BTreeMap<String, u64>;

/// One statement, with every article that has it in the same words.
#[derive(Clone, Debug)]
pub struct Card {
    /// The id of the first.
    pub id: String,
    /// Who speaks.
    pub speaker: String,
    /// The speaker's id.
    pub speaker_id: Option<String>,
    /// Their English name, and whether it is only the Arabic in Latin letters.
    pub speaker_en: Option<(String, bool)>,
    /// The act.
    pub act: String,
    /// How the words are given.
    pub kind: String,
    /// The words that attribute it.
    pub cue: String,
    /// What was said.
    pub content: String,
    /// The day of publication, since 1970-01-01.
    pub day: Option<i64>,
    /// Who passed it on, outermost first.
    pub chain: Vec<String>,
    /// How often it stands there: more than once in an article whose headline has it too.
    pub times: u64,
    /// Articles, by their place among the sources, each with an address of the very words where it has one.
    pub sources: Vec<(usize, Option<String>)>,
}

/// An article that statements of the report were read from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The reference.
    pub reference: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
    /// The address, if a browser may follow it.
    pub url: Option<String>,
    /// SHA-256 of the bytes that it was read from.
    pub sha256: String,
    /// Where it was read from.
    pub place: String,
}

/// A meeting of a process.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// The day of publication.
    pub day: Option<i64>,
    /// What it is called.
    pub name: String,
    /// Who took part.
    pub parts: Vec<String>,
    /// `held`, `announced`, `cancelled`.
    pub held: String,
    /// The article, by its place among the sources.
    pub source: usize,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What was said; the newest, oldest first.
    pub said: VecDeque<Card>,
    /// What others said of the actor, likewise.
    pub of: VecDeque<Card>,
    /// How many there are of either.
    pub counts: [u64; 2],
    /// By day.
    pub days: Days,
    /// How many have no date.
    pub undated: u64,
    /// Of what they said themselves: by act.
    pub acts: Counts,
    /// By speaker.
    pub speakers: Counts,
    /// Of both: by outlet.
    pub outlets: Counts,
    /// By whoever passed it on.
    pub chain: Counts,
    /// By whom it speaks of.
    pub about: Counts,
    /// By who speaks of the actor.
    pub speakers_of: Counts,
    /// English names of whom is counted, by their Arabic ones.
    pub english: BTreeMap<String, String>,
    /// How many articles.
    pub articles: u64,
    /// Articles of what is held.
    pub sources: Vec<Source>,
    /// Meetings of a process.
    pub meetings: BTreeSet<Meeting>,
    /// Versions of the reader.
    pub readers: BTreeSet<String>,
    numbers: BTreeMap<i64, usize>,
}

/// What is asked for besides the subject.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Published on this day or later.
    pub since: Option<String>,
    /// Or earlier.
    pub until: Option<String>,
    /// Statements that are shown, of either list.
    pub most: usize,
}

impl Gathered {
    /// Reads what the record has about a subject.
    pub fn new(record: &Record, path: &Path, subject: &Subject, limits: &Limits) -> anyhow::Result<Self> {
        let mut gathered = Self::default();
        let period = Search { since: limits.since.clone(), until: limits.until.clone(), ..Search::default() };
        let keys = |actors: &[Actor]| actors.iter().map(|a| a.key.clone()).collect::<Vec<_>>();
        match subject {
            Subject::Actor(actors) => {
                let own = keys(actors);
                let by = Search { by: own.clone(), ..period.clone() };
                found(record, path, &by, |stored, which| gathered.take(record, stored, &which, 0, &[], limits.most))?;
                let of = Search { about: own.clone(), ..period };
                found(record, path, &of, |stored, which| gathered.take(record, stored, &which, 1, &own, limits.most))?;
                gathered.count_days(record, path, &by, 0)?;
                gathered.count_others(record, path, &of, &own)?;
            }
            Subject::Day(day) => {
                let on = Search { since: Some(day.clone()), until: Some(day.clone()), ..period };
                found(record, path, &on, |stored, which| gathered.take(record, stored, &which, 0, &[], limits.most))?;
                let (first, last) = span(day);
                let around = if last - first < AROUND { AROUND } else { 0 };
                let iso = |day: i64| {
                    let (y, m, d) = civil::date(day);
                    format!("{y:04}-{m:02}-{d:02}")
                };
                let near = Search { since: Some(iso(first - around)), until: Some(iso(last + around)), ..Search::default() };
                gathered.count_days(record, path, &near, 0)?;
                // the days themselves are there even where nothing is known of them
                gathered.days.entry(first - around).or_default();
                gathered.days.entry(last + around).or_default();
            }
            Subject::Process(actors) => {
                let own = keys(actors);
                let within = Search { process: own.clone(), ..period };
                found(record, path, &within, |stored, which| {
                    gathered.take(record, stored, &which, 0, &[], limits.most)?;
                    gathered.meetings(stored, &own);
                    Ok(())
                })?;
                gathered.count_days(record, path, &within, 0)?;
            }
        }
        gathered.drop_unused();
        Ok(gathered)
    }

    /// Counts by day from the numbers of statements alone.
    fn count_days(&mut self, record: &Record, path: &Path, search: &Search, n: usize) -> anyhow::Result<()> {
        let mut after = -1;
        loop {
            let ids = record.find_after(search, after, 4096).map_err(|e| crate::record::at(path, &e))?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = *last;
            for id in ids {
                match Day::of_statement(id) {
                    Some(day) => self.days.entry(day).or_default()[n] += 1,
                    None => self.undated += 1,
                }
            }
        }
    }

    /// Counts by day what others said.
    fn count_others(&mut self, record: &Record, path: &Path, search: &Search, own: &[String]) -> anyhow::Result<()> {
        found(record, path, search, |stored, which| {
            let day = stored.article.published.as_ref().and_then(|p| day_of(&p.value));
            let others = Report::new(stored, which).said().filter(|s| !is_own(s.statement.speaker.entity.as_ref(), own)).count();
            match day {
                _ if others == 0 => {}
                Some(day) => self.days.entry(day).or_default()[1] += others as u64,
                None => self.undated += others as u64,
            }
            Ok(())
        })
    }

    /// Takes an article's statements into one of the lists, but for those of `without`.
    fn take(
        &mut self,
        record: &Record,
        stored: &Stored,
        which: &[usize],
        list: usize,
        without: &[String],
        most: usize,
    ) -> anyhow::Result<()> {
        let report = Report::new(stored, which.iter().copied());
        let article = report.article();
        let mut source = None;
        for said in report.said().filter(|s| !is_own(s.statement.speaker.entity.as_ref(), without)) {
            let s = said.statement;
            let number = *source.get_or_insert_with(|| self.source(stored, &report));
            self.counts[list] += 1;
            let add = |counts: &mut Counts, name: &str| {
                if !name.trim().is_empty() {
                    *counts.entry(name.to_owned()).or_default() += 1;
                }
            };
            add(&mut self.outlets, article.source.outlet.as_deref().unwrap_or_default());
            if list == 0 {
                add(&mut self.acts, &s.act);
                s.chain.iter().for_each(|p| add(&mut self.chain, &p.name));
                for about in &s.about {
                    if s.speaker.entity.as_ref() != Some(about) {
                        let actor = record.actor(about)?.unwrap_or_default();
                        add(&mut self.about, &actor.name);
                        self.english.extend(actor.name_en.map(|en| (actor.name, en)));
                    }
                }
            }
            let speaker = match &s.speaker.entity {
                Some(key) => record.actor(key)?,
                None => None,
            };
            let name = speaker.as_ref().map_or(s.speaker.name.as_str(), |a| a.name.as_str());
            if let Some(english) = speaker.as_ref().and_then(|a| a.name_en.clone()) {
                self.english.insert(name.to_owned(), english);
            }
            add(if list == 0 { &mut self.speakers } else { &mut self.speakers_of }, name);
            let there = s.content.first().and_then(|c| {
                let span = Span::new(report.places.byte(c.start)? as u32, report.places.byte(c.end)? as u32);
                fragment::to(article.source.url.as_deref()?, &article.source.media_type, &article.text, span)
            });
            let card = Card {
                id: said.id(),
                speaker: name.to_owned(),
                speaker_id: s.speaker.entity.clone(),
                speaker_en: speaker.and_then(|a| a.name_en.map(|en| (en, a.name_en_basis.as_deref() == Some("romanised")))),
                act: s.act.clone(),
                kind: s.kind.clone(),
                cue: one_line(said.cue()),
                content: one_line(&said.content()),
                day: report.published().and_then(day_of),
                chain: s.chain.iter().map(|p| one_line(&p.name)).collect(),
                times: 1,
                sources: vec![(number, there)],
            };
            let cards = if list == 0 { &mut self.said } else { &mut self.of };
            hold(cards, card, most);
        }
        Ok(())
    }

    /// The article's place among the sources.
    fn source(&mut self, stored: &Stored, report: &Report<'_>) -> usize {
        if let Some(number) = self.numbers.get(&stored.id) {
            return *number;
        }
        let article = report.article();
        self.articles += 1;
        self.readers.insert(stored.reader.clone());
        let number = self.sources.len();
        self.numbers.insert(stored.id, number);
        self.sources.push(Source {
            reference: article.reference().to_owned(),
            outlet: article.source.outlet.clone(),
            title: report.title().map(one_line),
            published: article.published.as_ref().map(|p| p.value.clone()),
            url: report.url().map(str::to_owned),
            sha256: article.source.sha256.clone(),
            place: article.source.line.map_or_else(|| article.source.path.clone(), |n| format!("{}:{n}", article.source.path)),
        });
        number
    }

    /// Meetings of the process, as the record keeps them.
    fn meetings(&mut self, stored: &Stored, own: &[String]) {
        let Ok(meetings) = serde_json::from_str::<Vec<serde_json::Value>>(&stored.article.reading.positions.meetings) else {
            return;
        };
        let Some(source) = self.numbers.get(&stored.id).copied() else { return };
        let day = stored.article.published.as_ref().and_then(|p| day_of(&p.value));
        for meeting in meetings {
            if meeting["id"].as_str().is_none_or(|id| !own.iter().any(|o| o == id)) {
                continue;
            }
            let name = meeting["text"]["text"].as_str().or(meeting["process"].as_str()).unwrap_or_default();
            let parts = meeting["participants"].as_array().into_iter().flatten();
            let parts = parts.filter_map(|p| p["name"].as_str()).map(one_line).collect();
            let held = meeting["held"].as_str().unwrap_or_default().to_owned();
            self.meetings.insert(Meeting { day, name: one_line(name), parts, held, source });
        }
    }

    /// Leaves out sources of what is not shown, and numbers the others as they are shown: newest first.
    fn drop_unused(&mut self) {
        let mut order: Vec<usize> = Vec::new();
        let cards = self.said.iter().rev().chain(self.of.iter().rev());
        let used = cards.flat_map(|c| c.sources.iter().map(|s| s.0)).chain(self.meetings.iter().map(|m| m.source));
        let mut place = BTreeMap::new();
        for n in used {
            place.entry(n).or_insert_with(|| {
                order.push(n);
                order.len() - 1
            });
        }
        for card in self.said.iter_mut().chain(&mut self.of) {
            for (n, _) in &mut card.sources {
                *n = place.get(n).copied().unwrap_or_default();
            }
        }
        self.meetings = std::mem::take(&mut self.meetings)
            .into_iter()
            .map(|m| Meeting { source: place.get(&m.source).copied().unwrap_or_default(), ..m })
            .collect();
        self.sources = order.into_iter().filter_map(|n| self.sources.get(n).cloned()).collect();
    }
}

fn is_own(speaker: Option<&String>, own: &[String]) -> bool {
    speaker.is_some_and(|s| own.contains(s))
}

/// Holds a card; where the same was said by the same on the same day in the same words, only where else it stands.
fn hold(cards: &mut VecDeque<Card>, card: Card, most: usize) {
    let same = |c: &&mut Card| {
        c.content == card.content
            && !c.content.is_empty()
            && c.act == card.act
            && c.speaker_id == card.speaker_id
            && c.speaker == card.speaker
    };
    let recent = cards.iter_mut().rev().take_while(|c| c.day == card.day);
    if let Some(first) = { recent }.find(same) {
        first.times += 1;
        if !first.sources.iter().any(|(n, _)| *n == card.sources[0].0) {
            first.sources.extend(card.sources);
        }
        return;
    }
    if cards.len() == most {
        cards.pop_front();
    }
    cards.push_back(card);
}

/// The days of a date: from its first to its last.
pub fn span(iso: &str) -> (i64, i64) {
    let day = |d: Day| Day::of_statement(d.first()).unwrap_or_default();
    (day(Day::of(iso)), day(Day::last_of(iso)))
}

/// The day of a date that is known to the day.
fn day_of(iso: &str) -> Option<i64> {
    (iso.len() >= 10).then(|| Day::of_statement(Day::of(iso).first())).flatten()
}

/// Text with single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
