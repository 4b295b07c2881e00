//! The command line of Rawi. What was typed ([`args`]) becomes what it means ([`plan`]); the
//! reading itself is in `rawi-page` and `rawi-speech`, and here it is put into JSON ([`wire`]), text
//! for a terminal ([`pretty`]) or a page ([`html`]).

pub mod annotations;
pub mod args;
pub mod exit;
#[cfg(test)]
mod fixture;
pub mod fragment;
pub mod guard;
pub mod html;
pub mod json_line;
pub mod kb;
pub mod labels;
pub mod lexicon;
pub mod names;
pub mod offsets;
pub mod own;
pub mod pages;
pub mod pipeline;
pub mod plan;
pub mod positions;
pub mod pretty;
pub mod progress;
pub mod read;
pub mod record;
pub mod render;
pub mod report;
pub mod score;
pub mod shell;
#[cfg(feature = "watch")]
pub mod watch;
pub mod when;
pub mod wire;
pub mod wrap;
