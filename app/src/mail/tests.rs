use domain::attempt::Mode;
use domain::time::Timestamp;
use store::MailKind;

use super::*;

const SITE: &str = "https://learn.example.org";

fn reader(name: &str) -> Reader<'_> {
    Reader { name, email: " ada@example.org ", account: None, organisation: None, site: SITE, token: "ab12" }
}

/// Every mail there is, with the same words wherever somebody types something.
fn every(typed: &str) -> Vec<Written> {
    let reader = reader(typed);
    let gap = [Gap { requirement: typed, missing: 2, needed: 3 }];
    let moved = [Moved { person: typed, on: "2026-11-18" }];
    let ends = [Expiring { person: typed, certificate: typed, ends_on: "2027-02-01" }];
    let waits = [Waiting { person: typed, what: typed, since: "2026-11-20" }];
    let deadline = [Deadline { person: typed, requirement: typed, last: "2026-11-20" }];
    let digest = DigestForManagers {
        organisation: typed,
        on: "2026-11-22",
        gaps: Head { first: &gap, total: 1, path: "/requirements" },
        expiring: Head { first: &ends, total: 12, path: "/renewals" },
        waiting: Head { first: &waits, total: 1, path: "/approvals" },
        late: Head { first: &deadline, total: 3, path: "/late" },
        falling: Head { first: &deadline, total: 1, path: "/plan" },
        joined: Head { first: &moved, total: 1, path: "/people" },
        left: Head { first: &moved, total: 1, path: "/people" },
        path: "/coverage",
    };
    let decided =
        |outcome| CertificateDecided { certificate: typed, decided_by: typed, outcome, path: "/certificates/1" };
    let booked = ExamBooked {
        exam: typed,
        on: "2027-01-19",
        time: Some(typed),
        place: Some(typed),
        booked_by: typed,
        path: "/exams/1",
    };
    let gap = RequirementGap {
        organisation: typed,
        position: Some(typed),
        missing: &[typed],
        needed_by: Some("2027-03-01"),
        path: "/x",
    };
    let due = |days| RequirementDue {
        organisation: typed,
        requirement: typed,
        missing: typed,
        due: "2026-12-12",
        days,
        path: "/dashboard",
    };
    let ends = ExpiryReminder {
        certificate: typed,
        ends_on: "2027-02-01",
        days: 71,
        what_to_do: typed,
        path: Some("certificates/1"),
    };
    let result = |changed| ClassResult { class: typed, exam: typed, trainer: typed, changed, path: "/exam/1/result" };
    let invited = Invitation { organisation: typed, inviter: typed, path: "/invitations/cafe", ends_on: "2026-12-06" };
    let marks = domain::marks::Marks::whole;
    let changed = ResultChanged {
        mode: Mode::Exam,
        title: typed,
        class: typed,
        by: typed,
        reason: typed,
        undone: false,
        before: (marks(25), marks(40), Some(false)),
        after: (marks(26), marks(40), Some(true)),
        path: "/results/1",
    };
    let class = ClassInvitation {
        class: typed,
        organisation: typed,
        trainer: typed,
        starts_on: "2027-01-11",
        path: "/class/invitation/cafe",
        ends_on: "2027-02-01",
    };
    let message = ClassMessage { class: typed, trainer: typed, subject: typed, words: typed, path: "/classes/1" };
    vec![
        result_changed(&reader, &changed),
        result_changed(&reader, &ResultChanged { undone: true, mode: Mode::Timed, ..changed }),
        invitation(&reader, &invited),
        certificate_decided(&reader, &decided(Outcome::Verified)),
        certificate_decided(&reader, &decided(Outcome::Rejected(typed))),
        certificate_decided(&reader, &decided(Outcome::Revoked { on: "2026-03-01", reason: typed })),
        certificate_decided(&reader, &decided(Outcome::Reinstated(typed))),
        certificate_decided(&reader, &decided(Outcome::Superseded("2027-01-19"))),
        expiry_reminder(&reader, &ends),
        digest_for_managers(&reader, &digest),
        requirement_gap(&reader, &gap),
        requirement_due(&reader, &due(20)),
        requirement_due(&reader, &due(1)),
        requirement_due(&reader, &due(0)),
        requirement_due(&reader, &due(-1)),
        exam_booked(&reader, &booked),
        class_result(&reader, &result(None)),
        class_result(&reader, &result(Some(typed))),
        class_invitation(&reader, &class),
        class_message(&reader, &message),
    ]
}

