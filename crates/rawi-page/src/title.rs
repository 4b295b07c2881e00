//! The headline of a text that does not say which line it is.

use std::ops::Range;

use crate::date;
use crate::fold::Words;
use crate::furniture::is_furniture;
use crate::phrases::{Kind, PHRASES};

/// The longest headline, in characters.
const LONGEST: usize = 200;
/// The longest where no blank line sets it off.
const LONGEST_UNSET: usize = 140;

/// The headline's place: the first line that is no furniture, where it looks like one.
pub(crate) fn title(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    let near = lines.len().min(6);
    let n = lines[..near].iter().position(|l| !is_furniture(&text[l.clone()]))?;
    let place = lines[n].clone();
    let next = lines.get(n + 1)?;
    let line = &text[place.clone()];
    // Four bytes a character at most: a cheap test first.
    if line.len() > 4 * LONGEST {
        return None;
    }
    let length = line.chars().count();
    let set_off = text[place.end..next.start].bytes().filter(|b| *b == b'\n').count() > 1;
    let sentence = line.ends_with(['.', '،', '؛', ':']) && !line.ends_with("..");
    let fits = if set_off {
        length <= LONGEST && (!sentence || line.ends_with(':'))
    } else {
        // A name or a place over the text is no headline, nor is the first of many short lines.
        length <= LONGEST_UNSET && !sentence && Words::of(line, 3).len() == 3 && next.len() > line.len()
    };
    (fits && !date::is_dateline(line)).then(|| unlabelled(text, place))
}

/// A headline without the section that an agency writes before it (`سياسي / …`).
pub(crate) fn unlabelled(text: &str, place: Range<usize>) -> Range<usize> {
    let line = &text[place.clone()];
    let words = Words::of(line, 4);
    let label = PHRASES.at(&words, 0).filter(|p| p.kind == Kind::Label).find_map(|p| {
        let end = words.place(p.words.len() - 1).end;
        let after = line[end..].trim_start().strip_prefix(['/', '|'])?.trim_start();
        (!after.is_empty()).then(|| line.len() - after.len())
    });
    place.start + label.unwrap_or(0)..place.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = title(text, &lines(text, 0));
        assert_eq!(found.map(|t| &text[t]), expected, "{text}");
    }

    const BODY: &str = "قال رئيس بلدية النخلة أمس إن الجسر الجديد سيفتح يوم الأحد أمام السيارات والمشاة.";

    #[test]
    fn headlines() {
        check(&format!("البلدية: الجسر يفتح الأحد\n\n{BODY}"), Some("البلدية: الجسر يفتح الأحد"));
        check(&format!("البلدية: الجسر يفتح الأحد\n{BODY}"), Some("البلدية: الجسر يفتح الأحد"));
        check(&format!("هل يفتح الجسر الأحد؟\n{BODY}"), Some("هل يفتح الجسر الأحد؟"));
        check(&format!("كلنا على الجسر..\n\n{BODY}"), Some("كلنا على الجسر.."));
        check(&format!("سياسي / البلدية تفتح الجسر\n\n{BODY}"), Some("البلدية تفتح الجسر"));
        check(&format!("20-04-2019 01:18 AM بتوقيت القدس المحتلة\n\nالبلدية تفتح الجسر\n\n{BODY}"), Some("البلدية تفتح الجسر"));
    }

    #[test]
    fn no_headline() {
        check(BODY, None);
        check(&format!("{BODY}\n{BODY}"), None);
        check(&format!("{BODY}\n\n{BODY}"), None);
        check(&format!("خاص\n{BODY}"), None);
        check(&format!("النخلة\n{BODY}"), None);
        check(&format!("النخلة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م\n{BODY}"), None);
    }
}
