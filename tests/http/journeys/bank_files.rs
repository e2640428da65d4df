//! Questions from files of other systems, and into them.

use app::urls;
use axum::http::StatusCode;
use content::{OwnKind, Written};
use domain::ids::ItemId;
use store::{Role, Staff, Writer};

use super::bank::{example, typed, write};
use crate::browser::{Browser, Errand};
use crate::page::Page;
use crate::people::{ELSEWHERE, HOME, Trainer};
use crate::server::Server;

const GIFT: &[u8] = include_bytes!("../../../exchange/src/tests/files/shop.gift");
const MOODLE: &[u8] = include_bytes!("../../../exchange/src/tests/files/shop.xml");
const AIKEN: &[u8] =
    b"Who opens the till?\r\nA. The cashier\r\nB. The customer\r\nANSWER: A\r\n\r\nWho?\r\nA. Nobody\r\nANSWER: Q\r\n";
const TABLE: &[u8] = b"Question,Option 1,Option 2,Feedback 1,Correct,Shoe size\r\nWhich cup?,Small,Large,Yes,A,38\r\nWhich tray?,,,,,\r\n";

/// Sends a file; the page that it leads to.
async fn send(browser: &mut Browser<'_>, n: u8, format: &str, bytes: &[u8]) -> Page {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n0198f000-0000-7000-8000-0000000000{n:02}\r\n--x\r\n\
         content-disposition: form-data; name=\"format\"\r\n\r\n{format}\r\n--x\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"shop\"\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    browser.send(Errand { method: "POST", path: urls::BANK_IMPORT, headers: &headers, body }).await
}

async fn look(browser: &mut Browser<'_>, n: u8, format: &str, bytes: &[u8]) -> (String, Page) {
    let path = send(browser, n, format, bytes).await.location().to_owned();
    let page = browser.get(&path).await;
    page.is(StatusCode::OK);
    (path, page)
}

/// What stands in a bank, as its author typed it.
async fn bank(server: &Server, organisation: &str) -> Vec<Written> {
    let email = crate::people::address(&format!("Some trainer of {organisation}"));
    let account =
        server.store().account_by_email(&email).await.expect("the store answers").expect("the trainer is there");
    let staff =
        Staff::of(Role::Trainer, account.organisation.as_ref(), "Some trainer").expect("trainers look after people");
    let writer: Writer = staff.writer(&account.id).expect("there is an organisation");
    let texts = server.store().bank_texts(&writer).await.expect("the store answers");
    texts.into_iter().map(|(_, text)| text.written).collect()
}

