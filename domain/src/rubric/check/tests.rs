use proptest::prelude::*;

use super::*;
use crate::clause::Clause;
use crate::ids::EditionId;

const DOCUMENTS: [Document<'static>; 3] = [
    Document {
        label: "D4",
        text: "Procedure for problems, version 2.0. The problem manager analyses incidents for trends in the first week of each \
               month and records the result in the list of problems.",
    },
    Document {
        label: "R1",
        text: "List of problems. Six entries, all opened in 2025. Last change on 28 November 2025. No entry was made in 2026.",
    },
    Document {
        label: "I1",
        text: "Interview with Mr Osei, service desk lead: \"Nobody has looked at the trends since our problem manager left. We \
               close the tickets and go on.\"",
    },
];

fn edition() -> Edition {
    let clauses = ["8", "8.6", "8.6.1", "8.6.3", "9", "9.1", "10", "10.1"].map(number);
    Edition {
        id: EditionId::new("2018"),
        name: String::new(),
        taught: true,
        source: String::new(),
        clauses: clauses.map(|number| (number.clone(), Clause { number, title: String::new() })).into(),
    }
}

fn number(text: &str) -> ClauseNumber {
    ClauseNumber::parse(text).expect("the test names a sound clause")
}

fn remarks(report: &str) -> Vec<Remark> {
    check(report, &Case { clauses: &[number("8.6.3")], edition: &edition(), documents: &DOCUMENTS })
}

fn seen(report: &str) -> [Seen; 4] {
    let remarks = remarks(report);
    [remarks[0].seen, remarks[1].seen, remarks[2].seen, remarks[3].seen]
}

const GOOD: &str = "Requirement: clause 8.6.3 requires that data and trends on incidents are analysed; the procedure says this should \
    be done monthly.\n\
    Evidence: In the list of problems (R1) the last change was on 28 November 2025, and no entry was made in 2026. The service desk \
    lead said that nobody has looked at the trends since our problem manager left.\n\
    Failure: Incidents have not been analysed for trends since 28 November 2025.\n\
    Grade: major, because the process has stopped for every service.";

#[test]
fn a_good_report_shows_what_is_wanted() {
    let remarks = remarks(GOOD);
    assert!(remarks.iter().all(Remark::is_as_wanted), "{remarks:#?}");
    assert_eq!(remarks[0].why, "It names 8.6.3.");
    assert_eq!(remarks[1].why, "It has words in common with R1, I1.");
    assert!(remarks[1].passages.iter().any(|run| run == "no entry was made in 2026"), "{remarks:#?}");
    assert_eq!(remarks[2].passages, ["Grade: major, because the process has stopped for every service"]);
}

#[test]
fn a_bad_report_shows_none_of_it() {
    let report = "Problem management does not work at Chalkford. This is bad practice. I recommend to hire a problem manager and \
        to buy a tool.";
    assert_eq!(seen(report), [Seen::No, Seen::No, Seen::No, Seen::Yes]);
    assert!(remarks(report).iter().all(|remark| !remark.is_as_wanted()));
    assert_eq!(seen(""), [Seen::No; 4]);
}

#[test]
fn clauses_are_told_from_other_numbers() {
    let clause = |text: &str| (remarks(text)[0].seen, remarks(text)[0].why.clone());
    assert_eq!(clause("By 8.6.3, and by 9.1."), (Seen::Yes, "It names 8.6.3, and besides 9.1.".to_owned()));
    assert_eq!(clause("See clause 8.6.").0, Seen::Perhaps);
    assert_eq!(clause("See clause 8.").0, Seen::Perhaps);
    assert_eq!(
        clause("It violates 8.6.1 and 10.1."),
        (Seen::No, "It names 8.6.1, 10.1; the clause that bears on the case is another.".to_owned())
    );
    for none in ["8 of 10 tickets", "9.1 % late", "version v8.6.3", "ISO/IEC 20000-1", "on 8.6.2026", "2.0", "A-8.6.3"]
    {
        assert_eq!(clause(none), (Seen::No, "It names no clause.".to_owned()), "{none}");
    }
}

#[test]
fn evidence_is_quoted_named_or_missing() {
    let evidence = |text: &str| (remarks(text)[1].seen, remarks(text)[1].passages.clone());
    assert_eq!(evidence("According to R1 nothing happened.").0, Seen::Perhaps);
    assert_eq!(evidence("Nothing happened in the year."), (Seen::No, vec![]));
    let (seen, passages) = evidence("He said “we never had any problems here”. A change on 28 November 2025.");
    assert_eq!((seen, passages[0].as_str()), (Seen::No, "we never had any problems here"), "five words are too few");
    let (seen, passages) = evidence("They \"close the tickets and go on\", as they say.");
    assert_eq!((seen, passages), (Seen::Yes, vec!["close the tickets and go on".to_owned()]));
}

#[test]
fn a_grade_needs_its_reason() {
    let grade = |text: &str| seen(text)[2];
    assert_eq!(grade("It is a minor nonconformity."), Seen::No);
    assert_eq!(grade("Grade: minor. One resource of one service is concerned."), Seen::Perhaps);
    assert_eq!(
        grade("Grade: minor. Only one service is hit. It is not major because two of three were assessed."),
        Seen::Yes
    );
    assert_eq!(grade("Major, since no process is left."), Seen::Yes);
    assert_eq!(grade("Major since November 2025"), Seen::No, "a date is no reason");
    assert_eq!(grade("Because nothing was done, the customer complained."), Seen::No, "a reason without a grade");
}

#[test]
fn advice_is_told_from_requirements() {
    let solution = |text: &str| seen(text)[3];
    assert_eq!(solution("We suggest a monthly meeting."), Seen::Yes);
    assert_eq!(solution("Recommendation: a monthly meeting."), Seen::Yes);
    assert_eq!(solution("Management should appoint somebody."), Seen::Perhaps);
    assert_eq!(solution("Clause 8.6.3 says that trends must be analysed."), Seen::No);
    assert_eq!(solution("Requirement: trends on incidents, also over the year, should be looked at."), Seen::No);
    assert_eq!(solution("The procedure of the organisation was not followed."), Seen::No);
}

proptest! {
    /// Whatever is handed in, the look ends, and its passages are not made up.
    #[test]
    fn any_text_can_be_looked_at(report in "(?s).{0,200}") {
        for remark in remarks(&report) {
            prop_assert!(!remark.why.is_empty());
        }
    }

    #[test]
    fn a_document_quoted_anywhere_is_found(before in "[a-z ]{0,40}", after in "[a-z ]{0,40}", which in 0usize..3) {
        let report = format!("{before} {} {after}", DOCUMENTS[which].text);
        let remark = &remarks(&report)[1];
        prop_assert_eq!(remark.seen, Seen::Yes);
        prop_assert!(remark.why.contains(DOCUMENTS[which].label));
    }
}
