//! Where the reporter speaks again inside a content without a cue of his own.

use crate::cues::PhraseAt;
use crate::lexicon::{Gender, Mark, Mood, PhraseKind};
use crate::propose::Proposal;
use crate::reader::{Reader, word};
use rawi_text::words::{ALIF, FA, WAW, article_off};
use rawi_text::{Class, TokenKind, key, sets};

impl Reader<'_> {
    /// Whether words that can only be the reporter's begin at `j`: «، وذلك بحسب», a remark on what was said, the end of a
    /// sentence whose subordinate clause holds the content.
    pub(crate) fn reporter_begins(&self, all: &[Proposal], k: usize, j: usize, phrases: &[PhraseAt<'_>]) -> bool {
        let doc = &self.doc;
        let key = doc.key(j);
        if self.turns_to_another(all, j) {
            return true;
        }
        if key == key!("وذلك") {
            // وذلك في بيان نشره, وذلك خلال مؤتمر صحافي: where it was said
            if doc.class(j + 1).is(Class::PREP) && self.quote(j).is_none() && doc.sets(j + 2).has(sets().speaking) {
                return true;
            }
            let next = phrases.partition_point(|ph| ph.start <= j);
            return phrases.get(next).is_some_and(|ph| {
                ph.start == j + 1
                    && matches!(
                        ph.phrase.kind,
                        PhraseKind::Source | PhraseKind::Owner | PhraseKind::Document | PhraseKind::Content
                    )
            });
        }
        if self.quote(j).is_none() && doc.kind(j - 1) != TokenKind::Open && (self.is_remark(j) || self.is_reserved(&all[k], j)) {
            return true;
        }
        if j < self.title_end && self.other_in_headline(&all[k], j) {
            return true;
        }
        self.told_in_relative(j) && all[k].form.mood != Mood::Masdar || self.main_clause_begins(&all[k], j)
    }

    /// «؛ من جهته أعلن»: behind a mark, words that pass the turn, with a verb of speech near.
    fn turns_to_another(&self, all: &[Proposal], j: usize) -> bool {
        let marked = matches!(self.doc.kind(j - 1), TokenKind::Comma | TokenKind::Semicolon);
        marked && self.quote(j).is_none() && self.is_turn(j) && {
            let next = all.partition_point(|n| n.token <= j);
            all.get(next).is_some_and(|n| n.token <= j + 3 && matches!(n.form.mood, Mood::Perfect | Mood::Imperfect))
        }
    }

    /// «إلا أنه لم يوضح», «غير أن المصدر لم يكشف»: what the speaker kept to himself.
    fn is_reserved(&self, p: &Proposal, j: usize) -> bool {
        let doc = &self.doc;
        let withheld = |i: usize| doc.key(i) == key!("لم") && doc.sets(i + 1).has(sets().withheld);
        let key = doc.key(j);
        let two = [key!("غير"), key!("إلا"), key!("بيد")].contains(&key);
        let next = doc.key(j + 1);
        if two && [key!("أنه"), key!("أنها"), key!("أنهم")].contains(&next) {
            return withheld(j + 2);
        }
        let at = if two && next == key!("أن") { j + 2 } else { j + 1 };
        if at == j + 1 && key != key!("لكن") && key != key!("ولكن") {
            return false;
        }
        let bare = article_off(doc.key(at)).0;
        let speaks =
            p.subject.as_ref().is_some_and(|s| (s.start..s.end).any(|i| bare.len() > 2 && article_off(doc.key(i)).0 == bare));
        speaks && (at + 1..at + 4).any(withheld)
    }

    /// «في إشارة إلى», «دون أن يحدد», «ولم يتسن», «لكنه لم يذكر»: a remark of the reporter's on what was said.
    fn is_remark(&self, j: usize) -> bool {
        let doc = &self.doc;
        let key = doc.key(j);
        let withheld = |i: usize| doc.sets(i).has(sets().withheld);
        if key == word::FI && doc.key(j + 1) != key!("الوقت") {
            // في خطوة لتفادي التوسع: what a step is for
            return doc.sets(j + 1).has(sets().remark)
                && (doc.kind(j - 1) != TokenKind::Word || doc.key(j + 1) == key!("إشارة") || self.glued_prep(j + 2).is_none());
        }
        let at = j + usize::from(key == word::MIN);
        if doc.key(at) == key!("دون") {
            return withheld(at + 1) || doc.key(at + 1) == key!("أن") && withheld(at + 2);
        }
        let after_comma = doc.kind(j - 1) == TokenKind::Comma || doc.kind(j - 1) == TokenKind::Quote;
        if !after_comma {
            return false;
        }
        // مع التأكيد أن, مع الإشارة إلى
        if key == key!("مع") && [key!("التأكيد"), key!("الإشارة"), key!("التشديد")].contains(&doc.key(j + 1))
        {
            return true;
        }
        // في الوقت الذي رفضت, وهو الأمر الذي انتقده, وهي التهمة التي نفاها: what somebody else does about it
        let (next, third) = (doc.key(j + 1), doc.key(j + 2));
        if key == key!("في") && next == key!("الوقت") && third == key!("الذي")
            || key == key!("وهو") && next == key!("الأمر") && third == key!("الذي")
            || key == key!("وهي") && sets().charge.contains(&article_off(next).0)
        {
            return true;
        }
        let but = [key!("لكنه"), key!("لكنها"), key!("لكنهم"), key!("ولكنه"), key!("ولكنها"), key!("ولكنهم")].contains(&key);
        // ولم يتسن لسيارات الإسعاف الوصول: not for the reporter
        let latin =
            doc.token(j + 2).is_some_and(|t| t.span.of(doc.text).contains(|c: char| c.is_ascii_alphanumeric() || c == 'ـ'));
        let others = doc.key(j + 2).len() > 3 && self.glued_prep(j + 2).is_some() && !latin && !doc.is_medium(j + 2);
        but && doc.key(j + 1) == key!("لم") && withheld(j + 2) || key == key!("ولم") && withheld(j + 1) && !others
    }

    /// «تكشف عن تلقيها اتصالات ومستوطنون يقتحمون أحياء»: behind a noun phrase a headline tells in the present what another does.
    fn other_in_headline(&self, p: &Proposal, j: usize) -> bool {
        let (doc, key) = (&self.doc, self.doc.key(j));
        let bare = key.skip(1);
        let joined = key.first() == WAW && bare.len() > 2 && !doc.word(j).is_whole() && !doc.class(j).any();
        if !joined || p.mark == Mark::Direct || self.is_clause(p.content) {
            return false;
        }
        // وقانون يمنع: a relative clause
        let whole =
            article_off(bare).1 || doc.kb_at(j).is_some() || bare.before(key!("ون")).is_some() || !doc.word(j).is_common();
        whole && (self.is_present(j + 1) || doc.word(j + 1).is_adjective() && self.is_present(j + 2))
    }

    /// Whether a verb of the present stands at `at`, as far as its letters tell.
    fn is_present(&self, at: usize) -> bool {
        let (doc, key) = (&self.doc, self.doc.key(at));
        let word = doc.word(at);
        let cue = self.cues.at(at).is_some_and(|c| c.has(Mood::Imperfect) && c.conj.is_none());
        let ya = key.first() == key!("ي").first() && key.len() > 3;
        at < self.title_end
            && !doc.class(at).any()
            && (cue || ya && !word.is_noun() && !word.is_adjective() && word.role().is_none() && doc.kb_at(at).is_none())
    }

    /// «الهجوم الذي قالت إنه», «العاملتين اللتين قال إنهما»: the verb of a relative clause whose gender is not that of what it
    /// follows is the speaker's again.
    fn told_in_relative(&self, j: usize) -> bool {
        let key = self.doc.key(j);
        let masculine = [key!("الذي"), key!("والذي")].contains(&key);
        let feminine = [key!("التي"), key!("والتي")].contains(&key);
        let Some(cue) = self.cues.at(j + 1).filter(|_| (masculine || feminine) && self.is_clause(j + 2)) else { return false };
        let other = if masculine { Gender::F } else { Gender::M };
        !cue.object
            && !cue.forms.is_empty()
            && cue.forms.iter().all(|f| {
                f.gender == other && (f.mood == Mood::Perfect || f.mood == Mood::Imperfect && self.doc.key(j + 1).first() != ALIF)
            })
    }

    /// «رغم إعلان الحكومة أن …، فإن …», «بينما يقول الخبراء إن …، فإنهم …»: the main clause behind the one that the cue stands
    /// in.
    fn main_clause_begins(&self, p: &Proposal, j: usize) -> bool {
        let doc = &self.doc;
        let key = doc.key(j);
        if key.first() != FA || key.take(3) != key!("فإن") {
            return false;
        }
        let from = (self.sentence(p.token).start as usize).max(p.token.saturating_sub(4));
        (from..p.token).rev().take_while(|i| doc.kind(*i) == TokenKind::Word).any(|i| {
            let key = doc.key(i);
            let bare = if key.first() == WAW { key.skip(1) } else { key };
            [key!("رغم"), key!("الرغم"), key!("حين"), key!("بينما"), key!("برغم")].contains(&bare)
        })
    }
}
