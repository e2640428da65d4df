//! What is typed about an entry of the plan, and back.

use app::agenda::name_of;
use app::form::Form;
use app::pages::cohorts::plan::{MOMENTS, Paper, as_fields};
use app::pages::exercises::offered;
use app::when;
use chrono::NaiveTime;
use content::Library;
use domain::cohort::limit::TimeLimit;
use domain::cohort::{Start, Task, TaskKind, Window, WindowFault};
use domain::ids::{AreaId, EntryId, LessonId};
use domain::question::Level;
use domain::time::Timestamp;
use domain::zone::{NoInstant, Zone};
use store::{CohortFacts, NewEntry, PlanEntry};

use crate::fields::Fields;
use crate::routes::organisation::{day, text};

/// Most questions of a practice set.
const MOST_QUESTIONS: u16 = 40;
/// Longest words and agenda, in characters.
const LONGEST: usize = 4_000;
/// The last minute of a day: what has a day and no time ends there.
const END_OF_DAY: (u32, u32) = (23, 59);

/// What was typed, what was ticked, and the entry if it makes sense.
pub struct Read {
    pub form: Form,
    pub chosen: Vec<String>,
    pub entry: Option<NewEntry>,
}

const NAMES: [&str; 10] = ["id", "title", "words", "place", "agenda", "count", "scenario", "paper", "start", "limit"];

/// The form as it was typed.
fn typed(fields: &Fields) -> (Form, Vec<String>) {
    let moments = MOMENTS.into_iter().flat_map(|(on, at)| [on, at]);
    let names = NAMES.into_iter().chain(moments);
    let form = names.fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    (form, fields.all("lesson").chain(fields.all("area")).map(str::to_owned).collect())
}

/// Reads an entry.
pub fn entry(
    library: &Library,
    facts: &CohortFacts,
    papers: &[Paper],
    (kind, id): (TaskKind, EntryId),
    fields: &Fields,
) -> Read {
    let (mut form, chosen) = typed(fields);
    form = form.with("id", id.to_string());
    let task = match kind {
        TaskKind::Session => session(fields, &mut form),
        TaskKind::Lessons => lessons(library, facts.level, &chosen, &mut form),
        TaskKind::Practice => practice(library, facts.level, &chosen, fields, &mut form),
        TaskKind::Exercise => exercise(library, facts.level, fields, &mut form),
        TaskKind::Paper => paper(papers, fields, &mut form),
    };
    let window = match kind {
        TaskKind::Session => session_window(fields, facts.zone, &mut form),
        _ => window(fields, facts.zone, &mut form),
    };
    let words = longer(fields, "words", &mut form);
    let title = match (fields.trimmed("title"), &task) {
        ("", Some(task)) if kind != TaskKind::Session => Some(name_of(library, task).chars().take(120).collect()),
        _ => text(fields, "title", "a name", &mut form),
    };
    let entry = (|| Some(NewEntry { id, title: title?, words: words?, task: task?, window: window? }))();
    Read { form, chosen, entry }
}

fn longer(fields: &Fields, name: &'static str, form: &mut Form) -> Option<String> {
    let typed = fields.trimmed(name);
    if typed.chars().count() > LONGEST {
        form.refuse(name, format!("Make it shorter: up to {LONGEST} characters."));
        return None;
    }
    Some(typed.to_owned())
}

fn session(fields: &Fields, form: &mut Form) -> Option<Task> {
    let place = fields.trimmed("place");
    if place.chars().count() > 200 {
        form.refuse("place", "Make the place shorter: up to 200 characters.");
        return None;
    }
    let agenda = longer(fields, "agenda", form)?;
    Some(Task::Session { place: place.to_owned(), agenda })
}

fn lessons(library: &Library, level: Level, chosen: &[String], form: &mut Form) -> Option<Task> {
    let course = library.course(level)?;
    // In the order of the course.
    let lessons = course.lessons().filter(|id| chosen.iter().any(|chosen| chosen == id.as_str()));
    let lessons = lessons.cloned().collect::<Vec<LessonId>>();
    if lessons.is_empty() {
        form.refuse("lesson", "Choose at least one lesson.");
        return None;
    }
    Some(Task::Lessons { lessons })
}

