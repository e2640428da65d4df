//! A mock exam of a cohort while it runs.

use std::convert::Infallible;
use std::time::Duration;

use app::form::Form;
use app::pages::cohorts::{Run, RunPage, RunsPage, run_table};
use app::shell::{Frame, Island};
use app::{urls, when};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::Phase;
use domain::cohort::{Task, TaskKind};
use domain::ids::{EntryId, ParticipantId};
use domain::time::Millis;
use leptos::prelude::*;
use serde::Deserialize;
use store::{RunAct, Teaching};
use tokio::sync::watch;

use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::sittings::{LONGEST_REASON, whole};
use crate::state::App;
use crate::stop::Stop;

/// How often a page that follows an exam is looked after: what happens is on it within two seconds.
const LOOK: Duration = Duration::from_millis(1_000);

/// And how often after nobody has sat for [`PATIENCE`] looks.
const SELDOM: Duration = Duration::from_secs(10);

/// For so many looks the page waits closely for the first to begin.
const PATIENCE: u32 = 60;

pub async fn list(desk: TeachingDesk) -> Result<Response, Stop> {
    let teaching = &desk.teaching;
    let mut entries = desk.site().store.plan_of_cohort(&teaching.cohort.id).await?;
    entries.retain(|entry| entry.task.kind() == TaskKind::Paper);
    let now = desk.site().now().wall;
    let frame = frame("staff", "Mock exams", "The mock exams of the cohort.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <RunsPage teaching=teaching entries=entries now=now /> }))
}

async fn load(app: &App, teaching: &Teaching, id: &EntryId) -> Result<Option<Run>, store::Fault> {
    let site = app.site();
    let Some(entry) = site.store.plan_entry(&teaching.cohort.id, id).await? else { return Ok(None) };
    if !matches!(entry.task, Task::Paper { .. }) {
        return Ok(None);
    }
    let rows = site.store.run(teaching, id).await?;
    let heard = |row: &store::RunRow| {
        row.exam.as_ref().is_some_and(|exam| exam.phase == Phase::Running && site.live.is_heard(&exam.id))
    };
    let connected = rows.iter().map(heard).collect();
    Ok(Some(Run { entry, connected, rows, now: site.now().service }))
}

#[derive(Deserialize, Default)]
pub struct Shown {
    done: Option<String>,
    count: Option<usize>,
    /// Whose exam is to be ended: it is asked first.
    end: Option<String>,
}

impl Shown {
    fn words(&self) -> Option<String> {
        let exams = when::count(self.count.unwrap_or_default(), "exam", "exams");
        Some(match self.done.as_deref()? {
            "begin" => "Everybody can begin now.".to_owned(),
            "halt" => format!("All clocks are held: {exams}."),
            "continue" => format!("The clocks go on: {exams}."),
            "grant" => format!("Time was granted: {exams}."),
            "close" => format!("Ended and marked: {exams}."),
            _ => return None,
        })
    }
}

pub async fn show(
    desk: TeachingDesk,
    Path((_, id)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Stop> {
    let ending = shown.end.as_deref().map(ParticipantId::new);
    render(&desk, &EntryId::new(id), (Form::default(), ending), shown.words()).await
}

/// The page with its form, which may be about the end of one exam.
async fn render(
    desk: &TeachingDesk,
    id: &EntryId,
    (form, ending): (Form, Option<ParticipantId>),
    done: Option<String>,
) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let run = load(&desk.app, teaching, id).await?.ok_or(Stop::NotFound)?;
    let key = format!("{:016x}", site.entropy());
    let frame = Frame { island: Island::Live, ..frame("staff", run.entry.title.clone(), "A mock exam of the cohort.") };
    Ok(desk.page(status(&form), frame, || {
        view! { <RunPage teaching=teaching run=run key=key done=done ending=ending form=form /> }
    }))
}

pub async fn act(
    desk: TeachingDesk,
    Path((cohort, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, entry) = (desk.site(), EntryId::new(id));
    let (go, key) = (fields.get("go"), fields.get("key"));
    if key.is_empty() || key.len() > 32 || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(Stop::Malformed);
    }
    let mut form = ["minutes", "reason", "end_reason"]
        .into_iter()
        .fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let participant = fields.get("participant");
    let participant = (!participant.is_empty()).then(|| ParticipantId::new(participant));
    let because = if go == "close" { "end_reason" } else { "reason" };
    let reason = fields.trimmed(because).to_owned();
    if reason.chars().count() > LONGEST_REASON {
        form.refuse(because, format!("Say why in up to {LONGEST_REASON} characters."));
    }
    let (act, word) = match go {
        "begin" => {
            if !site.store.begin_run(&desk.teaching, &entry, site.now().wall).await? {
                return Err(Stop::NotFound);
            }
            return Ok(back(&cohort, &entry, "begin", 0));
        }
        "halt" => (RunAct::Halt, "halt"),
        "continue" => (RunAct::Continue, "continue"),
        "five" => (RunAct::Grant(Millis::minutes(5)), "grant"),
        "close" => {
            if fields.get("sure") != "yes" {
                form.refuse("sure", "Tick “Yes, end it for everybody” if the exam is to end.");
            }
            (RunAct::Close, "close")
        }
        "grant" => {
            let minutes = whole(&fields, ("minutes", "the minutes"), 1..=180, &mut form);
            (RunAct::Grant(Millis::minutes(minutes.unwrap_or_default())), "grant")
        }
        _ => return Err(Stop::Malformed),
    };
    if !form.is_sound() {
        return render(&desk, &entry, (form, participant), None).await;
    }
    let reason = if reason.is_empty() && word == "grant" { "granted while the exam ran".to_owned() } else { reason };
    let key = format!("{word}-{key}");
    let whom = (&entry, participant.as_ref());
    let done = site.store.act_on_run(&desk.teaching, whom, (act, reason), key, site.now()).await?;
    let done = done.ok_or(Stop::NotFound)?;
    done.iter().for_each(|attempt| site.live.tell(attempt));
    Ok(back(&cohort, &entry, word, done.len()))
}

fn back(cohort: &str, entry: &EntryId, done: &str, count: usize) -> Response {
    Redirect::to(&format!("{}?done={done}&count={count}", urls::run(cohort, entry))).into_response()
}

struct Following {
    app: App,
    teaching: Teaching,
    entry: EntryId,
    address: String,
    key: String,
    /// The session of the reader.
    session: String,
    /// Says when the server stops.
    stopping: watch::Receiver<bool>,
    /// Looks since somebody sat last.
    idle: u32,
    /// What was sent last.
    last: Option<String>,
}

impl Following {
    /// Waits for the next look. False when the server stops.
    async fn pause(&mut self) -> bool {
        let length = if self.idle < PATIENCE { LOOK } else { SELDOM };
        let stopped = async {
            let _ = self.stopping.wait_for(|stops| *stops).await;
        };
        tokio::select! {
            () = stopped => false,
            () = tokio::time::sleep(length) => true,
        }
    }

    /// Who teaches, where the reader is signed in still and teaches it still.
    async fn teaching(&self) -> Result<Option<Teaching>, store::Fault> {
        let (site, account) = (self.app.site(), &self.teaching.account);
        let sessions = site.store.sessions(account, site.now().wall).await?;
        if !sessions.iter().any(|one| one.id == self.session) {
            return Ok(None);
        }
        site.store.teaching(account, &self.teaching.cohort.id).await
    }

    /// How the exam stands; nothing when the reader is to be told no more.
    async fn look(&mut self) -> Result<Option<Run>, store::Fault> {
        let Some(teaching) = self.teaching().await? else { return Ok(None) };
        let run = load(&self.app, &teaching, &self.entry).await?;
        if let Some(run) = &run {
            self.idle = if run.running() > 0 { 0 } else { self.idle.saturating_add(1) };
        }
        Ok(run)
    }
}

/// Sends the table anew whenever it changes. Ends when the assignment or the reader's session is gone, or when the server stops.
pub async fn listen(desk: TeachingDesk, Path((cohort, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let entry = EntryId::new(id);
    load(&desk.app, &desk.teaching, &entry).await?.ok_or(Stop::NotFound)?;
    let following = Following {
        address: urls::run(&cohort, &entry),
        key: format!("{:016x}", desk.site().entropy()),
        app: desk.app.clone(),
        session: desk.viewer.session.clone(),
        stopping: desk.site().live.stopping(),
        idle: 0,
        teaching: desk.teaching.clone(),
        entry,
        last: None,
    };
    let stream = futures_util::stream::unfold(following, next);
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(Sse::new(stream).keep_alive(alive).into_response())
}

async fn next(mut following: Following) -> Option<(Result<Event, Infallible>, Following)> {
    loop {
        if following.last.is_some() && !following.pause().await {
            return None;
        }
        let run = match following.look().await {
            Ok(run) => run?,
            // The page tries again by itself.
            Err(fault) => {
                following.app.site().report(&fault);
                return None;
            }
        };
        let html = Owner::new_root(None).with(|| run_table(&run, &following.address, &following.key).to_html());
        if following.last.as_ref() != Some(&html) {
            following.last = Some(html.clone());
            return Some((Ok(Event::default().data(html)), following));
        }
    }
}
