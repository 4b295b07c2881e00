//! Names behind titles: whom they are linked to.

use rawi_actors::{Doc, Entity, EntityKind, Known, Reach, Registry, Tables, Words};
use rawi_text::{Scaffold, Span};

/// Whom the phrase that begins at byte `at` of a text mentions, in an article of a day.
fn entity(text: &str, at: usize, day: Option<&str>) -> Entity {
    let scaffold = Scaffold::of(text, &[Span::new(0, text.len() as u32)]);
    let tables = Tables::built_in();
    let known = Known::of(&scaffold, tables);
    let words = Words::of(&scaffold, tables, &known);
    let doc = Doc { text, scaffold: &scaffold, tables, words: &words };
    let reach = Reach::new(scaffold.tokens.len(), &|_| false);
    let start = scaffold.tokens.iter().position(|t| t.span.start as usize == at).expect("a token begins there");
    let np = doc.noun_phrase(start, &reach).unwrap_or_else(|| panic!("no phrase: {text}"));
    let mut registry = Registry::new(doc).on(day);
    registry.resolve(&np);
    registry.finish().swap_remove(0)
}

/// The id and the name of whom a text names that is one noun phrase.
fn actor(text: &str) -> (String, String) {
    actor_on(text, None)
}

/// The same in an article of a day.
fn actor_on(text: &str, day: Option<&str>) -> (String, String) {
    let e = entity(text, 0, day);
    (e.id, e.name)
}

/// The id and the name of whom the last phrase of a text mentions, which begins with `word`.
fn last_actor(text: &str, word: &str) -> (String, String) {
    let e = entity(text, text.rfind(word).unwrap_or_else(|| panic!("no {word}: {text}")), None);
    (e.id, e.name)
}

/// Each text is one noun phrase that names somebody so.
fn are_named(rows: &[(&str, &str)]) {
    for (text, name) in rows {
        assert_eq!(actor(text).1, *name, "{text}");
    }
}

#[test]
fn titled_names_are_linked() {
    for (text, id) in [
        ("الرئيس الأميركي باراك أوباما", "person:barack-obama"),
        ("الرئيس التركي رجب طيب اردوغان", "person:recep-tayyip-erdogan"),
        ("الأمين العام للأمم المتحدة بان كي مون", "person:ban-ki-moon"),
        ("وزير خارجية الولايات المتحدة جون كيري", "person:john-kerry"),
        ("نائب الرئيس الأميركي جو بايدن", "person:joe-biden"),
        ("وزير الدفاع آشتون كارتر", "person:ashton-carter"),
        ("الولايات المتحدة", "state:us"),
        ("حركة طالبان", "group:taliban"),
        ("طالبان", "group:taliban"),
        ("وكالة رويترز", "outlet:reuters"),
    ] {
        assert_eq!(actor(text).0, id, "{text}");
    }
    assert_eq!(actor("الأمين العام للأمم المتحدة بان كي مون").1, "بان كي مون");
}

#[test]
fn whoever_belongs_to_the_named_is_not_linked() {
    for text in [
        "محامي صدام حسين",
        "المتحدث باسم الرئيس باراك أوباما",
        "مستشار الرئيس محمود عباس",
        "مدير مكتب الرئيس محمود عباس",
        "والدة الرئيس بشار الأسد",
        "السيدة باراك أوباما",
        "أنصار الرئيس محمد مرسي",
        "الرئيس باراك أوباما الصغير",
        "مدير القناة أحمد السادات",
    ] {
        assert!(!actor(text).0.starts_with("person:"), "{text}: {:?}", actor(text));
    }
}

#[test]
fn a_name_ends_where_it_ends() {
    are_named(&[
        // particles and tails
        ("المهندس يوسف بن علي", "يوسف بن علي"),
        ("الأستاذ أحمد عبد الله", "أحمد عبد الله"),
        ("العقيد كمال الدين", "كمال الدين"),
        ("الشيخ جاسم بن حمد آل ثاني", "جاسم بن حمد آل ثاني"),
        ("الناقد فاروق مردم بك", "فاروق مردم بك"),
        ("الخبير محمد الطيار", "محمد الطيار"),
        // a body's name, a place's
        ("مدير شركة «بلاك روك» خالد السالم", "خالد السالم"),
        ("مدير نادي شالكه توماس هيلدت", "توماس هيلدت"),
        ("وزير النقل واللوجستيك", "وزير النقل واللوجستيك"),
        ("رئيس إمارة منطقة مكة المكرمة خالد السالم", "خالد السالم"),
        ("طبيب مستشفى الملك فهد", "طبيب مستشفى الملك فهد"),
        // two offices of one person, and of two
        ("المؤرخ والفنان محمد صالح العبيدي", "محمد صالح العبيدي"),
        ("الشيخ سالم الفوزان عضو الهيئة وأستاذ الفقه", "سالم الفوزان"),
        ("رئيس فنلندا ورئيسة وزرائها", "رئيس فنلندا ورئيسة وزرائها"),
        // behind a preposition
        ("الخبير في الشأن الاقتصادي عبد الحسن الشمري", "عبد الحسن الشمري"),
        ("المدير العام للدار من الكويت الدكتور أحمد حيدر", "أحمد حيدر"),
        // what is no name
        ("الجريدة مقالها", "الجريدة"),
        ("قيادي بارز", "قيادي بارز"),
        ("الرئيس باراك أوباما أمهل", "باراك أوباما"),
    ]);
}

