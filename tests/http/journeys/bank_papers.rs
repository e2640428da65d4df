//! Own questions in fixed papers: live ones count, pilots ride along unscored.

use app::urls;
use axum::http::StatusCode;
use content::{OwnKind, Written};
use domain::item::{Body, Item};
use domain::question::Level;

use super::bank::{typed, write};
use super::exam::{items, stored};
use crate::browser::Browser;
use crate::gates::classes::{open, teaching};
use crate::people::{self, Candidate, HOME, Manager, SCHEME, Trainer, join, last_segment};
use crate::server::Server;

/// The first two questions of the Foundation bank that papers draw.
fn two(server: &Server) -> Vec<Item> {
    let alone = |item: &&Item| {
        item.level == Level::Foundation && item.is_live() && item.scenario.is_none() && item.pool.is_none()
    };
    let single = |item: &&Item| matches!(item.body, Body::Single { .. });
    server.library().items.iter().filter(alone).filter(single).take(2).cloned().collect()
}

/// A question that a second person has accepted and that papers use.
pub async fn used<'s>(ann: &mut Browser<'s>, ben: &mut Browser<'s>, written: &Written, how: &str) -> String {
    let id = write(ann, written).await;
    for (who, act) in [(&mut *ann, "send"), (ben, "accept")] {
        let page = who.post(&urls::bank(&id, "state"), &[("act", act), ("from", "1"), ("words", "")]).await;
        page.is(StatusCode::SEE_OTHER);
    }
    ann.post(&urls::bank(&id, "state"), &[("act", how), ("from", "1")]).await.is(StatusCode::SEE_OTHER);
    id
}

