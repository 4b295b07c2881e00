//! What makes a cue word no speech, whatever follows it.

use crate::cues::{CueWord, is_finite};
use crate::lexicon::{Mood, Prep};
use crate::reader::{Reader, word};
use crate::reading::Act;
use rawi_text::words::article_off;
use rawi_text::{Class, TokenKind, key, sets};

impl<'a> Reader<'a> {
    /// What makes a cue word no speech whatever follows: the future, a negation, an unreal mood.
    pub(crate) fn is_not_said(&self, cue: &CueWord<'a>) -> bool {
        let i = cue.token;
        if cue.future {
            return true;
        }
        // اقرأ أيضاً: أقرّا has no hamza at its end
        let dual = cue.forms.iter().all(|f| f.number == crate::lexicon::Number::D);
        if dual && self.doc.token(i).is_some_and(|t| t.span.of(self.doc.text).ends_with('أ')) {
            return true;
        }
        let before = i.checked_sub(1);
        let Some(b) = before else { return false };
        let class = self.doc.class(b);
        let negated = class.is(Class::NEG) && self.doc.key(b) != word::MA && !self.doc.class(b).is(Class::PREP);
        if negated {
            let lemma = cue.verb(self.lexicon).key;
            let judges = cue.forms.iter().any(|f| self.verb(f).act == Act::Assess && is_finite(f.mood));
            return !judges && !sets().negatable.contains(&lemma);
        }
        // أن يعلن, لن: the unreal; سوف: the future; but قبل أن يعلن tells what was said next
        let next = b > 0 && self.is_then(b - 1) && self.doc.key(b) == key!("أن") && !cue.verb(self.lexicon).weak;
        if cue.is_finite()
            && !next
            && !cue.has(Mood::Perfect)
            && (self.doc.sets(b).has(sets().unreal) || self.doc.key(b) == key!("سوف"))
        {
            return true;
        }
        // وقد ينصح الطبيب بكذا: before an imperfect قد tells what may be
        let perhaps = [word::QAD, key!("وقد"), key!("فقد")].contains(&self.doc.key(b));
        if perhaps && cue.has(Mood::Imperfect) && !cue.has(Mood::Perfect) {
            return true;
        }
        // إلى طلب تعجيل, لم يتم كشف: a noun
        if class.is(Class::PREP)
            && cue.conj.is_none()
            && cue.has(Mood::Perfect)
            && !cue.has(Mood::Masdar)
            && self.doc.key(b) != key!("منذ")
            && !self.doc.class(i).is(Class::PREP)
        {
            return true;
        }
        if self.is_noun_by_prep(i) && cue.has(Mood::Imperfect) {
            return true;
        }
        // أن ثمن ليتر البنزين: a noun, but بعد أن أعلن a verb
        let opens = [key!("أن"), key!("بأن"), key!("لأن"), key!("وأن"), key!("فإن")].contains(&self.doc.key(b));
        if opens && cue.conj.is_none() && cue.has(Mood::Perfect) && !cue.has(Mood::Imperfect) {
            let lead = b.checked_sub(1).map_or(rawi_text::Key::EMPTY, |c| self.doc.key(c));
            let lead = if lead.first() == rawi_text::words::WAW && lead.len() > 2 { lead.skip(1) } else { lead };
            let after = [key!("بعد"), key!("منذ"), key!("سبق"), key!("يسبق"), key!("ما"), key!("إلى"), key!("لولا"), key!("مجرد")];
            // سبق لها أن أعلنت
            let before = (b.saturating_sub(5)..b).any(|k| [key!("سبق"), key!("يسبق"), key!("وسبق")].contains(&self.doc.key(k)));
            if !after.contains(&lead) && !before {
                return true;
            }
        }
        // والجدير ذكره أن: nobody's word
        if [key!("الجدير"), key!("والجدير"), key!("يجدر"), key!("تجدر"), key!("وتجدر"), key!("جدير")].contains(&self.doc.key(b))
        {
            return true;
        }
        // مسؤول يدعى فلاناً: he is called so
        if self.doc.key(i).skip(1) == key!("دعى") && cue.conj.is_none() && !self.doc.word(i + 1).is_common() {
            return true;
        }
        // اللواء مدحت شكري: a given name between a title and a name
        if cue.conj.is_none()
            && cue.has(Mood::Perfect)
            && self.doc.word(i).name_exact().is_some_and(|n| n.given > 20)
            && self.doc.word(i + 1).is_namelike()
            && self.doc.word(b).role().is_some()
        {
            return true;
        }
        // كيف عارض الخرافات
        if class.is(Class::WHICH) {
            return true;
        }
        // عندما ذكر, إذا أعلن: no speech of its own; but رغم طلب فلان
        let while_ =
            self.doc.key(b) == key!("حين") && b > 0 && [word::FI, key!("وفي"), key!("ففي")].contains(&self.doc.key(b - 1))
                || [key!("بعدما"), key!("طالما"), key!("لطالما")].contains(&self.doc.key(b)) && cue.has(Mood::Perfect);
        let noun = class.is(Class::PREP) && cue.has(Mood::Masdar);
        if class.is(Class::SUB) && !class.is(Class::LINK) && cue.is_finite() && !while_ && !noun {
            return true;
        }
        // عدم ذكر اسمه: a noun
        if self.doc.sets(b).has(sets().noun_before) {
            return true;
        }
        if self.is_passive(cue) || self.is_first_person(cue) {
            return true;
        }
        // وجهت إليه تهمة: nobody is said to do so
        if self.doc.class(i + 1).is(Class::PREPPRON)
            && cue.verb(self.lexicon).light
            && cue.has(Mood::Perfect)
            && cue.forms.iter().all(|f| f.gender == crate::lexicon::Gender::F)
            && self.doc.word(i + 2).is_common()
            && self.act_noun(i + 2).is_some()
            && self.doc.key(i + 2).last() == key!("ة").last()
        {
            return true;
        }
        // بينه وبين: the preposition
        if self.doc.class(i).is(Class::PREP)
            && !self.doc.has_mark(i, '\u{651}')
            && (i.saturating_sub(4)..i).any(|j| self.doc.key(j).take(3) == key!("بين"))
        {
            return true;
        }
        // طلب عدم كشف هويته: an aside on the source
        if self.is_anonymity(i) {
            return true;
        }
        // ما قاله, ما أكده: no content of its own
        self.doc.key(b) == word::MA
    }

