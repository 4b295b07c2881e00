//! The tree of quotation marks.

use crate::token::{Token, TokenKind};

/// No quotation.
pub const NONE: u32 = u32::MAX;

/// A pair of quotation marks, as indices of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The opening mark.
    pub open: u32,
    /// The closing mark; where it was never closed, the token that ends its paragraph. Such a quotation holds no words:
    /// [`Quotes::inside`] passes over it.
    pub close: u32,
    /// The quotation around this one, or [`NONE`].
    pub parent: u32,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// All quotations of a text and, for each token, the innermost one that it stands in.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// In the order of their opening marks.
    pub all: Vec<Quote>,
    /// For each token, the innermost quotation around it (its own marks are outside), or [`NONE`].
    pub inside: Vec<u32>,
    /// For each token, the quotation that it opens, or [`NONE`].
    pub opens: Vec<u32>,
    /// For each token, the quotation that it closes, or [`NONE`].
    pub closes: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Guillemet,
    Curly,
    Straight,
}

impl Quotes {
    /// Pairs the marks of a text. Guillemets and curly marks pair by their shape, straight ones by what stands beside
    /// them; what is opened and never closed ends with its paragraph, unless the next paragraphs close it.
    pub fn of(text: &str, tokens: &[Token]) -> Quotes {
        let marks: Vec<usize> = (0..tokens.len()).filter(|i| !tokens[*i].is_content()).collect();
        Quotes::by_marks(text, tokens, &marks)
    }

    /// The same where the marks and breaks among the tokens are known, in order; commas may be left out.
    pub(crate) fn by_marks(text: &str, tokens: &[Token], marks: &[usize]) -> Quotes {
        let mut q = Quotes {
            all: Vec::new(),
            inside: vec![NONE; tokens.len()],
            opens: vec![NONE; tokens.len()],
            closes: vec![NONE; tokens.len()],
        };
        let mut stack: Vec<(u32, Mark)> = Vec::new();
        let innermost = |stack: &[(u32, Mark)]| stack.last().map_or(NONE, |s| s.0);
        // the innermost quotation, from one token on
        let (mut inside, mut from) = (NONE, 0);
        for &i in marks {
            let kind = tokens[i].kind;
            if inside != NONE && matches!(kind, TokenKind::Quote | TokenKind::Break) {
                q.inside[from..i].fill(inside);
            }
            match kind {
                TokenKind::Quote => {
                    let (mark, side) = side(text, tokens, i);
                    let open_at = stack.iter().rposition(|(_, m)| *m == mark);
                    let closes = match (side, open_at) {
                        (_, None) => false,
                        (Side::Close, Some(_)) => true,
                        // لـ"الاقتصادية "مصدر: the space is on the wrong side
                        (Side::Open, Some(at))
                            if mark == Mark::Straight && i - q.all[stack[at].0 as usize].open as usize <= 4 =>
                        {
                            true
                        }
                        (Side::Open, Some(at)) if mark == Mark::Straight => {
                            !nests(text, tokens, i) && {
                                // a second opening mark: the first was never closed
                                close_all(&mut q, &mut stack, at, i as u32, false);
                                false
                            }
                        }
                        (Side::Open, Some(_)) => false,
                        (Side::Either, Some(_)) => true,
                    };
                    if closes {
                        let at = open_at.unwrap_or(0);
                        close_all(&mut q, &mut stack, at + 1, i as u32, false);
                        close_all(&mut q, &mut stack, at, i as u32, true);
                        (inside, from) = (innermost(&stack), i);
                        continue;
                    }
                    // a second opening mark may have ended another quotation
                    q.inside[i] = innermost(&stack);
                    if side != Side::Close || mark == Mark::Straight && stack.is_empty() && opens_wrongly(text, tokens, i) {
                        let id = q.all.len() as u32;
                        let parent = innermost(&stack);
                        q.all.push(Quote { open: i as u32, close: i as u32, parent, closed: false });
                        q.opens[i] = id;
                        stack.push((id, mark));
                    }
                    (inside, from) = (innermost(&stack), i + 1);
                }
                TokenKind::Break if !stack.is_empty() && !closed_later(text, tokens, i, stack[0].1) => {
                    close_all(&mut q, &mut stack, 0, i as u32, false);
                    inside = NONE;
                }
                TokenKind::Break => from = i,
                _ => {}
            }
        }
        if inside != NONE {
            q.inside[from..].fill(inside);
        }
        close_all(&mut q, &mut stack, 0, tokens.len() as u32, false);
        q.forget_unclosed();
        for (n, quote) in q.all.iter().enumerate().filter(|(_, quote)| quote.closed) {
            q.closes[quote.close as usize] = n as u32;
        }
        q
    }