#[tokio::test]
async fn each_format_is_looked_at_and_taken_in_as_drafts() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    ann.get(urls::BANK_IMPORT).await.is(StatusCode::OK).shows("At most 10 MB and 5,000 questions.");
    let (path, page) = look(&mut ann, 1, "", GIFT).await;
    page.shows("Read as GIFT").shows("Nothing has been written yet.").shows("Not taken in");
    page.shows("line 22")
        .shows("Unclosed")
        .shows("Essay: An essay says nothing")
        .shows("Numbers that are typed cannot be marked here");
    page.shows("is not kept").shows("plain words here: emphasis, lists and tables are gone");
    ann.get(urls::BANK).await.shows("No question yet.");
    let all = [("go", "take"), ("level", "foundation"), ("area", "resolution_fulfilment"), ("clauses", "8.6.1")];
    let figures = [("bloom", "1"), ("minutes", "1"), ("facility", "70")];
    let wrong = [("go", "take"), ("level", "auditor"), ("area", "resolution_fulfilment"), ("minutes", "7")];
    let page = ann.post(&path, &wrong).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That area belongs to another level.");
    assert_eq!(page.field("minutes"), "7", "what was typed stays");
    let done = ann.submit(&path, &[&all[..], &figures].concat()).await;
    done.is(StatusCode::OK).shows("taken in as drafts.");
    let again = ann.submit(&path, &[("go", "take")]).await;
    assert_eq!(again.words(), done.words(), "what was sent twice is taken in once");
    done.shows("Not taken in (").shows("Unclosed").shows("plain words here: emphasis, lists and tables are gone");
    done.hides("are in your bank already");
    let taken = bank(&server, HOME).await;
    assert!(taken.len() >= 5, "{}", taken.len());
    assert!(taken.iter().all(|one| one.clauses == "8.6.1" && one.level == "foundation" && one.minutes == "1"));
    ann.get(&format!("{}?state=draft", urls::BANK)).await.shows("shop-1");

    let (path, page) = look(&mut ann, 2, "gift", GIFT).await;
    page.shows("in your bank already").shows("The same words are in your bank already");
    let done = ann.submit(&path, &[("go", "take"), ("known", "skip")]).await;
    done.shows("0 questions were taken in as drafts.");
    done.shows(&format!("Left out, because they were in your bank already ({})", taken.len()));
    assert_eq!(bank(&server, HOME).await.len(), taken.len());

    for (n, format, bytes, name, told) in [
        (3, "", MOODLE, "Moodle XML", "Not taken in"),
        (4, "", AIKEN, "Aiken", "line 6"),
        (5, "", TABLE, "a table", "The column “Shoe size” was not used."),
    ] {
        let before = bank(&server, HOME).await.len();
        let (path, page) = look(&mut ann, n, format, bytes).await;
        page.shows(&format!("Read as {name}")).shows(told);
        ann.submit(&path, &[("go", "take")]).await.shows("taken in as drafts.");
        assert!(bank(&server, HOME).await.len() > before, "{name}");
    }
    let (path, _) = look(&mut ann, 6, "", AIKEN).await;
    let mut eve = Trainer::of(&server, Some(ELSEWHERE)).await;
    eve.get(&path).await.is(StatusCode::NOT_FOUND);
    assert_eq!(ann.post(&path, &[("go", "discard")]).await.location(), urls::BANK_IMPORT);
    ann.get(&path).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_file_from_the_same_form_takes_the_place_of_the_first() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    look(&mut ann, 1, "", AIKEN).await.1.shows("Who opens the till?");
    let (path, page) = look(&mut ann, 1, "", TABLE).await;
    page.shows("Which cup?").hides("Who opens the till?");
    let mut eve = Trainer::of(&server, Some(ELSEWHERE)).await;
    send(&mut eve, 1, "", AIKEN).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose the file again.");
    ann.submit(&path, &[("go", "take")]).await.shows("1 question was taken in as drafts.");
    send(&mut ann, 1, "", AIKEN).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose the file again.");
    ann.get(&path).await.shows("Which cup?");
}

#[tokio::test]
async fn what_is_no_file_of_questions_is_refused_in_words() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let deep = format!("<?xml version=\"1.0\"?><quiz>{}", "<a>".repeat(100_000));
    let entity = b"<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY x \"y\">]><quiz></quiz>";
    let cases: [(&str, &[u8], &str); 8] = [
        ("", b"", "Choose a file that is not empty."),
        ("", b"\x00\x01\x02\x03", "no text file"),
        ("", b"PK\x03\x04 and no more", "cannot be opened"),
        ("table", b"Name,Colour\r\nA,red\r\n", "No column is headed"),
        ("moodle", b"<?xml version=\"1.0\"?><html></html>", "not the <quiz> of a Moodle export"),
        ("moodle", entity, "document type"),
        ("", deep.as_bytes(), "The file is damaged"),
        ("gift", b"// nothing\n", "The file holds no question."),
    ];
    for (format, bytes, told) in cases {
        let page = send(&mut ann, 1, format, bytes).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words().contains(told) || told == "cannot be opened", "{told}: {}", page.words());
        let chosen = page.chosen("format").unwrap_or_default();
        assert_eq!(chosen, format, "what was chosen stays");
    }
    let large = vec![b'a'; (10 << 20) + 1];
    send(&mut ann, 1, "gift", &large).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("larger than 10 MB");
    send(&mut ann, 1, "gift", &vec![b'a'; 12 << 20]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(bank(&server, HOME).await.is_empty());
}