    /// على تعارض, إلى تبادل: behind a preposition that no verb follows, a noun that is spelt like an imperfect.
    pub(super) fn is_noun_by_prep(&self, i: usize) -> bool {
        let prep = i.checked_sub(1).and_then(|b| self.prep_at(b));
        matches!(prep, Some(Prep::Ila | Prep::Ala | Prep::An | Prep::Fi)) && self.doc.key(i).first() == key!("ت").first()
    }

    /// ضرورة طرح مبادرة, على طرح خطة: a word that is a noun behind another, or behind a preposition.
    pub(super) fn follows_noun(&self, i: usize) -> bool {
        i > 0
            && (self.doc.class(i - 1).is(Class::PREP)
                || sets().modal.contains(&self.doc.key(i - 1))
                || self.doc.word(i - 1).is_noun() && !article_off(self.doc.key(i - 1)).1)
    }

    /// قبل أن يضيف: the word before أن.
    pub(crate) fn is_then(&self, i: usize) -> bool {
        [key!("قبل"), key!("وقبل")].contains(&self.doc.key(i))
    }

    /// أعتقد, أعترف: the hamza tells the first person of a verb that begins with a bare alif.
    pub(crate) fn is_first_person(&self, cue: &CueWord<'a>) -> bool {
        let word = self.doc.token(cue.token).map_or("", |t| t.span.of(self.doc.text));
        let bare = cue.forms.iter().all(|f| f.mood == Mood::Perfect && self.verb(f).lemma.starts_with('ا'));
        bare && word.trim_start_matches(['و', 'ف']).starts_with('أ')
    }

    /// يُعتقد، يُتوقع، الذي يعتقد أنه: nobody is said to think so.
    pub(crate) fn is_passive(&self, cue: &CueWord<'a>) -> bool {
        let i = cue.token;
        // أُعلن عن, طُلب من: the damma of the passive
        let word = self.doc.token(i).map_or("", |t| t.span.of(self.doc.text)).trim_start_matches(['و', 'ف']);
        let damma = word.chars().nth(1) == Some('\u{64f}');
        let asks = |f: &crate::lexicon::Form| self.verb(f).frames.iter().any(|f| f.between != crate::lexicon::Between::Nothing);
        if cue.has(Mood::Perfect) && (word.starts_with("أُ") || damma && !cue.has(Mood::Imperfect) && cue.forms.iter().all(asks))
        {
            return true;
        }
        let Some(form) = cue.forms.iter().find(|f| f.mood == Mood::Imperfect) else { return false };
        if cue.has(Mood::Perfect) {
            return false;
        }
        let verb = self.verb(form);
        let relative = i > 0 && self.doc.class(i - 1).is(Class::REL);
        if relative && sets().thought.contains(&verb.key) && form.gender == crate::lexicon::Gender::M {
            return true;
        }
        // a damma on the first letter, where the active has none
        let derived =
            verb.key.len() >= 4 && matches!(verb.lemma.chars().next(), Some('ا' | 'ت' | 'س')) || verb.key == key!("وعد");
        derived
            && self
                .doc
                .token(i)
                .is_some_and(|t| t.span.of(self.doc.text).trim_start_matches(['و', 'ف']).chars().nth(1) == Some('\u{64f}'))
    }

    /// طلب / اشترط / فضل / رفض + عدم كشف هويته, تحدثوا شريطة عدم الكشف, and the ذكر of رفض ذكر اسمه.
    pub(crate) fn is_anonymity(&self, i: usize) -> bool {
        let identity = |from: usize| (from..from + 3).any(|j| self.doc.sets(j).has(sets().identity));
        let over = self.glued_prep(i + 1).is_some()
            || self.doc.kind(i + 1) != TokenKind::Word
            || [key!("شرط"), key!("شريطة"), key!("بشرط")].contains(&self.doc.key(i + 1));
        let at = i + 1 + usize::from(over);
        [i + 1, at].iter().any(|a| self.doc.key(*a) == key!("عدم") && self.doc.sets(a + 1).has(sets().disclosing))
            || self.doc.sets(i + 1).has(sets().disclosing) && identity(i + 2)
            || i > 0 && self.doc.sets(i).has(sets().disclosing) && self.cues.at(i - 1).is_some() && identity(i + 1)
    }
}
