//! A parsed page laid out flat: its nodes in document order, each with the end of its subtree, so that one pass over a
//! slice does what would else be a walk of the tree.

use std::ops::Range;

use dom_query::NodeRef;

use super::parts::{Part, parts};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// An element whose text goes on the line that it stands in.
    Inline,
    /// A link.
    Link,
    /// An element that begins and ends a line.
    Block,
    /// A line break.
    Break,
    /// Something that never holds text of the article.
    Void,
}

pub(super) struct Item<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) shape: Shape,
    pub(super) parent: usize,
    /// One past the last node under it.
    pub(super) end: usize,
    /// Letters of running text under it: text outside links that is more than a few words.
    pub(super) prose: usize,
    /// What its names tell.
    pub(super) parts: Vec<Part>,
}

/// The nodes under (and with) a root.
pub(super) struct Flat<'a>(pub(super) Vec<Item<'a>>);

/// Words that a piece of text must have to count as prose.
const PROSE: usize = 5;

impl<'a> Flat<'a> {
    pub(super) fn of(root: NodeRef<'a>) -> Self {
        let mut items: Vec<Item<'a>> = Vec::with_capacity(1024);
        // (node, its parent's place); a stack of its own, since pages nest as deep as they like
        let mut open = vec![(root, 0)];
        while let Some((node, parent)) = open.pop() {
            if node.is_comment() || node.is_doctype() {
                continue;
            }
            let place = items.len();
            let (shape, parts) = shape(&node);
            items.push(Item { node, shape, parent, end: place + 1, prose: 0, parts });
            open.extend(node.children_it(true).map(|child| (child, place)));
        }
        let mut flat = Self(items);
        flat.measure();
        flat
    }

    fn measure(&mut self) {
        let mut barred = vec![false; self.0.len()];
        for i in 0..self.0.len() {
            let item = &self.0[i];
            barred[i] = matches!(item.shape, Shape::Link | Shape::Void) || i > 0 && barred[item.parent];
            if item.shape == Shape::Text && !barred[i] {
                let text = item.node.text();
                if text.split_whitespace().take(PROSE).count() == PROSE {
                    self.0[i].prose = letters(&text);
                }
            }
        }
        for i in (1..self.0.len()).rev() {
            let (parent, end, prose) = (self.0[i].parent, self.0[i].end, self.0[i].prose);
            self.0[parent].end = self.0[parent].end.max(end);
            self.0[parent].prose += prose;
        }
    }

    /// The places under `i`, itself apart.
    pub(super) fn under(&self, i: usize) -> Range<usize> {
        i + 1..self.0[i].end
    }

    /// All text under `i`, blanks made single; at most about `most` bytes of it.
    pub(super) fn text(&self, i: usize, most: usize) -> String {
        let mut out = String::new();
        let mut at = i;
        while at < self.0[i].end && out.len() <= most {
            let item = &self.0[at];
            match item.shape {
                Shape::Text => out.push_str(&item.node.text()),
                Shape::Void => {
                    at = item.end;
                    continue;
                }
                Shape::Inline | Shape::Link => {}
                Shape::Block | Shape::Break => out.push(' '),
            }
            at += 1;
        }
        single(&out)
    }

    /// An element's name; empty for text.
    pub(super) fn name(&self, i: usize) -> String {
        self.0[i].node.node_name().map(String::from).unwrap_or_default()
    }

    pub(super) fn has(&self, i: usize, part: Part) -> bool {
        self.0[i].parts.contains(&part)
    }
}

/// How many letters and figures a text has. The letters of Arabic are told first: the standard library's table is slow for them.
pub(super) fn letters(text: &str) -> usize {
    let letter = |c: char| match c {
        '\u{620}'..='\u{64a}' => c != 'ـ',
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric(),
    };
    text.chars().filter(|c| letter(*c)).count()
}

/// Text with its blanks made single and none at the edges.
pub(super) fn single(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let marks = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | ' ');
    out.trim_matches(marks).to_owned()
}

/// The shape of a node and what its names tell.
fn shape(node: &NodeRef<'_>) -> (Shape, Vec<Part>) {
    let Some(element) = node.element_ref() else {
        return (if node.is_text() { Shape::Text } else { Shape::Block }, Vec::new());
    };
    let name: &str = &element.name.local;
    let shape = match name {
        "a" => Shape::Link,
        "br" | "hr" => Shape::Break,
        "script" | "style" | "noscript" | "template" | "iframe" | "object" | "embed" | "svg" | "math" | "canvas" | "video"
        | "audio" | "select" | "option" | "datalist" | "textarea" | "input" | "button" | "img" | "picture" | "source" | "map"
        | "title" | "meta" | "link" | "base" | "dialog" | "track" | "param" | "progress" | "meter" => Shape::Void,
        "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i"
        | "ins" | "kbd" | "label" | "mark" | "nobr" | "output" | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span"
        | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" => Shape::Inline,
        _ if name.starts_with("amp-") && !matches!(name, "amp-fit-text" | "amp-accordion" | "amp-layout" | "amp-list") => {
            Shape::Void
        }
        _ => Shape::Block,
    };
    let mut found = Vec::new();
    if shape != Shape::Void && shape != Shape::Break {
        for attribute in &element.attrs {
            match &*attribute.name.local {
                "class" | "id" => parts(&attribute.value, &mut found),
                "hidden" => found.push(Part::Hidden),
                "aria-hidden" if &*attribute.value == "true" && name != "a" => found.push(Part::Hidden),
                "style" if hides(&attribute.value) => found.push(Part::Hidden),
                _ => {}
            }
        }
        match name {
            "nav" => found.push(Part::Nav),
            "figcaption" => found.push(Part::Caption),
            "form" | "fieldset" => found.push(Part::Tools),
            _ => {}
        }
    }
    (shape, found)
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(2000).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}
