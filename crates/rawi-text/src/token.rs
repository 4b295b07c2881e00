//! Words, numbers, marks and breaks as spans over the text.

use crate::key;
use crate::key::{Key, KeyBuilder, LAST, LETTER, arabic_letter, fold_char, is_invisible, letter};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with their marks.
    Word,
    /// Digits, with the separators inside them.
    Number,
    /// `.` or `۔` at the end of a sentence or an abbreviation.
    Stop,
    /// `..`, `...`, `…`.
    Dots,
    /// `؟ ? !`.
    Bang,
    /// `، ,`.
    Comma,
    /// `؛ ;`.
    Semicolon,
    /// `:`.
    Colon,
    /// `« “ „ ‹ ”`, straight marks, `&quot;`; which side it is is told by [`crate::Quotes`].
    Quote,
    /// `( [ {`.
    Open,
    /// `) ] }`.
    Close,
    /// `- – —`, standing alone.
    Dash,
    /// `|`, a bullet.
    Bar,
    /// Any other visible mark.
    Other,
    /// One or more line ends.
    Break,
}

/// A token: its place, its kind and, for words, the folded key.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Place in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Folded letters of a word or number; empty otherwise.
    pub key: Key,
    /// Whether white space (or the text's edge) stands before it.
    pub spaced: bool,
}

