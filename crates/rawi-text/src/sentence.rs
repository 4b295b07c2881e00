//! Sentences, as ranges of tokens.

use crate::quotes::{NONE, Quotes};
use crate::span::Span;
use crate::token::{Token, TokenKind};
use crate::words::Class;

/// A sentence: tokens `[start, end)`; its final mark, where it has one, is the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Number of its paragraph, from 0.
    pub paragraph: u32,
}

/// Cuts tokens into sentences. A quotation that is closed holds its sentences together: the cut falls after its closing
/// mark.
/// `marks` are the marks and breaks among the tokens, in order; commas may be left out.
pub fn sentences(text: &str, tokens: &[Token], marks: &[usize], classes: &[Class], quotes: &Quotes) -> Vec<Sentence> {
    let mut out = Vec::new();
    let (mut start, mut paragraph) = (0usize, 0u32);
    for &i in marks {
        // it clings to a full stop
        if i < start {
            continue;
        }
        match tokens[i].kind {
            TokenKind::Break if in_closed(quotes, i) || goes_on(text, tokens, classes, start, i) => {}
            TokenKind::Break => {
                close(&mut out, tokens, start, i, paragraph);
                paragraph += 1;
                start = i + 1;
            }
            TokenKind::Stop | TokenKind::Dots | TokenKind::Bang if ends_here(text, tokens, quotes, i) => {
                let mut end = i + 1;
                // closing marks that cling to the full stop belong to its sentence
                while end < tokens.len()
                    && !tokens[end].spaced
                    && (tokens[end].kind == TokenKind::Close
                        || (tokens[end].kind == TokenKind::Quote && quotes.opens[end] == NONE))
                {
                    end += 1;
                }
                close(&mut out, tokens, start, end, paragraph);
                start = end;
            }
            _ => {}
        }
    }
    close(&mut out, tokens, start, tokens.len(), paragraph);
    out
}

/// Whether a line that breaks off is gone on with by the next one: no mark stands at its end, and a word that cannot end
/// a sentence stands there, or a preposition or a number begins the next line. An empty line between them parts them.
fn goes_on(text: &str, tokens: &[Token], classes: &[Class], start: usize, i: usize) -> bool {
    let (Some(before), Some(after)) = (i.checked_sub(1), tokens.get(i + 1)) else { return false };
    // a break between two parts of an article is no text itself
    let between = Span::new(tokens[before].span.end, after.span.start).of(text);
    let empty_line = between.bytes().filter(|b| *b == b'\n').count() > 1;
    if empty_line || i - start < 8 || !tokens[before].is_content() || !after.is_content() {
        return false;
    }
    let open = classes[before].is(Class::PREP.or(Class::REL).or(Class::CLAUSE).or(Class::AUX).or(Class::NEG));
    let next = classes[i + 1];
    open || after.kind == TokenKind::Number && tokens[before].is_word()
        || next.is(Class::PREP.or(Class::REL)) && !next.is(Class::WITH_CONJ)
}

fn close(out: &mut Vec<Sentence>, tokens: &[Token], start: usize, end: usize, paragraph: u32) {
    if tokens[start..end].iter().any(Token::is_content) {
        out.push(Sentence { start: start as u32, end: end as u32, paragraph });
    }
}

fn in_closed(quotes: &Quotes, i: usize) -> bool {
    let id = quotes.outermost(i);
    id != NONE && quotes.all[id as usize].closed
}

/// Whether the mark at `i` ends a sentence.
fn ends_here(text: &str, tokens: &[Token], quotes: &Quotes, i: usize) -> bool {
    if in_closed(quotes, i) {
        return false;
    }
    let next = tokens.get(i + 1);
    match tokens[i].kind {
        TokenKind::Stop => {
            let Some(before) = i.checked_sub(1).map(|p| &tokens[p]) else { return false };
            if before.is_word() && before.key.len() <= 1 && !before.span.of(text).is_empty() {
                return false; // د. أ.ف.ب
            }
            match next {
                None => true,
                Some(n) if n.spaced || n.kind == TokenKind::Break => true,
                // no space after it: a lost space in Arabic, part of a name in Latin letters
                Some(n) if n.is_word() => n.key.first() >= 0x80 && n.key.len() > 2 && before.key.len() > 2 && before.is_content(),
                Some(n) => n.kind == TokenKind::Quote,
            }
        }
        // two dots part sentences where they end a line or stand before a new clause
        TokenKind::Dots => next.is_none_or(|n| n.spaced || n.is_word()),
        TokenKind::Bang => next.is_none_or(|n| n.spaced || n.kind != TokenKind::Bang),
        _ => false,
    }
}
