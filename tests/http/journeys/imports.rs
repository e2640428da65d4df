//! People into the books of an organisation by a list, and out again.

use std::io::{Cursor, Write};

use axum::http::StatusCode;

use crate::browser::{Browser, Errand};
use crate::page::Page;
use crate::people::Candidate;
use crate::server::Server;

const HOUSE: &str = "0198f000-0000-7000-8000-0000000000aa";
const OTHER: &str = "0198f000-0000-7000-8000-0000000000bb";
const ABSENT: &str = "0198f000-0000-7000-8000-0000000000cc";
const DRAFT: &str = "0198f000-0000-7000-8000-0000000000dd";
const LIST: &str = "E-mail,Name,Department,Position,Qualification,Institute,Award date,Certificate number,Edition,Shoe size\r\n\
                    ida@larkfield.example,Ida,IT > Desk,Agent,Foundation,An institute,2026-02-01,F 1,2018,38\r\n\
                    ben@larkfield.example,=Ben,HR,Clerk,,,,,,\r\n\
                    nobody,Nobody,HR,Clerk,,,,,,\r\n";

async fn manager<'s>(server: &'s Server, name: &str, house: &str) -> Candidate<'s> {
    let mut manager = Candidate::on(server, name).await;
    manager.post("/organisations", &[("id", house), ("name", name)]).await;
    manager
}

fn at(house: &str, rest: &str) -> String {
    format!("/organisations/{house}/{rest}")
}

async fn upload(browser: &mut Browser<'_>, house: &str, draft: &str, file: &[u8]) -> Page {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n{draft}\r\n--x\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"staff.csv\"\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    browser.send(Errand { method: "POST", path: &at(house, "import"), headers: &headers, body }).await
}

/// Looks until the list is taken in.
async fn finished(browser: &mut Browser<'_>, path: &str) -> Page {
    for _ in 0..2_000 {
        let page = browser.get(path).await;
        if !page.body.contains("<progress") {
            return page;
        }
    }
    panic!("the list is never taken in")
}

#[tokio::test]
async fn a_list_is_looked_at_taken_in_and_taken_out() {
    let server = Server::start().await;
    let mut manager = manager(&server, "Larkfield", HOUSE).await;
    manager.get(&at(HOUSE, "import")).await.shows("Look at the list");
    let draft = upload(&mut manager, HOUSE, DRAFT, LIST.as_bytes()).await;
    let draft = draft.location().to_owned();
    let page = manager.get(&draft).await;
    page.shows("2 would be new, 0 changed, 0 unchanged and 1 refused").shows("Import 2 people");
    page.shows("Shoe size").shows("Departments that will be made (3)").shows("This is no e-mail address");
    manager.get(&format!("{draft}?fate=created")).await.hides("This is no e-mail address").shows("Agent, IT > Desk");
    let shown = page.field("shown");
    let fields = [("go", "import"), ("shown", shown.as_str())];
    assert_eq!(manager.post(&draft, &fields).await.location(), draft);
    assert_eq!(manager.post(&draft, &fields).await.location(), draft, "pressed twice, begun once");
    finished(&mut manager, &draft).await.shows("Imported: 2 new, 0 changed, 0 unchanged, 1 refused.");
    let again = upload(&mut manager, HOUSE, ABSENT, LIST.as_bytes()).await.location().to_owned();
    manager.get(&again).await.shows("0 would be new, 0 changed, 2 unchanged and 1 refused").shows("nothing to import");
    let people = manager.get(&at(HOUSE, "export/people.csv")).await;
    people.shows("ida@larkfield.example,Ida,IT > Desk,Agent").shows(",'=Ben,HR,Clerk");
    manager.get(&at(HOUSE, "export/awards.csv")).await.shows("Foundation,An institute,2026-02-01,,F 1,2018,claimed");
    manager.get(&at(HOUSE, "export/positions.csv")).await.shows("Agent");
    manager.get(&at(HOUSE, "export/requirements.csv")).await.shows("Criticality");
    manager.get(&at(HOUSE, "export/log.csv")).await.shows("claimed");
    let everything = manager.get(&at(HOUSE, "export/everything.json")).await;
    let everything = serde_json::from_str::<serde_json::Value>(&everything.body).expect("it is JSON");
    assert_eq!(everything["people"].as_array().map(Vec::len), Some(3));
    for sheet in ["people", "positions", "requirements", "awards", "log"] {
        let (status, bytes) = manager.bytes(&at(HOUSE, &format!("export/{sheet}.xlsx"))).await;
        assert!(status == StatusCode::OK && bytes.starts_with(b"PK"), "{sheet}");
    }
    // What was taken out is what the books say: taken in again it changes nothing, as a workbook too.
    let (_, workbook) = manager.bytes(&at(HOUSE, "export/people.xlsx")).await;
    let back = upload(&mut manager, HOUSE, OTHER, &workbook).await.location().to_owned();
    manager.get(&back).await.shows("0 would be new, 0 changed, 3 unchanged and 0 refused");
}

