//! The same values as a record takes and gives them.

use rawi_page::Article;
use rawi_record::model;
use rawi_speech::Reading;
use serde::Serialize;
use serde_json::ser::Serializer;

use super::stances::{self, DemandOut, DenialOut, StanceOut};
use super::{
    ArticleOut, CueOut, EntityOut, LineSafe, List, OutletOut, PartyOut, Piece, PublishedOut, Range, SourceOut, SpeakerOut,
    StatementOut, TimeOut, View, basis, evidence, hundredths, id, language, line,
};
use crate::offsets::Offsets;

/// An article and what was read from it, as a record takes it.
pub fn take(article: &Article, read: &Reading) -> model::Article {
    let published = article.published.as_ref().map(|p| p.value.as_str());
    let view = View { text: &article.text, offsets: Offsets::new(&article.text), id: id(article), published, reading: read };
    let source = view.source(article);
    model::Article {
        source: model::Source {
            path: source.path.to_owned(),
            line: source.line,
            record: source.record,
            offset: source.offset,
            url: source.url.map(str::to_owned),
            outlet: source.outlet.as_ref().map(|o| o.name.to_owned()),
            outlet_actor: source.outlet.as_ref().and_then(|o| o.id).map(str::to_owned),
            media_type: source.media_type.to_owned(),
            sha256: source.sha256.to_owned(),
            text_start: source.text_start,
        },
        title: article.title.map(|t| range(view.range(t))),
        body: article.body.iter().map(|b| range(view.range(*b))).collect(),
        published: article.published.as_ref().map(|p| model::Published {
            value: p.value.clone(),
            precision: p.precision.to_owned(),
            basis: basis(p.basis).to_owned(),
            confidence: hundredths(p.confidence),
            evidence: evidence(p).map(str::to_owned),
            notes: p.notes.clone(),
        }),
        author: article.author.clone(),
        notes: article.notes.clone(),
        language: language(article.language).to_owned(),
        reading: view.reading(),
        text: article.text.clone(),
    }
}

/// A new reading of a text that a record has.
pub fn reading(id: &str, text: &str, published: Option<&str>, read: &Reading) -> model::Reading {
    View { text, offsets: Offsets::new(text), id, published, reading: read }.reading()
}

impl View<'_> {
    fn reading(&self) -> model::Reading {
        let entities = self.reading.entities.iter().map(|e| model::Entity {
            id: e.id.clone(),
            r#type: e.kind.name().to_owned(),
            name: e.name.clone(),
            name_en: e.name_en.clone(),
            name_en_basis: e.name_en_basis.map(|b| b.name().to_owned()),
            aliases: e.aliases.clone(),
            mentions: e.mentions.iter().map(|m| range(self.range(*m))).collect(),
        });
        let statements = self.reading.statements.iter().map(|s| {
            let out = self.statement(s);
            model::Statement {
                kind: out.kind.to_owned(),
                act: out.act.to_owned(),
                content: out.content.iter().map(place).collect(),
                cue: place(&out.cue.place),
                cue_lemma: out.cue.lemma.to_owned(),
                speaker: model::Speaker {
                    entity: out.speaker.entity.map(str::to_owned),
                    name: out.speaker.name.to_owned(),
                    mention: out.speaker.mention.as_ref().map(place),
                    via: out.speaker.via.to_owned(),
                },
                chain: out.chain.iter().map(party).collect(),
                addressee: out.addressee.as_ref().map(party),
                time: out.time.as_ref().map(|t| model::Time {
                    place: place(&t.place),
                    value: t.value.clone(),
                    precision: t.precision.map(str::to_owned),
                }),
                occasion: out.occasion.as_ref().map(place),
                about: out.about.iter().map(|a| (*a).to_owned()).collect(),
                stance: stances::stance(&out.stance),
                demand: out.demand.as_ref().map(stances::demand),
                denies: s.denies.as_ref().zip(out.denies.as_ref()).map(|(d, out)| model::Denial {
                    how: out.how.to_owned(),
                    statement: d.statement,
                    claim: place(&out.claim),
                }),
                within: s.within,
                confidence: out.confidence,
                why: out.why.to_owned(),
                ..model::Statement::default()
            }
        });
        let read = self.reading;
        let positions = model::Positions {
            designations: json(&self.all(&read.designations, Self::designation)),
            figures: json(&self.all(&read.figures, Self::figure)),
            meetings: json(&self.all(&read.meetings, Self::meeting)),
        };
        model::Reading { entities: entities.collect(), statements: statements.collect(), positions, rejected: Vec::new() }
    }
}

/// A list as it is printed.
fn json<T: Serialize>(list: &[T]) -> String {
    let mut out = Vec::new();
    // strings and numbers can always be written as JSON
    let _ = list.serialize(&mut Serializer::with_formatter(&mut out, LineSafe));
    String::from_utf8(out).unwrap_or_default()
}

/// The list that a record has kept; none where it is no JSON.
fn kept<T>(json: &str) -> List<'_, T> {
    serde_json::from_str(json).map_or(List::Read(Vec::new()), List::Kept)
}

fn range(range: Range) -> model::Range {
    model::Range { start: range.start, end: range.end }
}

pub(super) fn place(piece: &Piece<'_>) -> model::Range {
    model::Range { start: piece.start, end: piece.end }
}

pub(super) fn party(party: &PartyOut<'_>) -> model::Party {
    model::Party { entity: party.entity.map(str::to_owned), name: party.name.to_owned(), mention: place(&party.mention) }
}

