//! What `scripts/names.sh` measures: names from standard input, one pair a line.
//!
//!     names romanise    Arabic name, tab, its Latin forms with | between: how the romanisation agrees with them
//!     names show        the same, and prints each name with what was made of it
//!     names same        two names, tab between: prints `same`, `possible` or `different` and the score for each line
//!     names speed       a name a line: nanoseconds a name of each function
//!     names actor       the same, by the names of people in the knowledge base too

use rawi_actors::Tables;
use rawi_actors::names::{NameBook, NameQuery, Romaniser, Verdict, name_key, same_name, sound_key};
use rawi_text::{Key, table};
use std::io::{self, BufRead, Write};
use std::time::Instant;

/// Prints the least time of five rounds for one of `names`, in nanoseconds.
fn time(out: &mut impl Write, what: &str, names: usize, mut round: impl FnMut() -> u32) -> io::Result<()> {
    let nanoseconds = (0..5).map(|_| {
        let start = Instant::now();
        std::hint::black_box(round());
        start.elapsed().as_nanos()
    });
    writeln!(out, "{what}: {} ns", nanoseconds.min().unwrap_or(0) / names.max(1) as u128)
}

fn main() -> io::Result<()> {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let lines = io::stdin().lock().lines();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match mode.as_str() {
        "same" | "actor" => {
            let people = table::rows::<9>("kb/people.tsv", include_str!("../../../kb/people.tsv")).flatten();
            let names = people.flat_map(|(line, [_, _, name, aliases, _, english, ..])| {
                [name, english].into_iter().chain(table::several(aliases)).map(move |n| (line as u32, n))
            });
            let book = if mode == "actor" { NameBook::new(names) } else { NameBook::default() };
            for line in lines {
                let line = line?;
                let (a, b) = line.split_once('\t').unwrap_or((&line, ""));
                let likeness = book.same_actor(a, b);
                let verdict = match likeness.verdict {
                    Verdict::Same => "same",
                    Verdict::Possible => "possible",
                    Verdict::Different => "different",
                };
                writeln!(out, "{verdict}\t{:.3}", likeness.score)?;
            }
        }
        "speed" => {
            let names: Vec<String> = lines.collect::<Result<_, _>>()?;
            let romaniser = Romaniser::default();
            let pairs = || names.iter().zip(names.iter().skip(1));
            time(&mut out, "name_key", names.len(), || names.iter().map(|n| name_key(n).len()).sum())?;
            time(&mut out, "sound_key", names.len(), || names.iter().map(|n| sound_key(n).len()).sum())?;
            time(&mut out, "romanise", names.len(), || names.iter().map(|n| romaniser.romanise(n).len() as u32).sum())?;
            time(&mut out, "same_name", names.len(), || pairs().map(|(a, b)| same_name(a, b).score as u32).sum())?;
            let query = NameQuery::new("Sergey Lavrov");
            time(&mut out, "a query", names.len(), || names.iter().map(|n| u32::from(query.score(n).is_some())).sum())?;
        }
        "romanise" | "show" => {
            let kb = &Tables::built_in().kb;
            let romaniser = Romaniser::new(kb.iter().map(|row| (&*row.name, &*row.name_en)));
            let (mut all, mut exact, mut letters, mut key, mut same) = (0u32, 0u32, 0u32, 0u32, 0u32);
            for line in lines {
                let line = line?;
                let (arabic, latin) = line.split_once('\t').unwrap_or((&line, ""));
                let latin: Vec<&str> = latin.split('|').collect();
                let ours = romaniser.romanise(arabic);
                let lower = |s: &str| s.to_lowercase();
                // letters alone: without case, hyphens, marks, spaces
                let folded = |s: &str| Key::of(&s.replace(|c: char| !c.is_alphabetic(), ""));
                all += 1;
                exact += u32::from(latin.iter().any(|l| lower(l) == lower(&ours)));
                letters += u32::from(latin.iter().any(|l| folded(l) == folded(&ours)));
                let keys = latin.iter().any(|l| sound_key(l) == sound_key(&ours));
                key += u32::from(keys);
                same += u32::from(latin.iter().any(|l| same_name(l, &ours).verdict == Verdict::Same));
                if mode == "show" {
                    writeln!(out, "{arabic}\t{ours}\t{}\t{}", latin.join("|"), if keys { "" } else { "other key" })?;
                }
            }
            let share = |n: u32| f64::from(n) / f64::from(all.max(1));
            writeln!(
                out,
                "{all} names: as written {:.3}, the same letters {:.3}, the same key {:.3}, one name to the matcher {:.3}",
                share(exact),
                share(letters),
                share(key),
                share(same)
            )?;
        }
        _ => writeln!(out, "usage: names romanise | show | same | actor | speed   < PAIRS")?,
    }
    out.flush()
}
