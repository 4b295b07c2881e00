//! Small closed sets of words, from `lexicon/word_sets.tsv`.

use crate::key::{Key, KeyTable};
use crate::table;
use std::sync::LazyLock;

/// The table, as it is built in.
pub const WORD_SETS: &str = include_str!("../../../lexicon/word_sets.tsv");

/// One of the sets.
#[derive(Clone, Copy, Debug)]
pub struct WordSet(u64);

impl WordSet {
    /// Whether a word is in the set.
    pub fn contains(self, word: &Key) -> bool {
        InSets::of(*word).has(self)
    }
}

/// The sets that a word is in, looked up once.
#[derive(Clone, Copy, Debug, Default)]
pub struct InSets(u64);

impl InSets {
    /// The sets of a word.
    pub fn of(word: Key) -> InSets {
        InSets(IN.get(&word).copied().unwrap_or_default())
    }

    /// Whether one of them is `set`.
    pub fn has(self, set: WordSet) -> bool {
        self.0 & set.0 != 0
    }
}

macro_rules! sets {
    ($($field:ident = $name:literal, $doc:literal;)*) => {
        #[allow(non_camel_case_types)]
        enum Place { $($field,)* }

        /// All sets.
        #[derive(Debug)]
        pub struct WordSets { $(#[doc = $doc] pub $field: WordSet,)* }

        static SETS: WordSets = WordSets { $($field: WordSet(1 << Place::$field as u64),)* };

        fn of_name(name: &str) -> Option<WordSet> {
            match name { $($name => Some(SETS.$field),)* _ => None }
        }

        #[cfg(test)]
        const NAMES: &[&str] = &[$($name,)*];
    };
}

sets! {
    manner = "manner", "Nouns that tell a manner behind ب: بشدة، بأسف.";
    attacks = "attacks", "Verbs (lemmas) that are speech only against people and bodies.";
    month = "month", "Months by any of their names.";
    thought = "thought", "Verbs (lemmas) that are passive after الذي in the imperfect masculine: الذي يعتقد أنه.";
    judged = "judged", "Verbs (lemmas) whose imperfect with two noun phrases is mostly passive: تعتبر الفلسفة علاجا.";
    needs_blame = "needs-blame", "Verbs (lemmas) that accuse only with a word of blame.";
    blame = "blame", "Words of blame.";
    event_verb = "event-verb", "Verbs of events: with و after a comma the reporter goes on.";
    partitive = "partitive", "Heads a part or a number of people.";
    whole = "whole", "Heads all or a part of what follows it, and goes on no phrase: جميع الأطراف.";
    direction = "direction", "Tells which part of the place behind it: شمال سيناء.";
    body_head = "body-head", "With a body's name it is that body, and no part of it: منظمة هيومن رايتس ووتش.";
    channel = "channel", "The same at the head of a phrase.";
    numbered = "numbered", "What is called by a number behind it: القناة 12، المادة 19.";
    alone = "alone", "Stands for people by itself.";
    name_particle = "name-particle", "A particle of personal names.";
    name_join = "name-join", "A particle after which the next word is of the name, whatever it is.";
    name_tail = "name-tail", "Goes on a given name.";
    family_title = "family-title", "A title with its article that is a family name behind a given name: أمين الشيخ.";
    blessing = "blessing", "With الله it is a wish and no name.";
    regnal = "regnal", "Tells kings of one name apart: الملك فلان الثاني.";
    facility = "facility", "What is called by the names of kings and others: مستشفى الملك فلان.";
    self_ = "self", "The same one.";
    occasion = "occasion", "An occasion or a medium of speaking, after في، خلال، عبر.";
    speaking = "speaking", "An occasion that is speech itself: في or خلال before it ends a content that is a noun phrase.";
    meeting_whom = "meeting-whom", "With its pronoun, a noun of meeting whose object follows bare: خلال لقائه الوزير.";
    medium = "medium", "Journalists and media that one speaks to: للصحافيين، لوكالة.";
    not_complement = "not-complement", "أن after it is not what is said.";
    ends_clause = "ends-clause", "With أن it begins another clause: إلا أن.";
    unreal = "unreal", "An imperfect after it tells no event.";
    degree = "degree", "Stands before an act noun: عن بالغ قلقه.";
    negatable = "negatable", "Verbs (lemmas) that report under a negation too: لم يستبعد.";
    versed = "versed", "Takes في and names a field: الأستاذ المتخصص في.";
    envoy = "envoy", "Who is sent: إلى goes on his title.";
    office_of = "office-of", "What an office is for, behind ل: الرئيس العام لشؤون المسجدين.";
    noun_before = "noun-before", "What follows it is a noun: عدم ذكر اسمه.";
    behind_bi = "behind-bi", "What ب is glued to though tables have the whole as a word: بأي، بكل، بشن.";
    event = "event", "Nouns of what happened, as objects of what is announced: مقتل، مصرع.";
    in_turn = "in-turn", "The last word of what tells that somebody else speaks now: من جهته، من جانبها، بدوره.";
    asks = "asks", "Verbs (lemmas) that are often no speech, and are it where their subject goes on and a noun of what is done follows: طلب، رفض.";
    offered = "offered", "Nouns of what is offered or put forward: وساطة، خطة، هدنة.";
    disclosing = "disclosing", "Asked not to be done by a source that stays unnamed.";
    identity = "identity", "What such a source keeps back.";
    hearsay = "hearsay", "Verbs (lemmas) whose bare imperfect at the head of a sentence is nobody's word: يذكر أن.";
    outside_noun = "outside-noun", "Verbs (lemmas) after which an act noun stays outside the content.";
    turn = "turn", "Passes the turn to another speaker.";
    turn_noun = "turn-noun", "The same after من.";
    reporter = "reporter", "After a comma it takes a noun-phrase content back to the reporter.";
    afterwards = "afterwards", "Ends a noun-phrase content without a comma too.";
    audience = "audience", "After أمام: an audience.";
    joining = "joining", "Joins a clause with a cue of its own.";
    no_time = "no-time", "Words of the class time that tell no time of speaking.";
    time_tail = "time-tail", "Goes on an expression of time.";
    toll = "toll", "What tells an event with victims: مقتل، انفجار.";
    part_of_time = "part-of-time", "A part of a month or a year: أواخر الشهر.";
    span_of_time = "span-of-time", "What has such parts, without its article.";
    descent = "descent", "After من: من أصول مغربية.";
    remark = "remark", "After في: what the reporter makes of what was said: في إشارة إلى، في خطوة.";
    withheld = "withheld", "Behind لم or دون: what a speaker left unsaid: دون أن يحدد، ولم يكشف، دون الإشارة.";
    charge = "charge", "Without its article, behind وهي: what somebody answers to: وهي التهمة التي نفاها.";
    modal = "modal", "Nouns that أن follows: ضرورة أن.";
    issues = "issues", "Verbs of issuing words, as they stand before the pronoun of what is issued: نشر(ته)، ألقا(ها).";
    label = "label", "Before a colon in a headline: its kind (عاجل، خاص), or where a government sits that is no city.";
    generic = "generic", "Can be said of whoever spoke: المسؤول، المتحدث.";
}

/// The sets that each word is in, as bits.
static IN: LazyLock<KeyTable<u64>> = LazyLock::new(|| {
    let mut words: KeyTable<u64> = KeyTable::default();
    for (_, [set, word]) in table::rows::<2>("lexicon/word_sets.tsv", WORD_SETS).flatten() {
        if let Some(set) = of_name(set) {
            *words.entry(Key::of(word)).or_default() |= set.0;
        }
    }
    words
});

/// The sets that are built in.
pub fn sets() -> &'static WordSets {
    &SETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let mut seen = Vec::new();
        for row in table::rows::<2>("lexicon/word_sets.tsv", WORD_SETS) {
            let (line, [set, word]) = row.unwrap();
            let named = of_name(set).unwrap_or_else(|| panic!("line {line}: no such set: {set}"));
            assert!(!Key::of(word).is_empty(), "line {line}");
            assert!(named.contains(&Key::of(word)), "line {line}");
            seen.push(set);
        }
        for name in NAMES {
            assert!(seen.contains(name), "{name} is empty");
        }
    }
}
