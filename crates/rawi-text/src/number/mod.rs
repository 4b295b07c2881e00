//! Numbers in Arabic text: digits of all kinds (`digits`), words (`words`), and what is made of both (39 ألفا و600).

mod digits;
mod words;

use crate::token::{Token, TokenKind};
use crate::{Span, key};
use digits::{digit, digits_in, value_of};
use words::{Part, atom, is_scale};
pub use words::{is_number_word, number_words};

/// A number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its place, less و ف ب ل before it; ال belongs to it.
    pub span: Span,
    /// What it amounts to.
    pub value: f64,
    /// The last thousand, million and so on in it; 1 where there is none.
    pub scale: f64,
    /// Whether its first part is written in digits.
    pub digits: bool,
    /// Whether it is one word or one run of digits, without a separator.
    pub plain: bool,
    /// Whether its first word has the article.
    pub definite: bool,
    /// Whether a و stands glued before it.
    pub conj: bool,
    /// Whether it is a share or a part (ثلث, نصف).
    pub fraction: bool,
    /// Whether it tells only an order of magnitude (مئات الآلاف).
    pub round: bool,
    /// Whether it is 1 or 2 as a word, which is a figure beside other words only.
    pub small: bool,
}

/// Reads the number that begins at token `i`; none where none does.
pub fn number_at(text: &str, tokens: &[Token], i: usize) -> Option<Number> {
    let first = tokens.get(i)?;
    match first.kind {
        TokenKind::Number => digits_first(text, tokens, i),
        TokenKind::Word => words_first(text, tokens, i),
        _ => None,
    }
}

/// Reads a word by which only an order of magnitude is told (عشرات, المئات, آلاف, ملايين) at token `i`: the least that it
/// can be; none where none stands there, and where it belongs to a number (خمسة آلاف, مئات الآلاف).
pub fn magnitude_at(text: &str, tokens: &[Token], i: usize) -> Option<Number> {
    let a = atom(tokens, i).filter(|a| matches!(a.part, Part::Many | Part::ScalePlural))?;
    if number_at(text, tokens, i).is_some() {
        return None;
    }
    let mut n = blank(tokens, i);
    (n.definite, n.conj, n.round, n.value) = (a.article, a.conj, true, a.value);
    n.span.start = after_letters(text, tokens[i].span, a.clitics);
    Some(n)
}

fn blank(tokens: &[Token], i: usize) -> Number {
    Number {
        start: i,
        end: i + 1,
        span: tokens[i].span,
        value: 0.0,
        scale: 1.0,
        digits: false,
        plain: true,
        definite: false,
        conj: false,
        fraction: false,
        round: false,
        small: false,
    }
}

fn digits_first(text: &str, tokens: &[Token], i: usize) -> Option<Number> {
    let mut n = blank(tokens, i);
    n.digits = true;
    let written = tokens[i].span.of(text);
    n.plain = written.chars().all(|c| digit(c).is_some());
    let mut next = i + 1;
    // 25 000: groups of three after a space
    let mut grouped = String::new();
    while n.plain
        && digits_in(written) <= 3
        && let Some(t) = tokens.get(next).filter(|t| t.kind == TokenKind::Number && t.spaced)
        && digits_in(t.span.of(text)) == 3
        && t.span.of(text).chars().all(|c| digit(c).is_some())
        && tokens[next - 1].span.end + 2 >= t.span.start
    {
        grouped.push_str(t.span.of(text));
        next += 1;
    }
    let scaled = atom(tokens, next).is_some_and(|a| is_scale(a.part) && !a.conj && a.clitics == 0);
    let cur = if grouped.is_empty() { value_of(written, scaled)? } else { value_of(&format!("{written}{grouped}"), false)? };
    n.plain &= grouped.is_empty();
    n.end = next;
    // 2ر70 is 70.2: agencies part the fraction, which comes first in the text, with the letter ر
    let tenth = |k: usize| tokens.get(k).filter(|t| !t.spaced);
    let cur = if tenth(next).is_some_and(|t| t.key == key!("ر"))
        && let Some(whole) = tenth(next + 1).filter(|t| t.kind == TokenKind::Number)
    {
        n.end = next + 2;
        n.plain = false;
        value_of(whole.span.of(text), false)? + cur / 10f64.powi(digits_in(written) as i32)
    } else {
        cur
    };
    sum(tokens, &mut n, 0.0, cur)
}

