//! One page that needs nothing else: each article with what is said in it marked, beside a list of
//! the statements. No script, no network; the marks and the list point to one another.

pub(crate) mod escape;
mod flow;
mod list;
mod segments;

use std::fmt::Write;

use rawi_page::{Article, Language};
use rawi_speech::Reading;

use crate::render::{Entry, Render};
use crate::wire;
use escape::escape;

/// The form for browsers and paper.
pub struct Html;

const STYLE: &str = include_str!("page.css");
/// So many statements of an article light up in its text when they are pointed at.
const LIT: usize = 100;

impl Render for Html {
    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(head().as_bytes());
    }

    fn article(&self, number: u64, article: &Article, reading: &Reading, out: &mut Vec<u8>) -> anyhow::Result<Option<Entry>> {
        let title = title(article);
        let page = render(number, &title, article, reading)?;
        out.extend_from_slice(page.as_bytes());
        Ok(Some(Entry { number, title, statements: reading.statements.len() }))
    }

    fn end(&self, entries: &[Entry], out: &mut Vec<u8>) {
        out.extend_from_slice(foot(entries).as_bytes());
    }
}

fn title(article: &Article) -> String {
    let headline = article.title.map(|t| t.of(&article.text).trim());
    match headline.filter(|t| !t.is_empty()) {
        Some(headline) => headline.split_whitespace().collect::<Vec<_>>().join(" "),
        None => path(article),
    }
}

fn path(article: &Article) -> String {
    article.source.place()
}

fn render(number: u64, title: &str, article: &Article, reading: &Reading) -> Result<String, std::fmt::Error> {
    let mut page = String::with_capacity(article.text.len() * 3 + 1024);
    let language = match article.language {
        Language::Arabic => String::new(),
        other => format!(" lang=\"{}\" dir=\"auto\"", wire::language(other)),
    };
    let id = format!("a{}", number + 1);
    writeln!(page, "<article id=\"{id}\" aria-label=\"{}\"{language}>", escape(title))?;
    writeln!(page, "<header class=\"source\">{}</header>", source(article))?;
    writeln!(page, "<div class=\"columns\">\n<div class=\"text\">")?;
    let has_headline = article.title.is_some_and(|t| !t.of(&article.text).trim().is_empty());
    if !has_headline {
        writeln!(page, "<h2 class=\"untitled\"><bdi>{}</bdi></h2>", escape(title))?;
    }
    flow::write(&mut page, &id, article, reading)?;
    page.push_str("</div>\n");
    list::write(&mut page, &id, article, reading)?;
    page.push_str("</div>\n</article>\n");
    Ok(page)
}

/// Outlet, date, path and, where it is one that a browser may follow, the address.
fn source(article: &Article) -> String {
    let source = &article.source;
    let mut parts = Vec::new();
    if let Some(outlet) = &source.outlet {
        parts.push(format!("<b><bdi>{}</bdi></b>", escape(outlet)));
    }
    if let Some(published) = &article.published {
        let value = escape(&published.value);
        parts.push(format!("<time dir=\"ltr\" datetime=\"{value}\">{value}</time>"));
    }
    parts.push(format!("<bdi class=\"path\">{}</bdi>", escape(&path(article))));
    if let Some(url) = &source.url
        && (url.starts_with("https://") || url.starts_with("http://"))
    {
        let url = escape(url);
        parts.push(format!("<a href=\"{url}\" rel=\"noreferrer\">المصدر</a>"));
    }
    parts.join(" <span aria-hidden=\"true\">·</span> ")
}

fn head() -> String {
    let mut lit = Vec::new();
    for n in 1..=LIT {
        for from in ["i", "t"] {
            lit.push(format!("article:has(.{from}{n}:target) .m{n}"));
        }
        lit.push(format!("article:has(.i{n}:hover) .m{n}"));
    }
    format!(
        "<!DOCTYPE html>
<html lang=\"ar\" dir=\"rtl\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">
<link rel=\"icon\" href=\"data:,\">
<title>راوي: من قال ماذا</title>
<style>
{STYLE}
{} {{ background: var(--lit); }}
</style>
</head>
<body>
<header class=\"page\">
<h1>راوي <span>من قال ماذا</span></h1>
<ul class=\"legend\" aria-label=\"دلالة الألوان\">
<li><span class=\"sp\">المتكلّم</span> <span lang=\"en\" dir=\"ltr\">speaker</span></li>
<li><span class=\"cu\">فعل القول</span> <span lang=\"en\" dir=\"ltr\">cue</span></li>
<li><span class=\"co\">المقول</span> <span lang=\"en\" dir=\"ltr\">content</span></li>
<li><span class=\"bp\">ليس من المقال</span> <span lang=\"en\" dir=\"ltr\">furniture</span></li>
</ul>
<a class=\"skip\" href=\"#contents\">قائمة المقالات</a>
</header>
<main>
",
        lit.join(",\n")
    )
}

fn foot(entries: &[Entry]) -> String {
    let mut rows = String::new();
    for entry in entries {
        rows.push_str(&format!(
            "<li><a href=\"#a{}\"><bdi>{}</bdi></a> <span class=\"n\">{}</span></li>\n",
            entry.number + 1,
            escape(&entry.title),
            entry.statements
        ));
    }
    format!(
        "</main>
<nav id=\"contents\" aria-labelledby=\"contents-title\">
<h2 id=\"contents-title\">المقالات <span class=\"n\">وعدد الأقوال في كلٍّ منها</span></h2>
<ol>
{rows}</ol>
</nav>
<footer class=\"page\">
<p>كلّ ما في القوائم كلامُ مَن نُسب إليه في المقال، لا قول راوي.</p>
<p lang=\"en\" dir=\"ltr\">Every statement here is attributed by its article; Rawi asserts none of them.</p>
</footer>
</body>
</html>
"
    )
}

#[cfg(test)]
mod tests;
