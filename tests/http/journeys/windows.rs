//! One exam in two windows: the newer one holds it.

use app::urls;
use domain::attempt::Act;
use domain::response::Response;

use super::exam::stored;
use crate::people::Candidate;
use crate::server::Server;

fn answer(item: u16, option: u8) -> Act {
    Act::Answer { item, response: Response::Choice(option) }
}

#[tokio::test]
async fn the_newer_window_holds_the_exam_and_the_older_one_is_told() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, "Ada Quill").await;
    let exam = ada.start_exam().await;
    let older = ada.get(&urls::attempt(&exam)).await.field("key");
    let from = ada.hold(&exam, &older).await;
    ada.save(&exam, &format!("{older}-1"), from + 1, answer(0, 1)).await.shows("\"holds\":true");
    let mut told = ada.listen(&urls::events(&exam)).await;
    let standing = told.next::<app::api::Standing>().await.expect("it is told at once");
    assert_eq!(standing.holder, older);

    let newer = ada.get(&urls::attempt(&exam)).await.field("key");
    assert_ne!(older, newer);
    let later = ada.hold(&exam, &newer).await;
    assert!(later > from + 1, "what the newer window does is newer");
    let standing = told.next::<app::api::Standing>().await.expect("the older window is told");
    assert_eq!(standing.holder, newer);

    ada.save(&exam, &format!("{newer}-1"), later + 1, answer(1, 2)).await.shows("\"holds\":true");
    let left = ada.save(&exam, &format!("{older}-2"), from + 2, answer(2, 3)).await;
    left.shows("\"reply\":\"saved\"").shows("\"holds\":false");
    let overtaken = ada.save(&exam, &format!("{older}-3"), from + 3, answer(1, 0)).await;
    overtaken.shows("\"refusal\":\"stale\"");

    let attempt = stored(&ada, &exam).await;
    let given = (0..3).map(|place| attempt.sheet.response(place).and_then(Response::choice)).collect::<Vec<_>>();
    assert_eq!(given, [Some(1), Some(2), Some(3)]);
    assert_eq!(attempt.aside.len(), 1, "what was overtaken is kept");
    ada.submit(&urls::submit(&exam), &[]).await.shows("overtaken by a newer choice from another window");
    server.verify().await;
}

#[tokio::test]
async fn taking_over_an_exam_that_has_ended_changes_nothing() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, "Ada Quill").await;
    let exam = ada.start_exam().await;
    ada.post(&urls::submit(&exam), &[]).await;
    let before = server.dump().await;
    let reply = ada.call(crate::people::HOLD, &serde_json::json!({ "attempt": exam, "page": "late" })).await;
    reply.shows("\"phase\":\"submitted\"");
    for page in ["", &"x".repeat(33)] {
        let reply = ada.call(crate::people::HOLD, &serde_json::json!({ "attempt": exam, "page": page })).await;
        reply.shows("\"signed_out\"");
    }
    assert_eq!(server.dump().await, before);
}
