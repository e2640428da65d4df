//! Searches in the real course: what comes first, what is marked, and that nothing is given away.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::item::Body;

use super::{LONGEST_QUERY, SearchAnswer, SearchGroup, SearchHit, SearchPiece};
use crate::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| crate::read_embedded().0);

fn search(text: &str) -> SearchAnswer {
    LIBRARY.search(text, None)
}

fn hits(answer: &SearchAnswer, group: SearchGroup) -> &[SearchHit] {
    answer.groups.iter().find(|hits| hits.group == group).map(|hits| hits.hits.as_slice()).unwrap_or_default()
}

fn first(answer: &SearchAnswer, group: SearchGroup) -> &str {
    hits(answer, group).first().map(|hit| hit.address.as_str()).unwrap_or_default()
}

/// The pieces as one text, marked ones in brackets.
fn shown(pieces: &[SearchPiece]) -> String {
    let each =
        pieces.iter().map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text.clone() });
    each.collect()
}

#[test]
fn a_clause_number_leads_to_the_clause() {
    for text in ["8.6.1", " 8.6.1. ", "clause 8.6.1", "§ 8.6.1"] {
        assert_eq!(first(&search(text), SearchGroup::Clauses), "/clauses/2018/8.6.1", "{text}");
    }
    let answer = search("8.6");
    let addresses = hits(&answer, SearchGroup::Clauses).iter().map(|hit| hit.address.as_str()).collect::<Vec<_>>();
    assert_eq!(addresses[..4], ["8.6", "8.6.1", "8.6.2", "8.6.3"].map(|number| format!("/clauses/2018/{number}")));
    assert_eq!(first(&search("clause 8"), SearchGroup::Clauses), "/clauses/2018/8");
    assert_eq!(first(&search("4.5.4.2"), SearchGroup::Clauses), "/clauses/2011/4.5.4.2", "it is only there");
    assert_eq!(first(&search("8.6.1"), SearchGroup::Lessons), "/course/f-incidents-requests");
    let none = search("8.9.9");
    assert_eq!((none.found, &none.unknown[..]), (0, &["8.9.9".to_owned()][..]), "numbers are not corrected");
}

#[test]
fn abbreviations_lead_to_their_terms_and_to_what_writes_them_out() {
    for text in ["SLA", "sla", "What is an SLA?"] {
        let answer = search(text);
        assert_eq!(first(&answer, SearchGroup::Glossary), "/glossary#service-level-agreement", "{text}");
        assert_eq!(first(&answer, SearchGroup::Lessons), "/course/f-agreements-suppliers", "{text}");
    }
    let answer = search("SLA");
    let marked = hits(&answer, SearchGroup::Lessons).iter().map(|hit| shown(&hit.excerpt)).collect::<String>();
    assert!(marked.contains("[service level agreement]"), "{marked}");
}

#[test]
fn what_is_called_so_comes_first() {
    for (text, address) in [
        ("incident", "/glossary#incident"),
        ("service level agreement", "/glossary#service-level-agreement"),
        ("audits", "/glossary#audit"),
    ] {
        assert_eq!(first(&search(text), SearchGroup::Glossary), address, "{text}");
    }
    assert_eq!(first(&search("incident management"), SearchGroup::Clauses), "/clauses/2018/8.6.1");
    assert_eq!(
        first(&search("context of the organisation"), SearchGroup::Clauses),
        "/clauses/2018/4",
        "spelled with s"
    );
    assert_eq!(first(&search("coming from ITIL"), SearchGroup::Work), "/paths/from-itil");
    assert_eq!(first(&search("Chalkford"), SearchGroup::Work), "/exercises/a-audit-1");
}

#[test]
fn all_words_come_before_some() {
    let answer = search("change advisory board");
    assert!(answer.found >= 3, "{answer:?}");
    let of = |text: &str| answer_marks(&answer, text);
    assert!(of("[Change advisory board]") || of("[change advisory board]"));
    let partly = search("advisory kiosks");
    assert_eq!(partly.found, partly.partly, "nothing has both");
    assert!(partly.found > 0);
    let enough = search("service request");
    assert_eq!(enough.partly, 0, "with enough to read, what has only one of the words is left out");
}

fn answer_marks(answer: &SearchAnswer, text: &str) -> bool {
    let hits = answer.groups.iter().flat_map(|hits| &hits.hits);
    hits.into_iter().any(|hit| shown(&hit.excerpt).contains(text) || shown(&hit.title).contains(text))
}

#[test]
fn the_last_word_may_be_begun() {
    assert_eq!(first(&search("config"), SearchGroup::Clauses), "/clauses/2018/8.2.6");
    assert_eq!(first(&search("service contin"), SearchGroup::Clauses), "/clauses/2018/8.7.2");
    let words = shown(&hits(&search("sla"), SearchGroup::Lessons)[0].excerpt);
    assert!(!words.contains("[sl"), "a known abbreviation stands for itself: {words}");
}

