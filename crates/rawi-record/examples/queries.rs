//! How long searches take: `queries RECORD [COUNT]` asks COUNT (500) mixed searches, made of the record's own words, in a
//! fixed order, twice, and tells the times of the second round.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::path::Path;
use std::time::{Duration, Instant};

use rawi_record::model::Places;
use rawi_record::{Record, Search, Sort};

/// A fixed series of numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("queries RECORD [COUNT]")?;
    let count = args.next().map_or(Ok(500), |n| n.parse())?;
    let record = Record::open_read(Path::new(&path))?;
    let searches = searches(&record, count)?;
    let mut times = Vec::new();
    let mut found = 0;
    for round in 0..2 {
        times.clear();
        found = 0;
        for (kind, search) in &searches {
            let began = Instant::now();
            // as `rawi find` does: the statements with their texts
            for id in record.find(search)? {
                let (version, _) = record.place(id)?.ok_or("a statement is gone")?;
                found += usize::from(record.version(version)?.is_some());
            }
            times.push((began.elapsed(), *kind, &search.words));
        }
        if round == 0 {
            eprintln!("first round, cold: {:?}", times.iter().map(|t| t.0).sum::<Duration>());
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].0;
    println!(
        "{} searches, {found} statements: median {:.2?}, 95 in 100 under {:.2?}, slowest {:.2?}",
        times.len(),
        at(50),
        at(95),
        at(100)
    );
    for kind in KINDS {
        let mut of: Vec<Duration> = times.iter().filter(|t| t.1 == kind).map(|t| t.0).collect();
        of.sort();
        if !of.is_empty() {
            println!("{kind:28} {:4} median {:9.2?}  slowest {:9.2?}", of.len(), of[of.len() / 2], of[of.len() - 1]);
        }
    }
    for (time, kind, words) in times.iter().rev().take(5) {
        println!("slow: {time:.2?} {kind}: {words}");
    }
    Ok(())
}

const KINDS: [&str; 9] = [
    "one word",
    "two words",
    "a phrase",
    "either",
    "without",
    "a prefix",
    "a word and who speaks",
    "a word and a year",
    "the oldest of a word",
];

/// Searches by turns of their kinds, with words of statements drawn at random: common words are drawn often.
fn searches(record: &Record, count: usize) -> Result<Vec<(&'static str, Search)>, Box<dyn std::error::Error>> {
    let mut dice = Dice(7);
    let mut last = 0;
    record.sql::<rawi_record::Error>(
        "SELECT max(id) FROM article_version",
        |_| Ok(()),
        |row| {
            if let rawi_record::Value::Integer(n) = row[0] {
                last = n as usize;
            }
            Ok(())
        },
    )?;
    let mut searches = Vec::new();
    while searches.len() < count {
        let Some(stored) = record.version(1 + dice.below(last) as i64)? else { continue };
        let statements = &stored.article.reading.statements;
        if statements.is_empty() {
            continue;
        }
        let statement = &statements[dice.below(statements.len())];
        let places = Places::new(&stored.article.text);
        let content = places.of(statement.content[0]).unwrap_or_default();
        let words: Vec<&str> = content.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).collect();
        if words.len() < 6 {
            continue;
        }
        let at = dice.below(words.len() - 3);
        let (one, other) = (words[at], words[dice.below(words.len())]);
        let kind = KINDS[searches.len() % KINDS.len()];
        let mut search = Search { words: one.to_owned(), limit: 20, ..Search::default() };
        match kind {
            "two words" => search.words = format!("{one} {other}"),
            "a phrase" => search.words = format!("\"{} {} {}\"", one, words[at + 1], words[at + 2]),
            "either" => search.words = format!("{one} OR {other}"),
            "without" => search.words = format!("{one} -{other}"),
            "a prefix" => search.words = format!("{}*", one.chars().take(3).collect::<String>()),
            "a word and who speaks" => match &statement.speaker.entity {
                Some(id) => search.by = vec![id.clone()],
                None => continue,
            },
            "a word and a year" => match &stored.article.published {
                Some(p) => {
                    search.since = p.value.get(..4).map(str::to_owned);
                    search.until.clone_from(&search.since);
                }
                None => continue,
            },
            "the oldest of a word" => search.sort = Sort::Oldest,
            _ => {}
        }
        searches.push((kind, search));
    }
    Ok(searches)
}
