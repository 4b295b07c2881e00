//! The article's text with its marks.

use std::fmt::{Result, Write};

use rawi_page::Article;
use rawi_speech::Reading;
use rawi_text::Span;

use super::escape::escape;
use super::segments::{Mark, Role, Segment, segments};

/// Writes the text, every line a paragraph of its own. Without its tags it is the escaped text.
pub fn write(page: &mut String, id: &str, article: &Article, reading: &Reading) -> Result {
    let text = &article.text;
    let marks = marks(reading);
    let title = article.title.into_iter();
    let regions = article.body.iter().copied().chain(title);
    let segments = segments(text, &marks, regions.flat_map(|r| [r.start, r.end]));
    let mut flow = Flow {
        page,
        id,
        article,
        marks: &marks,
        anchored: vec![false; reading.statements.len()],
        cues: (reading.statements.iter()).map(|s| !s.cue.span.of(text).is_empty()).collect(),
    };
    let (mut at, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let whole = Span::new(at, at + line.len() as u32);
        let words = Span::new(at, at + line.trim_end_matches('\n').len() as u32);
        at = whole.end;
        // segments that end inside the line are done with it
        let first = next;
        while segments.get(next).is_some_and(|s| s.span.end <= whole.end) {
            next += 1;
        }
        let last = segments.len().min(next + 1);
        flow.line(words, &segments[first..last])?;
        flow.page.push_str(&text[words.end as usize..whole.end as usize]);
    }
    Ok(())
}

fn marks(reading: &Reading) -> Vec<Mark> {
    let mut out = Vec::new();
    for (statement, s) in reading.statements.iter().enumerate() {
        let mut push = |span, role| {
            out.push(Mark { span, role, statement });
        };
        push(s.cue.span, Role::Cue);
        if let Some(mention) = s.speaker.mention {
            push(mention, Role::Speaker);
        }
        for &span in &s.content {
            push(span, Role::Content);
        }
    }
    out
}

struct Flow<'a> {
    page: &'a mut String,
    id: &'a str,
    article: &'a Article,
    marks: &'a [Mark],
    /// Statements that the list can point back to already.
    anchored: Vec<bool>,
    /// Statements whose cue is in the text: there the list points to. The others' first mark serves.
    cues: Vec<bool>,
}

impl Flow<'_> {
    fn line(&mut self, line: Span, segments: &[Segment]) -> Result {
        let text = line.of(&self.article.text);
        if text.trim().is_empty() {
            self.page.push_str(&escape(text));
            return Ok(());
        }
        let headline = self.article.title.is_some_and(|t| t.overlaps(line));
        let tag = if headline { "h2" } else { "p" };
        write!(self.page, "<{tag}>")?;
        for segment in segments {
            let start = segment.span.start.max(line.start);
            let end = segment.span.end.min(line.end);
            if start < end {
                self.segment(Span::new(start, end), segment)?;
            }
        }
        write!(self.page, "</{tag}>")
    }

    fn segment(&mut self, span: Span, segment: &Segment) -> Result {
        let words = escape(span.of(&self.article.text));
        let marks: Vec<&Mark> = segment.marks.iter().map(|&k| &self.marks[k]).collect();
        // it leads to the statement whose mark is closest round it; a cue before what is round it
        let closest = marks.iter().min_by_key(|m| m.span.len());
        let Some(closest) = closest else {
            let furniture = !self.is_article(span);
            return match furniture {
                true => write!(self.page, "<span class=\"bp\">{words}</span>"),
                false => self.page.write_str(&words),
            };
        };
        let mut classes = String::new();
        for (role, class) in [(Role::Speaker, "sp"), (Role::Cue, "cu"), (Role::Content, "co")] {
            if marks.iter().any(|m| m.role == role) {
                write!(classes, "{class} ")?;
            }
        }
        let contents = marks.iter().filter(|m| m.role == Role::Content).count();
        if contents > 1 {
            classes.push_str("deep ");
        }
        let mut of: Vec<usize> = marks.iter().map(|m| m.statement + 1).collect();
        of.sort_unstable();
        of.dedup();
        for n in &of {
            write!(classes, "m{n} ")?;
        }
        let mut anchor = None;
        for n in of {
            let is_cue = |m: &&Mark| m.role == Role::Cue && m.statement + 1 == n;
            if self.cues[n - 1] && !marks.iter().any(is_cue) {
                continue;
            }
            if std::mem::replace(&mut self.anchored[n - 1], true) {
                continue;
            }
            if anchor.is_none() {
                write!(classes, "t{n} ")?;
                anchor = Some(n);
            } else {
                write!(self.page, "<span id=\"{}-t{n}\" class=\"t{n}\"></span>", self.id)?;
            }
        }
        write!(self.page, "<a class=\"{}\" href=\"#{}-s{}\"", classes.trim_end(), self.id, closest.statement + 1)?;
        match anchor {
            Some(n) => write!(self.page, " id=\"{}-t{n}\"", self.id)?,
            // one stop for the keyboard a statement is enough
            None => self.page.push_str(" tabindex=\"-1\""),
        }
        write!(self.page, ">{words}</a>")
    }

    fn is_article(&self, span: Span) -> bool {
        let mut regions = self.article.body.iter().chain(&self.article.title);
        regions.any(|r| r.overlaps(span))
    }
}
