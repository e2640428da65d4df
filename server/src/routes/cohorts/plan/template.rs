//! A whole plan at once, shown before it is kept.

use app::form::Form;
use app::pages::cohorts::plan::{TemplatePage, WEEKDAYS};
use axum::extract::RawQuery;
use axum::response::Response;
use chrono::{NaiveTime, Weekday};
use content::{Lesson, Library};
use domain::award::Day;
use domain::cohort::spread::{meeting_days, spread};
use domain::cohort::{Task, Window};
use domain::ids::EntryId;
use leptos::prelude::*;
use store::{CohortFacts, NewEntry};

use super::back;
use super::read::{instant, time};
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::fresh;
use crate::stop::Stop;

/// Most days on which a cohort meets.
const MOST_DAYS: usize = 60;

/// What was asked, and what it comes to if it makes sense.
struct Asked {
    form: Form,
    days: Vec<String>,
    entries: Option<Vec<NewEntry>>,
}

pub async fn show(desk: TeachingDesk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let id = store::fresh_id(desk.site().now().wall);
    if fields.get("go").is_empty() {
        let form = Form::default().with("from", "09:00").with("until", "16:00");
        let days = WEEKDAYS.iter().take(5).map(|(word, _)| (*word).to_owned()).collect();
        return Ok(render(&desk, Asked { form, days, entries: None }));
    }
    Ok(render(&desk, ask(&desk, &fields, id)))
}

pub async fn put_in(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let asked = ask(&desk, &fields, fresh(&fields, "id")?);
    match asked.entries {
        Some(entries) if asked.form.is_sound() => {
            desk.site().store.put_entries(&desk.teaching, entries, desk.site().now().wall).await?;
            Ok(back(&desk, "put-in"))
        }
        _ => Ok(render(&desk, asked)),
    }
}

fn render(desk: &TeachingDesk, asked: Asked) -> Response {
    let (teaching, library) = (&desk.teaching, desk.site().library());
    let Asked { form, days, entries } = asked;
    let frame = frame("staff", "A whole plan", "The sessions and lessons of the level.");
    desk.page(status(&form), frame, || {
        view! { <TemplatePage teaching=teaching library=library form=form days=days proposal=entries /> }
    })
}

fn ask(desk: &TeachingDesk, fields: &Fields, id: String) -> Asked {
    let facts = &desk.teaching.cohort.facts;
    let mut form =
        ["from", "until"].into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    form = form.with("id", id.clone());
    let days = fields.all("day").map(str::to_owned).collect::<Vec<_>>();
    let weekdays =
        WEEKDAYS.iter().map(|(word, _)| *word).zip(ALL).filter(|(word, _)| days.iter().any(|day| day == word));
    let weekdays = weekdays.map(|(_, day)| day).collect::<Vec<_>>();
    let meetings = meeting_days(facts.starts_on, facts.ends_on, &weekdays);
    if weekdays.is_empty() {
        form.refuse("day", "Choose at least one day on which you meet.");
    } else if meetings.is_empty() {
        form.refuse("day", "None of these days lies between the first and the last day of the cohort. Choose other days, or change those of the cohort in its settings.");
    } else if meetings.len() > MOST_DAYS {
        form.refuse(
            "day",
            format!(
                "That would be {} sessions. Choose fewer days: up to {MOST_DAYS} can be put in at once.",
                meetings.len()
            ),
        );
    }
    let (from, until) = (time(fields, "from", &mut form), time(fields, "until", &mut form));
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        form.refuse("until", "The sessions end before they begin. Change one of the times.");
    }
    let entries = match from.zip(until).filter(|_| form.is_sound()) {
        Some(times) => propose(desk.site().library(), facts, &meetings, times, (&id, &mut form)),
        None => None,
    };
    Asked { form, days, entries }
}

const ALL: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The sessions, and after each its lessons, which are read until the next one begins; the last ones until the end of the cohort's last day.
fn propose(
    library: &Library,
    facts: &CohortFacts,
    meetings: &[Day],
    (from, until): (NaiveTime, NaiveTime),
    (id, form): (&str, &mut Form),
) -> Option<Vec<NewEntry>> {
    let lessons = library.course(facts.level)?.lessons().filter_map(|id| library.lesson(id)).collect::<Vec<_>>();
    let minutes = lessons.iter().map(|lesson| lesson.minutes).collect::<Vec<_>>();
    let mut times = Vec::with_capacity(meetings.len());
    for day in meetings {
        let begins = instant(facts.zone, (*day, from), "from", form)?;
        times.push((begins, instant(facts.zone, (*day, until), "until", form)?));
    }
    let midnight = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(NaiveTime::MIN);
    let end = instant(facts.zone, (facts.ends_on, midnight), "until", form)?;
    let mut entries = Vec::new();
    for (number, (range, (begins, ends))) in spread(&minutes, meetings.len()).into_iter().zip(&times).enumerate() {
        let own = &lessons[range];
        let window = Window { opens: Some(*begins), due: None, closes: Some(*ends) };
        let agenda = own.iter().map(|lesson| lesson.title.as_str()).collect::<Vec<_>>().join("\n");
        let task = Task::Session { place: String::new(), agenda };
        entries.push(entry(id, entries.len(), format!("Session {}", number + 1), task, window));
        if !own.is_empty() {
            let due = times.get(number + 1).map_or(end, |(begins, _)| *begins);
            let window = Window { opens: Some(*begins), due: Some(due), closes: None };
            let lessons = own.iter().map(|lesson| lesson.id.clone()).collect();
            let title = format!("Read after session {}: {}", number + 1, areas(library, own));
            entries.push(entry(id, entries.len(), title, Task::Lessons { lessons }, window));
        }
    }
    Some(entries)
}

/// The areas of some lessons, each once, as long as a name may be.
fn areas(library: &Library, lessons: &[&Lesson]) -> String {
    let mut names = lessons
        .iter()
        .filter_map(|lesson| library.area(&lesson.area))
        .map(|area| area.title.as_str())
        .collect::<Vec<_>>();
    names.dedup();
    names.join(", ").chars().take(90).collect()
}

/// An entry whose id follows from that of the form, so that the form sent twice makes it once.
fn entry(id: &str, number: usize, title: String, task: Task, window: Window) -> NewEntry {
    let head = id.get(..32).unwrap_or(id);
    NewEntry { id: EntryId::new(format!("{head}{number:04x}")), title, words: String::new(), task, window }
}