fn words_first(text: &str, tokens: &[Token], i: usize) -> Option<Number> {
    let a = atom(tokens, i)?;
    let mut n = blank(tokens, i);
    n.definite = a.article;
    n.conj = a.conj;
    n.span.start = after_letters(text, tokens[i].span, a.clitics);
    let teen = |j: usize| atom(tokens, j).is_some_and(|t| t.part == Part::Teen && t.clitics == 0);
    match a.part {
        Part::One if teen(i + 1) => {
            n.end = i + 2;
            sum(tokens, &mut n, 0.0, a.value + 10.0)
        }
        Part::One => {
            let found = sum(tokens, &mut n, 0.0, a.value)?;
            Some(Number { small: found.end == i + 1, ..found })
        }
        Part::TwoOf => teen(i + 1).then(|| {
            n.end = i + 2;
            sum(tokens, &mut n, 0.0, 12.0)
        })?,
        Part::Unit if teen(i + 1) => {
            n.end = i + 2;
            sum(tokens, &mut n, 0.0, a.value + 10.0)
        }
        // بالمئة
        Part::Hundred if a.article => None,
        Part::Unit | Part::Teen | Part::Ten | Part::Hundred | Part::Hundreds => sum(tokens, &mut n, 0.0, a.value),
        Part::Scale => {
            // ألف خمس فرق: a verb
            let next = atom(tokens, i + 1).filter(|s| s.clitics == 0 && !is_scale(s.part) && s.part != Part::Fraction);
            if next.is_some() {
                return None;
            }
            n.scale = a.value;
            sum(tokens, &mut n, a.value, 0.0)
        }
        Part::ScaleAccusative | Part::ScaleDual => {
            n.scale = a.value;
            sum(tokens, &mut n, 2.0 * a.value, 0.0)
        }
        Part::ScalePlural | Part::FractionPlural => None,
        Part::Many => {
            let s = atom(tokens, i + 1).filter(|s| s.part == Part::ScalePlural && s.clitics == 0)?;
            n.end = i + 2;
            n.span.end = tokens[i + 1].span.end;
            n.round = true;
            n.scale = s.value;
            n.value = a.value * s.value;
            Some(n)
        }
        Part::Fraction => {
            n.value = a.value;
            match atom(tokens, i + 1) {
                Some(s) if is_scale(s.part) && s.clitics == 0 => {
                    n.end = i + 2;
                    n.span.end = tokens[i + 1].span.end;
                    n.scale = s.value;
                    n.value *= s.value;
                }
                _ => n.fraction = true,
            }
            Some(n)
        }
    }
}

/// Goes on from what is summed up (`total`) and what a scale may still multiply (`cur`).
fn sum(tokens: &[Token], n: &mut Number, mut total: f64, mut cur: f64) -> Option<Number> {
    loop {
        // و600, و 600: the conjunction is a token of its own
        let apart = tokens.get(n.end).is_some_and(|t| t.key == key!("و"));
        let j = n.end + usize::from(apart);
        let Some(t) = tokens.get(j) else { break };
        if t.kind == TokenKind::Number {
            let v = t.key;
            let value = (0..v.len()).fold(0.0, |s, k| s * 10.0 + f64::from(v.at(k).wrapping_sub(b'0')));
            if !(apart && cur == 0.0 && n.scale >= 1000.0 && value < n.scale && v.len() <= 6) {
                break;
            }
            cur = value;
            n.end = j + 1;
            continue;
        }
        let Some(a) = atom(tokens, j) else { break };
        let joined = a.conj || apart;
        if a.clitics > u32::from(a.conj) {
            break;
        }
        let below = cur % 100.0;
        match a.part {
            Part::Unit | Part::One if joined && (cur == 0.0 && total > 0.0 || cur >= 100.0 && below == 0.0) => {
                cur += a.value;
                if atom(tokens, j + 1).is_some_and(|t| t.part == Part::Teen && t.clitics == 0) {
                    cur += 10.0;
                    n.end += 1;
                }
            }
            Part::Teen if joined && (cur == 0.0 && total > 0.0 || cur >= 100.0 && below == 0.0) => cur += a.value,
            Part::Ten if joined && below < 10.0 && (cur > 0.0 || total > 0.0) && cur.fract() == 0.0 => cur += a.value,
            Part::Hundred if !joined && (3.0..10.0).contains(&cur) => cur *= 100.0,
            Part::Hundred | Part::Hundreds if joined && cur == 0.0 && total > 0.0 => cur = a.value,
            Part::Scale | Part::ScaleAccusative | Part::ScalePlural if !joined && cur > 0.0 => {
                total += cur * a.value;
                (cur, n.scale) = (0.0, a.value);
            }
            // ألف مليار
            Part::Scale if !joined && !a.article && total > 0.0 && total < a.value && total == n.scale => {
                total *= a.value;
                n.scale = a.value;
            }
            Part::Scale | Part::ScaleDual if joined && !a.article && cur == 0.0 && a.value < n.scale => {
                total += if a.part == Part::ScaleDual { 2.0 } else { 1.0 } * a.value;
                n.scale = a.value;
            }
            // ثلاثة أرباع السكان
            Part::FractionPlural if !joined && !a.article && total == 0.0 && (2.0..10.0).contains(&cur) => {
                cur *= a.value;
                n.fraction = true;
                n.end += 1;
                break;
            }
            // مليون ونصف, مليار ونصف المليار
            Part::Fraction if joined && cur == 0.0 && n.scale > 1.0 => {
                total += a.value * n.scale;
                if atom(tokens, j + 1).is_some_and(|s| s.part == Part::Scale && s.article && s.value == n.scale) {
                    n.end += 1;
                }
                n.end += usize::from(apart) + 1;
                break;
            }
            _ => break,
        }
        n.end += usize::from(apart) + 1;
    }
    n.plain &= n.end == n.start + 1;
    n.span.end = tokens[n.end - 1].span.end;
    // 539.55 × 10^9 is no whole number in binary
    // what binary fractions leave over: 539.55 مليار is a whole number
    let value = total + cur;
    n.value = if value.abs() >= 1e6 { value.round() } else { (value * 1e4).round() / 1e4 };
    Some(*n)
}