/// What a reader of the HTML part sees, in words, links as their addresses behind what they say.
fn words_of(html: &str) -> Vec<String> {
    let body = html.split_once("</h1>").expect("there is a heading").1;
    let (mut plain, mut rest) = (String::new(), body);
    let mut link = None;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        if let Some(address) = tag.strip_prefix("a href=\"") {
            link = address.split_once('"').map(|(address, _)| address.to_owned());
        }
        plain.push_str(&match (tag, link.take_if(|_| tag == "/a")) {
            (_, Some(address)) => format!(" {address} "),
            _ => " ".to_owned(),
        });
        rest = after;
    }
    plain.push_str(rest);
    let plain = html_escape::decode_html_entities(&plain).into_owned();
    only_words(&plain)
}

fn only_words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches([':', '-']).to_owned();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

#[test]
fn both_parts_say_the_same() {
    for typed in ["Ada Quill", "Bits & <b>Pieces</b> \"GmbH\"", "Grüße aus Köln"] {
        for mail in every(typed) {
            assert_eq!(words_of(&mail.html), only_words(&mail.text), "{}\n{}", mail.text, mail.html);
        }
    }
}

#[test]
fn what_was_typed_is_text_and_nothing_else() {
    let hostile = "\"><script>alert(1)</script><a href='https://evil.example'>&amp;\u{202e}\r\nBcc: all@example.org\r\n\r\n-- \r\nx";
    for mail in every(hostile) {
        assert!(!mail.html.contains("<script") && !mail.html.contains("<a href='"), "{}", mail.html);
        assert!(!mail.subject.contains(['\r', '\n', '\u{202e}']), "{:?}", mail.subject);
        assert!(mail.subject.chars().count() <= 150);
        let begins = |head: &str| mail.text.lines().any(|line| line.starts_with(head));
        assert!(!begins("Bcc") && !begins("x"), "typed text makes no line of its own: {}", mail.text);
        assert_eq!(mail.text.lines().filter(|line| *line == "-- ").count(), 1);
        assert_eq!(mail.html.matches("<a ").count(), mail.html.matches(&format!("<a href=\"{SITE}/")).count());
    }
}

#[test]
fn mails_load_nothing_and_lead_to_our_own_pages_only() {
    for mail in every("Ada Quill") {
        for loads in ["<img", "src=", "url(", "<link", "<script", "<style", "http-equiv", "@import"] {
            assert!(!mail.html.contains(loads), "{loads} in {}", mail.html);
        }
        assert!(mail.html.contains("<html lang=\"en-GB\">") && mail.html.contains("<title>"), "{}", mail.html);
        for part in [&mail.html, &mail.text] {
            let elsewhere = part
                .match_indices("://")
                .filter(|(at, _)| !part[..*at].ends_with("https") || !part[at + 3..].starts_with("learn.example.org"));
            assert_eq!(elsewhere.count(), 0, "{part}");
        }
    }
}

#[test]
fn every_mail_that_can_be_turned_off_says_how() {
    let mails = every("Ada Quill");
    for kind in MailKind::ALL {
        let mail = mails.iter().find(|mail| mail.kind == kind).unwrap_or_else(|| panic!("no mail of {kind:?}"));
        let off = format!("Turn these mails off: {SITE}/unsubscribe/ab12");
        assert_eq!(mail.text.contains(&off), kind.may_be_declined(), "{}", mail.text);
        assert_eq!(mail.html.contains("/unsubscribe/ab12"), kind.may_be_declined(), "{}", mail.html);
        let (name, what) = kind_words(kind);
        assert!(!name.is_empty() && what.ends_with('.'));
    }
    let invitation = mails.iter().find(|mail| mail.kind == MailKind::Invitation).expect("there is one");
    for words in [&format!("{SITE}/invitations/cafe"), "6 December 2026"] {
        assert!(invitation.text.contains(words), "{}", invitation.text);
    }
}

