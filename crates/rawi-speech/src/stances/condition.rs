//! What is asked for, and on which condition.

use super::head::PRONOUNS;
use super::tables::{Lead, Row, Tables};
use super::{Demand, Found, Site, Type};
use crate::lexis::Signs;
use crate::reader::{Reader, word};
use crate::reading::Party;
use rawi_text::words::{FA, WAW, article_off};
use rawi_text::{Class, Key, TokenKind, is_number_word, key, sets};

/// A condition in a content, in tokens.
#[derive(Clone, Copy)]
pub(super) struct Condition {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) strong: bool,
}

/// How many words behind a condition what follows from it may begin.
const FOLLOWS_WITHIN: usize = 25;

/// How many words what is asked may stand behind the end of a condition.
const FOLLOWS_SOON: usize = 4;

/// What must come first, besides the topics of codes.
const DEEDS: [Key; 7] = [key!("وقف"), key!("إنهاء"), key!("رفع"), key!("سحب"), key!("إطلاق"), key!("تحرير"), key!("تنفيذ")];

/// Words of what is said against it, and of its reason: a clause of its own.
const BUT: [Key; 16] = [
    key!("حيث"),
    key!("لأن"),
    key!("لأنه"),
    key!("لأنها"),
    key!("خاصة"),
    key!("وخاصة"),
    key!("خصوصا"),
    key!("وخصوصا"),
    key!("لاسيما"),
    key!("علما"),
    key!("لكن"),
    key!("ولكن"),
    key!("لكنه"),
    key!("لكنها"),
    key!("فيما"),
    key!("بينما"),
];

/// Another clause beside one with أن.
const AND_THAT: [Key; 5] = [key!("وأن"), key!("وإن"), key!("وألا"), key!("وبأن"), key!("وأنه")];

/// The word by which a condition is looked up.
pub(super) fn bare(key: Key) -> Key {
    if matches!(key.first(), WAW | FA) && key.len() > 2 { key.skip(1) } else { key }
}

