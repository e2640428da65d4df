//! Certificates of completion.

use documents::certificate::{Completion, Withdrawal};
use documents::press::{Press, Printed};

use crate::reading::Reading;
use crate::sample::{completion, day};

fn print(completion: &Completion) -> (Printed, Reading) {
    let printed = Press::new().certificate(completion).expect("a certificate prints");
    let reading = Reading::of(&printed.pdf);
    (printed, reading)
}

#[test]
fn a_certificate_says_who_completed_what_and_what_it_is_not() {
    let (printed, reading) = print(&completion());
    assert_eq!(reading.pages(), 1);
    reading.says(&[
        "Certificate of completion",
        "Żaneta Łukasiewicz-Müller",
        "ISO/IEC 20000 Foundation",
        "21 November 2026",
        "24",
        "about 16 hours",
        "87% on 19 November 2026",
        "Issued on 29 November 2026 by Clausewise at Example Services.",
        "It is not the certificate of an examination institute",
        "K7QM-3V9D-TX2A",
        "https://learn.example.org/check/K7QM-3V9D-TX2A",
    ]);
    reading.is_silent_about(&["Withdrawn", "■"]);
    assert!(printed.missing.is_empty());
}

#[test]
fn a_certificate_is_archival_and_accessible() {
    let (_, reading) = print(&completion());
    reading.is_archival_and_accessible("ISO/IEC 20000 Foundation, Żaneta Łukasiewicz-Müller");
    let structure = reading.structure();
    assert_eq!((structure["H1"], structure["Figure"], structure["Link"]), (1, 1, 1), "{structure:?}");
    let address = "https://learn.example.org/check/K7QM-3V9D-TX2A";
    assert!(reading.alternatives().iter().any(|alt| alt.starts_with("QR code") && alt.ends_with(address)));
    assert_eq!(reading.links(), [address]);
}

#[test]
fn what_is_unknown_is_not_mentioned() {
    let (_, reading) = print(&Completion { hours: None, best_mock: None, ..completion() });
    reading.is_silent_about(&["Course length", "practice exam", "none"]);
}

#[test]
fn a_certificate_that_was_withdrawn_says_so() {
    let withdrawn = Withdrawal { on: day("2026-12-01"), reason: "The name was somebody else’s.".to_owned() };
    let (_, reading) = print(&Completion { withdrawn: Some(withdrawn), ..completion() });
    reading.says(&["Withdrawn on 1 December 2026 This certificate is no longer valid. The name was somebody else’s."]);
}

#[test]
fn the_same_certificate_is_the_same_file() {
    let press = Press::new();
    let first = press.certificate(&completion()).expect("it prints");
    let other = Completion { holder: "Somebody Else".to_owned(), ..completion() };
    assert_ne!(press.certificate(&other).expect("it prints"), first);
    assert_eq!(press.certificate(&completion()).expect("it prints"), first);
    assert_eq!(Press::new().certificate(&completion()).expect("it prints"), first);
}

#[test]
fn code_of_the_typesetter_is_text_like_any_other() {
    let hostile = "#panic(0) #include \"/data.json\" $x^2$ *b* `r` <a> @b \\ [c] // d /* e \" ] }";
    let (_, reading) =
        print(&Completion { holder: hostile.to_owned(), course_title: hostile.to_owned(), ..completion() });
    reading.says(&[&format!("Certificate of completion {hostile} completed every lesson of the course {hostile}")]);
}

#[test]
fn long_texts_stay_on_the_page() {
    let (_, reading) = print(&Completion {
        holder: "Wolfeschlegelsteinhausenbergerdorff ".repeat(2000),
        course_title: "W".repeat(50_000),
        issuer: "m".repeat(50_000),
        code: "Q".repeat(50_000),
        verify_url: format!("https://example.org/{}", "w".repeat(50_000)),
        withdrawn: Some(Withdrawal { on: day("2026-12-01"), reason: "Reason ".repeat(10_000) }),
        ..completion()
    });
    assert_eq!(reading.pages(), 1);
    assert_eq!(reading.structure().get("Figure"), None, "no QR code holds so long an address");
}

#[test]
fn characters_that_cannot_be_printed_are_replaced_and_told() {
    let press = Press::new();
    let name = "李雷 (Li Lei) \u{202e}ابو 👩\u{200d}🔬\u{0}\u{feff}\u{e000}\u{301}";
    let printed = press.certificate(&Completion { holder: name.to_owned(), ..completion() }).expect("it prints");
    assert_eq!(printed.missing, "李雷ابو👩🔬".chars().collect::<Vec<_>>());
    assert_eq!(press.lacks(name), printed.missing);
    let reading = Reading::of(&printed.pdf);
    reading.says(&["■■ (Li Lei) ■■■ ■■", "■ stands for a character"]);
    assert!(reading.metadata().contains("李雷 (Li Lei)"), "the title in the metadata needs no font");
}

#[test]
fn nothing_is_a_name_too() {
    let nothing = Completion {
        holder: String::new(),
        course_title: String::new(),
        code: String::new(),
        verify_url: String::new(),
        issuer: String::new(),
        ..completion()
    };
    assert_eq!(print(&nothing).1.pages(), 1);
}
