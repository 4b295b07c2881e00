//! Arabic writing, as spans over text that is never altered.
mod span;
pub use span::Span;
