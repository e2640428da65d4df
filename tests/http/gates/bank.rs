//! A question of the owner's own, and what is posted to the routes of such questions.

use content::{OwnKind, Written};
use domain::bank::{BankAct, BankState};
use domain::ids::{AccountId, ItemId, OrganisationId};
use store::{BankMoved, Role, Staff, fresh_id};

use super::world::OWNER;
use crate::browser::encoded;
use crate::server::Server;

/// A question in a file in a form.
const QUESTIONS: &str = "--x\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n\
    0198f000-0000-7000-8000-00000000ba4c\r\n--x\r\n\
    content-disposition: form-data; name=\"file\"; filename=\"questions.gift\"\r\n\r\n\
    Which one?{=this ~that}\r\n--x--\r\n";

/// A question that the owner wrote and sent to review.
pub async fn written(server: &Server, account: &AccountId, organisation: &OrganisationId) -> String {
    let (store, now) = (server.store(), server.time_wall());
    let staff = Staff::of(Role::Trainer, Some(organisation), OWNER).expect("trainers look after people");
    let writer = staff.writer(account).expect("the owner belongs to an organisation");
    let id = ItemId::new(fresh_id(now));
    let written = Written {
        label: "Canary label".to_owned(),
        stem: "Canary question?".to_owned(),
        ..Written::fresh(OwnKind::SingleChoice)
    };
    let judged = server.library().judge_alone(&written, &id, 1);
    let new = vec![(id.clone(), written, judged)];
    assert_eq!(store.make_bank_items(&writer, new, "Canary note".to_owned(), now).await.expect("the store answers"), 1);
    let sent = store.move_bank_item(&writer, &id, 1, BankAct::Send, "Canary words".to_owned(), now).await;
    assert_eq!(sent.expect("the store answers"), BankMoved::To(BankState::Review));
    id.to_string()
}

/// What is posted to a route.
pub fn bodies(route: &str) -> Vec<String> {
    let fields: Vec<Vec<(&str, &str)>> = match route {
        "/bank/new" => vec![vec![
            ("id", "0198f000-0000-7000-8000-00000000ba4d"),
            ("from", "0"),
            ("kind", "single_choice"),
            ("stem", "Another question?"),
            ("go", "save"),
        ]],
        "/bank/{item}/edit" => ["save", "preview", "look", "more"]
            .map(|go| vec![("from", "1"), ("kind", "single_choice"), ("stem", "Another question?"), ("go", go)])
            .to_vec(),
        "/bank/{item}/state" => {
            let acts = ["recall", "return", "accept", "pilot", "publish", "retire", "revive", "send"];
            acts.map(|act| vec![("from", "1"), ("act", act), ("words", "Another word")]).to_vec()
        }
        "/bank/import" => return vec![QUESTIONS.to_owned()],
        "/bank/import/{draft}" => vec![vec![("go", "take")], vec![("go", "discard")]],
        other => panic!("{other}: say what is posted to it"),
    };
    fields.iter().map(|fields| encoded(fields)).collect()
}
