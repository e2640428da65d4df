//! What the tests print.

use chrono::NaiveDate;
use documents::certificate::{BestMock, Completion};
use documents::pack::{
    AuditPack, AwardLine, Deadline, EffectivenessLine, Met, PersonEvidence, RequiredCompetence, RequirementLine,
    Sample, TrailLine,
};
use domain::question::Level;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the tests")
}

pub fn completion() -> Completion {
    Completion {
        holder: "Żaneta Łukasiewicz-Müller".to_owned(),
        course_title: "ISO/IEC 20000 Foundation".to_owned(),
        level: Level::Foundation,
        completed_on: day("2026-11-21"),
        lessons: 24,
        hours: Some(16),
        best_mock: Some(BestMock { percent: 87, on: day("2026-11-19") }),
        code: "K7QM-3V9D-TX2A".to_owned(),
        verify_url: "https://learn.example.org/check/K7QM-3V9D-TX2A".to_owned(),
        issuer: "Clausewise at Example Services".to_owned(),
        issued_on: day("2026-11-29"),
        withdrawn: None,
    }
}

pub fn pack(people: usize) -> AuditPack {
    let role = |position: &str, requirement: &str| RequiredCompetence {
        position: position.to_owned(),
        requirement: requirement.to_owned(),
        validity: "three years".to_owned(),
        criticality: "high".to_owned(),
    };
    AuditPack {
        organisation: "Example Services Limited".to_owned(),
        from: day("2025-12-01"),
        to: day("2026-11-29"),
        known_at: "29 November 2026, 18:00 UTC".to_owned(),
        made_by: "Ines Okafor".to_owned(),
        made_on: day("2026-11-29"),
        sample: Some(Sample { seed: "4815162342".to_owned(), drawn: 10, of: 480 }),
        roles: vec![
            role("Service manager", "Foundation certificate"),
            role("Service manager", "Practitioner certificate"),
            role("Internal auditor", "Auditor certificate"),
        ],
        people: (0..people).map(person).collect(),
        notes: vec!["Files are kept by the organisation and can be opened from its evidence page.".to_owned()],
    }
}

pub fn person(number: usize) -> PersonEvidence {
    let states = [
        Met::Met,
        Met::Expired { on: day("2026-06-30") },
        Met::Gap { reason: "No evidence was entered.".to_owned() },
        Met::Met,
        Met::Excepted { until: day("2027-03-31"), reason: "On leave.".to_owned() },
    ];
    let line = |(at, met): (usize, Met)| RequirementLine {
        requirement: [
            "Foundation certificate",
            "Practitioner certificate",
            "Incident process, own house",
            "Refresher",
            "Change process, own house",
        ][at]
            .to_owned(),
        deadline: matches!(met, Met::Gap { .. }).then(|| Deadline { by: day("2027-03-31"), is_late: number % 2 == 1 }),
        award: (!matches!(met, Met::Gap { .. } | Met::Excepted { .. })).then(|| award(number, at)),
        met,
    };
    PersonEvidence {
        name: format!("Person {number:04} Vaněk"),
        position: "Service manager".to_owned(),
        department: "Operations".to_owned(),
        requirements: states.into_iter().enumerate().map(line).collect(),
        effectiveness: vec![EffectivenessLine {
            on: day("2026-09-14"),
            kind: "Work observed".to_owned(),
            what: "Ran the review of a major incident without help.".to_owned(),
            by: "Ines Okafor".to_owned(),
        }],
        trail: vec![
            TrailLine {
                at: "12 March 2026, 09:14 UTC".to_owned(),
                who: "Tom Sørensen".to_owned(),
                what: "Entered the Foundation certificate.".to_owned(),
            },
            TrailLine {
                at: "13 March 2026, 11:02 UTC".to_owned(),
                who: "Ines Okafor".to_owned(),
                what: "Verified the Foundation certificate.".to_owned(),
            },
        ],
    }
}

fn award(number: usize, at: usize) -> AwardLine {
    AwardLine {
        qualification: "IT service management, Foundation".to_owned(),
        institute: "Example Institute".to_owned(),
        certificate_number: format!("EI-{number:05}-{at}"),
        awarded_on: day("2026-03-10"),
        expires_on: (at != 0).then(|| day("2029-03-09")),
        evidence_file_name: Some(format!("certificate-{number:05}-{at}.pdf")),
        evidence_digest: Some(format!("{number:032x}{at:032x}").replace("00000", "7f3a9")),
        entered_by: "Tom Sørensen".to_owned(),
        verified_by: (at == 0).then(|| "Ines Okafor".to_owned()),
        verified_on: (at == 0).then(|| day("2026-03-13")),
    }
}
