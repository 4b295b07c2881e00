//! Statements for reading on a terminal.
//!
//! Some terminals reorder right-to-left text (by line, mostly with a left-to-right base), many do
//! not, and a line that mixes directions comes out differently in each. So every field has its own
//! lines, and each line is of one direction: a right-to-left mark (U+200F) at both ends keeps the
//! punctuation at the edges on its side, and makes terminals that look at a line's first strong
//! character set it from the right. The mark takes no column anywhere. Isolates (U+2067, U+2069)
//! keep Latin words inside an Arabic line in their places, but some terminals print them as boxes:
//! so they stand only in lines that have such words.

use anstyle::{AnsiColor, Style};
use rawi_page::{Article, Language};
use rawi_speech::{Act, Reading, Statement};
use rawi_text::Span;

use crate::labels;
use crate::positions;
use crate::render::{Entry, Render};
use crate::wire;
use crate::wrap::{clean, columns, wrap};

/// Lines of a content that are shown; what is longer ends with `…`.
const CONTENT_LINES: usize = 4;
const INDENT: &str = "   ";

/// The form for terminals.
pub struct Pretty {
    width: usize,
    colour: bool,
}

impl Render for Pretty {
    fn article(&self, number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let mut page = Page { width: self.width, colour: self.colour, out };
        if number > 0 {
            page.line("", PLAIN, "");
        }
        page.head(article);
        if reading.statements.is_empty() {
            page.line("", DIM, nothing(article));
        }
        for (n, statement) in reading.statements.iter().enumerate() {
            page.statement(n + 1, &article.text, statement);
            page.denial(statement);
        }
        page.positions(&article.text, reading);
        Ok(None)
    }
}

impl Pretty {
    /// The form for so many columns.
    pub fn new(width: usize, colour: bool) -> Self {
        Self { width, colour }
    }
}

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const TITLE: Style = Style::new().bold().underline();

fn shade(act: Act) -> Style {
    let colour = match act {
        Act::Inform => AnsiColor::Cyan,
        Act::Affirm => AnsiColor::Blue,
        Act::Deny | Act::Reject | Act::Accuse => AnsiColor::Red,
        Act::Warn => AnsiColor::Yellow,
        Act::Call | Act::Ask => AnsiColor::Magenta,
        Act::Offer | Act::Support => AnsiColor::Green,
        Act::Assess | Act::Feel => AnsiColor::BrightBlue,
    };
    colour.on_default()
}

fn nothing(article: &Article) -> &'static str {
    match article.language {
        Language::Arabic => "لا أقوال منسوبة",
        Language::OtherArabicScript | Language::Other => "(not Arabic: not read)",
    }
}

struct Page<'a> {
    width: usize,
    colour: bool,
    out: &'a mut Vec<u8>,
}

impl Page<'_> {
    fn head(&mut self, article: &Article) {
        let source = &article.source;
        let title = article.title.map(|t| clean(t.of(&article.text)));
        let title = title.filter(|t| !t.is_empty());
        let path = source.place();
        let untitled = title.is_none();
        self.lines("", TITLE, &title.unwrap_or_else(|| clean(&path)), 3);
        let outlet = source.outlet.as_deref().map(clean);
        let date = article.published.as_ref().map(|p| p.value.clone());
        let about: Vec<String> = outlet.into_iter().chain(date).collect();
        if !about.is_empty() {
            self.lines("", DIM, &about.join(" · "), 1);
        }
        if !untitled {
            self.lines("", DIM, &clean(&path), 1);
        }
        if article.language != Language::Arabic && !untitled {
            self.lines("", DIM, wire::language(article.language), 1);
        }
        self.line("", PLAIN, "");
    }

    fn statement(&mut self, number: usize, text: &str, s: &Statement) {
        let speaker = clean(labels::speaker(&s.speaker.name));
        let cue = clean(s.cue.span.of(text));
        let act = format!("{} ({cue})", labels::act(s.act));
        // the English word stands after the closing mark: whole wherever the terminal puts it
        let english = format!(" · {}", s.act.name());
        let one = format!("{number}. {speaker} — {act}");
        if columns(&one) + columns(&english) <= self.width {
            let (speaker, act) = (self.paint(BOLD, &speaker), self.paint(shade(s.act), &act));
            let line = turned(&format!("{number}. {speaker} — {act}"), &one);
            self.put(&format!("{line}{english}"));
        } else {
            self.lines("", BOLD, &format!("{number}. {speaker}"), 2);
            self.lines(INDENT, shade(s.act), &act, 2);
            self.line(INDENT, shade(s.act), s.act.name());
        }
        let contents: Vec<String> = s.content.iter().map(|c| quote(text, *c)).collect();
        self.lines(INDENT, PLAIN, &contents.join(" … "), CONTENT_LINES);
        let chain = s.chain.iter().map(|p| format!("عبر {}", clean(&p.name)));
        let to = s.addressee.iter().map(|p| clean(p.mention.of(text)));
        let when = s.time.into_iter().chain(s.occasion);
        let when = when.map(|span| clean(span.of(text)));
        let about: Vec<String> = chain.chain(to).chain(when).collect();
        if !about.is_empty() {
            self.lines(INDENT, DIM, &about.join(" · "), 2);
        }
        for (label, words) in positions::stance(text, s) {
            self.lines(INDENT, DIM, &format!("{label} {words}"), 2);
        }
    }

    /// Which statement of the article is denied or corrected.
    fn denial(&mut self, s: &Statement) {
        if let Some((how, denied)) = s.denies.as_ref().and_then(|d| Some((d.how, d.statement?))) {
            self.lines(INDENT, DIM, &format!("{} القول {}", labels::denial(how), denied + 1), 1);
        }
    }

    /// What else is read, a heading each and a line for each of them.
    fn positions(&mut self, text: &str, reading: &Reading) {
        for section in positions::sections(text, reading) {
            self.line("", PLAIN, "");
            self.line("", BOLD, section.heading);
            for item in &section.items {
                self.lines(INDENT, PLAIN, &format!("{}{}", item.words, item.tail()), 2);
            }
        }
    }

    fn lines(&mut self, indent: &str, style: Style, text: &str, most: usize) {
        for line in wrap(text, self.width.saturating_sub(indent.len()), most) {
            self.line(indent, style, &line);
        }
    }

    fn line(&mut self, indent: &str, style: Style, text: &str) {
        let painted = format!("{indent}{}", self.paint(style, text));
        self.put(&turned(&painted, text));
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn put(&mut self, line: &str) {
        self.out.extend_from_slice(line.as_bytes());
        self.out.push(b'\n');
    }
}

