//! Corrections on small invented articles, read by readers that differ.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::index::Prepared;
use crate::model::{Article, Entity, Range, Reading, Source, Speaker, Statement};
use crate::{Failure, Search};

const SIGNED: Signed<'static> = Signed { who: "ليلى", at: "2031-05-04T10:00:00Z" };

/// Sentences: who, the cue, what.
const SAID: [(&str, &str, &str); 5] = [
    ("الوزير سامي النهري", "قال", "إن الجسر سيفتح يوم الأحد القادم"),
    ("الوالي لؤي العامري", "أعلن", "أن الطريق القديم سيغلق غداً"),
    ("الوزير سامي النهري", "نفى", "إغلاق المطار"),
    ("وكالة الضفة", "ذكرت", "أن الوالي لؤي العامري غاب عن الجلسة"),
    ("هند الراوي", "حذرت", "من عواقب التأخير على أهل المدينة"),
];

fn text() -> String {
    let lines = SAID.map(|(who, cue, what)| format!("{cue} {who} {what}."));
    lines.join("\n") + "\nوقالت مصادر إن الاجتماع تأجل.\n"
}

fn place(text: &str, words: &str) -> Range {
    let byte = text.find(words).unwrap_or_else(|| panic!("{words}"));
    let start = text[..byte].chars().count() as u32;
    Range { start, end: start + words.chars().count() as u32 }
}

fn id(name: &str) -> String {
    format!("name:{}", name.replace(' ', "-"))
}

/// What reader number `reader` reads: 0 all as it is; others miss statements, cut contents, mistake speakers and acts.
fn read(text: &str, reader: u32) -> Reading {
    let mut reading = Reading::default();
    for (who, ..) in SAID {
        let Some(byte) = text.find(who) else { continue };
        let start = text[..byte].chars().count() as u32;
        let mention = Range { start, end: start + who.chars().count() as u32 };
        if !reading.entities.iter().any(|e| e.id == id(who)) {
            reading.entities.push(Entity {
                id: id(who),
                r#type: "person".into(),
                name: who.into(),
                mentions: vec![mention],
                ..Entity::default()
            });
        }
    }
    for (n, (who, cue, what)) in SAID.iter().enumerate() {
        let sentence = format!("{cue} {who} {what}");
        if !text.contains(&sentence) {
            continue;
        }
        let odd = (reader >> (2 * n)) & 3;
        if odd == 3 {
            continue;
        }
        let whole = place(text, &sentence);
        let cue = Range { start: whole.start, end: whole.start + cue.chars().count() as u32 };
        let content = place(text, what);
        let cut = if odd == 1 { content.end - 6 } else { content.end };
        let who = if odd == 2 { SAID[0].0 } else { who };
        reading.statements.push(Statement {
            kind: "indirect".into(),
            act: if odd == 2 { "ask" } else { "inform" }.into(),
            content: vec![Range { start: content.start, end: cut }],
            cue,
            cue_lemma: "قال".into(),
            speaker: Speaker { entity: Some(id(who)), name: who.into(), mention: None, via: "name".into() },
            confidence: 0.9,
            why: format!("reader {reader}"),
            ..Statement::default()
        });
    }
    reading
}

fn article(text: &str, url: &str, reader: u32) -> Article {
    let hash = url.bytes().chain(text.bytes()).fold(7u64, |h, b| h.wrapping_mul(1_099_511_628_211) ^ u64::from(b));
    Article {
        source: Source {
            url: Some(url.into()),
            path: "x".into(),
            media_type: "text/plain".into(),
            sha256: format!("{hash:016x}{hash:016x}"),
            ..Source::default()
        },
        body: vec![Range { start: 0, end: text.chars().count() as u32 }],
        text: text.into(),
        language: "ar".into(),
        reading: read(text, reader),
        ..Article::default()
    }
}

struct Desk {
    record: Record,
    _dir: tempfile::TempDir,
}