#[test]
fn one_typing_error_is_forgiven_and_told() {
    for typed in ["manaegment", "managemennt", "mamagement", "mmanagement"] {
        let answer = search(&format!("incident {typed}"));
        assert_eq!(first(&answer, SearchGroup::Clauses), "/clauses/2018/8.6.1", "{typed}");
        let told = answer.corrections.iter().map(|one| (one.typed.as_str(), one.read_as.as_str())).collect::<Vec<_>>();
        assert_eq!(told, [(typed, "management")]);
    }
    assert!(search("incident management").corrections.is_empty());
    assert_eq!(first(&search("incident managment"), SearchGroup::Clauses), "/clauses/2018/8.6.1", "the stem is known");
    let answer = search("mnaagmeent xyzzyx");
    assert_eq!((answer.found, answer.unknown.len()), (0, 2), "two errors are not forgiven");
}

#[test]
fn marks_stand_on_the_words_and_on_nothing_else() {
    let answer = search("capacity");
    for hit in answer.groups.iter().flat_map(|hits| &hits.hits) {
        for piece in hit.title.iter().chain(&hit.excerpt).filter(|piece| piece.is_marked) {
            assert_eq!(piece.text.to_lowercase(), "capacity");
        }
    }
    let long = LIBRARY.search("service", Some(SearchGroup::Lessons));
    let [lessons] = &long.groups.iter().filter(|hits| !hits.hits.is_empty()).collect::<Vec<_>>()[..] else {
        panic!("one group is shown, {:?}", long.groups.len());
    };
    assert!(lessons.hits.len() == super::MANY && lessons.found > lessons.hits.len());
    for hit in &lessons.hits {
        let text = shown(&hit.excerpt);
        assert!(text.len() < 400 && !text.contains('\n') && !text.contains('\t'), "{text}");
    }
}

#[test]
fn hostile_text_is_only_text() {
    for text in [
        "",
        "   ",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        ".*(a+)+$[^",
        "' OR 1=1 --",
        "\u{0}\u{202e}\u{feff}",
        "%00%0d%0a",
        "日本語 größe ß İstanbul 🏳️‍🌈 e\u{301}",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9",
    ] {
        let answer = search(text);
        assert_eq!(answer, search(text), "{text}: the same each time");
    }
    assert_eq!(search("").found + search(" \u{0} ").found + search(".*+?[](){}|^$\\").found, 0);
    let long = "incident ".repeat(100_000);
    let short = long.chars().take(LONGEST_QUERY).collect::<String>();
    assert_eq!(search(&long), search(&short), "what is too long is not read");
    assert_eq!(search(&"é".repeat(10_000)).found, 0);
}

#[test]
fn every_address_is_of_something_that_is_there() {
    let ids = |text: &str| search(text).groups.into_iter().flat_map(|hits| hits.hits).collect::<Vec<_>>();
    for hit in ["audit", "service", "risk", "plan"].into_iter().flat_map(ids) {
        let (page, anchor) = hit.address.split_once('#').unwrap_or((&hit.address, ""));
        let last = page.rsplit('/').next().unwrap_or_default();
        let known = match page.split('/').nth(1).unwrap_or_default() {
            "clauses" => domain::clause::ClauseNumber::parse(last).is_some(),
            "glossary" => LIBRARY.glossary.iter().any(|term| term.id.as_str() == anchor),
            "course" => LIBRARY.lessons.iter().any(|lesson| {
                let has = anchor.is_empty() || lesson.headings.iter().any(|heading| heading.anchor == anchor);
                lesson.id.as_str() == last && has
            }),
            "exercises" => LIBRARY.scenarios.iter().any(|scenario| scenario.id.as_str() == last),
            "paths" => LIBRARY.paths.iter().any(|path| path.id == last),
            _ => false,
        };
        assert!(known, "{}", hit.address);
    }
}

#[test]
fn nothing_is_given_away() {
    let texts =
        LIBRARY.search.documents.iter().flat_map(|document| [&document.title, &document.text, &document.context]);
    let all = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n");
    let mut secrets = BTreeSet::new();
    for check in LIBRARY.lessons.iter().flat_map(|lesson| &lesson.checks) {
        secrets.insert(check.stem.as_str());
        secrets.extend(check.options.iter().map(|option| option.feedback.as_str()));
    }
    for item in &LIBRARY.items {
        secrets.insert(item.stem.as_str());
        if let Body::Single { options, .. } | Body::Multiple { options, .. } = &item.body {
            secrets.extend(options.iter().map(|option| option.feedback.as_str()));
        }
    }
    secrets.extend(LIBRARY.reports.iter().flat_map(|report| &report.findings).map(|finding| finding.title.as_str()));
    let long = secrets.iter().filter(|text| text.split_whitespace().count() >= 6).collect::<Vec<_>>();
    assert!(long.len() > 1_000, "the course has questions");
    let found = long.into_iter().filter(|text| all.contains(**text)).collect::<Vec<_>>();
    // Now and then a sentence of a lesson explains an answer too.
    assert!(found.len() <= 3 && found.iter().all(|text| !text.ends_with('?')), "{found:?}");
    for scenario in &LIBRARY.scenarios {
        let second =
            scenario.html.split("<p>").nth(2).and_then(|rest| rest.split(['<', '&']).next()).unwrap_or_default();
        let told = second.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.split(' ').count() < 6 || !all.contains(&told), "{}: {told}", scenario.id);
    }
}
