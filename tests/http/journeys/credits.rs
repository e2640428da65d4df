//! A person's certificates and what they once counted.

use app::urls;
use axum::http::StatusCode;

use crate::page::Page;
use crate::people::Candidate;
use crate::server::Server;

const SOUND: [(&str, &str); 4] = [
    ("qualification", "ISO20K_P"),
    ("institute", "Some <Institute>"),
    ("awarded_on", "2016-03-18"),
    ("certificate_number", "CERT-4711"),
];

/// The address of the certificate that the page lists first.
fn first(page: &Page) -> String {
    let links = page.tags().into_iter().filter_map(|tag| tag.get("href").map(str::to_owned));
    let own = |link: &String| link.starts_with("/credits/") && !link.starts_with(urls::WHAT_IF);
    links.into_iter().find(own).expect("a certificate is listed")
}

async fn hold(candidate: &mut Candidate<'_>, qualification: &str, day: &str, number: &str) {
    let fields =
        [("qualification", qualification), ("institute", "EXIN"), ("awarded_on", day), ("certificate_number", number)];
    candidate.post(urls::CREDITS, &fields).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_certificate_is_recorded_once_corrected_and_taken_back() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    candidate.submit(urls::CREDITS, &SOUND).await.shows("CERT-4711").shows("1.5").hides("<Institute>");
    let page = candidate.submit(urls::CREDITS, &SOUND).await;
    page.shows("Some <Institute>").shows("Recorded by Ada Quill");
    let page = candidate.get(urls::CREDITS).await;
    assert_eq!(page.words().matches("CERT-4711").count(), 1, "it stands once");
    let one = first(&page);

    let page = candidate.get(&one).await;
    assert_eq!(
        (page.field("institute").as_str(), page.field("awarded_on").as_str()),
        ("Some <Institute>", "2016-03-18")
    );
    let reason = ("reason", "It says <Auditor>.");
    let unchanged = SOUND.into_iter().chain([reason]).collect::<Vec<_>>();
    candidate.post(&one, &unchanged).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nothing is different");
    let auditor = SOUND.map(|(name, value)| (name, if name == "qualification" { "ISO20K_A" } else { value }));
    let page = candidate.post(&one, &auditor).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why, in up to 300 characters.");
    assert_eq!(page.chosen("qualification").as_deref(), Some("ISO20K_A"), "what was typed stays");
    let fields = auditor.into_iter().chain([reason]).collect::<Vec<_>>();
    let page = candidate.submit(&one, &fields).await;
    page.shows("ISO/IEC 20000 Auditor").shows("): It says <Auditor>.").hides("<Auditor>");
    let page = candidate.get(urls::CREDITS).await;
    page.shows("−1.5").shows("+1.0").shows("Taken back: It says <Auditor>.").shows("Sum");

    let back = format!("{one}/take-back");
    candidate.get(&back).await.shows("A line of −1.0 is written into your ledger");
    candidate.post(&back, &[("reason", " ")]).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why");
    let asked = candidate.get(&back).await;
    assert_eq!(asked.field("back_from"), "2026-11-22", "today, if nothing else is said");
    for (day, words) in [("2026-11-23", "This day lies ahead"), ("1999-01-01", "lies before"), ("", "Give the day")] {
        let page = candidate.post(&back, &[("back_from", day), ("reason", "Not mine.")]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!((page.field("back_from").as_str(), page.field("reason").as_str()), (day, "Not mine."));
    }
    let page = candidate.submit(&back, &[("back_from", "2026-11-01"), ("reason", "Not mine.")]).await;
    page.shows("1 certificate taken back").shows("No certificate is recorded yet.").shows("Taken back: Not mine.");
    candidate.post(&back, &[("mistake", "yes"), ("reason", "Again.")]).await.is(StatusCode::SEE_OTHER);
    candidate.get(&back).await.is(StatusCode::NOT_FOUND);
    let page = candidate.get(&one).await;
    page.shows("Taken back from 1 November 2026 on: Not mine.").hides("Correct it").hides("Again.");

    candidate.post(&one, &[("go", "reinstate")]).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why");
    let reinstate = [("go", "reinstate"), ("reason", "It is mine.")];
    let page = candidate.submit(&one, &reinstate).await;
    page.shows("taken back by mistake: It is mine.").shows("Correct it").shows("nobody has verified it yet");
    candidate.post(&one, &reinstate).await.is(StatusCode::SEE_OTHER);
    candidate.get(urls::CREDITS).await.shows("This certificate was worth 1.0 credit").shows("It is mine.");

    candidate.submit(&back, &[("mistake", "yes"), ("reason", "Not mine.")]).await.shows("1 certificate taken back");
    let again = auditor.into_iter().collect::<Vec<_>>();
    candidate.submit(urls::CREDITS, &again).await.shows("This certificate was worth 1.0 credit");
    let page = candidate.post(&one, &reinstate).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This certificate has been recorded again since");
}

#[tokio::test]
async fn each_line_says_what_counted_and_why() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    hold(&mut candidate, "ISO20K_F", "2014-03-18", "1").await;
    let page = candidate.get(urls::CREDITS).await;
    page.shows("worth 1.0 credit, and none of that would have counted")
        .shows("Nothing counted without ITIL v3 Foundation");
    for (code, number) in [("ITIL_F", "2"), ("SS", "3"), ("SD", "4"), ("OSA", "5"), ("ISO20K_P", "6")] {
        hold(&mut candidate, code, "2014-03-18", number).await;
    }
    hold(&mut candidate, "ISO20K_A", "2023-01-01", "7").await;
    hold(&mut candidate, "SS", "2015-01-01", "8").await;
    let page = candidate.get(urls::CREDITS).await;
    page.shows("These 8 certificates were worth 18.5 credits, and 14.5 of that would have counted.")
        .shows(
            "17.0 credits were needed before the last exam, Managing Across the Lifecycle: 2.5 credits were missing.",
        )
        .shows("For reference only: it is dated after 2022")
        .shows("a repeated exam gave nothing")
        .shows("as a complementary certificate")
        .shows("Source: itSMF Czech Republic, checked 22 November 2026. Confidence: medium to high.")
        .shows("ITIL Expert is closed.")
        .shows("ask PeopleCert which transition is open to you now");
    assert!(!page.words().to_lowercase().contains("equivalent to itil expert"));
    hold(&mut candidate, "MALC", "2016-01-01", "9").await;
    candidate.get(urls::CREDITS).await.shows("2.5 credits of the 17.0 that came before it are missing");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let long = "x".repeat(121);
    for (field, value, words) in [
        ("qualification", "expert", "Choose the qualification on the certificate."),
        ("institute", "", "Give the institute on the certificate"),
        ("institute", long.as_str(), "Give the institute on the certificate"),
        ("awarded_on", "yesterday", "Give the date as year-month-day"),
        ("awarded_on", "2027-03-18", "This date lies ahead."),
        ("certificate_number", " ", "Give the number on the certificate"),
        ("expires_on", "2016-01-01", "It would end before it begins."),
        ("expires_on", "some day", "Give the date as year-month-day, or leave it empty."),
    ] {
        let mut fields = SOUND.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = candidate.post(urls::CREDITS, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        for (name, typed) in fields.into_iter().filter(|(name, _)| *name != "qualification") {
            assert_eq!(page.field(name), typed.trim(), "{name}");
        }
    }
    for (title, stated, words) in [
        ("", "1.5", "Give the name on the certificate"),
        ("Some title", "", "Give the credits in halves, from 0.5 to 6.0"),
        ("Some title", "1.2", "Give the credits in halves"),
        ("Some title", "6.5", "Give the credits in halves"),
    ] {
        let fields = SOUND.map(|(name, value)| (name, if name == "qualification" { "COMP_OTHER" } else { value }));
        let fields = fields.into_iter().chain([("title", title), ("stated", stated)]).collect::<Vec<_>>();
        let page = candidate.post(urls::CREDITS, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!((page.field("title").as_str(), page.field("stated").as_str()), (title, stated));
    }
    candidate.get(urls::CREDITS).await.shows("None recorded yet");
}

#[tokio::test]
async fn a_choice_is_worked_out_from_its_address_alone() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let with = |codes: &str, other: &str| {
        let codes = codes.split(' ').map(|code| format!("with={code}&")).collect::<String>();
        format!("{}?{codes}other={other}", urls::WHAT_IF)
    };
    let page = candidate.get(&with("ITIL_F SS SD ST SO CSI MALC", "")).await;
    page.shows("22.0 credits that would have counted").shows("ITIL Expert is closed to new awards.");
    page.shows("That is everything that ITIL Expert asked for");
    assert!(!page.words().to_lowercase().contains("equivalent to itil expert"));
    let address = with("ITIL_F SS SD ST ISO20K_F ISO20K_P ISO20K_A", "4,5");
    let page = candidate.get(&address).await;
    page.shows("worth 19.0 credits, and 17.0 of that would have counted").shows("it was open");
    page.shows("Complementary certificates could add 6.0 credits at most");
    let mut other = Candidate::on(&server, "Ben Oak").await;
    assert_eq!(
        other.get(&address).await.words().replace("Ben Oak", "Ada Quill"),
        page.words(),
        "for everybody the same"
    );
    let page = candidate.get(&with("ITIL_F NOTHING", "1.2")).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give the credits in halves");
    assert_eq!(page.field("other"), "1.2");

    hold(&mut candidate, "ITIL_F", "2014-03-18", "1").await;
    hold(&mut candidate, "OSA", "2014-03-18", "2").await;
    let page = candidate.get(urls::WHAT_IF).await;
    page.shows("6.0 credits that would have counted");
    let ticked = page.tags().into_iter().filter(|tag| tag.get("checked").is_some());
    assert_eq!(ticked.filter_map(|tag| tag.get("value").map(str::to_owned)).collect::<Vec<_>>(), ["ITIL_F", "OSA"]);
}

#[tokio::test]
async fn somebody_elses_certificate_looks_absent() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, "Ada Quill").await;
    let mut other = Candidate::on(&server, "Ben Oak").await;
    let one = first(&owner.submit(urls::CREDITS, &SOUND).await);
    let back = format!("{one}/take-back");
    for address in [&one, &back] {
        other.get(address).await.is(StatusCode::NOT_FOUND);
        let fields = SOUND.into_iter().chain([("reason", "Mine.")]).collect::<Vec<_>>();
        other.post(address, &fields).await.is(StatusCode::NOT_FOUND);
    }
    owner.get(urls::CREDITS).await.shows("CERT-4711").shows("1.5 credits");
}
