//! What a person types into a search, and what it means to the index of words.
//!
//! Words beside one another must all be there; `OR` between two means either; `"…"` (also «…» and “…”) is a phrase;
//! `-` before a word or phrase leaves out what has it; `*` behind a word stands for any ending. `OR` binds closer than
//! what stands beside: `أ OR ب ج` is (أ or ب) and ج.

use crate::fold;

/// One word or phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    /// Its words, exact.
    pub exact: Vec<String>,
    /// And folded.
    pub folded: Vec<String>,
    /// Whether it may go on.
    pub prefix: bool,
    /// Whether it is in Latin letters: then it may be somebody's name.
    pub latin: bool,
}

/// A search: all of the groups, of each group any term, and none of the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub all: Vec<Vec<Term>>,
    pub none: Vec<Term>,
}

/// A piece of what was typed.
enum Piece<'a> {
    Or,
    Term { text: &'a str, quoted: bool, negative: bool },
}

impl Query {
    /// Reads what was typed. What is no word (a stray mark) is passed over: no text is wrong.
    pub(crate) fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut either = false;
        let mut last_latin = false;
        for piece in pieces(typed) {
            let Piece::Term { text, quoted, negative } = piece else {
                either = !query.all.is_empty();
                last_latin = false;
                continue;
            };
            let term = term(text, quoted);
            if term.exact.is_empty() {
                continue;
            }
            if negative {
                query.none.push(term);
                last_latin = false;
                continue;
            }
            let plain_latin = term.latin && !quoted && !term.prefix;
            match query.all.last_mut() {
                Some(group) if either => group.push(term),
                // Sergey Lavrov is one name
                Some(group) if last_latin && plain_latin => {
                    if let Some(name) = group.last_mut() {
                        name.exact.extend(term.exact);
                        name.folded.extend(term.folded);
                    }
                }
                _ => query.all.push(vec![term]),
            }
            either = false;
            last_latin = plain_latin;
        }
        query
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.none.is_empty()
    }
}

fn term(text: &str, quoted: bool) -> Term {
    let prefix = text.ends_with('*') && !quoted;
    let mut term = Term { prefix, ..Term::default() };
    fold::each(text, |exact, folded| {
        term.exact.push(exact.to_owned());
        term.folded.push(folded.to_owned());
    });
    if prefix && let (Some(exact), Some(folded)) = (term.exact.last(), term.folded.last_mut()) {
        *folded = fold::prefix(exact);
    }
    term.latin = !term.exact.is_empty() && term.exact.iter().all(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()));
    term
}

/// Cuts at blanks, but not inside quotation marks.
fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let negative = first == '-' && rest.len() > 1 && !rest[1..].starts_with(char::is_whitespace);
        let from = if negative { &rest[1..] } else { rest };
        let close = match from.chars().next() {
            Some('"') => Some('"'),
            Some('«') => Some('»'),
            Some('“') => Some('”'),
            _ => None,
        };
        let (text, after) = match close {
            Some(close) => {
                let inside = from.chars().next().map_or(from, |c| &from[c.len_utf8()..]);
                inside.split_once(close).unwrap_or((inside, ""))
            }
            None => from.split_at(from.find(char::is_whitespace).unwrap_or(from.len())),
        };
        if close.is_none() && !negative && text == "OR" {
            pieces.push(Piece::Or);
        } else {
            pieces.push(Piece::Term { text, quoted: close.is_some(), negative });
        }
        rest = after.trim_start();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, means: &str) {
        let show = |t: &Term| format!("{}{}", t.exact.join("_"), if t.prefix { "*" } else { "" });
        let query = Query::parse(typed);
        let groups = query.all.iter().map(|g| g.iter().map(show).collect::<Vec<_>>().join("|"));
        let none = query.none.iter().map(|t| format!("-{}", show(t)));
        assert_eq!(groups.chain(none).collect::<Vec<_>>().join(" "), means, "{typed}");
    }

    #[test]
    fn what_is_typed_and_what_it_means() {
        check("وقف إطلاق النار", "وقف إطلاق النار");
        check("\"وقف إطلاق النار\" هدنة", "وقف_إطلاق_النار هدنة");
        check("«وقف إطلاق» “النار", "وقف_إطلاق النار");
        check("هدنة -غزة -\"وقف إطلاق\"", "هدنة -غزة -وقف_إطلاق");
        check("هدنة OR تهدئة غزة", "هدنة|تهدئة غزة");
        check("a OR b OR c", "a|b|c");
        check("OR هدنة OR", "هدنة");
        check("سور* -مصر*", "سور* -مصر*");
        check("Sergey Lavrov أستانة", "Sergey_Lavrov أستانة".to_lowercase().as_str());
        check("Lavrov OR Kerry", "lavrov|kerry");
        check("", "");
        check(" - \" * ، «» --", "");
        check("و-غزة", "و_غزة");
    }
}
