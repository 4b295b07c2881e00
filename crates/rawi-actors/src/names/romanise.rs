//! Placeholder to be written.
/// x
pub struct Romaniser;
