//! Where a content ends.

use crate::cues::PhraseAt;
use crate::edges::{Edges, Place};
use crate::lexicon::{Gender, Mark, Mood, PhraseKind};
use crate::model::End;
use crate::propose::{Position, Proposal};
use crate::reader::{Reader, word};
use rawi_text::words::WAW;
use rawi_text::{Class, Key, TokenKind, key, sets};

/// A content as ranges of tokens.
pub type Extent = Vec<(usize, usize)>;

impl Reader<'_> {
    /// The content of `all[k]`: from its first token to where something else begins.
    /// And whether the model ended it elsewhere than the rules.
    pub(crate) fn extent(&self, all: &[Proposal], k: usize, phrases: &[PhraseAt<'_>], bound: usize) -> (Extent, bool) {
        let p = &all[k];
        let noun_like = matches!(p.mark, Mark::Noun | Mark::Prep(_)) && p.quote.is_none() && !self.is_clause(p.content);
        let limit = if p.mark == Mark::Direct { self.direct_limit(p) } else { self.limit(p.token) }.min(bound);
        let (limit, over) = self.unclosed(p, limit, bound);
        let limit = limit.max(p.content + 1);
        let edges = Edges { reader: self, all, k, start: p.content, limit, noun_like, inner: bound != usize::MAX };
        // the marks tell where a quotation ends
        let marked = p.quote.is_some() && p.mark == Mark::Direct;
        if let Some(trace) = self.trace.filter(|_| !marked) {
            let cue = self.span((p.token, p.cue_end));
            let mut ends = Vec::new();
            self.run(&edges, over, phrases, &mut |at, place, ruled| {
                let content = self.span(self.trim(p.content, at));
                let features = edges.features(at, place, ruled, ends.len());
                ends.push(End { cue: (cue.start, cue.end), content: (content.start, content.end), features });
                false
            });
            trace.borrow_mut().ends.extend(ends);
        }
        let (mut otherwise, mut passed) = (false, 0);
        let mut end = self.run(&edges, over, phrases, &mut |at, place, ruled| {
            passed += 1;
            match self.model.ends(|| edges.features(at, place, ruled, passed - 1)) {
                // «، بحسب صحيفة كذا»: the marks are plain
                _ if matches!(place, Place::Phrase(_)) && ruled && self.is_last_comma(at) => true,
                // «، غير أنه شدد»: and so is this
                _ if ruled && matches!(place, Place::Cue(n) if self.but_he(all[n].token)) => true,
                Some(ends) => {
                    otherwise |= ends != ruled;
                    ends
                }
                None => ruled,
            }
        });
        if let Some(q) = p.quote
            && self.quote_is_all(p, q, end)
        {
            let quote = self.doc.scaffold.quotes.all[q];
            end = quote.close as usize;
        }
        (vec![self.trim(p.content, end)], otherwise)
    }

    /// A quotation that is opened after its cue and never closed runs to the end of its paragraph, or to the next
    /// sentence that begins with a cue.
    fn unclosed(&self, p: &Proposal, limit: usize, bound: usize) -> (usize, bool) {
        let opens = p.mark == Mark::Direct
            && p.quote.is_none()
            && (p.content.saturating_sub(1)..=p.content)
                .any(|i| self.opens(i).is_some_and(|q| !self.doc.scaffold.quotes.all[q].closed));
        if !opens {
            return (limit, false);
        }
        let first = self.sentence_number(p.content);
        let sentences = &self.doc.scaffold.sentences;
        let mut end = limit;
        for s in sentences.iter().skip(first + 1).take_while(|s| s.paragraph == sentences[first].paragraph) {
            let start = s.start as usize;
            if (start..start + 3).any(|i| self.cues.at(i).is_some_and(|c| c.is_finite() && c.conj.is_some())) {
                break;
            }
            end = s.end as usize;
        }
        (end.min(bound), true)
    }

    /// Direct speech after a colon without quotation marks goes to the end of its sentence; a quotation to its own end,
    /// also over sentences and paragraphs.
    fn direct_limit(&self, p: &Proposal) -> usize {
        let from = self.limit(p.token);
        let at = self.sentence(p.content).end as usize;
        from.max(at)
    }

    /// Whether a quotation is the whole content: nothing but a mark, a conjunction or another cue follows it.
    fn quote_is_all(&self, p: &Proposal, q: usize, end: usize) -> bool {
        let quote = self.doc.scaffold.quotes.all[q];
        let close = quote.close as usize;
        if p.mark == Mark::Direct {
            // «مبدأ التناسب»، أي أن: what explains it is no part of direct speech
            return true;
        }
        if !quote.closed {
            return false;
        }
        end <= close + 1
    }

    /// Goes on from the start of a content until something ends it; `ends` has the last word at each place where it might,
    /// with what the rules say.
    fn run(
        &self,
        edges: &Edges<'_, '_>,
        over: bool,
        phrases: &[PhraseAt<'_>],
        ends: &mut impl FnMut(usize, Place, bool) -> bool,
    ) -> usize {
        let doc = &self.doc;
        let Edges { all, k, start, limit, noun_like, .. } = *edges;
        let mut level = self.quote(start);
        let mut j = start;
        let mut next = k + 1;
        let mut phrase = phrases.partition_point(|ph| ph.start <= start);
        let mut left = None;
        while j < limit {
            while next < all.len() && all[next].token < j {
                next += 1;
            }
            if j > start + 1
                && doc.kind(j) == TokenKind::Word
                && self.quote(j) == level
                && self.reporter_begins(all, k, j, phrases)
            {
                return j;
            }
            // رفضت مقترحاً: a noun within a noun phrase
            let noun = next < all.len() && all[next].form.mood == Mood::Masdar && !self.cues.at(j).is_some_and(|c| c.with);
            if next < all.len() && all[next].token == j && j > start && self.quote(j) == level && !noun {
                let cut = self.cut_before(j, start);
                let ruled = self.cuts(all, k, next) || left == Some(cut);
                if ends(cut, Place::Cue(next), ruled) {
                    return cut;
                }
            }
            match doc.kind(j) {
                TokenKind::Break => return j,
                TokenKind::Stop | TokenKind::Bang | TokenKind::Dots
                    if !over
                        && self.quote(j) == level
                        && self.sentence(j).end as usize <= j + 2
                        && self.sentence(j).end as usize > j =>
                {
                    return j;
                }
                TokenKind::Quote => {
                    // من «عواقب …»، ودعا: behind the quotation that it began with the content goes on outside
                    if level.is_some() && self.closes(j) == level {
                        level = self.quote(j);
                    }
                    if let Some(q) = self.opens(j) {
                        let quote = doc.scaffold.quotes.all[q];
                        // إثر إعلان X عن اتفاق «…»: the quotation is another's
                        if noun_like && j > start && all[k].why == "masdar" && quote.close - quote.open > 7 {
                            return j;
                        }
                        if quote.closed && (quote.close as usize) < limit.max(j) {
                            j = quote.close as usize;
                        }
                    }
                    while next < all.len() && all[next].token < j {
                        next += 1;
                    }
                    if j > start && self.quote_may_end(j, limit) && all.get(next).is_none_or(|n| n.token != j + 1) {
                        // «…،" في حين»: the comma stands within
                        let comma = doc.kind(j - 1) == TokenKind::Comma;
                        let ruled = comma && self.comma_ends(all, k, j, limit, noun_like, next);
                        if ends(j + 1, if comma { Place::Comma(next) } else { Place::Closed(next) }, ruled) {
                            return j + 1;
                        }
                    }
                }
                TokenKind::Comma | TokenKind::Semicolon if self.quote(j) == level && j > start => {
                    let ruled = self.comma_ends(all, k, j, limit, noun_like, next);
                    // «، مؤكداً», «، كما قال»: left to the cue
                    let cue = all[next.min(all.len())..].iter().map(|n| n.token).find(|t| *t > j);
                    if cue.is_some_and(|t| t <= j + 4 && t < limit && self.quote(t) == level && self.cut_before(t, start) == j) {
                        left = ruled.then_some(j);
                        j += 1;
                        continue;
                    }
                    if ends(j, Place::Comma(next), ruled) {
                        return j;
                    }
                }
                TokenKind::Word if j > start && self.quote(j) == level => {
                    while phrase < phrases.len() && phrases[phrase].start < j {
                        phrase += 1;
                    }
                    if let Some(ph) = phrases.get(phrase).filter(|ph| ph.start == j) {
                        let cut = self.cut_before(j, start);
                        if ends(cut, Place::Phrase(next), self.phrase_ends(ph, start, noun_like)) {
                            return cut;
                        }
                    }
                    if noun_like && self.may_be_circumstance(j, start) {
                        let ruled = self.circumstance_ends(j, start);
                        if ends(j, Place::Word(next), ruled) {
                            return j;
                        }
                    } else if all.get(next).is_none_or(|n| n.token != j) && self.clause_may_begin(j, start) {
                        let cut = self.cut_before(j, start);
                        if ends(cut, Place::Bare(next), false) {
                            return cut;
                        }
                    }
                }
                _ => {}
            }
            j += 1;
        }
        limit
    }

    /// A cue's clause begins at `j`; steps back over the words that link it (كما، فيما، في حين، لكنه، و).
    fn cut_before(&self, j: usize, start: usize) -> usize {
        let doc = &self.doc;
        let mut e = j;
        while e > start + 1 {
            let class = doc.class(e - 1);
            let then = e > start + 2 && doc.key(e - 1) == key!("أن") && self.is_then(e - 2);
            let links = then
                || self.but_he(e + 1)
                || e >= 1 && self.but_he(e)
                || (doc.key(e) == key!("أن") && self.is_then(e - 1))
                || class.is(Class::LINK.or(Class::AUX).or(Class::CONJ).or(Class::PRON)) && !class.is(Class::PREP)
                || doc.key(e - 1) == key!("حين")
                || (doc.key(e - 1) == word::FI && doc.key(e) == key!("حين"))
                || matches!(doc.kind(e - 1), TokenKind::Comma | TokenKind::Dash);
            if !links {
                break;
            }
            e -= 1;
        }
        e
    }

    /// Whether the cue `all[next]` ends the content of `all[k]`, instead of standing inside it.
    fn cuts(&self, all: &[Proposal], k: usize, next: usize) -> bool {
        let (p, n) = (&all[k], &all[next]);
        let gender_fits = match (p.form.gender, n.form.gender) {
            (Gender::M, Gender::F) | (Gender::F, Gender::M) => {
                n.form.number != crate::lexicon::Number::S || p.subject.as_ref().is_some_and(|s| s.coordinated)
            }
            _ => true,
        };
        if n.form.mood == Mood::Participle {
            return gender_fits;
        }
        if n.why == "carrier" {
            return n.linked;
        }
        if n.form.mood == Mood::Masdar {
            // أشاد باللقاء بقوله إنه
            let with = self.cues.at(n.token).is_some_and(|c| c.with);
            return with && matches!(p.mark, Mark::Noun | Mark::Prep(_)) && p.quote.is_none() && !self.is_clause(p.content);
        }
        if n.purpose {
            return false;
        }
        let clause = matches!(n.mark, Mark::Clause | Mark::Direct) || self.is_clause(n.content) || n.quote.is_some();
        let after_comma = n.token.checked_sub(1).is_some_and(|b| {
            matches!(self.doc.kind(b), TokenKind::Comma | TokenKind::Quote | TokenKind::Semicolon | TokenKind::Close)
        });
        match n.position {
            Position::After => {
                let while_ = p.token > 0 && self.doc.class(p.token - 1).is(Class::LINK.or(Class::SUB));
                let strong = n.subject.as_ref().is_some_and(rawi_actors::NounPhrase::can_speak);
                n.linked || (after_comma && strong && (clause || while_))
            }
            Position::Elided => {
                // حذر من … ودعا إلى: the same tense goes on the reporter's clause
                let verb = self.verb(&n.form);
                let same_tense = n.form.mood == p.form.mood && !verb.weak && matches!(n.mark, Mark::Prep(_));
                let but = self.but_he(n.token);
                // يحذر من كذا ويرفض كذا, in a headline
                let headline = n.token < self.title_end
                    && n.form.mood == Mood::Imperfect
                    && p.position == Position::Before
                    && self.cues.at(n.token).is_some_and(|c| self.goes_on_in_headline(c));
                if headline {
                    return true;
                }
                (n.linked || but)
                    && gender_fits
                    && (clause || after_comma || same_tense || but || self.linking_word_before(n.token))
            }
            Position::Before => n.subject.as_ref().is_some_and(|s| {
                let b = s.start.saturating_sub(1);
                s.start > p.content
                    && (s.conj && (n.token < self.title_end || matches!(self.doc.kind(b), TokenKind::Comma | TokenKind::Dots))
                        || self.doc.class(b).is(Class::LINK) && !self.doc.class(b).is(Class::CLAUSE))
            }),
            // إيران، التي كشفت أن …، تصر على: the main verb after its relative clause
            _ if p.position == Position::Antecedent && after_comma && !n.linked => true,
            Position::Antecedent => false,
        }
    }

    /// غير أنه شدد، إلا أنها رفضت: the speaker goes on, behind a reservation.
    fn but_he(&self, token: usize) -> bool {
        let key = |k: usize| self.doc.key(token.saturating_sub(k));
        token >= 3
            && [key!("أنه"), key!("أنها"), key!("أنهم")].contains(&key(1))
            && [key!("غير"), key!("إلا"), key!("بيد")].contains(&key(2))
    }

    fn linking_word_before(&self, token: usize) -> bool {
        token > 0 && self.doc.class(token - 1).is(Class::LINK) && finite_link(self.doc.key(token - 1))
    }

    /// Whether the content ends at the comma `j`: what follows it is the reporter's again.
    fn comma_ends(&self, all: &[Proposal], k: usize, j: usize, limit: usize, noun_like: bool, mut next: usize) -> bool {
        let doc = &self.doc;
        let at = j + 1;
        while next < all.len() && all[next].token < at {
            next += 1;
        }
        // «، في حين قالت»، «، فيما أكد X»، «، لكن الوزير نفى»: a linked clause with a cue of its own
        let two = doc.key(at) == word::FI && doc.key(at + 1) == key!("حين");
        if doc.class(at).is(Class::LINK) || two {
            let from = if two { at + 2 } else { at + 1 };
            if let Some(n) = all.get(next)
                && n.token < limit
                && self.quote(n.token) == self.quote(j)
                && n.token <= from + 12
                && n.position != Position::Antecedent
                && n.subject.as_ref().is_none_or(|s| s.start <= from + 1 || s.start > n.token)
            {
                return true;
            }
        }
        // «، الأمر الذي نفاه الوزير»: the reporter's again
        if doc.key(at) == key!("الأمر") && doc.class(at + 1).is(Class::REL) {
            return true;
        }
        // «، من جهته قال»: somebody else's turn
        if self.is_turn(at) && all.get(next).is_some_and(|n| n.token < limit) {
            return true;
        }
        // the subject of the next cue stands before it: «، والوزير أكد»
        if let Some(n) = all.get(next)
            && n.position == Position::Before
            && n.subject.as_ref().is_some_and(|s| s.start == at && s.conj)
        {
            return true;
        }
        if doc.key(at) == key!("بعدما") {
            return true;
        }
        if !noun_like {
            return false;
        }
        let class = doc.class(at);
        if class.is(Class::SUB) || doc.key(at) == key!("بعدما") || doc.key(at) == key!("مما") || doc.key(at) == key!("ما")
        {
            return true;
        }
        if class.is(Class::REL) {
            // a relative clause with a cue in it tells of something else
            return all[k + 1..].iter().take_while(|n| n.token < limit).any(|n| n.token <= at + 3);
        }
        if class.is(Class::LINK.or(Class::PRON)) && !class.is(Class::NEG) && doc.key(at) != key!("غير") {
            return true;
        }
        // «، وتم إغلاق المجرى», «، ولم توضح الصحيفة»: the reporter goes on
        let joined = doc.key(at).first() == WAW;
        if joined
            && (class.is(Class::WITH_CONJ) && class.is(Class::NEG.or(Class::AUX))
                || sets().event_verb.contains(&doc.key(at).skip(1)))
        {
            return true;
        }
        let key = doc.key(at);
        // «، وأبلغه بالتدابير»: the reporter's next verb, whatever it takes
        if joined && self.cues.at(at).is_some_and(|c| c.is_finite() && c.conj.is_some() && self.is_likely_cue(c)) {
            return true;
        }
        // «، فاقتصرت مهمتها على»: what came of it
        if key.first() == rawi_text::words::FA && key.len() > 4 && !doc.word(at).is_common() && !doc.word(at).is_whole() {
            return true;
        }
        sets().reporter.contains(&key) || doc.is_occasion(at + 1) && class.is(Class::PREP)
    }

    /// Whether the last comma of its sentence stands at `at`.
    fn is_last_comma(&self, at: usize) -> bool {
        let comma = |k: usize| self.doc.kind(k) == TokenKind::Comma;
        comma(at) && !(at + 1..self.sentence(at).end as usize).any(comma)
    }

    /// من جهته، من جانبها، بدوره: words that pass the turn.
    pub(crate) fn is_turn(&self, at: usize) -> bool {
        let key = self.doc.key(at);
        let bare = if key.first() == WAW { key.skip(1) } else { key };
        if sets().turn.contains(&bare) {
            return true;
        }
        let next = self.doc.key(at + 1);
        bare == word::MIN && sets().turn_noun.contains(&next)
    }

    /// Whether a circumstance of the reporter ends a content that is a noun phrase (رحب بالقرار بعد لقائه …).
    fn circumstance_ends(&self, j: usize, start: usize) -> bool {
        let doc = &self.doc;
        if j < start + 1 {
            return false;
        }
        let key = doc.key(j);
        let w = |s: Key| s == key;
        if sets().afterwards.contains(&key) {
            return true;
        }
        // في مايو/أيار الماضي, في 30 أبريل: when it was said
        if w(key!("في"))
            && (doc.sets(j + 1).has(sets().month)
                || doc.class(j + 1).is(Class::TIME.or(Class::DAY))
                || (doc.kind(j + 1) == TokenKind::Number && doc.sets(j + 2).has(sets().month)))
        {
            return true;
        }
        if j < start + 2 && !w(key!("أمام")) {
            return false;
        }
        if w(key!("أمام")) {
            return doc.role(j + 1).is_some_and(|r| r.role == rawi_actors::Role::Body)
                || doc.is_medium(j + 1)
                || doc.sets(j + 1).has(sets().audience);
        }
        if w(key!("خلال")) || w(key!("في")) || w(key!("على")) || w(key!("عبر")) {
            let next = if w(key!("على")) && doc.key(j + 1) == key!("هامش") { return true } else { j + 1 };
            return doc.is_occasion(next) && !w(key!("على")) && !doc.class(next).any() && is_speaking(doc.key(next));
        }
        false
    }

    /// Whether a word may begin a circumstance of the reporter.
    fn may_be_circumstance(&self, j: usize, start: usize) -> bool {
        let class = self.doc.class(j);
        j >= start + 2 && (class.is(Class::PREP.or(Class::SUB).or(Class::TIME).or(Class::DAY).or(Class::REL)))
    }

    /// Whether a phrase that attributes ends the content before it.
    fn phrase_ends(&self, ph: &PhraseAt<'_>, start: usize, noun_like: bool) -> bool {
        let b = ph.start.saturating_sub(1);
        if b <= start {
            return false;
        }
        let marked = matches!(self.doc.kind(b), TokenKind::Comma | TokenKind::Quote | TokenKind::Dash);
        match ph.phrase.kind {
            PhraseKind::Owner => true,
            PhraseKind::Verb => marked && self.cues.at(ph.end).is_some(),
            PhraseKind::Source => {
                let np = self.source_after(ph);
                (marked || noun_like) && np.is_some_and(|n| n.can_speak())
            }
            PhraseKind::Content => marked,
            PhraseKind::Document => marked,
        }
    }

    /// Trims marks and conjunctions from the edges of a range of tokens.
    pub fn trim(&self, mut start: usize, mut end: usize) -> (usize, usize) {
        let doc = &self.doc;
        let mark = |k: TokenKind| !matches!(k, TokenKind::Word | TokenKind::Number);
        while end > start + 1 {
            let k = doc.kind(end - 1);
            let drop = match k {
                TokenKind::Close => {
                    !(start..end - 1).any(|i| doc.kind(i) == TokenKind::Open && doc.closing(i, 40) == Some(end - 1))
                }
                TokenKind::Other => false,
                k => mark(k),
            } || (doc.class(end - 1).is(Class::CONJ) && doc.key(end - 1).first() == WAW)
                || doc.key(end - 1) == key!("وذلك");
            if !drop {
                break;
            }
            end -= 1;
        }
        while start + 1 < end && mark(doc.kind(start)) && doc.kind(start) != TokenKind::Open {
            start += 1;
        }
        (start, end)
    }

    /// The range of text bytes that a range of tokens covers.
    pub fn span(&self, range: (usize, usize)) -> rawi_text::Span {
        let t = &self.doc.scaffold.tokens;
        match (t.get(range.0), t.get(range.1.saturating_sub(1))) {
            (Some(a), Some(b)) if range.1 > range.0 => rawi_text::Span::new(a.span.start, b.span.end),
            (Some(a), _) => a.span,
            _ => rawi_text::Span::default(),
        }
    }
}

fn finite_link(key: Key) -> bool {
    sets().joining.contains(&if key.first() == WAW { key.skip(1) } else { key })
}

fn is_speaking(key: Key) -> bool {
    sets().speaking.contains(&key)
}
