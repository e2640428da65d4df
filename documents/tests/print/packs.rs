//! Audit packs.

use documents::pack::{AuditPack, Met, RequirementLine};
use documents::press::{Press, Printed};

use crate::reading::Reading;
use crate::sample::{pack, person};

fn print(pack: &AuditPack) -> (Printed, Reading) {
    let printed = Press::new().audit_pack(pack).expect("a pack prints");
    let reading = Reading::of(&printed.pdf);
    (printed, reading)
}

#[test]
fn a_pack_shows_each_persons_evidence_and_how_it_stands() {
    let (printed, reading) = print(&pack(2));
    reading.says(&[
        "ISO/IEC 20000-1, clause 7.2",
        "1 December 2025 to 29 November 2026",
        "29 November 2026, 18:00 UTC",
        "a sample of 10 out of 480",
        "4815162342",
        "4 of 8 requirements are met. 0 of 2 people meet all of theirs.",
        "✓ Met 4 50% ◆ Expired 2 25% ▲ Gap 2 25%",
        "Service manager Foundation certificate three years high",
        "Person 0001 Vaněk",
        "Service manager, Operations. 2 of 4 requirements met.",
        "Number EI-00001-0, awarded 10 March 2026, does not expire certificate-00001-0.pdf, SHA-256:",
        "Entered by Tom Sørensen, verified by Ines Okafor on 13 March 2026",
        "◆ Expired Counted until 30 June 2026.",
        "▲ Gap No evidence was entered.",
        "– Not asked Until 31 March 2027. On leave.",
        "14 September 2026 Work observed Ran the review",
        "12 March 2026, 09:14 UTC Tom Sørensen Entered the Foundation certificate.",
        "Page 1 of ",
        "SHA-256: 7f3a97f3 a97f3a97 f3a97f3a 97f3a97f 3a97f3a9 7f3a97f3 a97f3a97 f3a90003 Entered by",
    ]);
    assert!(printed.missing.is_empty());
}

#[test]
fn a_pack_is_archival_and_accessible() {
    let (_, reading) = print(&pack(1));
    reading.is_archival_and_accessible("Competence evidence of Example Services Limited");
    let structure = reading.structure();
    // Coverage, roles, requirements, effectiveness, trail.
    assert_eq!((structure["Table"], structure["THead"], structure["TH"]), (5, 5, 3 + 4 + 3 + 4 + 3), "{structure:?}");
    assert_eq!((structure["H1"], structure["H2"], structure["H3"]), (4, 2, 2), "{structure:?}");
}

#[test]
fn a_gap_says_by_when_it_is_due() {
    let (_, reading) = print(&pack(1));
    reading.says(&["Due by 31 March 2027."]);
    reading.is_silent_about(&["it was due by"]);
    let (_, reading) = print(&AuditPack { people: vec![person(1)], ..pack(0) });
    reading.says(&["Late: it was due by 31 March 2027."]);
}

#[test]
fn heads_of_tables_come_again_on_each_page() {
    let mut one = pack(1);
    let line = |number: usize| RequirementLine {
        requirement: format!("Requirement number {number}"),
        met: Met::Gap { reason: "Not begun.".to_owned() },
        deadline: None,
        award: None,
    };
    one.people[0].requirements = (0..70).map(line).collect();
    let (_, reading) = print(&one);
    let pages = reading.text();
    let of_lines = pages.iter().filter(|text| text.contains("Requirementnumber")).collect::<Vec<_>>();
    assert!(of_lines.len() > 1);
    assert!(of_lines.iter().all(|text| text.contains("RequirementStateEvidence")));
}

#[test]
fn a_whole_organisation_is_no_sample_and_nobody_is_a_pack_too() {
    let empty = AuditPack { sample: None, roles: Vec::new(), people: Vec::new(), notes: Vec::new(), ..pack(0) };
    let (_, reading) = print(&empty);
    reading.says(&["everybody: 0", "Nobody is in this pack.", "No position requires a competence."]);
    reading.is_silent_about(&["Seed", "NaN", "%"]);
}

#[test]
fn the_same_pack_is_the_same_file() {
    let press = Press::new();
    let first = press.audit_pack(&pack(2)).expect("it prints");
    assert_eq!(press.audit_pack(&pack(2)).expect("it prints"), first);
}

#[test]
fn every_character_gives_a_document() {
    let characters =
        (0..0x600).chain(0x1e00..0x2800).chain(0xdff0..0xe010).chain(0xfe00..0x1_0010).chain(0x1_f600..0x1_f610);
    let characters = characters.filter_map(char::from_u32).collect::<Vec<_>>();
    let chunks = characters.chunks(400).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>();
    let marks = ('\u{300}'..'\u{370}').map(|mark| format!("x{mark}{mark}Ж{mark} {mark}")).collect::<String>();
    let mut odd = pack(0);
    for name in chunks.into_iter().chain([marks, "x".repeat(50_000), "#[*_$".to_owned(), String::new()]) {
        let mut somebody = person(0);
        somebody.requirements.truncate(1);
        somebody.requirements[0].requirement.clone_from(&name);
        somebody.trail.clear();
        somebody.effectiveness.clear();
        somebody.name = name;
        odd.people.push(somebody);
    }
    let (printed, _) = print(&odd);
    assert!(printed.missing.contains(&'א') && !printed.missing.contains(&'Ж'));
}
