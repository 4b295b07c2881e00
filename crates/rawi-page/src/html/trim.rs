//! Lines of the main text that are none of the article: what the names of elements did not tell.

use crate::fold::Words;
use crate::furniture::furniture;
use crate::lines::lines;

use super::blocks::Line;
use super::main_text::{Found, push};
use super::parts::{TOLD, Tells};

/// Lines near the end, where the site speaks of comments and of use.
const LAST: usize = 5;

/// Takes out what is no part of the article, and tells it.
pub(super) fn trim(found: &mut Found, title: Option<&str>) {
    let mut kept = Vec::with_capacity(found.lines.len());
    let all = found.lines.len();
    let title = title.map(Words::owned);
    for (n, line) in std::mem::take(&mut found.lines).into_iter().enumerate() {
        let near_end = n + LAST >= all;
        match verdict(&line, n, near_end, title.as_deref()) {
            Some(why) => push(why, line.block.text, &mut found.left_out),
            None => kept.push(line),
        }
    }
    found.lines = kept;
    by_table(found);
}

fn verdict(line: &Line, n: usize, near_end: bool, title: Option<&[String]>) -> Option<&'static str> {
    let text = line.block.text.as_str();
    if line.letters == 0 {
        return Some("marks");
    }
    let ends = text.ends_with(['.', '؟', '!', '…', '?', '»', '"', '”', ')']);
    let words = Words::of(text, 60);
    // the headline once more
    if n < 3 && title.is_some_and(|t| words.len() == t.len() && words.has_at(0, t)) {
        return Some("title");
    }
    if text.len() < 300 && text.starts_with(['©', 'Ⓒ']) || text.starts_with("(c) ") && text.len() < 300 {
        return Some("caption");
    }
    for (tells, n) in TOLD.at(&words, 0) {
        let colon = text[words.place(n - 1).end..].trim_start().starts_with(':');
        match tells {
            Tells::Clock if words.len() <= 10 && text.chars().any(char::is_numeric) => return Some("date"),
            Tells::Notice if words.len() < 45 => return Some("notice"),
            Tells::Labelled if words.len() == n || colon && words.len() <= n + 25 => return Some("notice"),
            Tells::Credit if words.len() <= n + 4 && (colon || text.starts_with('(') || text.contains('/')) => {
                return Some("caption");
            }
            _ => {}
        }
    }
    if near_end && TOLD.anywhere(&words, Tells::Policy) && text.len() < 1200 {
        return Some("notice");
    }
    if text.split(' ').all(|w| w.starts_with('#')) {
        return Some("tags");
    }
    if near_end && !text.chars().any(char::is_alphabetic) {
        return Some("marks");
    }
    // a line that is one link and no sentence leads elsewhere; a name alone, only at the edges
    if line.links > 0 && line.linked == line.letters && !ends && (words.len() >= 3 || near_end || n < 3) {
        return Some("related");
    }
    // a run of links
    if line.links >= 3 && line.linked * 10 >= line.letters * 9 && !ends {
        return Some("navigation");
    }
    None
}

/// Leaves out the lines that the table of page furniture tells as a whole.
fn by_table(found: &mut Found) {
    let mut text = String::new();
    for line in &found.lines {
        text.push_str(&line.block.text);
        text.push('\n');
    }
    let places = lines(&text, 0);
    // every line has letters, so that the two are one to one
    if places.len() != found.lines.len() {
        return;
    }
    let cuts = furniture(&text, &places, None);
    let whole = |n: usize| cuts.iter().any(|c| c.start <= places[n].start && places[n].end <= c.end);
    let gone: Vec<bool> = (0..places.len()).map(whole).collect();
    let mut n = 0;
    let left_out = &mut found.left_out;
    found.lines.retain(|line| {
        let keep = !gone[n];
        n += 1;
        if !keep {
            push("furniture", line.block.text.clone(), left_out);
        }
        keep
    });
}
