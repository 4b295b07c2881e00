//! An invented article with a reading made by hand, for the tests of the forms of output.

use rawi_actors::{EnglishBasis, Entity, EntityKind};
use rawi_page::{Article, DateBasis, Language, Published, Source};
use rawi_speech::{
    Act, Bound, Cue, Demand, Denial, Designation, Figure, Held, How, Kind, Meeting, PartRole, Party, Polarity, Reading, Speaker,
    Stance, Statement, Type, Via,
};
use rawi_text::Span;

pub const TEXT: &str = "العامري: الجسر سيفتح قريباً

نقلت وكالة الضفة عن وزير الأشغال لؤي العامري قوله أمس خلال جولة إن «أعمال الجسر & الطريق <الدولي> انتهت»، وأضاف أن شركة BuildCo ستسلّم المشروع، مؤكداً أن البلدية قالت إن الافتتاح قريب وإن أهل المدينة جميعاً مدعوون إليه وإن الطريق القديم سيبقى مفتوحاً أمام الشاحنات حتى نهاية العام المقبل على أقل تقدير بحسب ما تقرر.
اترك تعليقاً 😀
";

/// The first place of `piece`.
pub fn span(piece: &str) -> Span {
    let at = TEXT.find(piece).expect("the fixture's text has its pieces");
    Span::new(at as u32, (at + piece.len()) as u32)
}

fn statement(act: Act, cue: &str, content: &[&str], mention: Option<&str>) -> Statement {
    Statement {
        kind: Kind::Indirect,
        act,
        content: content.iter().map(|c| span(c)).collect(),
        cue: Cue { span: span(cue), lemma: cue.to_owned() },
        speaker: Speaker {
            entity: Some(0),
            name: "لؤي العامري".to_owned(),
            mention: mention.map(span),
            via: if mention.is_some() { Via::Name } else { Via::Elided },
        },
        chain: Vec::new(),
        addressee: None,
        time: None,
        occasion: None,
        about: Vec::new(),
        stance: Stance::default(),
        demand: None,
        denies: None,
        within: None,
        confidence: 0.876,
        why: "frame",
    }
}

pub fn article() -> (Article, Reading) {
    let agency = "وكالة الضفة";
    let minister = "وزير الأشغال لؤي العامري";
    let tail = "أن البلدية قالت إن الافتتاح قريب وإن أهل المدينة جميعاً مدعوون إليه وإن الطريق القديم سيبقى مفتوحاً أمام الشاحنات حتى نهاية العام المقبل على أقل تقدير";
    let mut said = statement(Act::Inform, "قوله", &["أعمال الجسر & الطريق <الدولي> انتهت"], Some(minister));
    said.kind = Kind::Direct;
    said.chain = vec![Party { entity: Some(1), name: agency.to_owned(), mention: span(agency) }];
    said.time = Some(span("أمس"));
    said.occasion = Some(span("خلال جولة"));
    said.about = vec![1, 99];
    let mut inner = statement(Act::Inform, "قالت", &["إن الافتتاح قريب", "وإن أهل المدينة جميعاً مدعوون إليه"], Some("البلدية"));
    inner.speaker.entity = None;
    inner.speaker.name = "البلدية".to_owned();
    inner.within = Some(3);
    let mut head = statement(Act::Inform, ":", &["الجسر سيفتح قريباً"], Some("العامري"));
    head.speaker.via = Via::Headline;
    let mut offer = statement(Act::Offer, "وأضاف", &["أن شركة BuildCo ستسلّم المشروع"], None);
    let municipality = Party { entity: None, name: "البلدية".to_owned(), mention: span("البلدية") };
    offer.stance = Stance {
        kind: Some(Type::Offers),
        towards: Some(municipality.clone()),
        issue: Some(span("شركة BuildCo ستسلّم المشروع")),
        cameo: "031",
        plover: Some("AGREE"),
    };
    let mut affirm = statement(Act::Affirm, "مؤكداً", &[tail], None);
    affirm.demand =
        Some(Demand {
            of: Some(municipality), what: Some(span("الطريق القديم")), condition: Some(span("حتى نهاية العام"))
        });
    affirm.denies = Some(Denial { how: How::Correction, statement: Some(1), claim: span("الطريق القديم") });
    let reading = Reading {
        statements: vec![head, said, offer, affirm, inner],
        entities: vec![
            Entity {
                id: "kb:x1".to_owned(),
                kind: EntityKind::Person,
                name: "لؤي العامري".to_owned(),
                name_en: Some("Luay al-Amiri".to_owned()),
                name_en_basis: Some(EnglishBasis::Kb),
                aliases: vec!["العامري".to_owned()],
                mentions: vec![span("العامري"), span(minister)],
            },
            Entity {
                id: "n:1".to_owned(),
                kind: EntityKind::Outlet,
                name: agency.to_owned(),
                name_en: None,
                name_en_basis: None,
                aliases: Vec::new(),
                mentions: vec![span(agency)],
            },
        ],
        designations: vec![Designation {
            statement: Some(2),
            by: Some(Party { entity: None, name: "البلدية".to_owned(), mention: span("البلدية") }),
            target: Party { entity: Some(1), name: agency.to_owned(), mention: span(agency) },
            label: span("شركة BuildCo"),
            polarity: Polarity::Partner,
            epithet: false,
            denied: true,
        }],
        meetings: vec![Meeting {
            statement: None,
            process: "جولة العامري".to_owned(),
            id: Some("process:x".to_owned()),
            round: Some(3),
            place: Some(span("الدولي")),
            when: Some(span("نهاية العام المقبل")),
            level: Some(span("شركة BuildCo")),
            agenda: vec![span("الشاحنات")],
            held: Held::Announced,
            text: span("خلال جولة"),
            participants: vec![
                (Party { entity: Some(0), name: "لؤي العامري".to_owned(), mention: span(minister) }, PartRole::Chair),
                (Party { entity: None, name: "البلدية".to_owned(), mention: span("البلدية") }, PartRole::Party),
            ],
        }],
        figures: vec![Figure {
            statement: Some(3),
            value: 2.5,
            unit: "عام".to_owned(),
            text: span("نهاية العام المقبل على أقل"),
            bound: Some(Bound::AtLeast),
            upper: None,
            of: Some(span("الشاحنات")),
            when: None,
        }],
    };
    let title = Span::new(0, TEXT.find('\n').expect("two lines") as u32);
    let end = TEXT.find("\nاترك").expect("furniture") as u32;
    let article = Article {
        source: Source {
            path: "samples/bridge.txt".to_owned(),
            url: Some("https://dafa.example/1?a=1&b=2".to_owned()),
            outlet: Some(agency.to_owned()),
            outlet_id: None,
            media_type: "text/plain",
            sha256: "00112233445566778899aabbccddeeff".to_owned(),
            ..Source::default()
        },
        text: TEXT.to_owned(),
        title: Some(title),
        body: vec![Span::new(title.end + 2, end)],
        published: Some(Published {
            value: "2031-05-04".to_owned(),
            precision: "day",
            basis: DateBasis::Metadata,
            confidence: 0.9,
            evidence: "record",
            notes: Vec::new(),
        }),
        language: Language::Arabic,
        author: None,
        notes: Vec::new(),
    };
    (article, reading)
}
