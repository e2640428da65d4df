//! How own questions did, beside the question and in the list.

use app::urls;
use axum::http::StatusCode;
use content::{OwnKind, Written};
use domain::attempt::{Act, Mode, Save};
use domain::ids::{AccountId, AttemptId, ItemId, OrganisationId, PaperId, SchemeId};
use domain::item::Item;
use domain::layout::{Cut, CutSource, Layout, ReviewPolicy};
use domain::marks::Marks;
use domain::question::Level;
use domain::response::Response;
use domain::time::Millis;
use store::{KeptPaper, NewAccount, NewAttempt, Role, Staff, StartOutcome, fresh_id};

use super::bank::{example, press, typed};
use super::bank_papers::used;
use crate::gates::analysed::{key, questions};
use crate::people::{ELSEWHERE, HOME, Manager, SCHEME, Trainer, address};
use crate::server::Server;

/// A fixed paper with an own question of the organisation.
async fn paper(server: &Server, question: &str) -> PaperId {
    let organisation = OrganisationId::new(HOME);
    let staff = Staff::of(Role::Trainer, Some(&organisation), "Tess").expect("trainers look after people");
    let id = PaperId::new(fresh_id(server.time_wall()));
    let paper = KeptPaper {
        id: id.clone(),
        title: "Ours".to_owned(),
        scheme: SchemeId::new(SCHEME),
        sections: vec![vec![ItemId::new(question)]],
        pilots: Vec::new(),
        review: ReviewPolicy::Everything,
        made_by: "Tess".to_owned(),
        made_at: server.time_wall(),
    };
    assert!(server.store().keep_paper(&staff, paper).await.expect("the store answers"));
    id
}

/// Somebody new sits that paper: the own question and one of the course, each right or wrong.
async fn sat(server: &Server, paper: &PaperId, own: &Item, (is_right, knows): (bool, bool)) {
    let (store, now) = (server.store(), server.now());
    let account = AccountId::new(fresh_id(now.wall));
    let new = NewAccount {
        id: account.clone(),
        organisation: Some(OrganisationId::new(HOME)),
        email: address(account.as_str()),
        name: "Canary sitter".to_owned(),
        role: Role::Candidate,
        password_hash: "none".to_owned(),
    };
    store.make_account(new, now.wall).await.expect("the store answers");
    let items = [std::slice::from_ref(own), &questions(server, 1)].concat();
    let new = NewAttempt {
        id: AttemptId::new(fresh_id(now.wall)),
        account: account.clone(),
        limit: None,
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: Some(SchemeId::new(SCHEME)),
        fixed: Some(paper.clone()),
        title: "Ours".to_owned(),
        seed: 7,
        items: items.clone(),
        layout: Layout { cut: Some(Cut { marks: Marks::ONE, source: CutSource::Scheme }), ..Layout::default() },
        base: Some(Millis::minutes(60)),
        vault: "00ff".to_owned(),
        entry: None,
    };
    let started = store.start_attempt(new, now).await.expect("the store answers");
    let StartOutcome::Started(id) = started else { panic!("{started:?}") };
    for (place, (item, is_right)) in (0_u16..).zip(items.iter().zip([is_right, knows])) {
        let choice = if is_right { key(item) } else { (key(item) + 1) % 3 };
        let act = Act::Answer { item: place, response: Response::Choice(choice) };
        let save = Save { key: format!("key-{place}"), sequence: u64::from(place) + 1, act };
        store.save(&account, &id, save, server.now()).await.expect("the store answers");
    }
    store.submit(&account, &id, server.now()).await.expect("the store answers");
}

#[tokio::test]
async fn figures_stand_beside_an_own_question_and_flags_in_the_list() {
    let server = Server::start().await;
    let (mut ann, mut ben) = (Trainer::of(&server, Some(HOME)).await, Manager::of(&server, Some(HOME)).await);
    let question =
        |label: &str| Written { label: label.to_owned(), ..typed(example(server.library(), OwnKind::SingleChoice)) };
    let (odd, other) = (question("The odd one"), question("The other one"));
    let odd_id = used(&mut ann, &mut ben, &odd, "publish").await;
    let other_id = used(&mut ann, &mut ben, &Written { stem: format!("{} (2)", other.stem), ..other }, "publish").await;
    let page = urls::bank(&odd_id, "");
    ann.get(&page).await.shows("How it has done").shows("No exam that has ended had this question.");
    ann.get(&urls::bank(&odd_id, "edit")).await.shows("How it has done");
    ann.get(urls::BANK_NEW).await.hides("How it has done");
    ann.get(urls::BANK).await.hides("with flags");

    let paper = paper(&server, &odd_id).await;
    let own = server.store().own_items(&OrganisationId::new(HOME)).await.expect("the store answers");
    let own = own.into_iter().find(|own| own.item.id.as_str() == odd_id).expect("it is in use").item;
    for _ in 0..3 {
        sat(&server, &paper, &own, (false, true)).await;
    }
    let few = ann.get(&page).await;
    few.shows("3 came to it").shows("Not enough answers (n = 3) to say anything").hides("95 %:");
    ann.get(urls::BANK).await.hides("with flags");
    // Most are wrong, and those who know the other question more than the rest.
    for n in 0..30 {
        sat(&server, &paper, &own, (n % 5 == 0, n % 2 == 1)).await;
    }
    for who in [&mut *ann, &mut *ben] {
        let full = who.get(&page).await;
        full.shows("33 came to it").shows("Facility").shows("95 %:").shows("Lowest third");
        full.shows("Key beaten by a wrong option").shows("was chosen by 27, the right one by 6").hides("Canary");
    }
    let edit = urls::bank(&odd_id, "edit");
    ann.get(&edit).await.shows("33 came to it").shows("Key beaten by a wrong option");
    ben.get(&edit).await.is(StatusCode::NOT_FOUND);
    ann.get(&urls::bank(&other_id, "")).await.shows("No exam that has ended had this question.").hides("Key beaten");
    ann.get(urls::BANK)
        .await
        .shows("with flags (1)")
        .shows("⚑")
        .shows("Key beaten by a wrong option")
        .shows("The other one");
    let flagged = ann.get(&format!("{}?flags=yes", urls::BANK)).await;
    flagged.shows("The odd one").hides("The other one").shows("all (1)");
    ann.get(&format!("{}?flags=yes&state=live", urls::BANK)).await.shows("live (1)").shows("The odd one");

    // A version that nobody was asked yet is told apart from the one before it.
    let form = ann.get(&edit).await;
    let anew = Written { stem: format!("{} Or not?", odd.stem), ..odd.clone() };
    press(&mut ann, &form, &edit, &anew, "save").await.is(StatusCode::SEE_OTHER);
    let page_now = ann.get(&page).await;
    page_now.shows("No exam that has ended had version 2.").shows("Version 1: 33 answers, facility: 18 %");
    ann.get(&format!("{page}?version=1")).await.shows("33 came to it").hides("had version 2");
    let form = ann.get(&edit).await;
    let again = press(&mut ann, &form, &edit, &anew, "preview").await;
    again.is(StatusCode::OK).shows("Version 1: 33 answers");

    // Another organisation sees neither the question nor its figures.
    let mut eve = Trainer::of(&server, Some(ELSEWHERE)).await;
    eve.get(&page).await.is(StatusCode::NOT_FOUND);
    eve.get(urls::BANK).await.hides("Key beaten").hides("with flags");
    eve.get(&format!("{}?flags=yes", urls::BANK)).await.is(StatusCode::OK).hides("The odd one");
}
