//! Between them, the samples show every construction that the lexicon knows: each kind of frame, each kind of phrase, each
//! use of an act noun.

use crate::By;
use crate::lexicon::{Between, Frame, Lexicon, Mark, PhraseKind};
use crate::memory::Memory;
use crate::reader::Reader;
use rawi_actors::{Tables, Words};
use rawi_text::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// A frame without its act and without what it is limited to.
fn frame(between: Between, mark: Mark) -> String {
    format!("frame: {between:?}, {mark:?}")
}

fn phrase(kind: PhraseKind) -> String {
    format!("phrase: {kind:?}")
}

fn known(lexicon: &Lexicon) -> BTreeSet<String> {
    let frames = lexicon.verbs.iter().flat_map(|v| &v.frames).map(|f| frame(f.between, f.mark));
    let phrases = lexicon.rows.values().flat_map(|r| &r.phrases).map(|p| phrase(p.kind));
    let nouns = lexicon.act_nouns.values().map(|n| format!("act noun: {:?}", n.inside));
    frames.chain(phrases).chain(nouns).chain(["carrier".to_owned()]).collect()
}

/// The constructions that proposals for a text stand on.
fn shown(text: &str, out: &mut BTreeSet<String>) {
    let parts = [Span::new(0, text.len() as u32)];
    let mut memory = Memory::default();
    let scaffold = memory.scaffold(text, &parts, By::default());
    let words = Words::of(&scaffold, Tables::built_in(), &memory.known);
    let doc = rawi_actors::Doc { text, scaffold: &scaffold, tables: Tables::built_in(), words: &words };
    let reader = Reader::new(doc, &parts, 0, crate::lexicon::Lexicon::built_in(), &memory.lexis);
    for p in reader.propose(&reader.cues.phrases) {
        let prep_in =
            |mut range: Range<usize>, prep| range.any(|i| [reader.prep_at(i), reader.glued_prep(i)].contains(&Some(prep)));
        let between = |f: &Frame| match (f.between, f.mark) {
            (Between::Nothing, _) => p.addressee.is_none(),
            (Between::Addressee, _) => p.addressee.is_some(),
            (Between::PrepAddressee(prep), _) => prep_in(p.token + 1..p.content, prep),
            // the object is in the content, and what the frame asks for after it
            (Between::Inside, Mark::Prep(prep)) => prep_in(p.content + 1..p.content + 12, prep),
            (Between::Inside, Mark::Clause) => (p.content + 1..p.content + 12).any(|i| reader.is_clause(i)),
            (Between::Inside, _) => true,
        };
        let mark = |f: &Frame| f.mark == p.mark || (f.between == Between::Inside && p.mark != Mark::Direct);
        let frames = reader.verb(&p.form).frames.iter().filter(|f| mark(f) && between(f));
        out.extend(frames.map(|f| frame(f.between, f.mark)));
        if p.why == "carrier" {
            out.insert("carrier".to_owned());
        }
        for noun in (p.token..p.content + 2).filter_map(|i| reader.act_noun(i)) {
            out.insert(format!("act noun: {:?}", noun.inside));
        }
    }
    out.extend(reader.cues.phrases.iter().map(|p| phrase(p.phrase.kind)));
}

#[test]
fn samples_show_every_construction() {
    let lexicon = Lexicon::built_in();
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            shown(&std::fs::read_to_string(path).unwrap(), &mut found);
        }
    }
    let missing: Vec<String> = known(lexicon).difference(&found).cloned().collect();
    assert!(missing.is_empty(), "no sample shows:\n{}", missing.join("\n"));
}
