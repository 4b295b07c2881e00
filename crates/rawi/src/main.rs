//! The program: what was typed goes to the command that it names.

use std::process::ExitCode;

use clap::Parser;
use rawi::args::{Cli, Command};
use rawi::{exit, read, score, shell};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(typed) => read::run(typed),
        Command::Score(typed) => score::run(&typed),
        Command::Completions(typed) => shell::completions(&typed),
        Command::Man(typed) => shell::man(&typed),
    };
    exit::code(done)
}
