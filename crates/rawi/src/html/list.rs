//! The list of statements beside an article.

use std::fmt::{Result, Write};

use rawi_actors::EnglishBasis;
use rawi_page::{Article, Language};
use rawi_speech::{Party, Reading, Statement};
use rawi_text::Span;

use super::escape::escape;
use crate::{fragment, labels, positions};

/// A content is shown by its beginning; the whole is in the text.
const BEGINNING: usize = 110;

/// Writes the list.
pub fn write(page: &mut String, id: &str, article: &Article, reading: &Reading) -> Result {
    writeln!(
        page,
        "<aside aria-labelledby=\"{id}-list\">\n<h3 id=\"{id}-list\">الأقوال <span class=\"n\">{}</span></h3>",
        reading.statements.len()
    )?;
    if reading.statements.is_empty() {
        let why = match article.language {
            Language::Arabic => "لا أقوال منسوبة في هذا المقال.",
            Language::OtherArabicScript | Language::Other => "ليس المقال بالعربية.",
        };
        writeln!(page, "<p class=\"none\" lang=\"ar\" dir=\"rtl\">{why}</p>")?;
    } else {
        page.push_str("<ol>\n");
        for (k, statement) in reading.statements.iter().enumerate() {
            item(page, id, k + 1, article, reading, statement)?;
        }
        page.push_str("</ol>\n");
    }
    positions(page, id, &article.text, reading)?;
    page.push_str("</aside>\n");
    Ok(())
}

/// What else is read: figures and the like, each with whose word it is.
fn positions(page: &mut String, id: &str, text: &str, reading: &Reading) -> Result {
    for section in positions::sections(text, reading) {
        writeln!(
            page,
            "<h3>{} <span class=\"n\">{}</span></h3>\n<ul class=\"positions\">",
            section.heading,
            section.items.len()
        )?;
        for item in &section.items {
            let words = escape(&item.words);
            match item.statement {
                Some(n) => write!(page, "<li><a href=\"#{id}-s{}\"><bdi>{words}</bdi></a>", n + 1)?,
                None => write!(page, "<li><bdi>{words}</bdi>")?,
            }
            let tail = item.tail();
            if !tail.is_empty() {
                write!(page, "<small>{}</small>", escape(&tail))?;
            }
            page.push_str("</li>\n");
        }
        page.push_str("</ul>\n");
    }
    Ok(())
}

fn item(page: &mut String, id: &str, n: usize, article: &Article, reading: &Reading, s: &Statement) -> Result {
    let text = article.text.as_str();
    let entity = s.speaker.entity.and_then(|k| reading.entities.get(k));
    write!(
        page,
        "<li id=\"{id}-s{n}\" class=\"i{n} act-{}\">\n<p class=\"who\"><b><bdi>{}</bdi></b>",
        s.act.name(),
        escape(labels::speaker(&s.speaker.name))
    )?;
    if let Some((english, basis)) = entity.and_then(|e| e.name_en.as_deref().zip(e.name_en_basis)) {
        // a romanised name is Arabic in Latin letters, and says so
        let lang = match basis {
            EnglishBasis::Kb | EnglishBasis::Composed => "en",
            EnglishBasis::Romanised => "ar-Latn",
        };
        write!(page, " <span lang=\"{lang}\" dir=\"ltr\">{}</span>", escape(english))?;
    }
    if let Some(via) = labels::via(s.speaker.via) {
        write!(page, " <small>{via}</small>")?;
    }
    let cue = one_line(s.cue.span.of(text));
    writeln!(
        page,
        "</p>\n<p class=\"act\"><span class=\"badge\">{} <span lang=\"en\" dir=\"ltr\">{}</span></span> \
         <a href=\"#{id}-t{n}\" aria-label=\"{} في النص، القول {n}\">{}</a> <small>{}</small></p>",
        labels::act(s.act),
        s.act.name(),
        escape(&cue),
        escape(&cue),
        labels::kind(s.kind)
    )?;
    let said: Vec<&str> = s.content.iter().map(|c| c.of(text)).collect();
    let said = beginning(&one_line(&said.join(" … ")));
    // the very words on the page that they were read from
    let there =
        s.content.first().and_then(|c| fragment::link(article, *c)).map_or_else(String::new, |url| {
            format!(" <a class=\"there\" href=\"{}\" rel=\"noreferrer\">في صفحته</a>", escape(&url))
        });
    writeln!(page, "<p class=\"said\">{}{there}</p>", escape(&said))?;
    facts(page, id, text, s)?;
    page.push_str("</li>\n");
    Ok(())
}

fn facts(page: &mut String, id: &str, text: &str, s: &Statement) -> Result {
    let name = |p: &Party| one_line(&p.name);
    let place = |span: &Span| one_line(span.of(text));
    let chain: Vec<String> = s.chain.iter().map(name).collect();
    let rows = [
        ("عبر", (!chain.is_empty()).then(|| chain.join(" ← "))),
        ("إلى", s.addressee.as_ref().map(|p| place(&p.mention))),
        ("متى", s.time.as_ref().map(place)),
        ("أين", s.occasion.as_ref().map(place)),
    ];
    let stance = positions::stance(text, s).into_iter().map(|(label, value)| (label, Some(value)));
    let rows: Vec<(&str, Option<String>)> = rows.into_iter().chain(stance).collect();
    let denied = s.denies.as_ref().and_then(|d| Some((d.how, d.statement? + 1)));
    if rows.iter().all(|(_, value)| value.is_none()) && s.within.is_none() && denied.is_none() {
        return Ok(());
    }
    page.push_str("<dl>");
    for (label, value) in rows {
        if let Some(value) = value {
            write!(page, "<dt>{label}</dt><dd>{}</dd>", escape(&value))?;
        }
    }
    if let Some((how, n)) = denied {
        write!(page, "<dt>{}</dt><dd><a href=\"#{id}-s{n}\">القول {n}</a></dd>", labels::denial(how))?;
    }
    if let Some(outer) = s.within {
        let outer = outer + 1;
        write!(page, "<dt>ضمن</dt><dd><a href=\"#{id}-s{outer}\">القول {outer}</a></dd>")?;
    }
    page.push_str("</dl>\n");
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words, up to a length in characters.
fn beginning(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(BEGINNING) else {
        return text.to_owned();
    };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    format!("{} …", &text[..cut])
}