const URL: &str = "https://a.example/1";
const URL2: &str = "https://a.example/2";

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let record = Record::open(&dir.path().join("a.rawi")).unwrap();
        let desk = Self { record, _dir: dir };
        desk.put(article(&text(), URL, 0), "reader 0");
        desk.put(article(&text(), URL2, 0), "reader 0");
        desk
    }

    fn put(&self, article: Article, reader: &str) -> Vec<i64> {
        let mut batch = self.record.begin(reader).unwrap();
        batch.put(Prepared::new(article).unwrap()).unwrap();
        let lost = batch.lost_reviews().iter().copied().collect();
        batch.commit().unwrap();
        lost
    }

    fn reread(&self, reader: u32) {
        let name = format!("reader {reader}");
        let mut batch = self.record.begin(&name).unwrap();
        for id in self.record.versions(0, 100, false).unwrap() {
            let mut article = self.record.version(id).unwrap().unwrap().article;
            article.reading = read(&article.text, reader);
            batch.replace_reading(id, Prepared::new(article).unwrap()).unwrap();
        }
        batch.commit().unwrap();
    }

    fn ask(&self, ask: Asked) -> Result<i64> {
        let mut batch = self.record.begin("none")?;
        let id = batch.review(&ask, SIGNED, &|_| Vec::new())?;
        batch.commit()?;
        Ok(id)
    }

    fn latest(&self, url: &str) -> Article {
        let id = self.record.latest_version(url).unwrap().unwrap();
        self.record.version(id).unwrap().unwrap().article
    }

    /// The statement of sentence `n`, by its id in the first reading.
    fn of(&self, url: &str, n: usize) -> String {
        let article = article(&text(), url, 0);
        article.reading.statements[n].reference(article.reference())
    }

    fn sound(&self) {
        assert_eq!(self.record.check().unwrap().problems, Vec::<String>::new());
        for url in [URL, URL2] {
            assert!(self.latest(url).reading.statements.iter().all(|s| s.kind == "indirect"));
        }
    }

    /// What stands there now: a line a statement.
    fn shown(&self, url: &str) -> String {
        let article = self.latest(url);
        let places = crate::model::Places::new(&article.text);
        let line = |s: &Statement| {
            let content: Vec<&str> = s.content.iter().filter_map(|c| places.of(*c)).collect();
            let chain: String = s.chain.iter().map(|p| format!(" ({})", p.name)).collect();
            format!("{} {}{chain}: {} [{}]\n", s.speaker.name, s.act, content.join(" … "), s.verdict.as_deref().unwrap_or("-"))
        };
        article.reading.statements.iter().map(line).collect()
    }

    fn find(&self, search: Search) -> usize {
        self.record.find(&Search { limit: 100, ..search }).unwrap().len()
    }

    fn states(&self) -> Vec<String> {
        let word = |l: Logged| format!("{} {}", l.review.action.name(), l.state.map_or("-", State::name));
        self.record.log().unwrap().into_iter().filter(|l| l.in_force).map(word).collect()
    }
}

fn ask(action: &str) -> Asked {
    Asked { action: action.into(), ..Asked::default() }
}

fn some(word: &str) -> Option<String> {
    Some(word.to_owned())
}

