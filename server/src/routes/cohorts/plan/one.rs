//! One entry of the plan: how far each person is, dates of single people, and the register of a session.

use app::agenda;
use app::form::Form;
use app::pages::cohorts::plan::{EntryPage, MOMENTS, Person};
use app::urls;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::cohort::{Presence, TaskKind, Window};
use domain::ids::ParticipantId;
use leptos::prelude::*;
use store::{Noting, PlanEntry, Withdrawal};

use super::read::{refuse_order, window};
use super::{Shown, back, find};
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::reason;
use crate::stop::Stop;

pub async fn show(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Stop> {
    let entry = find(&desk, &entry).await?;
    let done = match shown.done.as_deref() {
        Some("dates") => Some("The dates are set."),
        Some("taken-back") => Some("The dates of the plan hold again."),
        Some("register") => Some("The register is kept."),
        Some("register-moved") => Some(
            "The register is kept, but for people about whom somebody noted something else meanwhile. Look at the list once more.",
        ),
        _ => None,
    };
    render(&desk, entry, done, Form::default()).await
}

async fn render(
    desk: &TeachingDesk,
    entry: PlanEntry,
    done: Option<&'static str>,
    form: Form,
) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let (now, library) = (site.now().wall, site.library());
    let parts = agenda::parts(library, &entry.task);
    let people = site.store.doings(teaching).await?.into_iter().map(|one| Person {
        standing: one.standing(&entry, &parts, now),
        id: one.participant,
        name: one.name,
    });
    let people = people.collect::<Vec<_>>();
    let own = site.store.own_dates(teaching, &entry.id).await?;
    let register = site.store.attendance(teaching, &entry.id).await?;
    let frame = frame("staff", entry.title.clone(), "An entry of the plan.");
    Ok(desk.page(status(&form), frame, || {
        view! {
            <EntryPage
                teaching=teaching
                library=library
                entry=entry
                people=people
                own=own
                register=register
                now=now
                done=done
                form=form
            />
        }
    }))
}

fn here(desk: &TeachingDesk, entry: &PlanEntry, done: &str) -> Response {
    let page = urls::plan_entry(&desk.teaching.cohort.id, &entry.id);
    Redirect::to(&format!("{page}?done={done}")).into_response()
}

pub async fn withdraw(desk: TeachingDesk, Path((_, entry)): Path<(String, String)>) -> Result<Response, Stop> {
    let (site, entry) = (desk.site(), find(&desk, &entry).await?);
    let why = match site.store.withdraw_entry(&desk.teaching, &entry.id, site.now().wall).await? {
        Withdrawal::Done | Withdrawal::Absent => return Ok(back(&desk, "withdrawn")),
        Withdrawal::BeingSat => "People are sitting it now. End it on the page of the mock exam first.",
        Withdrawal::Unreleased => {
            "People wait for the marks of what they wrote in their own words. Release them on the page “Marking” first."
        }
    };
    let mut form = Form::default();
    form.refuse("main", why);
    render(&desk, entry, None, form).await
}

/// Sets dates for one person, or takes them back.
pub async fn own_dates(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, entry) = (desk.site(), find(&desk, &entry).await?);
    let participant = ParticipantId::new(fields.get("participant"));
    if site.store.participant(&desk.teaching, &participant).await?.is_none() || entry.task.kind() == TaskKind::Session {
        return Err(Stop::NotFound);
    }
    let now = site.now().wall;
    if fields.get("go") == "forget" {
        let nothing = (Window::default(), String::new());
        site.store.set_own_dates(&desk.teaching, (&entry.id, &participant), nothing, now).await?;
        return Ok(here(&desk, &entry, "taken-back"));
    }
    let names = MOMENTS.into_iter().flat_map(|(on, at)| [on, at]).chain(["participant", "reason"]);
    let mut form = names.fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let own = window(&fields, desk.teaching.cohort.facts.zone, &mut form);
    let why = reason(&fields, "reason", &mut form);
    if own == Some(Window::default()) {
        form.refuse("opens_on", "Give at least one date that is different from that of the plan.");
    } else if let Some(Err(fault)) = own.map(|own| entry.window.with_own(own).check()) {
        refuse_order(fault, &mut form);
    }
    let (Some(own), Some(why), true) = (own, why, form.is_sound()) else {
        return render(&desk, entry, None, form).await;
    };
    site.store.set_own_dates(&desk.teaching, (&entry.id, &participant), (own, why), now).await?;
    Ok(here(&desk, &entry, "dates"))
}

/// Keeps the register of a session. Whom the form does not name, or names without a known word, is left as it was.
pub async fn attendance(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, entry) = (desk.site(), find(&desk, &entry).await?);
    if entry.task.kind() != TaskKind::Session {
        return Err(Stop::NotFound);
    }
    let people = site.store.doings(&desk.teaching).await?;
    let noted = people.into_iter().filter_map(|one| {
        let presence = Presence::from_word(fields.get(&format!("presence-{}", one.participant)))?;
        let seen = Presence::from_word(fields.get(&format!("seen-{}", one.participant)));
        Some(Noting { participant: one.participant, presence, seen })
    });
    let noted = noted.collect();
    let kept = site.store.keep_attendance(&desk.teaching, &entry.id, noted, site.now().wall).await?;
    Ok(here(&desk, &entry, if kept.moved == 0 { "register" } else { "register-moved" }))
}
