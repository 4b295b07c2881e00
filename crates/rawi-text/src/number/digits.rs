//! Digits of all kinds and their separators.

/// The digit that a character is.
pub(super) fn digit(c: char) -> Option<u32> {
    match c as u32 {
        u @ 0x30..=0x39 => Some(u - 0x30),
        u @ 0x660..=0x669 => Some(u - 0x660),
        u @ 0x6F0..=0x6F9 => Some(u - 0x6F0),
        _ => None,
    }
}

pub(super) fn digits_in(written: &str) -> usize {
    written.chars().filter(|c| digit(*c).is_some()).count()
}

/// The value of digits with their separators; none for dates, times and scores. Where a single separator has three
/// digits after it, it parts thousands, but not before a word like مليون (`scaled`).
pub(super) fn value_of(written: &str, scaled: bool) -> Option<f64> {
    let mut groups: Vec<usize> = vec![0];
    let (mut plain, mut marks) = (String::new(), Vec::new());
    for c in written.chars() {
        if let Some(d) = digit(c) {
            plain.push(char::from(b'0' + d as u8));
            *groups.last_mut()? += 1;
        } else {
            match c {
                '.' | ',' | '،' | '٫' | '٬' => {
                    marks.push(c);
                    groups.push(0);
                }
                '/' | ':' => return None,
                _ => {}
            }
        }
    }
    let whole: f64 = plain.parse().ok()?;
    let last = *groups.last()?;
    let thousands = match marks[..] {
        [] => return Some(whole),
        ['٫'] => false,
        [_] => last == 3 && groups[0] <= 3 && !scaled && !plain.starts_with('0'),
        _ => {
            // 12.345.678; otherwise a date or a version
            let even = groups[1..].iter().all(|g| *g == 3) && groups[0] <= 3;
            if !even {
                let decimal = groups[1..groups.len() - 1].iter().all(|g| *g == 3) && marks[0] != marks[marks.len() - 1];
                return decimal.then(|| whole / 10f64.powi(last as i32));
            }
            true
        }
    };
    Some(if thousands { whole } else { whole / 10f64.powi(last as i32) })
}
