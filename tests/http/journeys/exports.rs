//! Everything out of the books of an organisation, with the files that prove certificates.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use app::pages::organisation::SHEETS;
use app::urls;
use axum::http::StatusCode;
use clausewise::files::digest_of;
use documents::sheet::{Limits, Table, read};
use domain::ids::{AwardId, MemberId, ObservationId, PlanId};
use domain::organisation::{Effect, Entry, Plan, PlanKind};
use domain::question::Level;
use store::{EvidenceFile, fresh_id};
use zip::ZipArchive;

use crate::gates::books::{self, KEEPER, Shelf, pdf, post_file};
use crate::gates::world::OWNER;
use crate::people::{Anonymous, Candidate, address};
use crate::server::Server;

/// What an archive holds, by path.
fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut files = BTreeMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).expect("it can be read");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its checksum holds");
        let name = file.name().expect("names are text").into_owned();
        assert!(!files.contains_key(&name), "{name} stands twice");
        files.insert(name, bytes);
    }
    files
}

fn table(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Table {
    let file = files.get(name).unwrap_or_else(|| panic!("{name} is not among {:?}", files.keys()));
    read(file, &Limits::default()).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

/// The files of the owner's certificate, the oldest first.
async fn proofs(server: &Server, owner: &Candidate<'_>, shelf: &Shelf) -> Vec<EvidenceFile> {
    let (account, award) = (owner.account(OWNER).await, AwardId::new(shelf.award.as_str()));
    server.store().own_evidence(&account, Some(&award)).await.expect("the store answers")
}

/// A plan and an observation about the owner.
async fn more(server: &Server, keeper: &Candidate<'_>, shelf: &Shelf) {
    let member = MemberId::new(shelf.member.as_str());
    let seat = books::seat(server, &keeper.account(KEEPER).await, &shelf.organisation).await;
    let what = Plan {
        member: member.clone(),
        kind: PlanKind::Exam,
        level: Level::Auditor,
        on: "2027-05-01".parse().expect("a day"),
        cost: 25_050,
        refresher: String::new(),
    };
    let planned = Entry::Planned { plan: PlanId::new(fresh_id(server.time_wall())), what };
    let observed = Entry::Observed {
        observation: ObservationId::new(fresh_id(server.time_wall())),
        member,
        on: "2026-10-01".parse().expect("a day"),
        effect: Effect::Developing,
        words: "=SUM(A1)".to_owned(),
    };
    books::write(server, &seat, vec![planned.into(), observed.into()]).await;
}

#[tokio::test]
async fn everything_is_taken_out_with_the_files_themselves() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, OWNER).await;
    let shelf = books::fill(&server, &mut owner).await;
    let mut keeper = Anonymous::on(&server).sign_in(&address(KEEPER)).await;
    more(&server, &keeper, &shelf).await;
    let contents = [pdf(), pdf().replace("595", "596"), pdf().replace("595", "597"), pdf().replace("595", "598")];
    for (content, name) in contents[1..].iter().zip(["CANARY proof.pdf", "../Ä=1.pdf", "lost.pdf"]) {
        post_file(&mut owner, &urls::own_evidence(&shelf.award), name, content).await.is(StatusCode::SEE_OTHER);
    }
    let kept = proofs(&server, &owner, &shelf).await;
    assert_eq!(kept.len(), 4);
    let place = |n: usize| server.files().join(&kept[n].place[..2]).join(&kept[n].place);
    std::fs::write(place(2), "forged").expect("the folder can be written");
    std::fs::remove_file(place(3)).expect("it is there");
    let address = urls::office(&shelf.organisation, "export/everything.zip");
    keeper.get(&urls::office(&shelf.organisation, "export")).await.shows("Everything with the files");
    let (status, bytes) = keeper.bytes(&address).await;
    assert_eq!(status, StatusCode::OK);
    let files = unpacked(bytes);
    let folder = format!("evidence/{}/", shelf.award);
    let first = format!("{folder}{}-Canary_proof.pdf", kept[0].id());
    let second = format!("{folder}{}-CANARY_proof.pdf", kept[1].id());
    let proofs = files.keys().filter(|path| path.starts_with("evidence/")).cloned().collect::<BTreeSet<_>>();
    assert_eq!(proofs, BTreeSet::from([first, second]));
    let index = table(&files, "index.csv");
    assert_eq!(index.rows.len(), 4, "every file is named, those too that are not there");
    for (row, (file, content)) in index.rows.iter().zip(kept.iter().zip(&contents)) {
        let [path, email, name, certificate, number, media, size, digest, state] = row.cells.as_slice() else {
            panic!("{row:?}")
        };
        let whose = [email, name, certificate, number, media].map(String::as_str);
        let expected = [&crate::people::address(OWNER), OWNER, "Foundation", "Canary number", "application/pdf"];
        assert_eq!(whose, expected);
        assert_eq!((size, digest), (&content.len().to_string(), &digest_of(content.as_bytes())));
        assert_eq!(*digest, file.digest);
        assert_eq!(files.get(path).map(|bytes| digest_of(bytes)), (state == "there").then(|| digest.clone()), "{path}");
    }
    let states = index.rows.iter().map(|row| row.cells[8].as_str()).collect::<Vec<_>>();
    assert_eq!(states, ["there", "there", "missing", "missing"]);
    tables_hold(&files);
    // A file that is put back is in the next archive.
    std::fs::write(place(3), &contents[3]).expect("the folder can be written");
    let files = unpacked(keeper.bytes(&address).await.1);
    let put_back = format!("{folder}{}-lost.pdf", kept[3].id());
    assert_eq!(files.get(&put_back).map(Vec::as_slice), Some(contents[3].as_bytes()));
}

