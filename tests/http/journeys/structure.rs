//! How the departments of an organisation stand below each other.

use axum::http::StatusCode;

use super::people::{keeper, office};
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
