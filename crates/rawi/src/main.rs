//! The program: what was typed goes to the command that it names.

use std::process::ExitCode;

use clap::Parser;
use rawi::args::{Cli, Command};
#[cfg(feature = "watch")]
use rawi::watch;
use rawi::{exit, kb, lexicon, names, pages, read, record, report, score, shell};

// Reading makes many small vectors and drops them an article later: a tenth of the whole time less than with the
// system's allocator, by `bench/`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(typed) => read::run(typed),
        Command::Pages(typed) => pages::run(typed),
        Command::Names(typed) => names::run(typed),
        Command::Kb(typed) => kb::run(&typed),
        Command::Lexicon(typed) => lexicon::run(&typed),
        Command::Add(typed) => record::add::run(typed),
        #[cfg(feature = "watch")]
        Command::Watch(typed) => watch::run(typed),
        Command::Reread(typed) => record::reread::run(&typed),
        Command::Check(typed) => record::check::run(&typed),
        Command::Find(typed) => record::find::run(typed),
        Command::Show(typed) => record::show::run(&typed),
        Command::Stories(typed) => record::stories::run(&typed),
        Command::Disputes(typed) => record::disputes::run(&typed),
        Command::Review(typed) => record::review::run(typed),
        Command::Export(typed) => record::export::run(typed),
        Command::Report(typed) => report::run(&typed),
        Command::Sql(typed) => record::sql::run(&typed),
        Command::Score(typed) => score::run(&typed),
        Command::Completions(typed) => shell::completions(&typed),
        Command::Man(typed) => shell::man(&typed),
    };
    exit::code(done)
}