#[test]
fn each_correction_and_its_undoing() {
    let desk = Desk::new();
    let before = desk.latest(URL);
    let on = |action: &str, n: usize| Asked { statement: Some(desk.of(URL, n)), ..ask(action) };
    let all = [
        (on("confirm", 0), "النهري inform: إن الجسر سيفتح يوم الأحد القادم [confirmed]"),
        (Asked { act: some("warn"), ..on("act", 0) }, "النهري warn: إن الجسر سيفتح يوم الأحد القادم [corrected]"),
        (Asked { actor: some("هند الراوي"), ..on("speaker", 1) }, "هند الراوي inform: أن الطريق القديم"),
        (Asked { words: some("مصادر"), ..on("speaker", 1) }, "مصادر inform: أن الطريق القديم"),
        (Asked { content: vec!["الجسر سيفتح".into()], ..on("span", 0) }, "inform: الجسر سيفتح [corrected]"),
        (Asked { content: vec!["إن الجسر".into(), "الأحد … القادم".into()], ..on("span", 0) }, "إن الجسر … الأحد القادم [corr"),
        (Asked { chain: vec!["وكالة الضفة".into()], ..on("chain", 4) }, "هند الراوي inform (وكالة الضفة): من عواقب"),
        (
            Asked {
                article: some(URL),
                cue: some("وقالت"),
                content: vec!["إن الاجتماع تأجل".into()],
                words: some("مصادر"),
                act: some("inform"),
                ..ask("add")
            },
            "مصادر inform: إن الاجتماع تأجل [added]",
        ),
        (
            Asked {
                article: some(URL),
                actor: some("هند الراوي"),
                name: some("هند الراوي"),
                id: some("person:hind-2"),
                ..ask("split-actor")
            },
            "هند الراوي inform: من عواقب",
        ),
    ];
    for (ask, expect) in all {
        let id = desk.ask(ask.clone()).unwrap_or_else(|e| panic!("{ask:?}: {e}"));
        assert!(desk.shown(URL).contains(expect), "{ask:?}\n{}", desk.shown(URL));
        desk.sound();
        desk.ask(Asked { review: Some(id), ..super::tests::ask("undo") }).unwrap();
        assert_eq!(desk.latest(URL), before, "{ask:?}");
        desk.sound();
    }
    // taking back what takes back
    let rejected = desk.ask(on("reject", 2)).unwrap();
    assert!(!desk.shown(URL).contains("إغلاق المطار"));
    assert_eq!(desk.find(Search { words: "المطار".into(), ..Search::default() }), 1, "the other article's");
    assert_eq!(desk.find(Search { words: "المطار".into(), rejected: true, ..Search::default() }), 2);
    let undo = desk.ask(Asked { review: Some(rejected), ..ask("undo") }).unwrap();
    assert_eq!(desk.latest(URL), before);
    desk.ask(Asked { review: Some(undo), ..ask("undo") }).unwrap();
    assert!(!desk.shown(URL).contains("إغلاق المطار"));
    desk.sound();
}

#[test]
fn a_correction_leaves_statements_their_numbers() {
    let desk = Desk::new();
    let found = || desk.record.find(&Search { limit: 100, rejected: true, ..Search::default() }).unwrap();
    let before = found();
    let on = |action: &str, n: usize| Asked { statement: Some(desk.of(URL, n)), ..ask(action) };
    desk.ask(on("reject", 0)).unwrap();
    desk.ask(Asked { content: vec!["الطريق القديم".into()], ..on("span", 1) }).unwrap();
    assert_eq!(found(), before);
    let add = Asked {
        cue: some("وقالت"), content: vec!["إن الاجتماع تأجل".into()], words: some("مصادر"), ..ask("add")
    };
    let mut batch = desk.record.begin("x").unwrap();
    for url in [URL, URL2] {
        let add = Asked { article: some(url), act: some("inform"), ..add.clone() };
        batch.review(&add, SIGNED, &|_| Vec::new()).unwrap();
    }
    batch.commit().unwrap();
    let after = found();
    assert_eq!((after.len(), &after[2..]), (before.len() + 2, &before[..]), "new ones are the newest");
    desk.sound();
    for number in 1..=4 {
        desk.ask(Asked { review: Some(number), ..ask("undo") }).unwrap();
    }
    assert_eq!(found(), before);
    desk.sound();
}

#[test]
fn what_is_corrected_is_found_so() {
    let desk = Desk::new();
    let by = |name: &str| desk.find(Search { by: vec![name.into()], ..Search::default() });
    assert_eq!((by("هند الراوي"), by("لؤي العامري")), (2, 2));
    desk.ask(Asked { statement: Some(desk.of(URL, 1)), actor: some("هند الراوي"), ..ask("speaker") }).unwrap();
    assert_eq!((by("هند الراوي"), by("لؤي العامري")), (3, 1));
    desk.ask(Asked {
        article: some(URL),
        cue: some("وقالت"),
        content: vec!["إن الاجتماع تأجل".into()],
        actor: some("هند الراوي"),
        act: some("deny"),
        ..ask("add")
    })
    .unwrap();
    assert_eq!(by("هند الراوي"), 4);
    assert_eq!(desk.find(Search { words: "اجتماع".into(), act: vec!["deny".into()], ..Search::default() }), 1);
    // two actors are one
    let one = desk.ask(Asked { actor: some("هند الراوي"), actors: vec!["لؤي العامري".into()], ..ask("merge-actors") }).unwrap();
    assert_eq!((by("هند الراوي"), by("لؤي العامري")), (5, 5));
    assert!(desk.latest(URL2).reading.entities.iter().all(|e| e.id != id("الوالي لؤي العامري")));
    desk.sound();
    desk.ask(Asked { review: Some(one), ..ask("undo") }).unwrap();
    assert_eq!((by("هند الراوي"), by("لؤي العامري")), (4, 1));
    desk.sound();
    // and another article's Hind is somebody else
    desk.ask(Asked { name: some("هند الراوي"), name_en: some("Hind"), id: some("person:hind"), ..ask("add-actor") }).unwrap();
    assert_eq!(by("person:hind"), 0);
    desk.ask(Asked {
        article: some(URL2),
        actor: Some(id("هند الراوي")),
        actors: vec!["person:hind".into()],
        ..ask("split-actor")
    })
    .unwrap();
    assert_eq!((by("person:hind"), by(&id("هند الراوي")), by("Hind")), (1, 3, 4));
    desk.sound();
}

