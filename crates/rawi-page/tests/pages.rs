//! What is read from `samples/pages/`, as text that a reader can review; one snapshot a page in `snapshots/`.
//!
//! `INSTA_UPDATE=always cargo test -p rawi-page --test pages` takes what is read now for right: look at the difference.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rawi_page::html::{BlockKind, Hints, Limits, Page, article};

/// All sample pages were fetched at this time.
const FETCHED: &str = "2031-12-07T18:20:00+02:00";

/// The sample pages, and beside the tests those that have no article.
fn folders() -> [PathBuf; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    [root.join("samples/pages"), root.join("tests/pages")]
}

fn pages() -> Vec<PathBuf> {
    let files = folders().into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut pages: Vec<_> = files.map(|f| f.unwrap().path()).collect();
    pages.retain(|p| p.extension().is_some_and(|e| e == "html"));
    pages.sort_by_key(|p| stem(p));
    pages
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn show(page: &Page) -> String {
    let mut out = String::new();
    let none = || "-".to_owned();
    let mut line = |name: &str, value: Option<String>| writeln!(out, "{name}: {}", value.unwrap_or_else(none)).unwrap();
    line("title", page.title.clone());
    line("standfirst", page.standfirst.clone());
    line("author", page.author.clone());
    line("outlet", page.outlet.clone());
    let published = page.published.as_ref();
    line(
        "published",
        published.map(|p| format!("{} ({}, {}, {:?}, {:.2})", p.value, p.precision, p.evidence, p.basis, p.confidence)),
    );
    line("url", page.url.clone());
    line("language", Some(format!("{:?}", page.language)));
    line("encoding", Some(page.encoding.to_owned()));
    for note in page.notes.iter().chain(published.into_iter().flat_map(|p| &p.notes)) {
        writeln!(out, "note: {note}").unwrap();
    }
    out.push('\n');
    for block in &page.blocks {
        let mark = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading => "# ",
            BlockKind::Quote => "> ",
            BlockKind::Item => "* ",
        };
        writeln!(out, "{mark}{}", block.text).unwrap();
    }
    out.push('\n');
    for left in &page.left_out {
        writeln!(out, "- {}: {}", left.why, left.text).unwrap();
    }
    out
}

#[test]
fn pages_are_read_as_before() {
    let pages = pages();
    assert!(pages.len() >= 14, "{pages:?}");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _guard = settings.bind_to_scope();
    let mut differ = Vec::new();
    for path in &pages {
        let hints = Hints { fetched: Some(FETCHED), ..Hints::default() };
        let page = article(&std::fs::read(path).unwrap(), &hints, &Limits::default()).unwrap();
        let name = format!("page-{}", stem(path));
        let same = std::panic::catch_unwind(|| insta::assert_snapshot!(name, show(&page)));
        differ.extend(same.err().map(|_| stem(path)));
    }
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn no_snapshot_without_its_page() {
    let names: BTreeSet<String> = pages().iter().map(|p| format!("page-{}", stem(p))).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = stem(&file.unwrap().path());
        assert!(names.contains(&name), "{name}.snap has no page");
    }
}

/// Three short paragraphs between a menu and a dozen teasers with text of their own, none of them named: all of it is told
/// by its build, however the paragraphs are marked.
#[test]
fn a_short_text_among_teasers() {
    const TEXT: [&str; 3] = [
        "قال وزير الداخلية سامر النابلسي إن الأجهزة الأمنية أوقفت ثلاثة أشخاص يشتبه في ضلوعهم في الحادث الذي وقع أمس في وسط المدينة.",
        "وأضاف أن التحقيق مستمر، نافيا أن يكون للحادث أي خلفية سياسية، ومؤكدا أن النتائج ستعلن فور انتهائها.",
        "ودعا الوزير وسائل الإعلام إلى عدم نشر صور الضحايا احتراما لذويهم.",
    ];
    let heading = "<h1>الداخلية توقف ثلاثة أشخاص بعد حادث وسط المدينة</h1>";
    let each = |before: &str, after: &str| TEXT.map(|p| format!("{before}{p}{after}")).concat();
    let bodies = [
        format!("{heading}<div class=x1><span>12 نيسان 2031</span>{}</div>", each("<p>", "</p>")),
        format!("<main>{heading}{}</main>", each("<div data-c=text><div class=s9><p>", "</p></div></div>")),
        format!("{heading}{}", TEXT.join("<br>")),
        format!("<div>{heading}</div><div class=\"lead summary\">{}</div>", each("<p>", "</p>")),
        format!("{heading}<div class=n>{}</div>", each("<div dir=rtl><span>", "</span></div><div><br></div>")),
        format!("{heading}<section><span>{}</span></section>", TEXT.join("</span><br/><br/><span>")),
    ];
    let menu: String = (0..40).map(|i| format!("<li><a href=/{i}>أخبار المحافظة رقم {i}</a></li>")).collect();
    let teaser = |i| {
        format!(
            "<div><a href=/n{i}><h3>خبر آخر طويل قليلا عن شيء لا صلة له بهذا المقال {i}</h3></a><p>مقدمة قصيرة لخبر آخر لا علاقة له \
             بالمقال الذي يقرأه القارئ الآن {i}.</p></div>"
        )
    };
    let teasers: String = (0..12).map(teaser).collect();
    for body in bodies {
        let html = format!(
            "<html lang=ar><head><meta charset=utf-8><title>الداخلية توقف ثلاثة أشخاص بعد حادث وسط المدينة | شبكة الضفة</title></head>\
             <body><ul>{menu}</ul>{body}<div>{teasers}</div></body></html>"
        );
        let page = article(html.as_bytes(), &Hints::default(), &Limits::default()).unwrap();
        let text: Vec<_> = page.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(text, TEXT, "{body}");
        assert_eq!(page.outlet.as_deref(), Some("شبكة الضفة"));
    }
}
