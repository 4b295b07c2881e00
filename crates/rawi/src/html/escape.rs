//! Text inside HTML.

use std::borrow::Cow;

/// The text so that a browser shows just that, in an element or in a quoted attribute.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c| matches!(c, '&' | '<' | '>' | '"' | '\'' | '\r' | '\0');
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{FFFD}'), // HTML has no way to write it
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_html_would_read_is_written_otherwise() {
        assert_eq!(escape("<a href=\"x\" b='c'>&amp;\r\0"), "&lt;a href=&quot;x&quot; b=&#39;c&#39;&gt;&amp;amp;&#13;\u{FFFD}");
        assert!(matches!(escape("قال «كلام»"), Cow::Borrowed(_)));
    }
}
