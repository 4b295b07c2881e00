//! Statements as W3C Web Annotations: one annotation a line, each JSON-LD that stands alone. What an annotation has in it is
//! `rawi_export::annotations`' to say: a record gives out the same.

use rawi_export::{Names, Report, annotations};
use rawi_page::Article;
use rawi_record::Stored;
use rawi_speech::Reading;

use crate::render::{Entry, Render};
use crate::wire::stored;
use crate::{labels, wire};

/// The form for annotation tools.
pub struct Annotations;

impl Render for Annotations {
    fn article(&self, _number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let stored = Stored { id: 0, number: 1, latest: true, reader: String::new(), article: stored::take(article, reading) };
        let names = Names::default();
        for said in Report::whole(&stored).said() {
            let mut annotation = annotations::annotation(&said, &names, labels::speaker(""));
            annotation["@context"] = annotations::context();
            wire::line(&annotation, out)?;
        }
        Ok(None)
    }
}
