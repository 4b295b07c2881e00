//! What was fetched over the net, as it came: a page becomes a piece, a feed the list of its items.

use std::sync::Arc;

use crate::container::feed;
use crate::container::head;
use crate::container::payload::{Coding, undone};
use crate::detect::by_markup;
use crate::error::InputError;
use crate::html::is_html;
use crate::options::{InputKind, Options};
use crate::raw::{About, Kind, Place, Raw};

/// What the transport tells of bytes.
#[derive(Clone, Copy, Debug)]
pub struct Fetched<'a> {
    /// The address that sent them.
    pub url: &'a str,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The `Content-Encoding` header.
    pub content_encoding: Option<&'a str>,
    /// When they came, in ISO 8601 with a time zone.
    pub at: &'a str,
}

/// An item of a feed, as far as it tells whether to fetch its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// The address of its page, as the feed has it: it may be relative to the feed's.
    pub url: String,
    /// Its headline, without markup.
    pub title: String,
    /// When it was last changed, or else published, as it is written.
    pub changed: Option<String>,
}

impl Raw {
    /// A page that was fetched. Its path is its address.
    pub fn fetched(about: &Fetched<'_>, bytes: Vec<u8>) -> Result<Self, InputError> {
        let path: Arc<str> = about.url.into();
        let (said, charset) = about.content_type.map(|t| head::media_type(t.as_bytes())).unwrap_or_default();
        let codings = codings(&path, about)?;
        let kind = if said.as_deref() == Some("text/plain") { Kind::Plain } else { Kind::Html };
        // without a type it is judged by its content, as a saved page is
        if said.is_none() && codings.is_empty() && !is_html(&bytes) && by_markup(&bytes) != Some(InputKind::Html) {
            return Err(InputError::new(&path, "comes without a type and does not look like a page"));
        }
        let about = About {
            said,
            charset,
            codings,
            url: Some(about.url.to_owned()),
            fetched: Some(about.at.to_owned()),
            ..About::default()
        };
        Ok(Self::new(&path, Place::default(), kind, bytes).about(about))
    }
}

/// The title of a feed that was fetched, and its items that have an address. What cannot be read as a feed is an error.
pub fn feed_items(about: &Fetched<'_>, bytes: Vec<u8>, options: &Options) -> Result<(Option<String>, Vec<FeedItem>), InputError> {
    let path: Arc<str> = about.url.into();
    let bytes = undone(bytes, &codings(&path, about)?, options).map_err(|what| InputError::new(&path, what))?;
    feed::items(&path, &bytes)
}

fn codings(path: &Arc<str>, about: &Fetched<'_>) -> Result<Vec<Coding>, InputError> {
    let mut codings = Vec::new();
    let named = about.content_encoding.unwrap_or_default();
    Coding::of(named.as_bytes(), &mut codings).map_err(|what| InputError::new(path, what))?;
    Ok(codings)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: &str = "2031-05-04T08:00:00Z";

    fn about<'a>(content_type: Option<&'a str>, content_encoding: Option<&'a str>) -> Fetched<'a> {
        Fetched { url: "https://news.example/a", content_type, content_encoding, at: AT }
    }

    #[test]
    fn a_page_is_read_with_what_its_transport_tells() {
        let page = "<html><body><h1>الجسر يفتح قريباً</h1><p>قال وزير الأشغال لؤي العامري إن أعمال الجسر انتهت قبل ساعتين.</p>\
                    <p>وأضاف الوزير أن الطريق سيفتح يوم الأحد أمام السيارات الصغيرة والكبيرة.</p></body></html>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(page);
        let raw = Raw::fetched(&about(Some("text/html; charset=windows-1256"), None), bytes.into_owned()).unwrap();
        let article = crate::parse(raw, &Options::default()).unwrap().unwrap();
        assert!(article.text.contains("قال وزير الأشغال"), "{}", article.text);
        assert_eq!(article.source.url.as_deref(), Some("https://news.example/a"));
        assert_eq!(article.source.path, "https://news.example/a");
        let untyped = Raw::fetched(&about(None, None), page.into());
        assert!(crate::parse(untyped.unwrap(), &Options::default()).unwrap().is_some());
    }

    #[test]
    fn what_is_no_page_is_told() {
        for (content_type, coding, bytes, told) in [
            (None, None, &b"\x89PNG\r\n"[..], "does not look like a page"),
            (Some("text/html"), None, b"\x89PNG\r\n", "is a PNG image"),
            (Some("text/html"), Some("gzip"), b"\x1f\x8b\x08 cut", "cannot be unpacked"),
            (Some("text/html"), Some("rot13"), b"<p>x", "rot13"),
            (Some("text/html"), None, b"<html></html>", "without an article's text"),
        ] {
            let read =
                Raw::fetched(&about(content_type, coding), bytes.to_vec()).and_then(|raw| crate::parse(raw, &Options::default()));
            let error = read.unwrap_err().to_string();
            assert!(error.starts_with("https://news.example/a: ") && error.contains(told), "{error}");
        }
    }

    #[test]
    fn items_of_a_feed() {
        let rss = "<rss version='2.0'><channel><title> عين النخلة </title>\
                   <item><title>&lt;b>قال&lt;/b> نعم</title><link>/1?a=1&amp;b=2</link>\
                   <pubDate>Sun, 04 May 2031 08:00:00 +0300</pubDate></item>\
                   <item><title>بلا عنوان</title></item></channel></rss>";
        let (title, items) = feed_items(&about(None, None), rss.into(), &Options::default()).unwrap();
        assert_eq!(title.as_deref(), Some("عين النخلة"));
        let item = FeedItem {
            url: "/1?a=1&b=2".into(),
            title: "قال نعم".into(),
            changed: Some("Sun, 04 May 2031 08:00:00 +0300".into()),
        };
        assert_eq!(items, [item]);
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry><title>a</title><id>1</id>\
                    <link rel='enclosure' href='https://news.example/a.mp3'/><link href='https://news.example/1'/>\
                    <published>2031-05-01T00:00:00Z</published><updated>2031-05-04T00:00:00Z</updated></entry></feed>";
        let (_, items) = feed_items(&about(None, None), atom.into(), &Options::default()).unwrap();
        assert_eq!(items[0].url, "https://news.example/1");
        assert_eq!(items[0].changed.as_deref(), Some("2031-05-04T00:00:00Z"));
        for (bad, told) in [
            (&b"<html><body>not found</body></html>"[..], "is a page and no feed"),
            (b"", "is empty"),
            (b"<rss><channel><item>", "cannot be read as a feed"),
            (b"not a feed at all", "cannot be read as a feed"),
        ] {
            let error = feed_items(&about(None, None), bad.to_vec(), &Options::default()).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
        assert!(feed_items(&about(None, None), b"<x>".repeat(10_000), &Options::default()).is_err());
    }

    #[test]
    fn bombs() {
        use std::io::Write;
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        bomb.write_all(&vec![b' '; 40 << 20]).unwrap();
        let bomb = bomb.finish().unwrap();
        let error = feed_items(&about(None, Some("gzip")), bomb.clone(), &Options::default()).unwrap_err().to_string();
        assert!(error.contains("--max-ratio"), "{error}");
        let small = Options { max_bytes: 1 << 20, ..Options::default() };
        let raw = Raw::fetched(&about(Some("text/html"), Some("gzip")), bomb).unwrap();
        let error = crate::parse(raw, &small).unwrap_err().to_string();
        assert!(error.contains("unpacks to more than 1048576 bytes"), "{error}");
    }
}