#[tokio::test]
async fn hostile_html_is_harmless_once_it_is_in() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let gift = b"[html]<p>Which\\: <b onclick\\=\"x()\">this</b><script>alert(1)</script><img src\\=x onerror\\=alert(2)>?</p>{\
                 =[html]<a href\\=\"javascript\\:alert(3)\">Yes</a>#<svg onload\\=alert(4)>Right ~No}";
    let (path, page) = look(&mut ann, 1, "gift", gift).await;
    page.hides("alert(1)").hides("onerror").hides("onclick");
    ann.submit(&path, &[("go", "take")]).await;
    let text = format!("{:?}", bank(&server, HOME).await);
    for trace in ["alert", "<script", "onerror", "javascript", "<svg", "<b"] {
        assert!(!text.contains(trace), "{trace}: {text}");
    }
    assert!(text.contains("this"));
}

/// What was written into a file and read again elsewhere is the same question.
#[tokio::test]
async fn what_is_written_into_a_file_comes_back_the_same() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let kinds = [OwnKind::SingleChoice, OwnKind::MultipleResponse, OwnKind::Matching, OwnKind::Completion];
    for kind in kinds.into_iter().chain([OwnKind::Finding]) {
        let written = Written { label: format!("No. {}", kind.word()), ..typed(example(server.library(), kind)) };
        write(&mut ann, &written).await;
    }
    write(&mut ann, &Written { stem: "Half a".to_owned(), ..Written::fresh(OwnKind::SingleChoice) }).await;
    let here = bank(&server, HOME).await;
    for (n, format) in (1..).zip(["gift", "moodle", "xlsx"]) {
        let page = ann.get(&format!("{}?format={format}", urls::BANK_EXPORT)).await;
        page.is(StatusCode::OK)
            .shows("No other program has questions of the kind “Audit finding”.")
            .shows("It is not finished");
        page.shows("are known here alone");
        let (status, bytes) = ann.bytes(&format!("{}?format={format}&take=yes", urls::BANK_EXPORT)).await;
        assert_eq!(status, StatusCode::OK);
        // GIFT has no lists of gaps: the page says which questions are not in the file.
        let mut eve = Trainer::of(&server, Some(&format!("House {format}"))).await;
        let (path, _) = look(&mut eve, n, "", &bytes).await;
        eve.submit(&path, &[("go", "take")]).await.shows("taken in as drafts.");
        let there = bank(&server, &format!("House {format}")).await;
        assert!(there.len() >= 3, "{format}: {}", there.len());
        for one in &there {
            let from = here.iter().find(|from| from.label == one.label);
            let from = from.unwrap_or_else(|| panic!("{format}: {:?} comes from nowhere", one.label));
            assert_eq!((&one.level, &one.area, &one.clauses), (&from.level, &from.area, &from.clauses), "{format}");
            assert_eq!((one.kind, squeezed(&one.stem)), (from.kind, squeezed(&from.stem)), "{format}");
            let told = |written: &Written| {
                let lines = written.lines.iter();
                lines.map(|line| (line.text.clone(), line.key.clone())).collect::<Vec<_>>()
            };
            assert_eq!(told(one), told(from), "{format} {}", one.label);
            if format == "xlsx" {
                assert_eq!(reasons(one), reasons(from), "{}: our own table keeps the reasons", one.label);
            }
            let id = ItemId::new("0198f000-0000-7000-8000-000000000001");
            assert!(server.library().judge_alone(one, &id, 1).item.is_some(), "{format} {}", one.label);
        }
    }
    ann.get(&format!("{}?as=csv", urls::BANK_TEMPLATE)).await.is(StatusCode::OK).shows("Question");
    let (status, workbook) = ann.bytes(&format!("{}?as=xlsx", urls::BANK_TEMPLATE)).await;
    assert!(status == StatusCode::OK && workbook.starts_with(b"PK"));
    let (_, page) = look(&mut ann, 9, "", &workbook).await;
    page.shows("Read as a table: 4 questions can be taken in, 0 cannot");
    page.hides("need work").hides("Needs work:");
}

/// Feedback and misconception of each line.
fn reasons(written: &Written) -> Vec<(&str, &str)> {
    written.lines.iter().map(|line| (line.feedback.as_str(), line.misconception.as_str())).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