/// The form for terminals of the names of articles.
pub(crate) struct NamesPage {
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

/// Names under a heading: each with what stands behind it.
pub(crate) struct NamesSection {
    pub(crate) heading: &'static str,
    pub(crate) lines: Vec<(String, String)>,
}

impl NamesPage {
    /// One article; `number` is its number in the input.
    pub(crate) fn article(&self, number: u64, article: &Article, sections: &[NamesSection], out: &mut Vec<u8>) {
        let mut page = Page { width: self.width, colour: self.colour, out };
        if number > 0 {
            page.line("", PLAIN, "");
        }
        page.head(article);
        if sections.iter().all(|s| s.lines.is_empty()) {
            page.line("", DIM, if article.language == Language::Arabic { "لا أسماء" } else { nothing(article) });
        }
        for section in sections.iter().filter(|s| !s.lines.is_empty()) {
            page.line("", BOLD, section.heading);
            for (name, english) in &section.lines {
                let tail = if english.is_empty() { String::new() } else { format!(" · {english}") };
                page.lines(INDENT, PLAIN, &format!("{}{tail}", clean(name)), 2);
            }
        }
    }
}

/// The content with the quotation marks that stand at its edges.
fn quote(text: &str, span: Span) -> String {
    let range = span.range();
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
        return String::new();
    };
    let open = before.chars().next_back().filter(|c| "«“„‹\"".contains(*c));
    let close = after.chars().next().filter(|c| "»”›\"".contains(*c));
    let mut out = String::new();
    out.extend(open);
    out.push_str(&clean(span.of(text)));
    out.extend(close);
    out
}

/// A line that reads from the right, if it has right-to-left letters. `plain` is the line without
/// its colours.
fn turned(line: &str, plain: &str) -> String {
    let right = plain.chars().any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'));
    let latin = plain.chars().any(|c| c.is_ascii_alphabetic());
    match (right, latin) {
        (false, _) => line.to_owned(),
        (true, false) => format!("\u{200F}{line}\u{200F}"),
        (true, true) => format!("\u{200F}\u{2067}{line}\u{2069}\u{200F}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn show(width: usize, colour: bool) -> String {
        let (article, reading) = fixture::article();
        let mut out = Vec::new();
        let pretty = Pretty::new(width, colour);
        pretty.article(0, &article, &reading, &mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        for line in shown.lines() {
            let plain = anstream::adapter::strip_str(line).to_string();
            assert!(columns(&plain) <= width, "{line}");
        }
        // so that a reader of the snapshot sees them
        shown.replace('\u{200F}', "<rlm>").replace('\u{2067}', "<rli>").replace('\u{2069}', "<pdi>").replace('\u{1b}', "<esc>")
    }

    #[test]
    fn wide() {
        insta::assert_snapshot!(show(90, false));
    }

    #[test]
    fn narrow() {
        insta::assert_snapshot!(show(30, false));
    }

    #[test]
    fn coloured() {
        insta::assert_snapshot!(show(90, true));
    }

    #[test]
    fn quotation_marks_at_the_edges_are_shown() {
        let text = "قال «كلام» ومضى";
        let at = text.find("كلام").unwrap() as u32;
        assert_eq!(quote(text, Span::new(at, at + 8)), "«كلام»");
        assert_eq!(quote(text, Span::new(0, 6)), "قال");
    }
}