/// The byte after the first `letters` letters of a word.
pub fn after_letters(text: &str, span: Span, letters: u32) -> u32 {
    let mut left = letters;
    for (at, c) in span.of(text).char_indices() {
        let folded = crate::key::fold_char(c).unwrap_or(0) != 0;
        if left == 0 && folded {
            return span.start + at as u32;
        }
        left -= u32::from(folded && left > 0);
    }
    span.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;

    fn read(text: &str) -> Vec<(String, f64)> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        let (mut out, mut i) = (Vec::new(), 0);
        while i < tokens.len() {
            match number_at(text, &tokens, i) {
                Some(n) => {
                    out.push((n.span.of(text).to_owned(), n.value));
                    i = n.end;
                }
                None => i += 1,
            }
        }
        out
    }

    #[test]
    fn magnitudes_are_read() {
        for (text, expected) in [
            ("آلاف الناس", Some(("آلاف", 1000.0))),
            ("والمئات منهم", Some(("المئات", 100.0))),
            ("لعشرات الأسر", Some(("عشرات", 10.0))),
            ("مئات الآلاف", None),
            ("خمسة رجال", None),
        ] {
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
            let found = magnitude_at(text, &tokens, 0).map(|n| (n.span.of(text), n.value));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_read() {
        for (text, expected) in [
            ("60 ألف شخص", vec![("60 ألف", 60_000.0)]),
            ("٣٫٥ ملايين", vec![("٣٫٥ ملايين", 3_500_000.0)]),
            ("1،9 مليون", vec![("1،9 مليون", 1_900_000.0)]),
            ("250.000 فرصة", vec![("250.000", 250_000.0)]),
            ("1,250,300 ريال", vec![("1,250,300", 1_250_300.0)]),
            ("1.250 مليار", vec![("1.250 مليار", 1_250_000_000.0)]),
            ("25 000 درهم", vec![("25 000", 25_000.0)]),
            ("39 ألفا و600 حبة", vec![("39 ألفا و600", 39_600.0)]),
            ("مليون و200 ألف", vec![("مليون و200 ألف", 1_200_000.0)]),
            ("وخمسة وعشرين جنديا", vec![("خمسة وعشرين", 25.0)]),
            ("أحد عشر عاما", vec![("أحد عشر", 11.0)]),
            ("اثنتي عشرة سنة", vec![("اثنتي عشرة", 12.0)]),
            ("ثلاث مئة وخمسون", vec![("ثلاث مئة وخمسون", 350.0)]),
            ("ثلاثمائة وأربعة عشر ألفا ومئتين", vec![("ثلاثمائة وأربعة عشر ألفا ومئتين", 314_200.0)]),
            ("مليونين ونصف المليون", vec![("مليونين ونصف المليون", 2_500_000.0)]),
            ("نصف مليون", vec![("نصف مليون", 500_000.0)]),
            ("ملياري مستخدم", vec![("ملياري", 2e9)]),
            ("ألفا مقاتل", vec![("ألفا", 2000.0)]),
            ("ألف مليار", vec![("ألف مليار", 1e12)]),
            ("مئات الآلاف من", vec![("مئات الآلاف", 100_000.0)]),
            ("آلاف الناس ومئات الأسر", vec![]),
            ("بثلاثين يوما لست", vec![("ثلاثين", 30.0)]),
            ("القتلى الخمسة", vec![("الخمسة", 5.0)]),
            ("في 12/5/2019 الساعة 10:30", vec![]),
            ("خمسة جنود وأربعة", vec![("خمسة", 5.0), ("أربعة", 4.0)]),
            ("2ر70 بالمائة", vec![("2ر70", 70.2)]),
            ("ثلاثة أرباع السكان", vec![("ثلاثة أرباع", 0.75)]),
            ("أربعة أخماس الأرض", vec![("أربعة أخماس", 0.8)]),
            ("خمسة أسداس الأرض", vec![("خمسة أسداس", 0.8333)]),
            ("539.55 مليار", vec![("539.55 مليار", 539_550_000_000.0)]),
            ("ألف خمس فرق", vec![("خمس", 5.0)]),
            ("12 و15", vec![("12", 12.0), ("15", 15.0)]),
        ] {
            let expected: Vec<(String, f64)> = expected.into_iter().map(|(s, v)| (s.to_owned(), v)).collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
