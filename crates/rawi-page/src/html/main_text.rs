//! Which part of a page is its article.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{Hints, Page, Refused, blocks};

pub(super) fn read(html: &str, hints: &Hints<'_>) -> Result<Page, Refused> {
    let document = Document::from(html);
    let mut page = Page { url: hints.url.map(str::to_owned), ..Page::default() };
    let mut reader = Readability::with_document(document, None, Some(Config::default()))
        .map_err(|e| Refused(format!("cannot be read as a page: {e}")))?;
    let Ok(found) = reader.parse() else {
        page.notes.push("no main text was found".to_owned());
        return Ok(page);
    };
    page.title = Some(found.title.to_string()).filter(|t| !t.is_empty());
    page.author = found.byline.map(Into::into);
    page.outlet = found.site_name.map(Into::into);
    page.published = found.published_time.and_then(|t| crate::date::from_field(&t));
    page.blocks = blocks::of(&Document::fragment(found.content).root());
    Ok(page)
}
