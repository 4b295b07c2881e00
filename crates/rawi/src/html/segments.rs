//! Marks that nest and overlap, cut at all their boundaries: between two boundaries the same marks
//! hold, so one element is enough and none need cross.

use rawi_text::Span;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Words that are said.
    Content,
    /// Who says them.
    Speaker,
    /// What attributes them.
    Cue,
}

/// A span of the text that belongs to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What for.
    pub role: Role,
    /// Of which statement.
    pub statement: usize,
}

/// A stretch of text over which the same marks hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where.
    pub span: Span,
    /// Indices of the marks, in their order.
    pub marks: Vec<usize>,
}

/// The segments of the whole text, in order and without gaps. `cuts` are further places to cut.
/// Marks that do not lie on the text's characters are left out.
pub fn segments(text: &str, marks: &[Mark], cuts: impl IntoIterator<Item = u32>) -> Vec<Segment> {
    let fits = |m: &Mark| !m.span.is_empty() && text.get(m.span.range()).is_some();
    let mut bounds = vec![0, text.len() as u32];
    bounds.extend(cuts.into_iter().filter(|&c| text.is_char_boundary(c as usize)));
    let mut opening: Vec<usize> = (0..marks.len()).filter(|&k| fits(&marks[k])).collect();
    bounds.extend(opening.iter().flat_map(|&k| [marks[k].span.start, marks[k].span.end]));
    bounds.sort_unstable();
    bounds.dedup();
    opening.sort_by_key(|&k| std::cmp::Reverse(marks[k].span.start));
    let mut open: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(bounds.len());
    for pair in bounds.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        open.retain(|&k| marks[k].span.end > span.start);
        while let Some(k) = opening.pop_if(|&mut k| marks[k].span.start <= span.start) {
            open.push(k);
        }
        open.sort_unstable();
        out.push(Segment { span, marks: open.clone() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32) -> Mark {
        Mark { span: Span::new(start, end), role: Role::Content, statement: 0 }
    }

    fn check(text: &str, marks: &[Mark], cuts: &[u32], expected: &str) {
        let cut: Vec<String> =
            segments(text, marks, cuts.iter().copied()).iter().map(|s| format!("{}{:?}", s.span.of(text), s.marks)).collect();
        assert_eq!(cut.join(" "), expected);
    }

    #[test]
    fn nested_crossing_and_adjacent() {
        check("abcdef", &[], &[], "abcdef[]");
        check("abcdef", &[mark(0, 6), mark(2, 4)], &[], "ab[0] cd[0, 1] ef[0]");
        check("abcdef", &[mark(3, 6), mark(1, 4)], &[], "a[] bc[1] d[0, 1] ef[0]");
        check("abcdef", &[mark(0, 2), mark(2, 4)], &[5], "ab[0] cd[1] e[] f[]");
        check("abcdef", &[mark(1, 3), mark(1, 3)], &[], "a[] bc[0, 1] def[]");
    }

    #[test]
    fn marks_off_the_text_are_left_out() {
        check("سab", &[mark(1, 3), mark(2, 9), mark(3, 3)], &[1, 99], "سab[]");
        check("", &[mark(0, 1)], &[], "");
    }
}