#[test]
fn offices_are_their_holders_on_a_day() {
    for (text, day, id) in [
        ("الرئيس الأميركي", Some("2010-05-06"), "person:barack-obama"),
        ("وزير الخارجية الروسي", Some("2015-05-06T10:00:00Z"), "person:sergey-lavrov"),
        ("خادم الحرمين الشريفين", Some("2010-05-06"), "person:abdullah-bin-abdulaziz"),
        ("خادم الحرمين الشريفين", Some("2019-05-06"), "person:salman-bin-abdulaziz"),
        ("الرئيس الأميركي", None, "name:الرييس-الاميركي"),
        ("الرئيس الأميركي السابق", Some("2010-05-06"), "name:الرييس-الاميركي-السابق"),
        ("مستشار الرئيس الأميركي", Some("2010-05-06"), "name:مستشار-الرييس-الاميركي"),
    ] {
        assert_eq!(actor_on(text, day).0, id, "{text}");
    }
}

#[test]
fn names_far_behind_their_titles_are_found() {
    are_named(&[
        ("العقيد في الاحتياط، توبي ماروك، إنّ", "توبي ماروك"),
        ("اللواء في الاحتياط لدى الجيش، عصام الكيلاني، إنّه", "عصام الكيلاني"),
        ("وزير \"الدفاع\" السابق، هاني الحداد، إن", "هاني الحداد"),
        ("المراسل العسكري في \"القناة 7\"، نير دوفال، إن", "نير دوفال"),
        ("مدير المرفأ العام بمحافظة ينبع سمير العامري إن", "سمير العامري"),
        ("المشرف على الطلاب المنتظمين في الدورة أسامة أحمد الحداد أن", "أسامة أحمد الحداد"),
        ("المتحدث الرسمي باسم البلدية الأستاذ علي بن موسى الحداد:", "علي بن موسى الحداد"),
        ("مدرب الفريق، الصربي دراغان بوفيتش، إن", "دراغان بوفيتش"),
    ]);
}

#[test]
fn titles_and_bodies_are_read_whole() {
    are_named(&[
        // families with their article, given names that are titles too, second words that no table has
        ("الأستاذ سالم العقيل مدير عام", "سالم العقيل"),
        ("المهندس عبدالناصر العبداللطيف", "عبدالناصر العبداللطيف"),
        ("المتحدث باسم المكتب عماد أحمد", "عماد أحمد"),
        ("المدير منير محاجبة", "منير محاجبة"),
        ("اللواء ماهر الحداد", "ماهر الحداد"),
        ("وكيل أعمال اللاعبين \"فهد باقديم\" أن", "فهد باقديم"),
        // a part of a place, a number, what a body is for
        ("حاكم شمال دارفور عثمان كبير", "عثمان كبير"),
        ("مديرة منظمة المادة 19 بتونس سلوى الحداد", "سلوى الحداد"),
        ("رئيس الهيئة الوطنية لحماية المعطيات الشخصية، سالم الحداد، أن", "سالم الحداد"),
        ("المدعي العام الهندي، أجوال نيكام، إن", "أجوال نيكام"),
        // what looks like a word with an ending
        ("النائب سوبين رويس", "سوبين رويس"),
        ("أميدهان شابيرا", "أميدهان شابيرا"),
        ("الناشط عوديد فرايد", "عوديد فرايد"),
        // a family name that is an ordinary word
        ("المتحدث باسم وزارة الزراعة محمد القرش", "محمد القرش"),
        ("الشيخ عبدالله البقري", "عبدالله البقري"),
        ("أمين عام غرفة جدة عدنان بن حسين مندورة", "عدنان بن حسين مندورة"),
        // a relative adjective, a title that is a given name
        ("مراسلنا في الرياض تركي السهلي", "تركي السهلي"),
        // styles and ranks
        ("صاحب السمو الملكي الأمير محمد بن ناصر بن عبدالعزيز", "محمد بن ناصر بن عبدالعزيز"),
        ("اللواء الدكتور محمد السعدان", "محمد السعدان"),
        ("الفريق مهاب الجعيد", "مهاب الجعيد"),
        // a title behind the name
        ("فاروق سوسة كبير خبراء الاقتصاد", "فاروق سوسة"),
        ("نبيه أبو ردينة الأمين العام للحركة", "نبيه أبو ردينة"),
        ("الهيئة العامة للغذاء والدواء", "الهيئة العامة للغذاء والدواء"),
        // what goes on no phrase
        ("مندوب الصين الدائم لدى الأمم المتحدة جميع الأطراف", "مندوب الصين الدائم لدى الأمم المتحدة"),
        ("الملك يبرق", "الملك يبرق"),
        // somebody who is not named
        ("مسؤول في إدارة الرئيس الأمريكي، باراك أوباما", "مسؤول في إدارة الرئيس الأمريكي، باراك أوباما"),
    ]);
}