#[test]
fn a_mail_says_what_happened_and_when() {
    let ends = |days| {
        let about = ExpiryReminder {
            certificate: "Foundation",
            ends_on: "2027-02-01",
            days,
            what_to_do: "Sit it again.",
            path: None,
        };
        let mail = expiry_reminder(&reader("Ada"), &about);
        assert!(!mail.text.contains("Open the certificate"), "who has no account has no page");
        mail.subject
    };
    assert_eq!([ends(-1), ends(0)], ["Foundation has ended", "Foundation ends today"]);
    assert_eq!([ends(1), ends(60)], ["Foundation ends tomorrow", "Foundation ends in 60 days"]);
    let due = |days| {
        let about = RequirementDue {
            organisation: "Larkfield",
            requirement: "Agents hold Foundation",
            missing: "Foundation",
            due: "2026-12-12",
            days,
            path: "/d",
        };
        requirement_due(&reader("Ada"), &about)
    };
    assert_eq!(due(30).subject, "Foundation: 30 days are left");
    assert_eq!([due(1).subject, due(0).subject], ["Foundation: one day is left", "Foundation: today is the last day"]);
    let late = due(-1);
    assert_eq!(late.subject, "Foundation was due by 12 December 2026");
    assert!(late.text.contains("Requirement: Agents hold Foundation\n"), "{}", late.text);
    let nothing = DigestForManagers {
        organisation: "Larkfield",
        on: "2026-11-22",
        gaps: Head { first: &[], total: 0, path: "/g" },
        expiring: Head { first: &[], total: 0, path: "/e" },
        waiting: Head { first: &[], total: 0, path: "/w" },
        late: Head { first: &[], total: 0, path: "/late" },
        falling: Head { first: &[], total: 0, path: "/plan" },
        joined: Head { first: &[], total: 0, path: "/j" },
        left: Head { first: &[], total: 0, path: "/l" },
        path: "/c",
    };
    assert!(nothing.is_empty());
    let over = [Deadline { person: "Ben", requirement: "Agents hold Foundation", last: "2026-11-20" }];
    let late = Head { first: &over, total: 1, path: "/late" };
    let told = digest_for_managers(&reader("Ada"), &DigestForManagers { late, falling: late, ..nothing }).text;
    assert!(told.contains("1 need became late last week, 1 need falls due within four weeks"), "{told}");
    assert!(told.contains("- Ben: Agents hold Foundation, last day 20 November 2026\n"), "{told}");
    assert!(told.contains("- Ben: Agents hold Foundation, by 20 November 2026\n"), "{told}");
    let first = [Expiring { person: "Ben", certificate: "Auditor, BCS", ends_on: "2026-12-24" }; 10];
    let expiring = Head { first: &first, total: 30, path: "/e" };
    let some = DigestForManagers { expiring, ..nothing };
    assert!(!some.is_empty());
    let long = digest_for_managers(&reader("Ada"), &some).text;
    assert!(long.contains("Larkfield, as of 22 November 2026: 30 certificates end within 60 days.\n"), "{long}");
    assert!(long.contains("- Ben: Auditor, BCS, until 24 December 2026\n") && long.contains("And 20 more."), "{long}");
    assert!(long.contains(&format!("See what ends: {SITE}/e")) && !long.contains("Waiting for approval"), "{long}");
    let unnamed = exam_booked(
        &reader(" "),
        &ExamBooked { exam: "Foundation", on: "2027-01-19", time: None, place: None, booked_by: "Max", path: "/e" },
    );
    assert!(unnamed.text.starts_with("Hello,\n") && !unnamed.text.contains("Where"), "{}", unnamed.text);
}

#[test]
fn a_mail_is_ready_for_the_queue() {
    let now = Timestamp(1_795_338_000_000);
    let reader = reader("Ada");
    let mail = every("Ada").into_iter().find(|mail| mail.kind == MailKind::ExpiryReminder).expect("there is one");
    let mail = mail.to_queue(&reader, "expiry:award-1:2027-02-01".to_owned(), now);
    assert_eq!((mail.email.as_str(), mail.unsubscribe.as_str(), mail.not_before), ("ada@example.org", "ab12", now));
    assert_eq!((mail.kind, mail.occasion.as_str()), (MailKind::ExpiryReminder, "expiry:award-1:2027-02-01"));
}