impl Token {
    /// Whether the token is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether the token is a word or a number.
    pub fn is_content(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// Cuts the part `within` of `text` into tokens and appends them to `out`.
pub fn tokenize(text: &str, within: Span, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let (mut i, end) = (within.start as usize, (within.end as usize).min(bytes.len()));
    let mut spaced = true;
    while i < end {
        let start = i;
        if bytes[i] >> 2 == 0xD8 >> 2
            && let Some((key, after)) = plain_word(bytes, i, end)
        {
            push(out, i, after, TokenKind::Word, key, spaced);
            // what mostly comes
            spaced = after < end && bytes[after] == b' ';
            i = after + usize::from(spaced);
            continue;
        }
        if i + 1 < end && arabic_letter(bytes[i], bytes[i + 1]).is_some() {
            i = word(text, bytes, i, end, spaced, out);
            spaced = false;
            continue;
        }
        let (c, n) = char_at(bytes, text, i);
        let kind = match c {
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => {
                spaced = true;
                i += n;
                continue;
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => {
                i += n;
                while i < end {
                    let (c, n) = char_at(bytes, text, i);
                    if !(c.is_whitespace() || is_invisible(c)) {
                        break;
                    }
                    i += n;
                }
                push(out, start, i, TokenKind::Break, Key::EMPTY, true);
                spaced = true;
                continue;
            }
            // a hashtag's or a handle's mark is no word and no punctuation
            '#' | '@' => {
                i += n;
                continue;
            }
            '&' => {
                let rest = &bytes[i..end];
                let entity = [b"&quot;".as_slice(), b"&#34;", b"&ldquo;", b"&rdquo;"].into_iter().find(|e| rest.starts_with(e));
                if let Some(entity) = entity {
                    i += entity.len();
                    push(out, start, i, TokenKind::Quote, Key::EMPTY, spaced);
                    spaced = false;
                    continue;
                }
                if rest.starts_with(b"&nbsp;") {
                    i += 6;
                    spaced = true;
                    continue;
                }
                TokenKind::Other
            }
            '.' | '۔' => {
                let mut j = i + n;
                while j < end && bytes[j] == b'.' {
                    j += 1;
                }
                let kind = if j - i > n { TokenKind::Dots } else { TokenKind::Stop };
                i = j;
                push(out, start, i, kind, Key::EMPTY, spaced);
                spaced = false;
                continue;
            }
            '…' => TokenKind::Dots,
            '؟' | '?' | '!' => TokenKind::Bang,
            '،' | ',' | '٬' | '、' => TokenKind::Comma,
            '؛' | ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '＂' => TokenKind::Quote,
            '(' | '[' | '{' | '﴾' | '﴿' => TokenKind::Open,
            ')' | ']' | '}' => TokenKind::Close,
            '-' | '–' | '—' | '−' | '‐' | '‑' | '―' | 'ـ' => {
                // a lone tatweel between spaces is a dash; inside a word it is part of the word
                if c == 'ـ' && !spaced { TokenKind::Other } else { TokenKind::Dash }
            }
            '|' | '•' | '●' | '*' | '◆' | '■' | '▪' => TokenKind::Bar,
            c => match fold_char(c) {
                Some(f) if f != 0 => {
                    i = word(text, bytes, i, end, spaced, out);
                    spaced = false;
                    continue;
                }
                Some(_) => {
                    i += n; // an invisible or a stray mark
                    continue;
                }
                None => TokenKind::Other,
            },
        };
        i += n;
        push(out, start, i, kind, Key::EMPTY, spaced);
        spaced = false;
    }
}

#[inline]
fn char_at(bytes: &[u8], text: &str, i: usize) -> (char, usize) {
    let b = bytes[i];
    if b < 0x80 {
        (b as char, 1)
    } else if b & 0xE0 == 0xC0 {
        let c = (u32::from(b & 0x1f) << 6) | u32::from(bytes[i + 1] & 0x3f);
        (char::from_u32(c).unwrap_or('\u{fffd}'), 2)
    } else {
        let c = text[i..].chars().next().unwrap_or('\u{fffd}');
        (c, c.len_utf8())
    }
}

/// The word from `i` on, with the byte after it, where it is of Arabic letters and nothing else: nearly all words are.
#[inline]
fn plain_word(bytes: &[u8], i: usize, end: usize) -> Option<(Key, usize)> {
    let part = &bytes[..end];
    let (low, n, more) = eight_letters(part, i);
    let (high, m, _) = if more { eight_letters(part, i + 16) } else { (0, 0, false) };
    let after = i + 2 * (n + m);
    let ended = match part[after..] {
        [] => true,
        // the comma of Arabic
        [0xD8, 0x8C, ..] => true,
        // what may join letters is left to whoever looks closer, as are marks, longer words, and letters behind ى and ة
        [b, ..] => b.is_ascii() && !b.is_ascii_alphanumeric() && b != b'\'' && b != b'`',
    };
    (ended && n > 0).then(|| (Key::of_letters(low, high), after))
}

/// Up to eight Arabic letters from `i` on, the first lowest; how many, and whether there may be more: ى and ة are the last
/// letters of their words. All eight pairs of bytes are looked at, whatever they are: where a word ends cannot be foretold,
/// and a branch that is guessed wrong costs more than the letters.
#[inline]
fn eight_letters(part: &[u8], i: usize) -> (u64, usize, bool) {
    let rest = part.get(i..).unwrap_or_default();
    let pairs = rest.first_chunk::<16>().copied().unwrap_or_else(|| {
        let mut padded = [0; 16];
        padded[..rest.len()].copy_from_slice(rest);
        padded
    });
    let [l0, l1, l2, l3, h0, h1, h2, h3] = std::array::from_fn(|k| letter(pairs[2 * k], pairs[2 * k + 1]));
    let letters = u64::from_le_bytes([l0, l1, l2, l3, h0, h1, h2, h3]);
    // a bit in the byte of each number of letters after which the word ends
    let last = (letters & LAST) >> 6;
    let ends = (!letters & LETTER) >> 7 | last << 8;
    let letters = letters & !LAST;
    if ends == 0 {
        return (letters, 8, last == 0);
    }
    let n = ends.trailing_zeros() / 8;
    (letters & ((1 << (8 * n)) - 1), n as usize, false)
}

/// Reads a word or a number from `i`; gives the byte after it.
fn word(text: &str, bytes: &[u8], mut i: usize, end: usize, spaced: bool, out: &mut Vec<Token>) -> usize {
    let start = i;
    let mut key = KeyBuilder::default();
    let mut number = true;
    let mut last = i;
    let mut seam = None;
    let (mut closed, mut letters) = (false, 0);
    while i < end {
        if let Some(&second) = bytes.get(i + 1)
            && let Some(letter) = arabic_letter(bytes[i], second)
            && !(number && i > start)
        {
            // إلىوقف, الأميركيةأن: ى and ة end a word; a letter behind them begins the next, where a link's space was lost
            let hamza = matches!((bytes[i], second), (0xD8, 0xA1 | 0xA6));
            let last_form = matches!((bytes[i], second), (0xD8, 0xA9) | (0xD9, 0x89));
            if closed && !hamza && !last_form && letters > 2 {
                break;
            }
            (closed, letters) = (last_form, letters + 1);
            number = false;
            key.push(letter);
            i += 2;
            last = i;
            continue;
        }
        let (c, n) = char_at(bytes, text, i);
        match fold_char(c) {
            Some(0) => {
                i += n;
                // أنّموسكو: where a link's space was lost, the shadda tells where أنّ ends
                if c == '\u{651}' && is_that(key.finish()) {
                    seam = Some(i);
                }
                // الإسرائيليأنّ: the same, the word before it
                let that = i.checked_sub(n + 4).filter(|at| *at > start);
                if let Some(at) = that
                    && c == '\u{651}'
                    && letters > 6
                    && matches!(&text[at..i - n], "أن" | "إن")
                {
                    push(out, start, at, TokenKind::Word, Key::of(&text[start..at]), spaced);
                    return at;
                }
                // marks and joiners belong to the word only where letters go on or they are visible
                if !is_invisible(c) {
                    last = i;
                }
            }
            Some(f) => {
                let digit = f.is_ascii_digit();
                if number && !digit && i > start {
                    break; // 85من, 12يناير: the number ends here
                }
                if !number && digit && key.first() >= 0x80 {
                    break; // فيينا2
                }
                number &= digit;
                key.push(f);
                i += n;
                last = i;
            }
            None => {
                let joins = match c {
                    '.' | ',' | '٫' | '٬' | '،' | '/' | ':' if number => digit_follows(text, bytes, i + n, end),
                    '\'' | '’' | '`' => !number && letter_follows(text, bytes, i + n, end),
                    _ => false,
                };
                if !joins {
                    break;
                }
                i += n;
            }
        }
    }
    if let Some(at) = seam
        && at < last
    {
        let rest = Key::of(&text[at..last]);
        if !rest.is_empty() && !PRONOUNS.contains(&rest) {
            push(out, start, at, TokenKind::Word, Key::of(&text[start..at]), spaced);
            push(out, at, last, TokenKind::Word, rest, false);
            return last;
        }
    }
    let kind = if number { TokenKind::Number } else { TokenKind::Word };
    push(out, start, last.max(start + 1), kind, key.finish(), spaced);
    last.max(start + 1)
}

/// What may be glued to أنّ.
const PRONOUNS: [Key; 11] = [
    key!("ه"),
    key!("ها"),
    key!("هم"),
    key!("هما"),
    key!("هن"),
    key!("نا"),
    key!("ني"),
    key!("ي"),
    key!("ك"),
    key!("كم"),
    key!("ما"),
];

/// أنّ and إنّ, also behind ب, و and ف.
fn is_that(key: Key) -> bool {
    [key!("أن"), key!("بأن"), key!("وأن"), key!("فإن"), key!("وبأن")].contains(&key)
}

fn digit_follows(text: &str, bytes: &[u8], i: usize, end: usize) -> bool {
    i < end && fold_char(char_at(bytes, text, i).0).is_some_and(|f| f.is_ascii_digit())
}

fn letter_follows(text: &str, bytes: &[u8], i: usize, end: usize) -> bool {
    i < end && fold_char(char_at(bytes, text, i).0).is_some_and(|f| f != 0)
}

fn push(out: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind, key: Key, spaced: bool) {
    out.push(Token { span: Span::new(start as u32, end as u32), kind, key, spaced });
}
