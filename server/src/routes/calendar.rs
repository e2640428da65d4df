//! The agenda in a person's own calendar program: a feed behind a secret link, and the page on which the link is made.

use std::collections::BTreeSet;

use app::pages::classes::{CalendarLink, CalendarPage};
use app::parts::limit_words;
use app::urls;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveTime;
use documents::calendar::{Calendar, Event, When, write};
use domain::award::{Award, Day, Standing, day_of};
use domain::cohort::Task;
use domain::ids::AccountId;
use domain::organisation::{NeedState, PlanKind};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AgendaEntry, Assigned, Required};

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
    let classes = mine.chain(taught).filter_map(|(at, page)| event(at, host, format!("{origin}{page}")));
    let days = days(&counter, &owner).await?;
    let events = classes.chain(days.into_iter().map(|due| due.event(host, origin)));
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
    let (what, when, place, agenda) = match &entry.task {
        Task::Session { place, agenda } => {
            let begins = window.opens?;
            let when = window.closes.map_or(When::Moment(begins), |ends| When::Span(begins, ends));
            (None, when, place.as_str(), agenda.as_str())
        }
        _ => {
            let told = [("Due", window.due), ("Closes", window.closes), ("Opens", window.opens)];
            let (word, at) = told.into_iter().find_map(|(word, at)| Some((word, at?)))?;
            (Some(word), When::Moment(at), "", "")
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
        when,
        made: at.made_at,
        changed: at.changed_at,
    })
}

/// Something that is to be done on a day or by it.
struct Due {
    /// Its name for ever, within this server.
    key: String,
    title: String,
    /// Who asks for it.
    words: String,
    day: Day,
    page: String,
    /// From when on it stands. That it was changed is not said: a feed is taken as it is.
    since: Timestamp,
}

impl Due {
    fn event(self, host: &str, origin: &str) -> Event {
        Event {
            uid: format!("{}@{host}", self.key),
            title: self.title,
            words: self.words,
            place: String::new(),
            address: format!("{origin}{}", self.page),
            when: When::Day(self.day),
            made: self.since,
            changed: self.since,
        }
    }

    fn assigned(Assigned { organisation_name, plan, .. }: Assigned) -> Self {
        let level = plan.level.name();
        let (title, page) = match plan.kind {
            PlanKind::Exam => (format!("Official exam: {level}"), urls::EXAM.to_owned()),
            PlanKind::Course => (format!("Course to be finished: {level}"), urls::course(plan.level)),
            PlanKind::Refresher => (format!("Refresher to be handed in: {level}"), urls::refresher(&plan.id)),
        };
        let words = format!("{organisation_name} asks for it.");
        Self { key: plan.id.to_string(), title, words, day: plan.on, page, since: plan.made_at }
    }

    /// Nothing for what is late already, or was asked for at once: there is no day to come. Nor for what the person can do nothing about.
    fn required(Required { organisation, organisation_name, requirement, state, conflict }: Required) -> Option<Self> {
        let NeedState::Open(day) = state else { return None };
        if matches!(conflict, Some((Some(_), _))) {
            return None;
        }
        let (key, title) = (requirement.id.to_string(), format!("Due: {}", requirement.levels_words()));
        let words = format!("{organisation_name} requires it ({}).", requirement.name);
        let since = Timestamp(requirement.from.and_time(NaiveTime::MIN).and_utc().timestamp_millis());
        Some(Self { key, title, words, day, page: urls::office(&organisation, "me"), since })
    }
}

/// The own exam, the ends of certificates, what the person's organisations ask for, and by when what they require is to be met.
async fn days(counter: &Counter, owner: &AccountId) -> Result<Vec<Due>, Stop> {
    let (store, now) = (&counter.site().store, counter.site().now().wall);
    let today = day_of(now);
    let exam = store.account(owner).await?.and_then(|account| {
        Some(Due {
            key: format!("exam-{owner}"),
            title: "Your exam".to_owned(),
            words: "The day that you set yourself.".to_owned(),
            day: app::when::parse_day(&account.exam_date?)?,
            page: urls::DASHBOARD.to_owned(),
            since: account.created_at,
        })
    });
    let ends = store.awards(owner).await?.into_iter().filter_map(|log| {
        let award = Award::replay(&log.entries, None, now)?;
        let stands = matches!(award.standing(today), Standing::Claimed | Standing::Verified);
        let day = award.last_day().filter(|_| stands)?;
        let title =
            counter.site().library().credits.rules.title(&award.facts.qualification, award.facts.other.as_ref());
        Some(Due {
            key: format!("end-{}", log.id),
            title: format!("Your certificate ends: {title}"),
            words: "This is the last day on which it is valid.".to_owned(),
            day,
            page: urls::certificate(&log.id),
            since: award.claimed.1,
        })
    });
    let assigned = store.assigned(owner).await?.into_iter().map(Due::assigned);
    let required = store.required_of(owner, today).await?.into_iter().filter_map(Due::required);
    Ok(exam.into_iter().chain(ends).chain(assigned).chain(required).collect())
}