fn practice(library: &Library, level: Level, chosen: &[String], fields: &Fields, form: &mut Form) -> Option<Task> {
    let areas = library.course(level).map(|course| &course.areas[..]).unwrap_or_default();
    let areas = areas.iter().map(|area| &area.id).filter(|id| chosen.iter().any(|chosen| chosen == id.as_str()));
    let areas = areas.cloned().collect::<Vec<AreaId>>();
    if areas.len() < chosen.len() {
        form.refuse("area", "Choose areas from the list: the cohort's level has changed.");
    }
    let count = fields.trimmed("count").parse().ok().filter(|count| (1..=MOST_QUESTIONS).contains(count));
    if count.is_none() {
        form.refuse("count", "Give the number of questions, from 1 to 40.");
    }
    Some(Task::Practice { areas, count: count? })
}

fn exercise(library: &Library, level: Level, fields: &Fields, form: &mut Form) -> Option<Task> {
    let of_level = offered(library).filter(|scenario| scenario.level == level);
    let scenario = of_level.into_iter().find(|scenario| scenario.id.as_str() == fields.get("scenario"));
    if scenario.is_none() {
        form.refuse("scenario", "Choose an exercise from the list.");
    }
    Some(Task::Exercise { scenario: scenario?.id.clone() })
}

fn paper(papers: &[Paper], fields: &Fields, form: &mut Form) -> Option<Task> {
    let paper = papers.iter().find(|paper| paper.id == fields.get("paper"));
    if paper.is_none() {
        form.refuse("paper", "Choose a paper from the list.");
    }
    let start = match fields.get("start") {
        "alone" => Some(Start::Alone),
        "together" => Some(Start::Together),
        _ => {
            form.refuse("start", "Choose who begins it.");
            None
        }
    };
    let limit = limit(fields, form);
    let paper = paper?;
    Some(Task::Paper { scheme: paper.scheme.clone(), fixed: paper.fixed.clone(), start: start?, limit: limit? })
}

/// The time limit, if one is set; nothing with a refusal when what was typed is none.
fn limit(fields: &Fields, form: &mut Form) -> Option<Option<TimeLimit>> {
    let typed = fields.trimmed("limit");
    if typed.is_empty() {
        return Some(None);
    }
    let limit = typed.parse().ok().and_then(|minutes| TimeLimit::of(minutes).ok());
    if limit.is_none() {
        let (least, most) = TimeLimit::BOUNDS.into_inner();
        let words = format!("Give the time limit in whole minutes from {least} to {most}, or leave it empty.");
        form.refuse("limit", words);
    }
    limit.map(Some)
}

/// Reads a time of day; nothing with a refusal when it is none.
pub fn time(fields: &Fields, name: &'static str, form: &mut Form) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(fields.trimmed(name).get(..5).unwrap_or_default(), "%H:%M").ok();
    if time.is_none() {
        form.refuse(name, "Give the time as hours and minutes, for instance 09:30.");
    }
    time
}

/// The instant of a day and a time in the zone; told in words where the clocks skip it.
pub fn instant(
    zone: Zone,
    (day, time): (domain::award::Day, NaiveTime),
    name: &'static str,
    form: &mut Form,
) -> Option<Timestamp> {
    match zone.instant(day, time) {
        Ok(at) => Some(at),
        Err(NoInstant::Skipped) => {
            let (clock, day) = (when::clock(time), when::day(&day.to_string()));
            form.refuse(
                name,
                format!("On {day} the clocks are put forward over {clock}: that time does not come. Give another one."),
            );
            None
        }
    }
}

fn session_window(fields: &Fields, zone: Zone, form: &mut Form) -> Option<Window> {
    let day = day(fields, "opens_on", "the day", form);
    let (from, until) = (time(fields, "opens_at", form), time(fields, "closes_at", form));
    let (day, from, until) = (day?, from?, until?);
    if until <= from {
        form.refuse("closes_at", "The session ends before it begins. Change one of the times.");
        return None;
    }
    let opens = instant(zone, (day, from), "opens_at", form);
    let closes = instant(zone, (day, until), "closes_at", form);
    Some(Window { opens: Some(opens?), due: None, closes: Some(closes?) })
}