#[test]
fn corrections_go_with_a_reading_that_moves() {
    let desk = Desk::new();
    for n in 0..4 {
        let (action, more) = match n {
            0 => ("confirm", Asked::default()),
            1 => ("speaker", Asked { actor: some("هند الراوي"), ..Asked::default() }),
            2 => ("reject", Asked::default()),
            _ => ("act", Asked { act: some("accuse"), ..Asked::default() }),
        };
        desk.ask(Asked { action: action.into(), statement: Some(desk.of(URL, n)), ..more }).unwrap();
    }
    let before = desk.shown(URL);
    assert_eq!(desk.states(), ["confirm held", "speaker held", "reject held", "act held"]);
    // contents cut short
    desk.reread(0b01_01_01_01_01);
    assert_eq!(desk.states(), ["confirm moved", "speaker moved", "reject moved", "act moved"]);
    let shown = desk.shown(URL);
    assert!(shown.contains("النهري inform: إن الجسر سيفتح يوم الأحد القادم [confirmed]"), "a confirmed one stays:\n{shown}");
    assert!(shown.contains("هند الراوي inform: أن الطريق القديم سيغل [corrected]") && !shown.contains("المطار"), "{shown}");
    desk.sound();
    // nothing read there any more
    desk.reread(0b11_11_11_11_11);
    assert_eq!(desk.states(), ["confirm restored", "speaker restored", "reject idle", "act restored"]);
    let restored = desk.shown(URL);
    assert!(restored.starts_with(before.lines().next().unwrap()) && restored.lines().count() == 3, "{restored}");
    desk.sound();
    // and back
    desk.reread(0);
    assert_eq!(desk.shown(URL), before);
    desk.sound();
    // the page changes: a line before, a word of the second sentence, the fourth is gone
    let changed = format!("عنوان جديد\n{}", text().replace("سيغلق غداً", "سيغلق").replace("ذكرت وكالة الضفة", "ذكر أحدهم"));
    let lost = desk.put(article(&changed, URL, 0), "reader 0");
    assert_eq!(desk.states(), ["confirm moved", "speaker lost", "reject moved", "act lost"]);
    assert_eq!(lost, [2, 4]);
    assert!(desk.shown(URL).starts_with("الوزير سامي النهري inform: إن الجسر سيفتح يوم الأحد القادم [confirmed]"));
    desk.sound();
}

#[test]
fn what_a_person_added_and_a_later_reader_finds() {
    let desk = Desk::new();
    desk.reread(0b11);
    let id = desk
        .ask(Asked {
            article: some(URL),
            cue: some("قال"),
            content: vec![SAID[0].2.into()],
            actor: some("هند الراوي"),
            act: some("deny"),
            ..ask("add")
        })
        .unwrap();
    let line = "هند الراوي deny: إن الجسر سيفتح يوم الأحد القادم [added]";
    assert!(desk.shown(URL).starts_with(line), "{}", desk.shown(URL));
    let added = desk.latest(URL);
    desk.ask(Asked {
        statement: Some(added.reading.statements[0].reference(added.reference())),
        act: some("warn"),
        ..ask("act")
    })
    .unwrap();
    desk.reread(0);
    assert!(desk.shown(URL).starts_with(&line.replace("deny", "warn")), "{}", desk.shown(URL));
    assert_eq!(desk.latest(URL).reading.statements.len(), 5);
    // without the addition, what was said on it is idle
    desk.ask(Asked { review: Some(id), ..ask("undo") }).unwrap();
    assert_eq!(desk.states(), ["act idle", "undo -"]);
    assert_eq!(desk.latest(URL).reading, read(&text(), 0));
    desk.sound();
}

