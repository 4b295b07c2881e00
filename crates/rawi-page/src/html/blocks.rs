//! Nodes to blocks of text.

use super::flat::{Flat, Shape, letters, single};
use super::{Block, BlockKind};

/// A block with what its marking tells.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) block: Block,
    /// Letters, and how many of them stand in links and in bold type.
    pub(super) letters: usize,
    pub(super) linked: usize,
    pub(super) bold: usize,
    /// Links that it has.
    pub(super) links: usize,
}

/// Collects lines.
#[derive(Default)]
struct Writer {
    out: Vec<Line>,
    text: String,
    letters: usize,
    linked: usize,
    bold: usize,
    links: usize,
}

impl Writer {
    fn text(&mut self, text: &str, link: bool, bold: bool) {
        let letters = letters(text);
        self.text.push_str(text);
        self.letters += letters;
        self.linked += if link { letters } else { 0 };
        self.bold += if bold { letters } else { 0 };
    }

    fn end(&mut self, kind: BlockKind) {
        let text = single(&self.text);
        self.text.clear();
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        let (bold, links) = (std::mem::take(&mut self.bold), std::mem::take(&mut self.links));
        if !text.is_empty() {
            self.out.push(Line { block: Block { kind, text }, letters, linked, bold, links });
        }
    }
}

/// What is open around a node, with the place where it ends.
struct Open {
    end: usize,
    kind: Option<BlockKind>,
    block: bool,
    link: bool,
    bold: bool,
}

/// The lines under `root`; a subtree for which `out` holds is stepped over.
pub(super) fn lines(flat: &Flat<'_>, root: usize, out: impl Fn(usize) -> bool) -> Vec<Line> {
    let mut writer = Writer::default();
    let mut open: Vec<Open> = Vec::new();
    let kind = |open: &[Open]| open.iter().rev().find_map(|o| o.kind).unwrap_or(BlockKind::Paragraph);
    let mut at = root;
    let end = flat.0[root].end;
    while at < end {
        while open.last().is_some_and(|o| o.end <= at) {
            let block = open.last().is_some_and(|o| o.block);
            if block {
                writer.end(kind(&open));
            }
            open.pop();
        }
        let item = &flat.0[at];
        if item.shape == Shape::Void || at != root && out(at) {
            // what is left out between two words keeps them apart
            writer.text.push(' ');
            at = item.end;
            continue;
        }
        match item.shape {
            Shape::Text => {
                let (link, bold) = (open.iter().any(|o| o.link), open.iter().any(|o| o.bold));
                writer.text(&item.node.text(), link, bold);
            }
            Shape::Break => {
                if breaks(flat, at, &writer.text) {
                    writer.end(kind(&open));
                } else {
                    writer.text.push(' ');
                }
            }
            Shape::Block => {
                writer.end(kind(&open));
                let kind = match flat.name(at).as_str() {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
                    "blockquote" => Some(BlockKind::Quote),
                    "li" => Some(BlockKind::Item),
                    _ => None,
                };
                open.push(Open { end: item.end, kind, block: true, link: false, bold: false });
            }
            Shape::Link => {
                writer.links += 1;
                open.push(Open { end: item.end, kind: None, block: false, link: true, bold: false });
            }
            Shape::Inline => {
                let bold = matches!(flat.name(at).as_str(), "b" | "strong");
                open.push(Open { end: item.end, kind: None, block: false, link: false, bold });
            }
            Shape::Void => {}
        }
        at += 1;
    }
    writer.end(kind(&open));
    writer.out
}

/// Whether a line break ends a paragraph: two of them do; one alone does not where it only wraps a long line, that is
/// where the line does not end like a sentence.
fn breaks(flat: &Flat<'_>, at: usize, before: &str) -> bool {
    let before = before.trim_end();
    if before.is_empty() || flat.name(at) == "hr" || before.ends_with(['.', '!', '؟', '?', ':', '…', '»', '"', '”', ')', '*'])
    {
        return true;
    }
    let next = flat.0[at + 1..].iter().find(|i| i.shape != Shape::Text || !i.node.text().trim().is_empty());
    let text = next.filter(|i| i.shape == Shape::Text).map(|i| i.node.text());
    next.is_none_or(|i| matches!(i.shape, Shape::Break | Shape::Block))
        || text.is_some_and(|t| t.trim_start().starts_with(['-', '–', '•', '*', '–', '▪', '●']))
        || before.chars().count() < 60
}

/// Marks short lines that are bold throughout, and no sentences, as the sub-headings that they are.
pub(super) fn headings(lines: &mut [Line]) {
    let last = lines.len().saturating_sub(1);
    for (n, line) in lines.iter_mut().enumerate() {
        let text = &line.block.text;
        if line.block.kind == BlockKind::Paragraph
            && n > 0
            && n < last
            && line.letters > 0
            && line.bold == line.letters
            && text.split(' ').count() <= 12
            && !text.ends_with(['.', '،', '؛', '…', '»', '"'])
        {
            line.block.kind = BlockKind::Heading;
        }
    }
}
