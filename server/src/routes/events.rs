//! What a running exam's page is told without asking: server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use app::api::standing;
use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::{AccountId, AttemptId};
use tokio::sync::watch;

use crate::page::Desk;
use crate::state::App;
use crate::stop::Stop;

struct Listening {
    app: App,
    account: AccountId,
    attempt: AttemptId,
    changed: watch::Receiver<u64>,
    /// Whether the page has been told anything yet: it is told at once how things stand.
    greeted: bool,
}

/// Tells how the exam stands, at once and whenever that changes. Ends with the exam, or when the server stops.
pub async fn listen(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let attempt = AttemptId::new(id);
    let (site, account) = (desk.site(), desk.viewer.account.clone());
    site.store.attempt_status(&account, &attempt, site.now()).await?.ok_or(Stop::NotFound)?;
    let changed = site.live.listen(&attempt);
    let listening = Listening { app: desk.app.clone(), account, attempt, changed, greeted: false };
    let stream = futures_util::stream::unfold(listening, next);
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(Sse::new(stream).keep_alive(alive).into_response())
}

async fn next(mut listening: Listening) -> Option<(Result<Event, Infallible>, Listening)> {
    if listening.greeted {
        listening.changed.changed().await.ok()?;
    }
    listening.greeted = true;
    let site = listening.app.site();
    let status = match site.store.attempt_status(&listening.account, &listening.attempt, site.now()).await {
        Ok(status) => status?,
        // The page tries again by itself.
        Err(fault) => {
            site.report(&fault);
            return None;
        }
    };
    let text = serde_json::to_string(&standing(status)).expect("a standing is plain data");
    Some((Ok(Event::default().data(text)), listening))
}
