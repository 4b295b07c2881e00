//! Bytes a second of each stage, and how that compares with counting words.

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use rawi_bench::{Corpus, STAGES, corpora};

// the program's own
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rounds of the comparison; the least time of each stage counts.
const ROUNDS: usize = 7;

fn main() {
    divan::main();
    let asked = |arg: &str| std::env::args().any(|a| a == arg);
    if !(asked("--list") || asked("--test")) {
        corpora().iter().for_each(compare);
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    corpora().iter().map(|c| c.name)
}

fn run(bencher: Bencher<'_, '_>, name: &str, stage: rawi_bench::Stage) {
    if let Some(corpus) = corpora().iter().find(|c| c.name == name) {
        bencher.counter(BytesCount::new(corpus.bytes)).bench(|| stage(black_box(corpus)));
    }
}

#[divan::bench(args = names(), sample_count = 10)]
fn words(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, rawi_bench::words);
}

#[divan::bench(args = names(), sample_count = 10)]
fn text(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, rawi_bench::text);
}

#[divan::bench(args = names(), sample_count = 10)]
fn actors(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, rawi_bench::actors);
}

#[divan::bench(args = names(), sample_count = 10)]
fn speech(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, rawi_bench::speech);
}

#[divan::bench(args = names(), sample_count = 10)]
fn whole(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, rawi_bench::whole);
}

/// Times all stages by turns, so that a busy machine slows all of them alike.
fn compare(corpus: &Corpus) {
    let mut least = [Duration::MAX; STAGES.len()];
    for _ in 0..ROUNDS {
        for (least, (_, stage)) in least.iter_mut().zip(STAGES) {
            let start = Clock::start();
            black_box(stage(black_box(corpus)));
            *least = start.spent().min(*least);
        }
    }
    println!("\n{} ({:.1} MB): {}, least of {ROUNDS} rounds by turns", corpus.name, corpus.bytes as f64 / 1e6, Clock::WHAT);
    for (least_of_stage, (name, _)) in least.iter().zip(STAGES) {
        let speed = corpus.bytes as f64 / 1e6 / least_of_stage.as_secs_f64();
        let ratio = least[0].as_secs_f64() / least_of_stage.as_secs_f64();
        println!("{name:<32} {speed:8.1} MB/s {ratio:7.2} times the words");
    }
}

/// The thread's time on a core where the system tells it (Linux), else the time of day.
struct Clock(Instant, Option<Duration>);

impl Clock {
    const WHAT: &str = if cfg!(target_os = "linux") { "time on a core" } else { "elapsed time" };

    fn start() -> Clock {
        Clock(Instant::now(), Clock::on_core())
    }

    fn spent(&self) -> Duration {
        match (self.1, Clock::on_core()) {
            (Some(then), Some(now)) => now.saturating_sub(then),
            _ => self.0.elapsed(),
        }
    }

    fn on_core() -> Option<Duration> {
        #[cfg(target_os = "linux")]
        {
            let told = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
            Duration::try_from(told).ok()
        }
        #[cfg(not(target_os = "linux"))]
        None
    }
}