/// Writes an article of a record as one line of JSON: the same bytes as when it was read.
pub fn write(article: &model::Article, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let back = Back { article, places: model::Places::new(&article.text) };
    line(&back.article(), out)
}

/// The way back from a record to the output.
struct Back<'a> {
    article: &'a model::Article,
    places: model::Places<'a>,
}

impl<'a> Back<'a> {
    fn article(&self) -> ArticleOut<'a> {
        let article = self.article;
        let source = &article.source;
        ArticleOut {
            id: article.reference(),
            source: SourceOut {
                path: &source.path,
                line: source.line,
                record: source.record,
                offset: source.offset,
                url: source.url.as_deref(),
                outlet: source.outlet.as_deref().map(|name| OutletOut { id: source.outlet_actor.as_deref(), name }),
                media_type: &source.media_type,
                sha256: &source.sha256,
                text_start: source.text_start,
            },
            title: article.title.map(|t| self.piece(t)),
            published: article.published.as_ref().map(|p| PublishedOut {
                value: &p.value,
                precision: &p.precision,
                basis: &p.basis,
                confidence: p.confidence,
                evidence: p.evidence.as_deref(),
                notes: &p.notes,
            }),
            author: article.author.as_deref(),
            notes: &article.notes,
            language: &article.language,
            text: &article.text,
            body: article.body.iter().map(|b| Range { start: b.start, end: b.end }).collect(),
            statements: article.reading.statements.iter().map(|s| self.statement(s)).collect(),
            entities: article.reading.entities.iter().map(|e| self.entity(e)).collect(),
            designations: kept(&article.reading.positions.designations),
            figures: kept(&article.reading.positions.figures),
            meetings: kept(&article.reading.positions.meetings),
        }
    }

    fn statement(&self, s: &'a model::Statement) -> StatementOut<'a> {
        let id = self.article.reference();
        let within = s.within.and_then(|w| self.article.reading.statements.get(w));
        let speaker = s.speaker.entity.as_ref().and_then(|id| self.article.reading.entities.iter().find(|e| e.id == *id));
        StatementOut {
            id: s.reference(id),
            kind: &s.kind,
            act: &s.act,
            content: s.content.iter().map(|c| self.piece(*c)).collect(),
            cue: CueOut { place: self.piece(s.cue), lemma: &s.cue_lemma },
            speaker: SpeakerOut {
                entity: s.speaker.entity.as_deref(),
                name: &s.speaker.name,
                aliases: speaker.map_or(&[], |e| &e.aliases),
                name_en: speaker.and_then(|e| e.name_en.as_deref()),
                name_en_basis: speaker.and_then(|e| e.name_en_basis.as_deref()),
                mention: s.speaker.mention.map(|m| self.piece(m)),
                via: &s.speaker.via,
            },
            chain: s.chain.iter().map(|p| self.party(p)).collect(),
            addressee: s.addressee.as_ref().map(|p| self.party(p)),
            time: s.time.as_ref().map(|t| TimeOut {
                place: self.piece(t.place),
                value: t.value.clone(),
                precision: t.precision.as_deref(),
            }),
            occasion: s.occasion.map(|o| self.piece(o)),
            about: s.about.iter().map(String::as_str).collect(),
            stance: StanceOut {
                r#type: s.stance.r#type.as_deref(),
                towards: s.stance.towards.as_ref().map(|p| self.party(p)),
                issue: s.stance.issue.map(|i| self.piece(i)),
                cameo: &s.stance.cameo,
                plover: s.stance.plover.as_deref(),
            },
            demand: s.demand.as_ref().map(|d| DemandOut {
                of: d.of.as_ref().map(|p| self.party(p)),
                what: d.what.map(|w| self.piece(w)),
                condition: d.condition.map(|c| self.piece(c)),
            }),
            denies: s.denies.as_ref().map(|d| DenialOut {
                how: &d.how,
                statement: d.statement.and_then(|k| self.article.reading.statements.get(k)).map(|d| d.reference(id)),
                claim: self.piece(d.claim),
            }),
            r#in: within.map(|w| w.reference(id)),
            confidence: s.confidence,
            why: &s.why,
            verdict: s.verdict.as_deref(),
        }
    }

    fn party(&self, p: &'a model::Party) -> PartyOut<'a> {
        PartyOut { entity: p.entity.as_deref(), name: &p.name, mention: self.piece(p.mention) }
    }

    fn entity(&self, e: &'a model::Entity) -> EntityOut<'a> {
        EntityOut {
            id: &e.id,
            r#type: &e.r#type,
            name: &e.name,
            name_en: e.name_en.as_deref(),
            name_en_basis: e.name_en_basis.as_deref(),
            mentions: e.mentions.iter().map(|m| self.piece(*m)).collect(),
        }
    }

    fn piece(&self, range: model::Range) -> Piece<'a> {
        Piece { start: range.start, end: range.end, text: self.places.of(range).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn what_a_record_takes_is_all_that_is_printed() {
        let (article, mut read) = fixture::article();
        // the fixture's hole, which a record would refuse
        read.statements.iter_mut().for_each(|s| s.about.retain(|a| *a < read.entities.len()));
        let (mut printed, mut back) = (Vec::new(), Vec::new());
        super::super::write(&article, &read, &mut printed).unwrap();
        let taken = take(&article, &read);
        write(&taken, &mut back).unwrap();
        assert_eq!(String::from_utf8(back).unwrap(), String::from_utf8(printed).unwrap());
        assert_eq!(
            reading(id(&article), &article.text, taken.published.as_ref().map(|p| p.value.as_str()), &read),
            taken.reading
        );
    }
}
