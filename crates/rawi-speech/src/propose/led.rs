//! Prepositions that lead a content, and those that belong to the subject.

use crate::lexicon::{Frame, Mark, Prep, Verb};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_actors::Role;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key};

/// How far behind a circumstance the verb's own preposition is looked for.
const LATER: usize = 12;

impl Reader<'_> {
    /// Whether a word is a noun with ب that is mostly a circumstance, and may be what is praised or asked for: بمشاركة، بحضور.
    pub(super) fn leads_as_noun(&self, j: usize) -> bool {
        [key!("بمشاركة"), key!("بحضور"), key!("بدعوة")].contains(&self.doc.key(j))
    }

    pub(crate) fn frame_prep(&self, verb: &Verb, j: usize) -> Option<(Frame, Prep)> {
        // أشاد بمشاركة, رحب بدعوة, طالب بحضور
        let noun = matches!(verb.act, Act::Support | Act::Call) && self.leads_as_noun(j) && self.doc.key(j + 1) != word::MIN
            || verb.act == Act::Support && self.is_part_played(j);
        // وطالب بحضور ممثلين بالإفراج عنه: a circumstance, where the verb's own ب comes later
        let later =
            || (j + 1..self.limit(j).min(j + LATER)).take_while(|k| !self.ends(*k)).any(|k| self.glued_prep(k) == Some(Prep::Bi));
        let noun = noun && !later();
        let p = if noun {
            Prep::Bi
        } else {
            self.prep_at(j)
                .filter(|_| !self.doc.class(j).is(Class::WITH_CONJ))
                .or_else(|| self.glued_prep(j))
                .or_else(|| self.fused_prep(j))?
        };
        verb.frames.iter().find(|f| f.mark == Mark::Prep(p)).map(|f| (*f, p))
    }

    /// أشاد بدورهم في, نوهت بدوره الكبير: the part that somebody plays, and not «in his turn».
    pub(super) fn is_part_played(&self, j: usize) -> bool {
        [key!("بدوره"), key!("بدورها"), key!("بدورهم")].contains(&self.doc.key(j))
            && (self.prep_at(j + 1) == Some(Prep::Fi)
                || article_off(self.doc.key(j + 1)).1 && self.doc.word(j + 1).is_adjective())
    }

    /// Whether a preposition that a verb may take leads its content, and does not belong to the subject.
    pub(crate) fn prep_leads_content(&self, i: usize, j: usize, p: Prep, verb: &Verb) -> bool {
        let next = if matches!(p, Prep::Bi | Prep::Li) && self.doc.key(j).len() > 1 { j } else { j + 1 };
        // حذر من هذه الخطوة, but من هذه الزيارة
        let this = p == Prep::Min && self.doc.class(next).is(Class::DEM) && !self.doc.is_occasion(next + 1);
        if self.doc.is_occasion(next) && matches!(p, Prep::Fi | Prep::Min) && !this {
            return false;
        }
        if p == Prep::Li && (self.doc.is_medium(j) || (self.doc.kind(j + 1) == TokenKind::Quote && self.doc.key(j).len() == 1)) {
            return false;
        }
        if matches!(p, Prep::Bi)
            && (self.doc.key(j) == key!("باسم")
                || self.doc.key(j) == key!("بالإضافة")
                || self.doc.role(j).is_some_and(|r| r.role == Role::Place && r.key != key!("مقاطعة")))
        {
            return false;
        }
        // كشف موقع نقلا عن صحيفة: no part of the verb
        if p == Prep::An && self.doc.key(j - 1) == key!("نقلا") {
            return false;
        }
        // الناطقة عن القوات الدولية: what a spokesman speaks for
        if p == Prep::An && j > i + 1 && self.doc.role(j - 1).is_some_and(|r| r.role == Role::Spokes) {
            return false;
        }
        let sentence = (j + 1)..self.limit(i).min(j + 24);
        let later = |what: &dyn Fn(usize) -> bool| sentence.clone().take_while(|k| !self.ends(*k)).any(what);
        let actor = || self.doc.kb_at(j).is_some() || self.doc.role(j).is_some_and(|r| r.role.is_body() || r.role.is_human());
        // البرازيل التي تتولى الرئاسة الدورية لمجلس الأمن إلى عقد: whose it is, where the verb's own comes later
        if p == Prep::Li
            && j > i + 1
            && verb.frames.iter().any(|f| f.mark == Mark::Prep(Prep::Ila))
            && actor()
            && later(&|k| self.doc.key(k) == word::ILA)
        {
            return false;
        }
        // شكرت الوكالة الفرنسية للتنمية على دعمها: what a body is for
        let names_body = p == Prep::Li
            && self.doc.key(j).at(1) == rawi_text::words::LAM
            && j > i + 2
            && article_off(self.doc.key(j - 1)).1
            && self.prep_at(j + 1) == Some(Prep::Ala)
            && verb.frames.iter().any(|f| f.mark == Mark::Prep(Prep::Ala));
        if names_body {
            return false;
        }
        // وذكر السفير بتونس، …، أن: where he is
        if p == Prep::Bi
            && j > i + 2
            && verb.takes_clause()
            && self.doc.kb_at(j).is_some()
            && later(&|k| self.is_clause(k) && self.doc.kind(k - 1) == TokenKind::Comma)
        {
            return false;
        }
        // النائبة فلانة، عضو اللجنة بمجلس النواب، بتغليظ العقوبة: an apposition's own, where the verb's stands behind its comma
        let apposed = p == Prep::Bi && (i + 1..j).any(|k| self.doc.kind(k) == TokenKind::Comma) && !self.is_manner(j);
        if apposed
            && let Some(comma) = self.circumstance(j, self.limit(i)).filter(|k| self.doc.kind(*k) == TokenKind::Comma)
            && self.frame_prep(verb, comma + 1).is_some_and(|(_, later)| later == p)
            && !self.is_manner(comma + 1)
        {
            return false;
        }
        // «المبعوث الخاص إلى سورية»: the subject's own, where the verb's comes later
        if j > i + 1
            && let Some(np) = self.noun_phrase(i + 1, self.limit(i), false, &verb.preps)
            && np.start == i + 1
            && j < np.end
            && !self.acts_behind_name(j, p)
        {
            return false;
        }
        true
    }
}
