//! A node to blocks of text.

use dom_query::NodeRef;

use super::{Block, BlockKind};

/// The blocks under a node, in order.
pub(super) fn of(root: &NodeRef<'_>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut line = String::new();
    for node in root.descendants_it() {
        if node.is_text() {
            line.push_str(&node.text());
        } else if node.element_ref().is_some_and(|e| {
            matches!(&*e.name.local, "p" | "div" | "br" | "li" | "h1" | "h2" | "h3" | "h4" | "blockquote" | "section" | "td")
        }) {
            push(&mut line, &mut out);
        }
    }
    push(&mut line, &mut out);
    out
}

fn push(line: &mut String, out: &mut Vec<Block>) {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.clear();
    if !text.is_empty() {
        out.push(Block { kind: BlockKind::Paragraph, text });
    }
}