#[tokio::test]
async fn a_fixed_paper_takes_live_questions_and_pilots() {
    let server = Server::start().await;
    let (mut ann, mut ben) = (Trainer::of(&server, Some(HOME)).await, Manager::of(&server, Some(HOME)).await);
    let bank = two(&server);
    let own = |n: usize, label: &str| Written {
        label: label.to_owned(),
        stem: format!("{} (own)", bank[n].stem),
        ..typed(&bank[n])
    };
    assert_eq!(own(0, "").kind, OwnKind::SingleChoice);
    let live = used(&mut ann, &mut ben, &own(0, "My live one"), "publish").await;
    let pilot = used(&mut ann, &mut ben, &own(1, "My pilot"), "pilot").await;

    let address = format!("{}?scheme={SCHEME}&seed=5", urls::PAPER_DRAFT);
    ann.get(&address).await.shows("Questions of your own").shows("My live one").shows("trial question, unscored");
    let wished = format!("{address}&own={live}&pilot={pilot}");
    let draft = ann.get(&wished).await;
    draft.is(StatusCode::OK).shows(&format!("{} (own)", bank[0].stem)).hides("could make way for it");
    let fields = [
        ("scheme", SCHEME),
        ("seed", "5"),
        ("own", &live),
        ("pilot", &pilot),
        ("id", &draft.field("id")),
        ("shown", &draft.field("shown")),
        ("title", "Ours"),
        ("review", "everything"),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    let id = draft.field("id");
    ann.submit(urls::PAPERS, &fields).await.shows("Ours").shows("and 1 trial question unscored");

    // It can be planned for a class, in which the trial question is announced too.
    let cohort = open(&mut ann, "Foundation, Oslo", "0198f000-0000-7000-8000-00000000c0de").await;
    let form = format!("{}?kind=paper", urls::cohort_page(&cohort, "plan/new"));
    let entry = ann.get(&form).await.shows("Ours, the same for everybody").field("id");
    let planned =
        [("id", entry.as_str()), ("kind", "paper"), ("title", "Our mock"), ("paper", &id), ("start", "alone")];
    ann.submit(&urls::cohort_page(&cohort, "plan/new"), &planned).await.shows("Our mock");
    let account = server.store().account_by_email(&people::address(&format!("Some trainer of {HOME}"))).await;
    let teacher = account.expect("the store answers").expect("the trainer is there").id;
    let code = teaching(&server, &teacher, &cohort).await.cohort.code.expect("it can be joined");
    let mut cal = Candidate::on(&server, "Cal Elm").await;
    cal.post(&urls::class_code(&code), &[]).await.is(StatusCode::SEE_OTHER);
    let mock = urls::class_mock(&cohort, &entry);
    let page = cal.get(&mock).await;
    page.shows("Begin now").shows("This paper may hold unscored trial questions (up to 1).");

    let mut ada = Candidate::on(&server, "Ada Quill").await;
    join(&server, "Ada Quill", HOME).await;
    let facts = ada.get(&format!("{}?paper={id}", urls::EXAM)).await;
    facts.shows("This paper may hold unscored trial questions (up to 1).");
    let exam = last_segment(ada.post(urls::EXAM, &[("paper", &id)]).await.location());
    let asked = items(&ada, &exam).await;
    let scheme = server.library().schemes.iter().find(|scheme| scheme.id.as_str() == SCHEME).expect("it is there");
    assert_eq!(asked.len(), usize::from(scheme.questions) + 1);
    assert!(asked.iter().any(|item| item.id.as_str() == live));
    let place = asked.iter().position(|item| item.id.as_str() == pilot).expect("the pilot is asked");
    let layout = stored(&ada, &exam).await.layout;
    assert!(!layout.counts(place) && layout.unscored.len() == 1 && place > 0 && place + 1 < asked.len());
    ada.get(&urls::question(&exam, place + 1)).await.hides("trial");
    for (n, item) in asked.iter().enumerate().filter(|(n, _)| *n != place) {
        ada.save_answer(&exam, n, item.body.key()).await.shows("\"reply\":\"saved\"");
    }
    let wrong = domain::response::Response::Choice(if asked[place].body.key().choice() == Some(0) { 1 } else { 0 });
    ada.save_answer(&exam, place, wrong).await.shows("\"reply\":\"saved\"");
    let page = ada.submit(&urls::submit(&exam), &[]).await;
    page.shows(&format!("{0} of {0}: passed", scheme.marks)).shows("trial question, not counted");
    // A pilot that was retired leaves the paper by itself; a live question stays while a paper uses it.
    ann.post(&urls::bank(&pilot, "state"), &[("act", "retire"), ("from", "1")]).await.is(StatusCode::SEE_OTHER);
    let facts = ada.get(&format!("{}?paper={id}", urls::EXAM)).await;
    facts.shows("Ours").hides("unscored trial questions");
    let refused = ann.post(&urls::bank(&live, "state"), &[("act", "retire"), ("from", "1")]).await;
    refused
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("The paper “Ours” uses this question.")
        .shows("Withdraw that paper");
    // One that an older program made a pilot all the same counts for nobody: the paper is not offered.
    let pool = server.sql().await;
    let set = |used: &'static str| sqlx::query("UPDATE bank_item SET used_as = $1 WHERE id = $2").bind(used);
    set("pilot").bind(&live).execute(&pool).await.expect("the statement is sound");
    ada.get(urls::EXAM).await.hides("Ours");
    ann.get(urls::PAPERS).await.shows("no longer in use: withdraw it.");
    cal.get(&mock).await.shows("This paper is no longer available. Tell your trainer.").hides("Begin now");
    assert_eq!(cal.post(&mock, &[]).await.location(), mock);
    let edit = format!("{}/edit", urls::plan_entry(&cohort, &entry));
    assert_eq!(
        ann.get(&edit).await.chosen("paper"),
        Some(id.clone()),
        "what is planned stays, though nobody could choose it"
    );
    ann.get(&form).await.hides("Ours, the same for everybody");
    set("live").bind(&live).execute(&pool).await.expect("the statement is sound");
    ada.get(urls::EXAM).await.shows("Ours");
    ann.post(&format!("{}/{id}/withdraw", urls::PAPERS), &[]).await.is(StatusCode::SEE_OTHER);
    ann.post(&urls::bank(&live, "state"), &[("act", "retire"), ("from", "1")]).await.is(StatusCode::SEE_OTHER);
    server.verify().await;
}
