//! What a report tells: read from the record, article by article. Of the statements themselves only the newest are held,
//! up to a limit; everything is counted.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::Path;

use rawi_export::{Report, Said};
use rawi_record::{Actor, Day, Dispute, DisputeKind, Record, Search, Stored};
use rawi_text::Span;
use rawi_text::civil;

use super::timeline::Days;
use crate::fragment;
use crate::record::found;

/// Days shown before and after the one that a report is about.
const AROUND: i64 = 14;

/// Days before and after in which a contradiction is looked for.
const NEAR: i64 = 7;
/// Contradictions that are shown.
const MOST_DISPUTES: usize = 12;
/// Cards among which another report of one is looked for.
const AGO: usize = 2000;

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

/// One statement, with every article that has it, in these words or in others.
#[derive(Clone, Debug, Default)]
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
    /// The utterance that it reports.
    pub utterance: String,
    /// How others word the same.
    pub others: Vec<Wording>,
}

/// Another report of an act of speech: its words and who has them.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// How the words are given.
    pub kind: String,
    /// The words that attribute it.
    pub cue: String,
    /// What was said.
    pub content: String,
    /// Who has it so, as in [`Card`].
    pub sources: Vec<(usize, Option<String>)>,
}

/// Two statements that seem to contradict one another.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// What it is about.
    pub kind: DisputeKind,
    /// From 0 to 1.
    pub confidence: f64,
    /// The two figures, as written.
    pub figures: Option<(String, String)>,
    /// The claim, or the earlier figure.
    pub one: Card,
    /// The denial, or the later figure.
    pub other: Card,
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
    /// `held`, `announced`, `called_for`, `cancelled`.
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
    /// What seems to contradict, the surest first.
    pub disputes: Vec<Contradiction>,
    /// How many there are.
    pub disputed: u64,
    /// Versions of the reader.
    pub readers: BTreeSet<String>,
    numbers: BTreeMap<i64, usize>,
    /// The numbers of the statements that were taken.
    taken: HashSet<i64>,
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
        gathered.contradictions(record, path)?;
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
        let report = Report::new(stored, which.iter().copied()).grouped(record)?;
        let article = report.article();
        let mut source = None;
        for said in report.said().filter(|s| !is_own(s.statement.speaker.entity.as_ref(), without)) {
            let s = said.statement;
            let number = *source.get_or_insert_with(|| self.source(stored, &report));
            self.counts[list] += 1;
            self.taken.extend(record.statement_at(stored.id, said.place)?);
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
            let card = card(record, &report, &said, number)?;
            if let Some((english, _)) = &card.speaker_en {
                self.english.insert(card.speaker.clone(), english.clone());
            }
            add(if list == 0 { &mut self.speakers } else { &mut self.speakers_of }, &card.speaker);
            let cards = if list == 0 { &mut self.said } else { &mut self.of };
            hold(cards, card, most);
        }
        Ok(())
    }

    /// What seems to contradict among what was taken and what stands near it.
    fn contradictions(&mut self, record: &Record, path: &Path) -> anyhow::Result<()> {
        if self.taken.is_empty() {
            return Ok(());
        }
        // a denial comes days after what it denies, or days before what it is asked about here
        let iso = |day: i64| {
            let (y, m, d) = civil::date(day);
            format!("{y:04}-{m:02}-{d:02}")
        };
        let days = self.days.iter().filter(|(_, n)| n[0] + n[1] > 0).map(|(day, _)| *day);
        let (first, last) = (days.clone().next(), days.clone().next_back());
        let all_dated = self.undated == 0;
        let since = first.filter(|_| all_dated).map(|day| iso(day - NEAR));
        let until = last.filter(|_| all_dated).map(|day| iso(day + NEAR));
        let found = record.disputes(since.as_deref(), until.as_deref()).map_err(|e| crate::record::at(path, &e))?;
        let found: Vec<Dispute> =
            found.into_iter().filter(|d| self.taken.contains(&d.one) || self.taken.contains(&d.other)).collect();
        self.disputed = found.len() as u64;
        for dispute in found.into_iter().take(MOST_DISPUTES) {
            if let (Some(one), Some(other)) = (self.side(record, dispute.one)?, self.side(record, dispute.other)?) {
                let Dispute { kind, confidence, figures, .. } = dispute;
                self.disputes.push(Contradiction { kind, confidence, figures, one, other });
            }
        }
        Ok(())
    }

    /// One side of a dispute.
    fn side(&mut self, record: &Record, statement: i64) -> anyhow::Result<Option<Card>> {
        let Some((version, place)) = record.place(statement)? else { return Ok(None) };
        let Some(stored) = record.version(version)? else { return Ok(None) };
        let report = Report::new(&stored, [place]).grouped(record)?;
        let number = self.source(&stored, &report);
        let said = report.said().next();
        said.map(|said| card(record, &report, &said, number)).transpose()
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
        let sides = self.disputes.iter().flat_map(|d| [&d.one, &d.other]);
        let used = sides.chain(cards).flat_map(Card::all_sources).chain(self.meetings.iter().map(|m| m.source));
        let mut place = BTreeMap::new();
        for n in used {
            place.entry(n).or_insert_with(|| {
                order.push(n);
                order.len() - 1
            });
        }
        let sides = self.disputes.iter_mut().flat_map(|d| [&mut d.one, &mut d.other]);
        for card in self.said.iter_mut().chain(&mut self.of).chain(sides) {
            for (n, _) in card.sources.iter_mut().chain(card.others.iter_mut().flat_map(|o| &mut o.sources)) {
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

impl Card {
    /// The places of all its sources.
    fn all_sources(&self) -> impl Iterator<Item = usize> + '_ {
        let others = self.others.iter().flat_map(|o| &o.sources);
        self.sources.iter().chain(others).map(|s| s.0)
    }

    /// Takes in another report of it: in the same words, or in others.
    fn take(&mut self, report: Card) {
        self.times += report.times;
        let same = |content: &str| content == report.content && !content.is_empty();
        let sources = if same(&self.content) {
            &mut self.sources
        } else if let Some(n) = self.others.iter().position(|o| same(&o.content)) {
            &mut self.others[n].sources
        } else {
            let Card { kind, cue, content, sources, .. } = report;
            self.others.push(Wording { kind, cue, content, sources });
            return;
        };
        for source in report.sources {
            if !sources.iter().any(|(n, _)| *n == source.0) {
                sources.push(source);
            }
        }
    }
}

/// A statement as it is shown.
fn card(record: &Record, report: &Report<'_>, said: &Said<'_>, source: usize) -> anyhow::Result<Card> {
    let (s, article) = (said.statement, report.article());
    let speaker = match &s.speaker.entity {
        Some(key) => record.actor(key)?,
        None => None,
    };
    let there = s.content.first().and_then(|c| {
        let span = Span::new(report.places.byte(c.start)? as u32, report.places.byte(c.end)? as u32);
        fragment::to(article.source.url.as_deref()?, &article.source.media_type, &article.text, span)
    });
    Ok(Card {
        id: said.id(),
        speaker: speaker.as_ref().map_or(s.speaker.name.as_str(), |a| a.name.as_str()).to_owned(),
        speaker_id: s.speaker.entity.clone(),
        speaker_en: speaker.and_then(|a| a.name_en.map(|en| (en, a.name_en_basis.as_deref() == Some("romanised")))),
        act: s.act.clone(),
        kind: s.kind.clone(),
        cue: one_line(said.cue()),
        content: one_line(&said.content()),
        day: report.published().and_then(day_of),
        chain: s.chain.iter().map(|p| one_line(&p.name)).collect(),
        times: 1,
        sources: vec![(source, there)],
        utterance: said.utterance(),
        others: Vec::new(),
    })
}

/// Holds a card; where it reports what another one reports, or the same was said by the same on the same day in the same
/// words, with that one.
fn hold(cards: &mut VecDeque<Card>, card: Card, most: usize) {
    if let Some(first) = cards.iter_mut().rev().take(AGO).find(|c| c.utterance == card.utterance) {
        first.take(card);
        return;
    }
    let same = |c: &&mut Card| {
        c.content == card.content
            && !c.content.is_empty()
            && c.act == card.act
            && c.speaker_id == card.speaker_id
            && c.speaker == card.speaker
    };
    let recent = cards.iter_mut().rev().take_while(|c| c.day == card.day);
    if let Some(first) = { recent }.find(same) {
        first.take(card);
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
