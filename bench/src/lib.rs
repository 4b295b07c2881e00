//! What the benches read, and the stages that they time.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rawi_actors::{Doc, Known, Reach, Tables, Words};
use rawi_page::{Article, Options};
use rawi_speech::Input;
use rawi_text::{Scaffold, Span, Vocabulary};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of text in a corpus, about.
const SIZE: usize = 4 << 20;
/// Articles that are taken from one file of the pool.
const FROM_ONE_FILE: usize = 200;

/// Articles with their structure.
pub struct Corpus {
    /// Its name in reports.
    pub name: &'static str,
    /// Bytes of text.
    pub bytes: usize,
    articles: Vec<(Article, Vec<Span>, Scaffold)>,
}

/// The samples, repeated, and the pool of real articles beside the checkout, where there is one.
pub fn corpora() -> &'static [Corpus] {
    static CORPORA: OnceLock<Vec<Corpus>> = OnceLock::new();
    CORPORA.get_or_init(|| {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let samples = Corpus::of("samples", files(&here.join("../samples"), "txt"));
        let pool = Corpus::of("pool", files(&here.join("../../shared/pool"), "gz"));
        samples.into_iter().chain(pool).collect()
    })
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == extension));
    files.sort();
    files
}

impl Corpus {
    /// The articles of the files, repeated until they are large enough; none where there are no files.
    fn of(name: &'static str, files: Vec<PathBuf>) -> Option<Corpus> {
        let options = Options::default();
        let of_file = |file: PathBuf| {
            rawi_page::open(&[file], &options)
                .filter_map(|raw| rawi_page::parse(raw.ok()?, &options).ok()?)
                .take(FROM_ONE_FILE)
                .collect::<Vec<_>>()
        };
        let of_files: Vec<Vec<Article>> = files.into_iter().map(of_file).collect();
        // from each file by turns, so that all of them are in
        let turn = |n| of_files.iter().filter_map(move |f| f.get(n));
        let all: Vec<&Article> = (0..FROM_ONE_FILE).flat_map(turn).collect();
        let (mut bytes, mut articles) = (0, Vec::new());
        for article in all.into_iter().cycle() {
            bytes += article.text.len();
            let mut parts: Vec<Span> = article.title.into_iter().collect();
            parts.extend_from_slice(&article.body);
            parts.sort_unstable();
            let scaffold = Scaffold::of(&article.text, &parts);
            articles.push((article.clone(), parts, scaffold));
            if bytes >= SIZE {
                break;
            }
        }
        (!articles.is_empty()).then_some(Corpus { name, bytes, articles })
    }
}

/// A stage: what it does with a corpus; it gives a number that hangs on all of it.
pub type Stage = fn(&Corpus) -> usize;

/// All stages with their names, the yardstick first.
pub const STAGES: [(&str, Stage); 5] = [
    ("words (unicode-segmentation)", words),
    ("text", text),
    ("actors", actors),
    ("speech (text and actors in it)", speech),
    ("whole (reading and JSON)", whole),
];

/// The yardstick: the words of Unicode's rules, counted.
pub fn words(corpus: &Corpus) -> usize {
    let count = |a: &(Article, Vec<Span>, Scaffold)| a.0.text.unicode_words().count();
    corpus.articles.iter().map(count).sum()
}

/// Tokens, quotations, sentences.
pub fn text(corpus: &Corpus) -> usize {
    let mut vocabulary = Vocabulary::default();
    let count = |(a, parts, _): &(Article, Vec<Span>, Scaffold)| {
        let scaffold = Scaffold::with(&a.text, parts, &mut vocabulary);
        scaffold.tokens.len() + scaffold.sentences.len()
    };
    corpus.articles.iter().map(count).sum()
}

/// Known names at every word; the noun phrase at every word of office and every known name.
pub fn actors(corpus: &Corpus) -> usize {
    let tables = Tables::built_in();
    let count = |(a, _, scaffold): &(Article, Vec<Span>, Scaffold)| {
        let known = Known::of(scaffold, tables);
        let words = Words::of(scaffold, tables, &known);
        let doc = Doc { text: &a.text, scaffold, tables, words: &words };
        let reach = Reach::new(scaffold.tokens.len(), &|_| false);
        let words = (0..scaffold.tokens.len()).filter(|i| scaffold.tokens[*i].is_word());
        let named = words.filter(|i| doc.kb_at(*i).is_some() || tables.role(doc.key(*i)).is_some());
        let phrases = named.filter_map(|i| doc.noun_phrase(i, &reach));
        phrases.map(|np| np.end - np.start).sum::<usize>()
    };
    corpus.articles.iter().map(count).sum()
}

/// The reading, with the structure that it stands on.
pub fn speech(corpus: &Corpus) -> usize {
    let count = |(a, ..): &(Article, Vec<Span>, Scaffold)| {
        let input = Input { text: &a.text, title: a.title, body: &a.body, published: None };
        rawi_speech::read(input).statements.len()
    };
    corpus.articles.iter().map(count).sum()
}

/// What `rawi read` does with a parsed article.
pub fn whole(corpus: &Corpus) -> usize {
    let (mut line, mut written) = (Vec::new(), 0);
    for (article, ..) in &corpus.articles {
        let reading = rawi::read::read_article(article);
        // a text can always be written as JSON; were it not, less would be written and seen
        let _ = rawi::wire::write(article, &reading, &mut line);
        written += line.len();
        line.clear();
    }
    written
}