impl Reader<'_> {
    /// The first condition of a content that may have one. `if` counts only where something is asked, offered or threatened.
    pub(super) fn condition(&self, t: &Tables, site: Site, found: &Found) -> Option<Condition> {
        let (kind, object) = (found.row.kind, found.object);
        // ثروة عظيمة لو استغلها الناس: praise depends on nothing
        let praise = kind == Some(Type::Supports) && found.subject.is_some();
        let approves = kind == Some(Type::Supports) && found.row.cameo != "030";
        let denies = kind == Some(Type::Rejects) && found.row.cameo == "016";
        let weak_too = !(praise || approves || denies)
            && matches!(
                kind,
                Some(Type::Demands | Type::Offers | Type::Threatens | Type::Rejects | Type::Supports | Type::Conditions)
            );
        let mut never = kind == Some(Type::Rejects) && found.row.cameo != "016";
        let typed = kind.is_some();
        for i in site.from..site.to {
            // past a full stop another sentence has its own condition, and so has what is said against it
            // إلا أن …
            let except =
                self.doc.key(i) == key!("إلا") && self.is_clause(i + 1) && self.doc.key(i + 1).after(key!("أن")).is_some();
            if i > object && (BUT.contains(&self.doc.key(i)) || except) {
                return None;
            }
            if matches!(self.doc.kind(i), TokenKind::Stop | TokenKind::Break | TokenKind::Bang) && i > object {
                return None;
            }
            if self.doc.kind(i) != TokenKind::Word {
                continue;
            }
            // لن … إلا بعد: without a stance of another kind only this
            never |=
                [key!("لن"), key!("ولن")].contains(&self.doc.key(i)) || typed && i >= object && self.doc.class(i).is(Class::NEG);
            if !(typed || never && i > site.from) {
                continue;
            }
            if !self.signs(i).any(Signs::CONDITION) {
                continue;
            }
            let key = self.doc.key(i);
            let Some((words, lead)) = t.lead(bare(key), |n| self.doc.key(i + n)) else { continue };
            let joined = bare(key) != key && i > site.from;
            // وإذا أرادوا العودة فلا بد من الحوار: what is asked follows
            let ends = if i < object && lead == Lead::Weak { self.condition_end(i + words, lead, site) } else { site.to };
            let follows = ends < object && ends + FOLLOWS_SOON >= object;
            // قبل الانتخابات، … لا بد من: of another clause
            if i < object && (matches!(lead, Lead::Until | Lead::Price) || lead == Lead::Weak && !follows) {
                continue;
            }
            // وفي حال …: a sentence of its own
            if lead != Lead::Strong && (joined && !follows || !weak_too && lead != Lead::Until || self.asks_whether(i, site)) {
                continue;
            }
            let fits = match lead {
                // دون قيد أو شرط
                Lead::Strong => bare(key) != key!("شرط") || !joined && self.is_term(i, site),
                // في حالة انعقاد: a state
                Lead::Weak => self.doc.key(i + words - 1) != key!("حالة") || !self.is_state(i + words),
                // يجب ألا ننام حتى ننتصر: what for
                Lead::Until => never && kind != Some(Type::Demands) && self.is_until(i + words, typed),
                Lead::Price => !approves && self.is_price(i, words),
            };
            if !fits {
                continue;
            }
            let stop = self.condition_end(i + words, lead, site);
            let (start, end) = self.trim(i, stop);
            if end > i + words {
                return Some(Condition { start, end, strong: matches!(lead, Lead::Strong | Lead::Until) });
            }
        }
        None
    }

    /// ما إذا, لمعرفة إذا: whether; حتى لو, كما لو: even if, as if.
    fn asks_whether(&self, i: usize, site: Site) -> bool {
        const WHETHER: [Key; 30] = [
            key!("الذي"),
            key!("التي"),
            key!("الذين"),
            key!("وما"),
            key!("أو"),
            key!("مقولة"),
            key!("إيضاح"),
            key!("توضيح"),
            key!("بيان"),
            key!("السؤال"),
            key!("فحص"),
            key!("تحديد"),
            key!("لتحديد"),
            key!("بحث"),
            key!("لبحث"),
            key!("دراسة"),
            key!("رؤية"),
            key!("عن"),
            key!("ما"),
            key!("عما"),
            key!("مما"),
            key!("فيما"),
            key!("حتى"),
            key!("وحتى"),
            key!("إلا"),
            key!("كما"),
            key!("معرفة"),
            key!("لمعرفة"),
            key!("حول"),
            key!("ماذا"),
        ];
        i > site.from && WHETHER.contains(&self.doc.key(i - 1))
    }

    /// شرط أن, شرط التزام الأطراف as a term; no بدون شرط, إلغاء شرط التسجيل, أي شرط جديد.
    fn is_term(&self, i: usize, site: Site) -> bool {
        if self.is_clause(i + 1) {
            return true;
        }
        let behind = i == site.from || self.doc.kind(i - 1) == TokenKind::Comma;
        let apart = behind || !article_off(self.doc.key(i + 1)).1;
        let led = i > site.from && (self.doc.class(i - 1).is(Class::PREP) || self.doc.class(i - 1).any());
        apart && !led && self.doc.word(i + 1).key.len() > 2 && !self.doc.word(i + 1).is_adjective()
    }

    /// في حالة انعقاد: an indefinite noun and no more.
    fn is_state(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let definite = article_off(key).1 || PRONOUNS.iter().any(|p| key.len() > 4 && key.before(*p).is_some());
        let more = self.doc.kind(at + 1) == TokenKind::Word && !self.doc.class(at + 1).any();
        !definite && (!more || self.doc.word(at).is_adjective()) && !self.doc.class(at).any()
    }

    /// لن نفاوض حتى يتوقف القصف, لا حوار قبل وقف القصف: what comes first, no time and no place.
    fn is_until(&self, at: usize, typed: bool) -> bool {
        let key = self.doc.key(at);
        if self.is_clause(at - 1) {
            return true;
        }
        if self.doc.key(at - 1) == key!("حين") {
            return self.doc.kind(at) == TokenKind::Word && !self.doc.class(at).any();
        }
        if self.doc.key(at - 1) == key!("حتى") {
            // حتى يناير, حتى تونس
            let apart = self.doc.sets(at).has(sets().month) || self.doc.kb_at(at).is_some() || self.doc.class(at).any();
            let verb = [key!("ي"), key!("ت")].iter().any(|p| key.after(*p).is_some()) && key.len() > 3;
            return verb && !apart && self.doc.kind(at) == TokenKind::Word && !self.doc.word(at).is_whole();
        }
        let deed = self.noun_entry(at).topic > 0 || self.act_noun(at).is_some() || DEEDS.contains(&self.doc.key(at));
        let noun = self.doc.kind(at) == TokenKind::Word && !self.doc.class(at).any() && deed;
        typed && noun && self.doc.key(at - 1) == key!("قبل")
    }

    /// مقابل وقف الهجمات: what is given for it, no sum, score or في المقابل.
    fn is_price(&self, i: usize, words: usize) -> bool {
        let at = i + words;
        let before = i.checked_sub(1).map_or(Key::EMPTY, |j| self.doc.key(j));
        self.doc.kind(at) == TokenKind::Word
            && !self.doc.class(at).any()
            && before != word::FI
            && !is_number_word(&self.doc.scaffold.tokens, at)
            && self.doc.word(at).is_common()
            // مقابل دقائق معدودة
            && (article_off(self.doc.key(at)).1 || article_off(self.doc.key(at + 1)).1 || self.has_pronoun(at) || self.doc.kb_at(at).is_some() || self.noun_entry(at).topic > 0 || DEEDS.contains(&self.doc.key(at)))
    }

    /// One past a condition whose first word stands at `from`: to its first comma or full stop, or to what follows from it
    /// (إذا …، فإن …).
    fn condition_end(&self, from: usize, lead: Lead, site: Site) -> usize {
        let (mut comma, mut behind) = (None, 0);
        for j in from + 1..site.to {
            match self.doc.kind(j) {
                TokenKind::Stop | TokenKind::Break => return comma.unwrap_or(j),
                TokenKind::Word if BUT.contains(&self.doc.key(j)) => return comma.unwrap_or(j),
                TokenKind::Comma | TokenKind::Semicolon => {
                    // بشرط أن …، وأن …
                    let goes_on = lead == Lead::Strong && AND_THAT.contains(&self.doc.key(j + 1));
                    // رئيس المجلس، كيفين ماكارثي، بالرئيسة: a name in apposition, and its closing comma
                    if j < behind || self.names_apart(j).inspect(|close| behind = close + 1).is_some() {
                        continue;
                    }
                    if comma.is_none() && !goes_on {
                        comma = Some(j);
                    }
                }
                TokenKind::Word if lead == Lead::Weak => {
                    if self.follows(j) && j < from + FOLLOWS_WITHIN {
                        let mark = self.doc.kind(j - 1) == TokenKind::Comma;
                        return j - usize::from(mark);
                    }
                    // another clause of the same speaker
                    if comma.is_none() && AND_THAT.contains(&self.doc.key(j)) {
                        comma = Some(j);
                    }
                }
                _ => {}
            }
            if comma.is_some_and(|c| lead != Lead::Weak || j > c + FOLLOWS_WITHIN) {
                break;
            }
        }
        comma.unwrap_or(site.to)
    }

    /// The comma that closes a name in apposition, which the comma at `j` opens.
    fn names_apart(&self, j: usize) -> Option<usize> {
        let word = self.doc.word(j + 1);
        let name = self.doc.kb_at(j + 1).is_some() || word.name_exact().is_some() || word.is_namelike();
        let titled = (j.saturating_sub(4)..j).any(|k| self.doc.word(k).role().is_some());
        let close = (j + 2..j + 7).find(|k| self.doc.kind(*k) != TokenKind::Word)?;
        (name && titled && self.doc.kind(close) == TokenKind::Comma).then_some(close)
    }

    /// فإن, فسنرد, فلن: what follows from a condition.
    fn follows(&self, j: usize) -> bool {
        let key = self.doc.key(j);
        let rest = key.after(key!("ف"));
        rest.is_some_and(|k| {
            let that =
                [key!("إن"), key!("لن"), key!("سوف"), key!("قد"), key!("لا"), key!("ليس"), key!("على"), key!("من")].contains(&k);
            let it = k.after(key!("إن")).is_some_and(|p| PRONOUNS.contains(&p));
            let will = k.len() > 4 && [key!("سي"), key!("ست"), key!("سن"), key!("سأ")].iter().any(|p| k.after(*p).is_some());
            that && k.len() > 1 || it || will
        })
    }

    /// One past what is asked for: its sentence, or the quotation that it is, where something else follows.
    fn asked_for_end(&self, from: usize, to: usize) -> usize {
        const ELSE: [Key; 8] =
            [key!("فيما"), key!("بينما"), key!("فقد"), key!("حيث"), key!("وذلك"), key!("كما"), key!("في"), key!("لكن")];
        let quoted = self.doc.kind(from) == TokenKind::Quote || from > 0 && self.doc.kind(from - 1) == TokenKind::Quote;
        let after = |j: usize| quoted && self.doc.kind(j) == TokenKind::Quote && self.doc.kind(j + 1) == TokenKind::Comma;
        let end = (from + 1..to).find(|j| {
            let stop = self.doc.kind(*j) == TokenKind::Stop && self.doc.token(*j + 1).is_some_and(|t| t.spaced);
            stop || self.doc.kind(*j) == TokenKind::Break || after(*j) && ELSE.contains(&self.doc.key(*j + 2))
        });
        end.unwrap_or(to)
    }

    /// What is asked of whom on which condition.
    pub(super) fn demand(
        &self,
        site: Site,
        found: &Found,
        row: Row,
        condition: Option<Condition>,
        towards: &Option<Party>,
    ) -> Option<Demand> {
        let asks = matches!(row.kind, Some(Type::Demands | Type::Conditions));
        if !asks && condition.is_none() {
            return None;
        }
        // اشترط X: what is said is the condition
        let is_condition = row.kind == Some(Type::Conditions) && row.cameo == "100";
        let whole = |from: usize, to: usize| {
            let (a, b) = self.trim(from, to);
            let said = (a..b).any(|k| self.doc.kind(k) == TokenKind::Word);
            (b > a && said).then(|| self.clip(self.span((a, b)))).filter(|s| !s.is_empty())
        };
        let (what, condition) = if is_condition && let Some(depends) = found.subject {
            // العودة مشروطة بوقف القصف
            (whole(depends.0, found.object - 1), whole(found.object, self.asked_for_end(found.object, site.to)))
        } else if is_condition {
            let aside = |i: &usize| self.doc.key(*i) == key!("وذلك") && self.doc.kind(i - 1) == TokenKind::Comma;
            (None, whole(site.from, (site.from + 1..site.to).find(aside).unwrap_or(site.to)))
        } else {
            let mut from = if found.object >= site.from && found.object < site.to { found.object } else { site.from };
            // طلب من موسوي مغادرة | المقابر: all that stands behind who is asked
            if let Some(p) = towards
                && asks
                && from == site.from
            {
                let (first, behind) = self.token_range(p.mention);
                let noun = self.doc.kind(behind) == TokenKind::Word
                    && self.prep_at(behind).is_none()
                    && !self.doc.class(behind).any()
                    && (!article_off(self.doc.key(behind)).1 || behind == first + 1);
                if first > site.cue.1 && behind < from && behind + 4 > from && noun && self.doc.key(first - 1) == word::MIN {
                    from = behind;
                }
            }
            // بأنه إذا …: nothing is said before it
            let empty = |c: Condition| (site.from..c.start).all(|i| self.is_clause(i) || self.doc.kind(i) != TokenKind::Word);
            let to = self.asked_for_end(from, site.to);
            let site = Site { to: to.max(condition.map_or(0, |c| c.end)), ..site };
            let what = match condition {
                // إذا … فسنرد: what is said follows the condition
                Some(c) if empty(c) => whole(c.end + usize::from(self.doc.kind(c.end) == TokenKind::Comma), site.to),
                Some(c) if c.end <= from => whole(from, site.to),
                // لن نتراجع إذا …: the verb is all
                Some(c) if c.start <= from => whole(site.from, c.start),
                Some(c) => whole(from, c.start),
                None => whole(from, to),
            };
            (what, condition.and_then(|c| whole(c.start, c.end)))
        };
        let of = towards.clone().filter(|_| asks);
        Some(Demand { of, what, condition })
    }
}
