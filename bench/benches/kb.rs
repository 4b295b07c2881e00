//! What the knowledge base costs: at start-up, and where a user lays half a million names over it.
//!
//! `cargo bench --bench kb` prints milliseconds, the least of some rounds, and the memory that stays.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use rawi_actors::Tables;

const ROUNDS: usize = 7;
/// Rows of the user's table, and aliases of each.
const PEOPLE: usize = 100_000;
const ALIASES: usize = 5;

fn main() {
    if std::env::args().any(|a| a == "--list" || a == "--test") {
        return;
    }
    // first of all, while the allocator has nothing kept back from earlier rounds
    let before = resident();
    let tables = Tables::load();
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("memory:   {:.1} MB more with all tables", (after.saturating_sub(before)) as f64 / 1e6);
    }
    drop(black_box(tables));
    let words = least(ROUNDS, || Tables::words_only().1.len());
    let all = least(ROUNDS, || Tables::load().1.len());
    println!("start-up: {words:.1} ms without the knowledge base, {all:.1} ms with it: {:.1} ms are its own", all - words);
    let table = table();
    let own = [("own.tsv", table.as_str())];
    let load = least(3, || Tables::with_kb(&own).map_or(0, |t| t.kb.len()));
    println!("own rows: {} aliases of {PEOPLE} people ({:.1} MB) in {load:.0} ms", PEOPLE * ALIASES, table.len() as f64 / 1e6);
}

/// Milliseconds of the fastest round.
fn least(rounds: usize, mut work: impl FnMut() -> usize) -> f64 {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..rounds).map(time).fold(f64::MAX, f64::min)
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<u64>().ok()? * 4096)
}

/// People of invented names, one first name in ten the same, as it is in Arabic.
fn table() -> String {
    const LETTERS: [&str; 12] = ["را", "سا", "دي", "كو", "مي", "نا", "لو", "في", "با", "زي", "شا", "حو"];
    let name = |mut n: usize| {
        let mut word = String::new();
        for _ in 0..5 {
            word.push_str(LETTERS[n % LETTERS.len()]);
            n /= LETTERS.len();
        }
        word
    };
    let mut table = "id\tkind\tname\taliases\tname_en\tgender\troles\n".to_owned();
    for n in 0..PEOPLE {
        let first = if n % 10 == 0 { "محمد".to_owned() } else { name(n % 700) };
        let aliases: Vec<String> = (1..=ALIASES).map(|a| format!("{first} {} {}", name(n), name(n * 7 + a * 11_003))).collect();
        let row =
            writeln!(table, "person:own-{n}\tperson\t{first} {}\t{}\tOwn {n}\tm\tminister 2001..", name(n), aliases.join("|"));
        row.expect("a string takes all that is written");
    }
    table
}
