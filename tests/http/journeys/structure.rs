//! How the departments of an organisation stand below each other.

use app::urls;
use axum::http::StatusCode;
use domain::award::day_of;
use store::fresh_id;

use super::people::{keeper, office};
use crate::people::Candidate;
use crate::server::Server;

/// At the top; whoever opens the books for a test makes it.
const DESK: &str = "0198f000-0000-7000-8000-0000000000d1";
/// Below it.
const LINE: &str = "0198f000-0000-7000-8000-0000000000d3";
/// Below that one.
const NIGHT: &str = "0198f000-0000-7000-8000-0000000000d4";

#[tokio::test]
async fn a_department_cannot_stand_below_itself() {
    let server = Server::start().await;
    let (mut keeper, _) = keeper(&server).await;
    for (id, name, above) in [(LINE, "First line", DESK), (NIGHT, "Night shift", LINE)] {
        let fields = [("id", id), ("department", name), ("parent", above)];
        keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    let before = server.dump().await;
    for (moved, above) in [(DESK, DESK), (DESK, LINE), (DESK, NIGHT), (LINE, NIGHT)] {
        let fields = [("go", "change"), ("name", "Service counter"), ("parent", above)];
        let page = keeper.post(&office(&format!("departments/{moved}")), &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("A department cannot stand below itself");
        assert!(page.body.contains("value=\"Service counter\""), "what was typed stays");
        if moved != above {
            assert_eq!(page.chosen("parent").as_deref(), Some(above));
        }
    }
    assert_eq!(server.dump().await, before);
    for (moved, name, above) in [(NIGHT, "Night shift", DESK), (LINE, "First line", NIGHT)] {
        let fields = [("go", "change"), ("name", name), ("parent", above)];
        keeper.post(&office(&format!("departments/{moved}")), &fields).await.is(StatusCode::SEE_OTHER);
    }
    let page = keeper.get(&office(&format!("structure?change={LINE}"))).await;
    assert_eq!(page.chosen("parent").as_deref(), Some(NIGHT));
}

/// The form is sent twice, one after the other and at once; and somebody else sends it with an id that is taken.
#[tokio::test]
async fn a_form_founds_one_organisation_whoever_sends_it_again() {
    let server = Server::start().await;
    let mut mia = Candidate::on(&server, "Mia Manager").await;
    let mut eve = Candidate::on(&server, "Eve Stranger").await;
    let id = fresh_id(server.time_wall());
    let fields = [("id", id.as_str()), ("name", "Larkfield IT")];
    let (mut left, mut right) = (mia.clone(), mia.clone());
    let both = tokio::join!(left.post(urls::ORGANISATIONS, &fields), right.post(urls::ORGANISATIONS, &fields));
    for page in [both.0, both.1, mia.post(urls::ORGANISATIONS, &fields).await] {
        page.is(StatusCode::SEE_OTHER);
        assert_eq!(page.location(), urls::organisation(&id));
    }
    let mine = server.store().memberships(&mia.account("Mia Manager").await, day_of(server.time_wall())).await;
    assert_eq!(mine.expect("the store answers").len(), 1);
    let before = server.dump().await;
    let page = eve.post(urls::ORGANISATIONS, &[("id", &id), ("name", "Fernhill")]).await;
    page.is(StatusCode::NOT_FOUND).hides("Larkfield");
    assert_eq!(server.dump().await, before);
    mia.get(&urls::organisation(&id)).await.is(StatusCode::OK).shows("Larkfield IT");
}