#[tokio::test]
async fn bad_files_are_refused_in_words_and_leave_nothing() {
    let server = Server::start().await;
    let mut manager = manager(&server, "Larkfield", HOUSE).await;
    let before = server.dump().await;
    let (large, bomb) = (large(), bomb());
    let table: [(&[u8], &str); 8] = [
        (b"Colour,Size\r\nred,4\r\n", "No column for the e-mail address"),
        (b"E-mail,Name\r\n", "no rows below them"),
        (b"", "Choose a file that is not empty"),
        (b"\xFF\xFEE\x00\x00\xD8", "bytes that are no text"),
        (b"%PDF-1.7 and so on", "holds no table"),
        (b"PK\x03\x04 broken", "damaged or incomplete"),
        (&large, "larger than 10 MB"),
        (&bomb, "unpacks to far more than a list needs"),
    ];
    for (file, words) in table {
        upload(&mut manager, HOUSE, DRAFT, file).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    let long = vec![b'x'; 12 << 20];
    upload(&mut manager, HOUSE, DRAFT, &long).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(server.dump().await, before);
}

/// A workbook of some kilobytes that unpacks to sixty megabytes.
fn bomb() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default())
        .expect("a name that is no problem");
    writer.write_all(&vec![b' '; 60 << 20]).expect("memory takes it");
    let file = writer.finish().expect("memory takes it").into_inner();
    assert!(file.len() < 100_000);
    file
}

/// More than a list may have.
fn large() -> Vec<u8> {
    let mut file = b"E-mail,Name\r\n".to_vec();
    file.resize((10 << 20) + 1, b'x');
    file
}

#[tokio::test]
async fn rows_that_cannot_be_say_why() {
    let server = Server::start().await;
    let mut manager = manager(&server, "Larkfield", HOUSE).await;
    let list = "E-mail,Name,Department,Start date\r\n\
                a@l.example,Ann,IT > IT,\r\n\
                b@l.example,Ben,IT,1890-01-01\r\n\
                c@l.example,Cy,Sales > Shops,\r\n\
                d@l.example,Di,Shops > Sales,\r\n\
                e@l.example,Eve,IT,\r\n\
                E@L.example,Evan,IT,\r\n";
    let draft = upload(&mut manager, HOUSE, DRAFT, list.as_bytes()).await.location().to_owned();
    let page = manager.get(&draft).await;
    for words in ["stands below itself", "outside 1950 to 2100", "above it in row 4", "say different things"] {
        page.shows(words);
    }
    page.shows("Import 1 person");
    assert!(manager.post(&draft, &[("go", "import"), ("shown", "other")]).await.body.contains("have changed since"));
    assert!(manager.post(&draft, &[("go", "discard")]).await.status.is_redirection());
    manager.get(&draft).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_of_others_are_not_there() {
    let server = Server::start().await;
    let mut manager = manager(&server, "Larkfield", HOUSE).await;
    let mut stranger = self::manager(&server, "Fernhill", OTHER).await;
    upload(&mut manager, HOUSE, DRAFT, LIST.as_bytes()).await;
    let before = server.dump().await;
    let absent = stranger.get(&at(ABSENT, "import")).await;
    absent.is(StatusCode::NOT_FOUND);
    let pages = ["import", "export", "export/people.csv", "export/everything.json", "import/template/people.csv"];
    for page in pages.map(str::to_owned).into_iter().chain([format!("import/{DRAFT}")]) {
        let page = stranger.get(&at(HOUSE, &page)).await;
        assert_eq!(page.normalised(), absent.normalised());
    }
    stranger.get(&at(OTHER, &format!("import/{DRAFT}"))).await.is(StatusCode::NOT_FOUND);
    for go in ["import", "discard"] {
        stranger.post(&at(OTHER, &format!("import/{DRAFT}")), &[("go", go)]).await.is(StatusCode::NOT_FOUND);
        stranger.post(&at(HOUSE, &format!("import/{DRAFT}")), &[("go", go)]).await.is(StatusCode::NOT_FOUND);
    }
    upload(&mut stranger, HOUSE, ABSENT, LIST.as_bytes()).await.is(StatusCode::NOT_FOUND);
    assert_eq!(server.dump().await, before);
}
