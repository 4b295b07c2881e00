//! The bytes of a page to text.

use super::Refused;

/// The text, and the name of the encoding.
pub(super) fn decode(bytes: &[u8], _transport: Option<&str>) -> Result<(String, &'static str), Refused> {
    let text = crate::decode::decode(bytes).map_err(|e| Refused(format!("byte {} {}", e.offset, e.what)))?;
    Ok((text, "UTF-8"))
}