    /// What was never closed holds nothing: its words stand in the quotation around it.
    fn forget_unclosed(&mut self) {
        if self.all.iter().all(|q| q.closed) {
            return;
        }
        for i in 0..self.inside.len() {
            while self.inside[i] != NONE && !self.all[self.inside[i] as usize].closed {
                self.inside[i] = self.all[self.inside[i] as usize].parent;
            }
        }
        for i in 0..self.all.len() {
            let mut parent = self.all[i].parent;
            while parent != NONE && !self.all[parent as usize].closed {
                parent = self.all[parent as usize].parent;
            }
            self.all[i].parent = parent;
        }
    }

    /// The outermost quotation around a token, or [`NONE`].
    pub fn outermost(&self, token: usize) -> u32 {
        let mut id = self.inside.get(token).copied().unwrap_or(NONE);
        while id != NONE && self.all[id as usize].parent != NONE {
            id = self.all[id as usize].parent;
        }
        id
    }
}

fn close_all(q: &mut Quotes, stack: &mut Vec<(u32, Mark)>, from: usize, at: u32, closed: bool) {
    while stack.len() > from {
        if let Some((id, _)) = stack.pop() {
            let quote = &mut q.all[id as usize];
            quote.close = at;
            quote.closed = closed && stack.len() == from;
        }
    }
}

/// What a mark is, and which side it stands on by its shape and neighbours.
fn side(text: &str, tokens: &[Token], i: usize) -> (Mark, Side) {
    let before_word = i > 0 && !tokens[i].spaced && (tokens[i - 1].is_content() || is_end_mark(tokens[i - 1].kind));
    let clitic = before_word && tokens[i - 1].is_word() && tokens[i - 1].key.len() <= 2 && starts_here(tokens, i);
    let after_word =
        i + 1 < tokens.len() && !tokens[i + 1].spaced && (tokens[i + 1].is_content() || tokens[i + 1].kind == TokenKind::Open);
    let by_place = match (before_word && !clitic, after_word) {
        (false, true) => Side::Open,
        (true, false) => Side::Close,
        _ => Side::Either,
    };
    match tokens[i].span.of(text) {
        "«" | "‹" => (Mark::Guillemet, Side::Open),
        "»" | "›" => (Mark::Guillemet, Side::Close),
        "„" | "‟" => (Mark::Curly, Side::Open),
        "“" => (Mark::Curly, if by_place == Side::Close { Side::Either } else { Side::Open }),
        "”" => (Mark::Curly, if by_place == Side::Open { Side::Either } else { Side::Close }),
        _ => (Mark::Straight, by_place),
    }
}

fn starts_here(tokens: &[Token], i: usize) -> bool {
    i + 1 < tokens.len() && !tokens[i + 1].spaced && tokens[i + 1].is_content()
}

fn is_end_mark(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Stop | TokenKind::Dots | TokenKind::Bang | TokenKind::Comma | TokenKind::Close)
}

/// Whether a straight mark that looks like an opening one, met inside a straight quotation, opens an inner one: true
/// where the next two straight marks of the paragraph both close.
fn nests(text: &str, tokens: &[Token], i: usize) -> bool {
    let mut closing = 0;
    for (j, t) in tokens.iter().enumerate().skip(i + 1).take(400) {
        match t.kind {
            TokenKind::Break => return false,
            TokenKind::Quote => match side(text, tokens, j) {
                (Mark::Straight, Side::Close) => {
                    closing += 1;
                    if closing == 2 {
                        return true;
                    }
                }
                (Mark::Straight, _) => return false,
                _ => {}
            },
            _ => {}
        }
    }
    false
}

/// `وأضاف" نحن لا نريد".`: whether a straight mark that looks like a closing one, where nothing is open, opens: it stands at a
/// word, with the space behind it, and the next straight mark of the line closes.
fn opens_wrongly(text: &str, tokens: &[Token], i: usize) -> bool {
    let placed = i > 0 && tokens[i - 1].is_word() && tokens.get(i + 1).is_some_and(|t| t.spaced && t.is_content());
    let later = || tokens.iter().enumerate().skip(i + 1).take(400).take_while(|(_, t)| t.kind != TokenKind::Break);
    let mut sides = later().filter(|(_, t)| t.kind == TokenKind::Quote).map(|(j, _)| side(text, tokens, j));
    placed && sides.find(|(mark, _)| *mark == Mark::Straight).is_some_and(|(_, side)| side == Side::Close)
}

/// Whether the next mark of this shape after a paragraph's end closes: then the quotation runs over paragraphs.
fn closed_later(text: &str, tokens: &[Token], i: usize, mark: Mark) -> bool {
    if mark == Mark::Straight {
        return false;
    }
    for (j, t) in tokens.iter().enumerate().skip(i + 1).take(600) {
        if t.kind == TokenKind::Quote {
            let (m, s) = side(text, tokens, j);
            if m == mark {
                return s == Side::Close;
            }
        }
    }
    false
}