/// A day and a time of which both, the time, or none may be missing. `Err` when what was typed is none.
fn moment(
    fields: &Fields,
    zone: Zone,
    (on, at): (&'static str, &'static str),
    default: NaiveTime,
    form: &mut Form,
) -> Result<Option<Timestamp>, ()> {
    match (fields.trimmed(on).is_empty(), fields.trimmed(at).is_empty()) {
        (true, true) => Ok(None),
        (true, false) => {
            form.refuse(on, "Give the day too, or leave the time empty.");
            Err(())
        }
        (false, no_time) => {
            let day = day(fields, on, "the day", form);
            let time = if no_time { Some(default) } else { time(fields, at, form) };
            let (day, time) = (day.ok_or(())?, time.ok_or(())?);
            instant(zone, (day, time), on, form).map(Some).ok_or(())
        }
    }
}

/// Reads when something opens, is due and closes, and refuses an order that makes no sense.
pub fn window(fields: &Fields, zone: Zone, form: &mut Form) -> Option<Window> {
    let end = NaiveTime::from_hms_opt(END_OF_DAY.0, END_OF_DAY.1, 0).unwrap_or(NaiveTime::MIN);
    let [opens, due, closes] = MOMENTS;
    let opens = moment(fields, zone, opens, NaiveTime::MIN, form);
    let due = moment(fields, zone, due, end, form);
    let closes = moment(fields, zone, closes, end, form);
    let (Ok(opens), Ok(due), Ok(closes)) = (opens, due, closes) else { return None };
    let window = Window { opens, due, closes };
    match window.check() {
        Ok(()) => Some(window),
        Err(fault) => {
            refuse_order(fault, form);
            None
        }
    }
}

/// Says which order makes no sense.
pub fn refuse_order(fault: WindowFault, form: &mut Form) {
    let (field, words) = match fault {
        WindowFault::DueBeforeOpening => ("due_on", "It is due before it opens. Change one of the two."),
        WindowFault::ClosesBeforeOpening => ("closes_on", "It closes before it opens. Change one of the two."),
        WindowFault::ClosesBeforeDue => ("closes_on", "It closes before it is due. Change one of the two."),
    };
    form.refuse(field, words);
}

/// A form that holds a window.
pub fn with_window(form: Form, zone: Zone, window: Window) -> Form {
    let moments = [window.opens, window.due, window.closes];
    MOMENTS.into_iter().zip(moments).fold(form, |form, ((on, at), moment)| {
        let (day, time) = as_fields(zone, moment);
        form.with(on, day).with(at, time)
    })
}

/// A form that holds what is planned.
pub fn filled(entry: &PlanEntry, zone: Zone) -> Read {
    let form = Form::default()
        .with("id", entry.id.to_string())
        .with("title", entry.title.clone())
        .with("words", entry.words.clone());
    let form = with_window(form, zone, entry.window);
    let strings = |ids: &mut dyn Iterator<Item = String>| ids.collect::<Vec<_>>();
    let (form, chosen) = match &entry.task {
        Task::Session { place, agenda } => {
            (form.with("place", place.clone()).with("agenda", agenda.clone()), Vec::new())
        }
        Task::Lessons { lessons } => (form, strings(&mut lessons.iter().map(ToString::to_string))),
        Task::Practice { areas, count } => {
            (form.with("count", count.to_string()), strings(&mut areas.iter().map(ToString::to_string)))
        }
        Task::Exercise { scenario } => (form.with("scenario", scenario.to_string()), Vec::new()),
        Task::Paper { scheme, fixed, start, limit } => {
            let paper = fixed.as_ref().map_or_else(|| scheme.to_string(), ToString::to_string);
            let start = match start {
                Start::Alone => "alone",
                Start::Together => "together",
            };
            let limit = limit.map_or_else(String::new, |limit| limit.minutes().to_string());
            (form.with("paper", paper).with("start", start).with("limit", limit), Vec::new())
        }
    };
    Read { form, chosen, entry: None }
}