#[test]
fn bodies_in_quotation_marks_are_linked() {
    for (text, id) in [
        ("صحيفة \"نيويورك تايمز\" الأميركية", "outlet:nytimes"),
        ("صحيفة «الوطن» القطرية", "outlet:watan-qa"),
        ("صحيفة \"الوطن\" السعودية", "outlet:watan-sa"),
        ("وكالة\"بلومبرغ\" الأميركية", "outlet:bloomberg"),
        ("القناة الـ\"12\" الإسرائيلية", "outlet:channel12-il"),
        ("حركة \"حماس\"", "group:hamas"),
        ("منظمة هيومان رايتس ووتش", "body:hrw"),
        // an office of it, another of that name
        ("مكتب \"الأونروا\"", "name:مكتب-الاونروا"),
        ("صحيفة \"نيويورك تايمز\" الروسية", "name:صحيفه-نيويورك-تايمز-الروسيه"),
    ] {
        assert_eq!(actor(text).0, id, "{text}");
    }
}

#[test]
fn whoever_is_called_by_one_word_has_the_full_name_that_the_text_has() {
    for (text, word, name) in [
        ("برئاسة اللواء سالم الشمراني ومديري المدارس. وأوضح الشمراني", "الشمراني", "سالم الشمراني"),
        ("أحد المرشحين هو أنور خان، وهو أول. ورأى خان", "خان", "أنور خان"),
        ("يقود الفريق فتحي مبروك منذ عام. وطالب فتحي", "فتحي", "فتحي مبروك"),
        ("واسى المحافظ عيد علي الزبيدي أسرته. وعبر الزبيدي", "الزبيدي", "علي الزبيدي"),
        // two of one name, and nobody of that name
        ("حضر سالم الشمراني وخالد الشمراني. وأوضح الشمراني", "الشمراني", "الشمراني"),
        ("حضر سالم الحداد. وأوضح الشمراني", "الشمراني", "الشمراني"),
    ] {
        assert_eq!(last_actor(text, word).1, name, "{text}");
    }
    // whom the knowledge base knows by the full name alone
    assert_eq!(last_actor("التقى محمود عباس الوفد. وقال عباس", "عباس").0, "person:mahmoud-abbas");
    // the outlet whose name stands in marks behind its noun
    assert_eq!(last_actor("نشرت صحيفة \"واشنطن بوست\" تقريرا. وأضافت الصحيفة", "الصحيفة").0, "outlet:wapo");
}

#[test]
fn names_of_others_are_no_names_of_titles() {
    for text in
        ["الوزير في بيان لمحمد العلي", "المدير مع محمد أحمد العلي", "الوزير في مكتبه السفير محمد العلي", "الوزير أن محمد العلي"]
    {
        assert!(!actor(text).1.contains("محمد"), "{text}: {:?}", actor(text));
    }
}

#[test]
fn a_lone_ordinary_word_is_nobody() {
    for text in ["ضيف", "علاوة", "قارئ", "آفاق"] {
        assert_eq!(entity(text, 0, None).kind, EntityKind::Role, "{text}");
    }
    assert_eq!(actor("باسل السيسي").0, "name:باسل-السيسي");
    assert!(!actor("خليل آل إبراهيم").0.starts_with("person:"));
}
