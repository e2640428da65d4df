//! The next session of a cohort.

use app::form::Form;
use app::pages::cohorts::next_session::{Handout, Keys, NextSessionPage, Prepared, Slides, Typed, load};
use app::shell::{Chrome, Frame};
use app::urls;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveTime;
use domain::cohort::{Task, Window};
use domain::ids::EntryId;
use domain::next_session::{Line, agenda};
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;
use serde::Deserialize;
use store::{EntryAdded, KeptDraft, NewEntry, SessionDraft};

use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::{day, fresh, text};
use crate::stop::Stop;

/// Most lines of a session.
const MOST_LINES: usize = 40;

/// Most minutes of a line.
const LONGEST: u16 = 480;

#[derive(Deserialize, Default)]
pub struct Shown {
    done: Option<String>,
}

impl Shown {
    fn words(&self) -> Option<&'static str> {
        match self.done.as_deref() {
            Some("kept") => Some("Saved."),
            Some("proposed") => Some("This is a new proposal."),
            Some("planned") => Some("The session is in the plan of the cohort."),
            _ => None,
        }
    }
}

pub async fn show(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let prepared = load(&desk.site().store, &desk.teaching).await?;
    let form = Form::default()
        .with("id", store::fresh_id(desk.site().now().wall))
        .with("seen", prepared.kept.as_ref().map(|(_, at)| at.0.to_string()).unwrap_or_default())
        .with("title", prepared.draft.title.clone());
    let lines = Typed::of(&prepared.draft.lines);
    Ok(render(&desk, &prepared, lines, shown.words(), form))
}

fn render(
    desk: &TeachingDesk,
    prepared: &Prepared,
    lines: Vec<Typed>,
    done: Option<&'static str>,
    form: Form,
) -> Response {
    let (teaching, frame) = (&desk.teaching, frame("staff", "Next session", "What the cohort should do next."));
    desk.page(status(&form), frame, || {
        view! { <NextSessionPage teaching=teaching prepared=prepared lines=lines done=done form=form /> }
    })
}