#[test]
fn what_cannot_be_is_refused_whole() {
    let desk = Desk::new();
    let first = desk.of(URL, 0);
    let on = |action: &str| Asked { statement: Some(first.clone()), ..ask(action) };
    for (ask, told) in [
        (ask("sing"), "no action"),
        (ask("confirm"), "id is missing"),
        (Asked { statement: some("0000000000000000-1-2"), ..ask("confirm") }, "no article"),
        (Asked { statement: Some(format!("{}-1-2", &first[..16])), ..ask("reject") }, "without such a statement"),
        (on("act"), "the act is missing"),
        (Asked { act: some("sing"), ..on("act") }, "no such act"),
        (on("speaker"), "who speaks is missing"),
        (Asked { actor: some("زكريا المجهول"), ..on("speaker") }, "nobody is known"),
        (Asked { actor: some("الوزير"), ..on("speaker") }, ""),
        (on("span"), "(content) is missing"),
        (Asked { content: vec!["كلام آخر".into()], ..on("span") }, "not in the text"),
        (Asked { chain: vec!["رويترز".into()], ..on("chain") }, "not in the text"),
        (Asked { article: some(URL), cue: some("قال"), content: vec![SAID[0].2.into()], ..ask("add") }, "is there"),
        (Asked { article: some("https://b.example"), ..ask("add") }, "no such article"),
        (Asked { name: some("زيد"), id: some("زيد"), ..ask("add-actor") }, "an id is"),
        (Asked { actor: some("هند الراوي"), actors: vec!["هند الراوي".into()], ..ask("merge-actors") }, "themselves"),
        (Asked { other: Some(first.clone()), ..on("same-utterance") }, "the same statement"),
        (Asked { article: some(URL), other: some(URL), ..ask("same-story") }, "the same article"),
        (Asked { review: Some(7), ..ask("undo") }, "no such number"),
    ] {
        let Err(e) = desk.ask(ask.clone()) else {
            assert!(told.is_empty(), "{ask:?}");
            continue;
        };
        assert_eq!(e.failure(), Failure::Asked, "{ask:?}: {e}");
        assert!(e.to_string().contains(told), "{ask:?}: {e}");
    }
    let log = desk.record.log().unwrap();
    assert!(log.len() <= 1, "{log:?}");
    let e = {
        let mut batch = desk.record.begin("x").unwrap();
        batch.review(&on("confirm"), Signed { who: " ", at: "" }, &|_| Vec::new()).unwrap_err()
    };
    assert!(e.to_string().contains("nobody is named"), "{e}");
    // the log itself refuses what would change it
    desk.ask(on("confirm")).unwrap();
    for sql in ["UPDATE review SET who = 'x'", "DELETE FROM review"] {
        assert!(desk.record.db.execute_batch(sql).unwrap_err().to_string().contains("only added to"));
    }
}

