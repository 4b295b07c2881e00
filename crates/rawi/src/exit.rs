//! Exit codes: 0 all done, 1 something failed, 2 wrong usage (clap's own), or a file of the user's that cannot be used.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// How a command that ran to its end went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Some inputs failed; each was named on standard error.
    SomeFailed,
    /// What was typed cannot be used, as was told; nothing was done.
    Unusable,
}

/// The exit code of a command. A reader that closed the pipe has what it wanted: that is no error.
pub fn code(done: anyhow::Result<Outcome>) -> ExitCode {
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::Unusable) => ExitCode::from(2),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            problem(&format!("rawi: {error:#}"));
            ExitCode::from(1)
        }
    }
}

/// One line on standard error. That it cannot be written is no reason to stop.
pub fn problem(message: &str) {
    let line = message.replace(['\n', '\r'], " ");
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
}