fn tables_hold(files: &BTreeMap<String, Vec<u8>>) {
    for (name, ..) in SHEETS {
        assert!(!table(files, &format!("{name}.csv")).rows.is_empty(), "{name}");
    }
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("it is text");
    let owner = format!("{},{OWNER},", address(OWNER));
    let planned = format!("{owner}Official exam,Auditor,2027-05-01,250.5,open,{KEEPER},");
    assert!(text("plan.csv").contains(&planned), "{}", text("plan.csv"));
    let observed = format!("{owner}2026-10-01,Competent with support,'=SUM(A1),{KEEPER}\r\n");
    assert!(text("observations.csv").contains(&observed), "{}", text("observations.csv"));
    let asked = format!("{owner}Canary requirement,asked,,2099-12-31,Canary reason,{KEEPER},");
    assert!(text("exceptions.csv").contains(&asked), "{}", text("exceptions.csv"));
    assert!(text("settings.csv").contains("Currency,EUR\r\n"), "{}", text("settings.csv"));
    assert!(text("awards.csv").contains("Canary number"), "{}", text("awards.csv"));
    let everything = serde_json::from_str::<serde_json::Value>(&text("everything.json")).expect("it is JSON");
    for list in ["people", "awards", "plans", "observations", "exceptions", "log", "requirements", "assignments"] {
        assert!(everything[list].as_array().is_some_and(|list| !list.is_empty()), "{list}");
    }
    assert_eq!(everything["settings"]["currency"], "EUR");
}

/// The tables are there one by one too, and all of it only for those who see everybody.
#[tokio::test]
async fn an_archive_is_for_those_who_see_everybody() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, OWNER).await;
    let shelf = books::fill(&server, &mut owner).await;
    let mut keeper = Anonymous::on(&server).sign_in(&address(KEEPER)).await;
    more(&server, &keeper, &shelf).await;
    let at = |file: &str| urls::office(&shelf.organisation, format!("export/{file}"));
    for (sheet, ..) in SHEETS {
        keeper.get(&at(&format!("{sheet}.csv"))).await.is(StatusCode::OK);
        let (status, bytes) = keeper.bytes(&at(&format!("{sheet}.xlsx"))).await;
        assert!(status == StatusCode::OK && bytes.starts_with(b"PK"), "{sheet}");
    }
    let mut stranger = Candidate::on(&server, "Some Stranger").await;
    let absent = stranger.get("/nothing-at-all").await;
    absent.is(StatusCode::NOT_FOUND);
    for mut browser in [owner.clone(), stranger.clone()] {
        let page = browser.get(&at("everything.zip")).await;
        assert_eq!(page.normalised(), absent.normalised());
    }
    keeper.get(&at("everything.tar")).await.is(StatusCode::NOT_FOUND);
}
