//! Help, completions, manual pages.
#![allow(missing_docs)]

mod common;

use common::{out, rawi};

#[test]
fn every_help_has_an_example() {
    for command in [
        None,
        Some("read"),
        Some("pages"),
        Some("names"),
        Some("add"),
        Some("watch"),
        Some("lexicon"),
        Some("reread"),
        Some("check"),
        Some("find"),
        Some("show"),
        Some("stories"),
        Some("disputes"),
        Some("review"),
        Some("export"),
        Some("report"),
        Some("sql"),
        Some("kb"),
        Some("score"),
        Some("completions"),
        Some("man"),
    ] {
        let args: Vec<&str> = command.into_iter().chain(["--help"]).collect();
        let done = rawi(&args);
        assert_eq!(done.status.code(), Some(0));
        let help = out(&done);
        let (_, examples) = help.split_once("Examples:\n").expect("examples");
        let lead = command.map_or("  rawi ".to_owned(), |c| format!("rawi {c}"));
        assert!(examples.contains(&lead), "{help}");
    }
}

#[test]
fn the_version() {
    let told = out(&rawi(&["--version"]));
    assert_eq!(told, format!("rawi {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = rawi(&["completions", shell]);
        assert_eq!(done.status.code(), Some(0));
        assert!(out(&done).contains("text-field"), "{shell}");
    }
}

#[test]
fn manual_pages() {
    let program = out(&rawi(&["man"]));
    assert!(program.contains(".TH rawi 1"));
    let read = out(&rawi(&["man", "read"]));
    assert!(read.contains("\\-\\-text\\-field") && read.contains("Examples:"), "{read}");
}

#[test]
fn the_commands_of_review_have_examples_too() {
    for command in [
        "confirm",
        "reject",
        "speaker",
        "act",
        "span",
        "chain",
        "add",
        "add-actor",
        "merge-actors",
        "split-actor",
        "same-utterance",
        "apart-utterance",
        "same-story",
        "apart-story",
        "undo",
        "log",
        "gold",
    ] {
        let help = out(&rawi(&["review", "x.rawi", command, "--help"]));
        let (_, examples) = help.split_once("Examples:\n").expect("examples");
        assert!(examples.contains(&format!("rawi review news.rawi {command}")), "{help}");
    }
}

#[test]
fn the_commands_of_kb_have_examples_too() {
    for command in ["check", "find"] {
        let help = out(&rawi(&["kb", command, "--help"]));
        let (_, examples) = help.split_once("Examples:\n").expect("examples");
        assert!(examples.contains(&format!("rawi kb {command}")), "{help}");
    }
}
