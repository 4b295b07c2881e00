//! Completions and manual pages, from the same definitions as the help.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::exit::Outcome;

/// `rawi completions SHELL`.
pub fn completions(typed: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Cli::command(), "rawi", &mut script);
    print(&script)
}

/// `rawi man [COMMAND]`.
pub fn man(typed: &ManArgs) -> anyhow::Result<Outcome> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let about = typed.about.as_deref();
    let command = about.and_then(|name| program.find_subcommand(name));
    let command = command.unwrap_or(&program).clone();
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Done)
}