/// The lines as typed, in the order that was asked for. A line that was moved stands before the one whose place it takes when it
/// comes from below, and behind it when it comes from above.
fn typed(fields: &Fields) -> Vec<Typed> {
    let line = |number: &str| Typed {
        about: fields.get(&format!("about-{number}")).to_owned(),
        words: fields.trimmed(&format!("words-{number}")).to_owned(),
        minutes: fields.trimmed(&format!("minutes-{number}")).to_owned(),
        stays: fields.get(&format!("stays-{number}")) == "yes",
    };
    let turn = |(place, number): (usize, &str)| {
        let here = place + 1;
        let there = fields.trimmed(&format!("turn-{number}")).parse().unwrap_or(here);
        (there, there.cmp(&here))
    };
    let mut lines = fields.all("line").enumerate().map(|at| (turn(at), line(at.1))).collect::<Vec<_>>();
    lines.sort_by_key(|(turn, _)| *turn);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Says that a colleague, or the trainer in another window, was faster. Saved once more, what was typed takes the place of that.
fn refuse_if_moved(kept: &KeptDraft, form: Form) -> Form {
    let mut form = form.with("seen", kept.at.0.to_string());
    let words = format!(
        "{} has saved another version meanwhile. What you typed stands below and is not saved: save it once more to put it in the place \
         of that version, or open this page anew to see that one.",
        kept.by
    );
    form.refuse("lines", words);
    form
}

/// The lines that stay, or what is wrong with them.
fn checked(typed: &[Typed], form: &mut Form) -> Vec<Line> {
    let kept = typed.iter().enumerate().filter(|(_, line)| line.stays && !line.words.is_empty());
    let mut lines = Vec::new();
    for (number, line) in kept {
        let minutes = if line.minutes.is_empty() { Ok(0) } else { line.minutes.parse::<u16>() };
        match minutes {
            Ok(minutes) if minutes <= LONGEST && line.words.chars().count() <= 300 => {
                lines.push(Line { about: line.about(), words: line.words.clone(), minutes });
            }
            Ok(minutes) if minutes <= LONGEST => {
                form.refuse("lines", format!("Line {}: say it in up to 300 characters.", number + 1));
            }
            _ => form.refuse("lines", format!("Line {}: give whole minutes, up to {LONGEST}.", number + 1)),
        }
    }
    if lines.len() > MOST_LINES {
        form.refuse("lines", format!("A session has at most {MOST_LINES} lines. Take some out."));
    }
    if lines.is_empty() && form.is_sound() {
        form.refuse("lines", "A session needs at least one line. Write one, or ask for a new proposal.");
    }
    lines
}

/// When the session is, in the cohort's zone.
fn begin(desk: &TeachingDesk, fields: &Fields, form: &mut Form) -> Option<Timestamp> {
    let on = day(fields, "on", "the day", form);
    let at = NaiveTime::parse_from_str(fields.trimmed("at"), "%H:%M").ok();
    if at.is_none() {
        form.refuse("at", "Give the hour at which it begins, for instance 18:30.");
    }
    let begin = desk.teaching.cohort.facts.zone.instant(on?, at?).ok();
    if begin.is_none() {
        form.refuse("at", "On this day the clocks skip that hour. Choose another.");
    }
    begin
}

/// Keeps the session, makes a new proposal, or keeps it and puts it into the plan.
pub async fn keep(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let (store, teaching, now) = (&desk.site().store, &desk.teaching, desk.site().now().wall);
    let entry = EntryId::new(fresh(&fields, "id")?);
    let back = |done: &str| {
        let address = urls::cohort_page(&teaching.cohort.id, "next-session");
        Ok(Redirect::to(&format!("{address}?done={done}")).into_response())
    };
    let seen = fields.get("seen").parse().ok().map(Timestamp);
    let names = ["title", "on", "at", "place", "seen"];
    let mut form = names.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    form = form.with("id", entry.to_string());
    if fields.get("go") == "propose" {
        let is_gone = match seen {
            Some(seen) => store.forget_session_draft(teaching, seen).await?,
            None => false,
        };
        return match store.session_draft(teaching).await?.filter(|_| !is_gone) {
            Some(kept) => refused(&desk, typed(&fields), refuse_if_moved(&kept, form)).await,
            None => back("proposed"),
        };
    }
    let (typed, title) = (typed(&fields), text(&fields, "title", "a title", &mut form));
    let lines = checked(&typed, &mut form);
    let plans = fields.get("go") == "plan";
    let begin = if plans { begin(&desk, &fields, &mut form) } else { None };
    if fields.trimmed("place").chars().count() > 200 {
        form.refuse("place", "Give the place in up to 200 characters.");
    }
    let Some(title) = title.filter(|_| form.is_sound()) else { return refused(&desk, typed, form).await };
    let draft = SessionDraft { title: title.clone(), lines: lines.clone() };
    if !store.keep_session_draft(teaching, (draft, seen), now).await? {
        let kept = store.session_draft(teaching).await?;
        let form = kept.map_or_else(Form::default, |kept| refuse_if_moved(&kept, form));
        return refused(&desk, typed, form).await;
    }
    let Some(begin) = begin else { return back("kept") };
    let minutes = lines.iter().map(|line| i64::from(line.minutes)).sum::<i64>();
    let closes = Some(begin.plus(Millis::minutes(minutes.max(1))));
    let task = Task::Session { place: fields.trimmed("place").to_owned(), agenda: agenda(&lines) };
    let window = Window { opens: Some(begin), due: None, closes };
    let new = NewEntry { id: entry, title, words: String::new(), task, window };
    match store.add_entry(teaching, new, now).await? {
        EntryAdded::Done => back("planned"),
        EntryAdded::Another => {
            // The draft is kept by now; the form gets an id of its own for the next try.
            let kept = store.session_draft(teaching).await?.map(|kept| kept.at.0.to_string()).unwrap_or_default();
            let mut form = form.with("id", store::fresh_id(now)).with("seen", kept);
            form.refuse(
                "on",
                "This page has put a session into the plan already. Send it once more to plan another one.",
            );
            refused(&desk, typed, form).await
        }
    }
}

/// Shows again what was typed, with what is wrong.
async fn refused(desk: &TeachingDesk, typed: Vec<Typed>, form: Form) -> Result<Response, Stop> {
    let prepared = load(&desk.site().store, &desk.teaching).await?;
    Ok(render(desk, &prepared, typed, None, form))
}

#[derive(Deserialize, Default)]
pub struct Sheet {
    keys: Option<String>,
}

/// A page that is made to be printed, or shown on a wall.
fn printed(title: &str, chrome: Chrome) -> Frame {
    Frame { chrome, ..frame("staff", title, "A session of the cohort.") }
}

pub async fn handout(desk: TeachingDesk, Query(sheet): Query<Sheet>) -> Result<Response, Stop> {
    let prepared = &load(&desk.site().store, &desk.teaching).await?;
    let keys = if sheet.keys.as_deref() == Some("yes") { Keys::Shown } else { Keys::Hidden };
    let (library, teaching) = (desk.site().library(), &desk.teaching);
    Ok(desk.page(StatusCode::OK, printed("Handout", Chrome::Full), || {
        view! { <Handout library=library teaching=teaching prepared=prepared keys=keys /> }
    }))
}

pub async fn slides(desk: TeachingDesk) -> Result<Response, Stop> {
    let prepared = &load(&desk.site().store, &desk.teaching).await?;
    let (library, teaching) = (desk.site().library(), &desk.teaching);
    Ok(desk.page(StatusCode::OK, printed("Slides", Chrome::Wall), || {
        view! { <Slides library=library teaching=teaching prepared=prepared /> }
    }))
}
