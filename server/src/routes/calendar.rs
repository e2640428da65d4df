//! The agenda in a person's own calendar program: a feed behind a secret link, and the page on which the link is made.

use std::collections::BTreeSet;

use app::pages::classes::{CalendarLink, CalendarPage};
use app::parts::limit_words;
use app::urls;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::calendar::{Calendar, Event, write};
use domain::cohort::Task;
use leptos::prelude::*;
use store::AgendaEntry;

use crate::entropy;
use crate::fields::Fields;
use crate::page::{Counter, Desk, frame};
use crate::session::hashed;
use crate::stop::Stop;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    let made = desk.site().store.calendar_link(&desk.viewer.account).await?;
    Ok(render(&desk, made.map_or(CalendarLink::None, CalendarLink::Made)))
}

fn render(desk: &Desk, link: CalendarLink) -> Response {
    let frame = frame("dashboard", "Your calendar", "The agenda of your classes in your own calendar.");
    desk.page(StatusCode::OK, frame, || view! { <CalendarPage link=link /> })
}

/// Makes a link, which is shown once, or ends the one there is.
pub async fn change(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (store, me) = (&desk.site().store, &desk.viewer.account);
    match fields.get("go") {
        "make" => {
            let token = entropy::hex::<32>();
            store.make_calendar_link(me, hashed(&token), desk.site().now().wall).await?;
            let address = format!("{}{}", desk.app.0.public_url, urls::calendar(token));
            Ok(render(&desk, CalendarLink::New(address)))
        }
        "end" => {
            store.end_calendar_link(me).await?;
            Ok(Redirect::to(urls::CALENDAR_LINK).into_response())
        }
        _ => Err(Stop::Malformed),
    }
}

/// What calendar programs fetch. A wrong link and one that was ended look as if there were nothing.
pub async fn feed(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let (store, origin) = (&counter.site().store, &counter.app.0.public_url);
    let owner = store.calendar_owner(&hashed(&token)).await?.ok_or(Stop::NotFound)?;
    let host = origin.split("//").last().unwrap_or_default();
    let mine = store.agenda(&owner, None).await?;
    let own = mine.iter().map(|at| at.entry.id.clone()).collect::<BTreeSet<_>>();
    let taught = store.taught_sessions(&owner).await?;
    // Who teaches and takes part sees a session once.
    let taught = taught.iter().filter(|at| !own.contains(&at.entry.id));
    let taught = taught.map(|at| (at, urls::plan_entry(&at.entry.cohort, &at.entry.id)));
    let page = |at: &AgendaEntry| urls::class_entry(&at.entry.cohort, &at.entry.id);
    let mine = mine.iter().map(|at| (at, page(at)));
    let events = mine.chain(taught).filter_map(|(at, page)| event(at, host, format!("{origin}{page}")));
    let text = write(&Calendar { name: "Clausewise".to_owned(), events: events.collect() });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"clausewise.ics\"")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    Ok((headers, text).into_response())
}

/// A session, or the moment at which something is due, closes or opens; nothing for what has no date.
fn event(at: &AgendaEntry, host: &str, address: String) -> Option<Event> {
    let (entry, window) = (&at.entry, at.window());
    let (what, begins, ends, place, agenda) = match &entry.task {
        Task::Session { place, agenda } => (None, window.opens?, window.closes, place.as_str(), agenda.as_str()),
        _ => {
            let told = [("Due", window.due), ("Closes", window.closes), ("Opens", window.opens)];
            let (word, at) = told.into_iter().find_map(|(word, at)| Some((word, at?)))?;
            (Some(word), at, None, "", "")
        }
    };
    let limit = limit_words(&entry.task).map_or_else(String::new, |words| format!("Mock exam, {words}"));
    let words = [entry.words.as_str(), agenda, &limit, &at.cohort_name].into_iter().filter(|text| !text.is_empty());
    Some(Event {
        uid: format!("{}@{host}", entry.id),
        title: what.map_or_else(|| entry.title.clone(), |what| format!("{what}: {}", entry.title)),
        words: words.collect::<Vec<_>>().join("\n\n"),
        place: place.to_owned(),
        address,
        begins,
        ends,
        made: at.made_at,
        changed: at.changed_at,
    })
}
