//! The statements of a report, and where they stand.

use std::collections::VecDeque;
use std::fmt::{Result, Write};

use rawi_record::DisputeKind;

use super::gather::{Card, Source, Wording};
use super::page::Page;
use super::words::{Lang, Noun, grouped};
use crate::html::escape::escape;

/// Code points of a statement that are shown; the whole stands in its source.
const LONGEST: usize = 900;
/// Other wordings of a statement that are shown.
const WORDINGS: usize = 5;

impl Page<'_> {
    /// That not all are shown.
    pub(super) fn more(&self, page: &mut String, cards: &VecDeque<Card>, count: u64) -> Result {
        let shown: u64 = cards.iter().map(|c| c.times).sum();
        if shown >= count {
            return Ok(());
        }
        let (shown, count) = (self.lang.count(shown, Noun::Statement), self.lang.count(count, Noun::Statement));
        match self.lang {
            Lang::Ar => writeln!(page, "<p class=\"note\">أحدثها هنا: {shown} من أصل {count}.</p>"),
            Lang::En => writeln!(page, "<p class=\"note\">The newest are shown: {shown} of {count}.</p>"),
        }
    }

    pub(super) fn by_day(&self, page: &mut String, cards: &VecDeque<Card>, with_speaker: bool) -> Result {
        let mut open = None;
        for card in cards.iter().rev() {
            if open != Some(card.day) {
                open = Some(card.day);
                let day = card.day.map_or_else(|| self.pick("بلا تاريخ", "Without a date").to_owned(), |d| self.lang.day(d));
                writeln!(page, "<h3 class=\"day\">{day}</h3>")?;
            }
            self.card(page, card, with_speaker)?;
        }
        Ok(())
    }

    /// Who said most comes first.
    pub(super) fn by_speaker(&self, page: &mut String) -> Result {
        let mut speakers: Vec<(&str, Vec<&Card>)> = Vec::new();
        for card in &self.told.said {
            match speakers.iter_mut().find(|(name, _)| *name == card.speaker) {
                Some((_, cards)) => cards.push(card),
                None => speakers.push((&card.speaker, vec![card])),
            }
        }
        speakers.sort_by_key(|(name, cards)| (name.trim().is_empty(), std::cmp::Reverse(cards.len())));
        for (_, cards) in speakers {
            if let Some(first) = cards.first() {
                writeln!(page, "<h3 class=\"day\">{}</h3>", self.speaker(first))?;
            }
            for card in cards {
                self.card(page, card, false)?;
            }
        }
        Ok(())
    }

    /// Who speaks, in the language of the page and in the other one.
    fn speaker(&self, card: &Card) -> String {
        let arabic = if card.speaker.trim().is_empty() {
            format!("<span class=\"meta\">{}</span>", self.pick("مصدر غير مسمّى", "an unnamed source"))
        } else {
            format!("<bdi lang=\"ar\">{}</bdi>", escape(&card.speaker))
        };
        let Some((english, romanised)) = &card.speaker_en else { return arabic };
        // a romanised name is Arabic in Latin letters, and says so
        let lang = if *romanised { "ar-Latn" } else { "en" };
        let latin = format!("<bdi lang=\"{lang}\">{}</bdi>", escape(english));
        match self.lang {
            Lang::Ar => format!("{arabic} <small>{latin}</small>"),
            Lang::En => format!("{latin} <small>{arabic}</small>"),
        }
    }

    fn card(&self, page: &mut String, card: &Card, with_speaker: bool) -> Result {
        writeln!(page, "<article class=\"act-{}\" id=\"s-{}\">", escape(&card.act), escape(&card.id))?;
        self.inside(page, card, with_speaker)?;
        self.others(page, card)?;
        page.push_str("</article>\n");
        Ok(())
    }

    /// How others word the same, with who has it so.
    fn others(&self, page: &mut String, card: &Card) -> Result {
        if card.others.is_empty() {
            return Ok(());
        }
        let heading = self.pick("وبألفاظ أخرى", "In other words");
        writeln!(page, "<div class=\"others\">\n<p class=\"meta\">{heading}</p>\n<ul>")?;
        for Wording { kind, cue, content, sources } in card.others.iter().take(WORDINGS) {
            write!(page, "<li><span lang=\"ar\" dir=\"rtl\" class=\"words\">")?;
            if !cue.is_empty() {
                write!(page, "<span class=\"cue\">{}</span> ", escape(cue))?;
            }
            write!(page, "<q class=\"{}\">{}</q></span> ", escape(kind), escape(&beginning(content)))?;
            page.push_str("<span class=\"from\">");
            for (source, there) in sources {
                write!(page, "{} ", self.reference(*source, there.as_deref()))?;
            }
            writeln!(page, "</span></li>")?;
        }
        page.push_str("</ul>\n");
        if card.others.len() > WORDINGS {
            let rest = grouped((card.others.len() - WORDINGS) as u64);
            match self.lang {
                Lang::Ar => writeln!(page, "<p class=\"note\">وبألفاظ غيرها: {rest}</p>")?,
                Lang::En => writeln!(page, "<p class=\"note\">and {rest} other wordings</p>")?,
            }
        }
        page.push_str("</div>\n");
        Ok(())
    }

    /// What seems to contradict.
    pub(super) fn disputes(&self, page: &mut String) -> Result {
        if self.told.disputes.is_empty() {
            return Ok(());
        }
        writeln!(
            page,
            "<section class=\"disputes\" aria-labelledby=\"disputes\">\n<h2 id=\"disputes\">{}</h2>\n<p class=\"note\">{}</p>",
            self.pick("ما يبدو متعارضاً", "What seems to contradict"),
            self.pick(
                "يعرضه راوي لمن ينظر فيه، ولا يحكم بين القولين. النسبة مقدار الثقة بأنّهما في أمر واحد.",
                "Offered for you to look at: Rawi does not judge between the two. The share says how sure it is that they are about \
                 one thing."
            )
        )?;
        for found in &self.told.disputes {
            let what = match (found.kind, &found.figures) {
                (_, Some((a, b))) => format!(
                    "{}: <bdi lang=\"ar\">{}</bdi> / <bdi lang=\"ar\">{}</bdi>",
                    self.pick("رقمان", "Two figures"),
                    escape(a),
                    escape(b)
                ),
                (DisputeKind::Denial, None) => self.pick("قول ونفيه", "A claim and its denial").to_owned(),
                (DisputeKind::Figures, None) => self.pick("رقمان", "Two figures").to_owned(),
            };
            let sure = (found.confidence * 100.0).round();
            writeln!(
                page,
                "<div class=\"dispute\">\n<h3>{what} <span class=\"meta\">{sure}%</span></h3>\n<div class=\"sides\">"
            )?;
            for side in [&found.one, &found.other] {
                writeln!(page, "<article class=\"act-{}\">", escape(&side.act))?;
                self.inside(page, side, true)?;
                if let Some(day) = side.day {
                    writeln!(page, "<p class=\"meta\">{}</p>", self.lang.day(day))?;
                }
                page.push_str("</article>\n");
            }
            page.push_str("</div>\n</div>\n");
        }
        let more = self.told.disputed.saturating_sub(self.told.disputes.len() as u64);
        if more > 0 {
            match self.lang {
                Lang::Ar => writeln!(page, "<p class=\"note\">أوثقها هنا؛ وغيرها {}.</p>", grouped(more))?,
                Lang::En => writeln!(page, "<p class=\"note\">The surest are shown; {} more.</p>", grouped(more))?,
            }
        }
        page.push_str("</section>\n");
        Ok(())
    }

    /// Who, by which words, what, and where it stands.
    fn inside(&self, page: &mut String, card: &Card, with_speaker: bool) -> Result {
        page.push_str("<p class=\"who\">");
        if with_speaker {
            write!(page, "<b>{}</b> ", self.speaker(card))?;
        }
        write!(page, "<span class=\"act\">{}</span>", escape(&self.lang.act(&card.act)))?;
        if !card.cue.is_empty() {
            write!(page, " <span class=\"cue\" lang=\"ar\" dir=\"rtl\">{}</span>", escape(&card.cue))?;
        }
        writeln!(page, " <span class=\"meta\">{}</span></p>", self.lang.kind(&card.kind))?;
        if !card.content.is_empty() {
            let text = beginning(&card.content);
            writeln!(
                page,
                "<blockquote lang=\"ar\" dir=\"rtl\" class=\"{}\">{}</blockquote>",
                escape(&card.kind),
                escape(&text)
            )?;
        }
        page.push_str("<p class=\"from\">");
        if !card.chain.is_empty() {
            let chain: Vec<String> = card.chain.iter().map(|c| format!("<bdi lang=\"ar\">{}</bdi>", escape(c))).collect();
            write!(page, "<span class=\"via\">{} {}</span> ", self.pick("عبر", "through"), chain.join(self.pick(" ← ", " → ")))?;
        }
        for (source, there) in &card.sources {
            write!(page, "{} ", self.reference(*source, there.as_deref()))?;
        }
        page.push_str("</p>\n");
        Ok(())
    }

    /// An outlet's name that leads to the list of sources, and to the words on its page.
    pub(super) fn reference(&self, source: usize, there: Option<&str>) -> String {
        let name = self.told.sources.get(source).and_then(|s| s.outlet.as_deref());
        let name = name.map_or_else(|| self.pick("المصدر", "source").to_owned(), |n| format!("<bdi>{}</bdi>", escape(n)));
        let n = source + 1;
        let mut out = format!("<a class=\"src\" href=\"#src-{n}\">{name}<sup>{n}</sup></a>");
        if let Some(url) = there {
            out.push_str(&format!(
                " <a class=\"there\" href=\"{}\" rel=\"noreferrer\">{}</a>",
                escape(url),
                self.pick("في صفحته", "on its page")
            ));
        }
        out
    }

    pub(super) fn sources(&self, page: &mut String) -> Result {
        if self.told.sources.is_empty() {
            return Ok(());
        }
        writeln!(
            page,
            "<section class=\"sources\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">{}</h2>\n<ol>",
            self.pick("المصادر", "Sources")
        )?;
        for (n, source) in self.told.sources.iter().enumerate() {
            self.source(page, n + 1, source)?;
        }
        page.push_str("</ol>\n</section>\n");
        Ok(())
    }

    fn source(&self, page: &mut String, n: usize, source: &Source) -> Result {
        let Source { reference, outlet, title, published, url, sha256, place } = source;
        write!(page, "<li id=\"src-{n}\">")?;
        let title = title.as_deref().unwrap_or(place);
        match url {
            Some(url) => {
                write!(page, "<a href=\"{}\" rel=\"noreferrer\"><bdi lang=\"ar\">{}</bdi></a>", escape(url), escape(title))?
            }
            None => write!(page, "<bdi lang=\"ar\">{}</bdi>", escape(title))?,
        }
        let mut parts = Vec::new();
        if let Some(outlet) = outlet {
            parts.push(format!("<bdi>{}</bdi>", escape(outlet)));
        }
        if let Some(published) = published {
            let day = published.get(..10).unwrap_or(published);
            parts.push(format!("<time datetime=\"{}\">{}</time>", escape(published), escape(&self.date(day))));
        }
        parts.push(format!("<code dir=\"ltr\" title=\"SHA-256 {}\">{}</code>", escape(sha256), escape(reference)));
        write!(page, "<span class=\"meta\">{}", parts.join(" <span aria-hidden=\"true\">·</span> "))?;
        // paper has no links
        if let Some(url) = url {
            write!(page, " <span class=\"url\" dir=\"ltr\">{}</span>", escape(url))?;
        }
        writeln!(page, "</span></li>")
    }
}

/// The text up to a length, cut between words.
fn beginning(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    format!("{} …", &text[..cut])
}
