//! A staff list on its way in, as a browser sends it.

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::child::now;
use crate::sitters::wire::{Connection, FORM, get, post};

const BOUNDARY: &str = "a-line-between-the-parts";
/// Longer than that is no answer.
const PATIENCE: Duration = Duration::from_secs(300);

/// How long each part took.
pub struct Took {
    /// Reading the file.
    pub read: Duration,
    /// Showing what would become of every row.
    pub shown: Duration,
    /// From the button to the last row.
    pub taken: Duration,
    /// Bytes of the file.
    pub size: usize,
}

/// A list of so many people in a tree of departments, a third of them with a certificate.
fn list(rows: u32) -> String {
    let mut csv =
        "Name;E-mail;Department;Position;Start date;Qualification;Institute;Certificate number;Award date\r\n"
            .to_owned();
    for row in 0..rows {
        let (site, team) = (row % 12, row % 400);
        let claim = if row % 3 == 0 {
            format!("Foundation;EXIN;FND-{row:06};2025-{:02}-14", row % 12 + 1)
        } else {
            ";;;".to_owned()
        };
        let line = write!(
            csv,
            "Person {row} Example;person.{row}@halvorsen-new.example;Site {site} > Team {team};Specialist;2024-0{}-01;{claim}\r\n",
            row % 9 + 1
        );
        line.expect("a text takes every line");
    }
    csv
}

/// Founds an organisation and takes the list in.
pub async fn take_in(connection: &mut Connection, cookie: &str, rows: u32) -> Result<Took> {
    let mut request = Vec::new();
    let (organisation, draft) = ("01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002");
    post(&mut request, "/organisations", cookie, FORM, &format!("id={organisation}&name=Halvorsen+New"));
    connection.ask(&request).await?;
    ensure!(connection.status() == 303, "an organisation is answered with {}", connection.status());
    let place = format!("/organisations/{organisation}/import");

    let csv = list(rows);
    let size = csv.len();
    let body = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n{draft}\r\n\
         --{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\ncontent-type: text/csv\r\n\r\n\
         {csv}\r\n--{BOUNDARY}--\r\n"
    );
    request.clear();
    post(&mut request, &place, cookie, &format!("multipart/form-data; boundary={BOUNDARY}"), &body);
    let begun = now();
    connection.ask(&request).await?;
    ensure!(connection.status() == 303, "the list is answered with {}", connection.status());
    let read = begun.elapsed();

    let begun = now();
    connection.ask(&get(&format!("{place}/{draft}"), cookie, "identity")).await?;
    let page = std::str::from_utf8(connection.body())?;
    let shown = page.split("name=\"shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let digest = shown.context("the list says what would become of it")?.to_owned();
    let shown = begun.elapsed();

    request.clear();
    post(&mut request, &format!("{place}/{draft}"), cookie, FORM, &format!("go=import&shown={digest}"));
    let begun = now();
    connection.ask(&request).await?;
    ensure!(connection.status() == 303, "the button is answered with {}", connection.status());
    loop {
        connection.ask(&get(&format!("{place}/{draft}"), cookie, "identity")).await?;
        ensure!(connection.status() == 200, "the list answers {}", connection.status());
        // A page that loads itself again is not done.
        if connection.header("refresh").is_none() {
            break;
        }
        ensure!(begun.elapsed() < PATIENCE, "the list does not come to its end");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(Took { read, shown, taken: begun.elapsed(), size })
}