#[test]
fn pairs_in_force() {
    let desk = Desk::new();
    let (a, b) = (desk.of(URL, 0), desk.of(URL2, 0));
    let pair = |action: &str| Asked { statement: Some(a.clone()), other: Some(b.clone()), ..ask(action) };
    desk.ask(pair("same-utterance")).unwrap();
    let said = |reference: &str| {
        let record = &desk.record;
        let stored = &record.with_reference(&reference[..16]).unwrap()[0];
        let n = stored.article.reading.statements.iter().position(|s| s.reference(&reference[..16]) == *reference).unwrap();
        let sql = "SELECT id FROM statement WHERE version = ?1 AND ord = ?2";
        record.db.query_row(sql, [stored.id, n as i64], |r| r.get::<_, i64>(0)).unwrap()
    };
    let pairs = || desk.record.statement_pairs().unwrap().into_iter().map(|p| (p.one, p.other, p.same)).collect::<Vec<_>>();
    let (one, two) = (said(&a).min(said(&b)), said(&a).max(said(&b)));
    assert_eq!(pairs(), [(one, two, true)]);
    let apart = desk.ask(Asked { statement: Some(b.clone()), other: Some(a.clone()), ..ask("apart-utterance") }).unwrap();
    assert_eq!(pairs(), [(one, two, false)]);
    desk.ask(Asked { review: Some(apart), ..ask("undo") }).unwrap();
    assert_eq!(pairs(), [(one, two, true)]);
    // a reading that moves
    desk.reread(0b01);
    let found = pairs();
    assert_eq!(found.len(), 1);
    desk.reread(0b11);
    assert_eq!(pairs(), []);
    desk.ask(Asked { article: some(URL), other: Some(b[..16].to_owned()), ..ask("same-story") }).unwrap();
    let stories = desk.record.article_pairs().unwrap();
    assert_eq!(stories.iter().map(|p| (p.one, p.other, p.same)).collect::<Vec<_>>(), [(1, 2, true)]);
    desk.sound();
}

#[test]
fn merged_actors_say_one_thing() {
    let desk = Desk::new();
    let reports = || desk.record.db.query_row("SELECT count(*) FROM report", [], |r| r.get::<_, i64>(0)).unwrap();
    let before = reports();
    assert!(before >= 2, "{before}");
    let on = Asked { statement: Some(desk.of(URL, 3)), actor: some("هند الراوي"), ..ask("speaker") };
    desk.ask(on).unwrap();
    assert_eq!(reports(), before - 2, "two speakers of one sentence");
    let merge = Asked { actor: some("هند الراوي"), actors: vec![id("وكالة الضفة")], ..ask("merge-actors") };
    let merged = desk.ask(merge).unwrap();
    assert_eq!(reports(), before);
    desk.sound();
    desk.reread(0);
    assert_eq!(reports(), before);
    desk.sound();
    desk.ask(Asked { review: Some(merged), ..ask("undo") }).unwrap();
    assert_eq!(reports(), before - 2);
    desk.sound();
    desk.ask(Asked { review: Some(1), ..ask("undo") }).unwrap();
    assert_eq!(reports(), before);
    desk.sound();
}

/// One step of a history.
#[derive(Clone, Debug)]
enum Step {
    On(&'static str, usize, usize),
    Add(usize),
    Undo(usize),
    Reread(u32),
    Merge(usize, usize),
    Split(usize),
    Page(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let action = prop::sample::select(vec!["confirm", "reject", "speaker", "act", "span", "chain"]);
    prop_oneof![
        8 => (action, 0..6usize, 0..5usize).prop_map(|(a, n, m)| Step::On(a, n, m)),
        2 => (0..6usize).prop_map(Step::Add),
        4 => (0..12usize).prop_map(Step::Undo),
        3 => (0..1024u32).prop_map(Step::Reread),
        1 => (0..5usize, 0..5usize).prop_map(|(a, b)| Step::Merge(a, b)),
        1 => (0..5usize).prop_map(Step::Split),
        1 => any::<bool>().prop_map(Step::Page),
    ]
}

impl Desk {
    /// Takes a step, if it makes sense here.
    fn take(&self, step: &Step, reader: &mut u32) {
        let article = self.latest(URL);
        let asked = match step {
            Step::On(action, n, m) => {
                let all = article.reading.statements.iter().chain(&article.reading.rejected).collect::<Vec<_>>();
                let Some(s) = all.get(*n) else { return };
                let content = crate::model::Places::new(&article.text).of(s.content[0]).unwrap_or_default().to_owned();
                let words: Vec<&str> = content.split(' ').collect();
                Asked {
                    statement: Some(s.reference(article.reference())),
                    actor: (*action == "speaker").then(|| id(SAID[*m].0)),
                    act: some(ACTS[*m]),
                    content: vec![words[..words.len().min(*m + 1)].join(" ")],
                    chain: SAID.iter().take(*m % 3).map(|s| id(s.0)).collect(),
                    ..ask(action)
                }
            }
            Step::Add(n) => {
                let (who, cue, what) = SAID.get(*n).copied().unwrap_or(("مصادر", "وقالت", "إن الاجتماع تأجل"));
                Asked {
                    article: some(URL),
                    cue: some(cue),
                    content: vec![what.into()],
                    words: some(who),
                    act: some("inform"),
                    ..ask("add")
                }
            }
            Step::Undo(n) => {
                let log = self.record.log().unwrap();
                let force: Vec<i64> = log.iter().filter(|l| l.in_force).map(|l| l.review.id).collect();
                let Some(id) = force.iter().rev().nth(*n) else { return };
                Asked { review: Some(*id), ..ask("undo") }
            }
            Step::Reread(to) => {
                *reader = *to;
                self.reread(*to);
                return;
            }
            Step::Merge(a, b) => Asked { actor: Some(id(SAID[*a].0)), actors: vec![id(SAID[*b].0)], ..ask("merge-actors") },
            Step::Split(n) => Asked {
                article: some(URL),
                actor: Some(id(SAID[*n].0)),
                name: some("آخر"),
                id: Some(format!("person:other-{n}")),
                ..ask("split-actor")
            },
            Step::Page(long) => {
                let page = if *long { format!("خبر.\n{}", text()) } else { text().replace("يوم الأحد ", "") };
                self.put(super::tests::article(&page, URL, *reader), &format!("reader {reader}"));
                return;
            }
        };
        // what is refused (words that are gone, the same actor) changes nothing
        let _ = self.ask(asked);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_replayed_and_taken_back(steps in prop::collection::vec(step(), 1..18)) {
        let desk = Desk::new();
        let mut reader = 0;
        for step in &steps {
            desk.take(step, &mut reader);
        }
        prop_assert_eq!(desk.record.check().unwrap().problems, Vec::<String>::new());
        // the same log on a record that never saw the readings between
        let fresh = tempfile::tempdir().unwrap();
        let copy = copy_log(&desk.record, fresh.path());
        for id in desk.record.versions(0, 100, false).unwrap() {
            let article = desk.record.machine_version(id).unwrap().unwrap().article;
            let mut batch = copy.begin("replay").unwrap();
            batch.put(Prepared::new(article).unwrap()).unwrap();
            batch.commit().unwrap();
        }
        for url in [URL, URL2] {
            let one = desk.latest(url);
            let id = copy.latest_version(url).unwrap().unwrap();
            prop_assert_eq!(&copy.version(id).unwrap().unwrap().article, &one);
        }
        prop_assert_eq!(copy.check().unwrap().problems, Vec::<String>::new());
        // all taken back: what the program read, and nothing else
        loop {
            let log = desk.record.log().unwrap();
            let Some(last) = log.iter().rev().find(|l| l.in_force && l.review.action != Action::Undo) else { break };
            desk.ask(Asked { review: Some(last.review.id), ..ask("undo") }).unwrap();
        }
        for id in desk.record.versions(0, 100, false).unwrap() {
            let now = desk.record.version(id).unwrap().unwrap().article;
            prop_assert_eq!(&now.reading, &read(&now.text, reader_of(&now, reader)), "{:?}", id);
        }
        let kept: i64 = desk.record.db.query_row("SELECT count(*) FROM machine_reading", [], |r| r.get(0)).unwrap();
        prop_assert_eq!(kept, 0);
        prop_assert_eq!(desk.record.check().unwrap().problems, Vec::<String>::new());
    }
}

/// The reader that read a version: a page that came back was not read again.
fn reader_of(article: &Article, last: u32) -> u32 {
    let why = article.reading.statements.first().map(|s| s.why.as_str());
    why.and_then(|w| w.strip_prefix("reader ")).and_then(|n| n.parse().ok()).unwrap_or(last)
}

fn copy_log(from: &Record, to: &Path) -> Record {
    let copy = Record::open(&to.join("b.rawi")).unwrap();
    let source = from.path().to_string_lossy().into_owned();
    copy.db.execute("ATTACH ?1 AS source", [source]).unwrap();
    copy.db.execute_batch("INSERT INTO review SELECT * FROM source.review; DETACH source").unwrap();
    copy
}
