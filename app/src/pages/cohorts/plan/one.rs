//! One entry of the plan: what it is, how far each person is, dates of single people, and the register of a session.

use std::collections::BTreeMap;

use content::Library;
use domain::cohort::progress::Standing;
use domain::cohort::{Presence, Start, Task, TaskKind};
use domain::ids::ParticipantId;
use domain::time::Timestamp;
use domain::zone::Zone;
use leptos::prelude::*;
use store::{Attendance, OwnDates, PlanEntry, Teaching};

use super::{CohortNav, Moments, state_words};
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::{paragraphs, standing_words, window_words, zone_note};
use crate::{urls, when};

/// Somebody who takes part, and where the person stands with the entry.
pub struct Person {
    /// Who.
    pub id: ParticipantId,
    /// The name.
    pub name: String,
    /// Where.
    pub standing: Standing,
}

/// The page.
#[component]
pub fn EntryPage<'a>(
    teaching: &'a Teaching,
    library: &'a Library,
    entry: PlanEntry,
    people: Vec<Person>,
    own: BTreeMap<ParticipantId, OwnDates>,
    register: BTreeMap<ParticipantId, Attendance>,
    now: Timestamp,
    /// What was done a moment ago.
    done: Option<&'static str>,
    /// The form of own dates.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let zone = cohort.facts.zone;
    let kind = entry.task.kind();
    let page = |page: &str| format!("{}/{page}", urls::plan_entry(&cohort.id, &entry.id));
    let (_, state) = state_words(&entry, now);
    let dates = window_words(kind, entry.window, zone);
    let body = match kind {
        TaskKind::Session => session_register(&people, &register, page("attendance")).into_any(),
        _ => standings(kind, &people, &own, zone).into_any(),
    };
    let run = (kind == TaskKind::Paper).then(|| {
        view! { <a class="button" href=urls::run(&cohort.id, &entry.id)>"Run and watch it"</a> }
    });
    let own_dates =
        (kind != TaskKind::Session).then(|| own_dates(&people, &own, zone, page("own-dates"), form.clone()));
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="plan" />
            <h1>{entry.title.clone()}</h1>
            <p>{kind.name()}" · "{state}</p>
            <p>{dates}</p>
            <p class="help">{zone_note(zone, now)}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form />
        <section class="plan-about">
            {task(library, &entry.task)}
            {(!entry.words.is_empty()).then(|| paragraphs(&entry.words))}
            <div class="actions">
                {run}
                <a class="button quiet" href=page("edit")>"Change"</a>
                <form method="post" action=page("withdraw")><button class="quiet">"Take out of the plan"</button></form>
            </div>
            <p class="help">"What people did for it stays, when it is taken out."</p>
        </section>
        {body}
        {own_dates}
    }
}

/// What is to be done.
fn task(library: &Library, task: &Task) -> AnyView {
    match task {
        Task::Session { place, agenda } => view! {
            {(!place.is_empty()).then(|| view! { <p>"Where: "{place.clone()}</p> })}
            {(!agenda.is_empty()).then(|| paragraphs(agenda))}
        }
        .into_any(),
        Task::Lessons { lessons } => {
            let lines = lessons.iter().filter_map(|id| library.lesson(id));
            let lines =
                lines.map(|lesson| view! { <li><a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a></li> });
            view! { <ul>{lines.collect_view()}</ul> }.into_any()
        }
        Task::Practice { areas, count } => {
            let names =
                areas.iter().filter_map(|id| library.area(id)).map(|area| area.title.clone()).collect::<Vec<_>>();
            let from = if names.is_empty() { "all areas".to_owned() } else { names.join(", ") };
            view! { <p>{format!("{} from {from}", when::count(usize::from(*count), "question", "questions"))}</p> }
                .into_any()
        }
        Task::Exercise { scenario } => {
            let title = library.scenario(scenario).map(|scenario| scenario.title.clone());
            view! { <p><a href=urls::exercise(scenario)>{title}</a></p> }.into_any()
        }
        Task::Paper { scheme, fixed, start, limit } => {
            let name = library.scheme(scheme).map(|scheme| scheme.name.clone());
            let same = fixed.as_ref().map_or(", drawn for each person", |_| ", the same paper for everybody");
            let begin = match start {
                Start::Alone => "Each person begins it, while it is open.",
                Start::Together => "All begin together, when you start it.",
            };
            let limit = limit.map(|limit| {
                let words = format!("Time limit: {} in the place of that of the scheme.", when::length(limit.length()));
                view! { <p>{words}" Extra time of single people is added to it."</p> }
            });
            view! { <p>{name}{same}". "{begin}</p>{limit} }.into_any()
        }
    }
}

fn nobody() -> AnyView {
    view! { <p class="empty">"Nobody takes part yet. Give the code away, or invite people on the page People."</p> }
        .into_any()
}

fn standings(kind: TaskKind, people: &[Person], own: &BTreeMap<ParticipantId, OwnDates>, zone: Zone) -> AnyView {
    if people.is_empty() {
        return nobody();
    }
    let lines = people.iter().map(|one| {
        let (_, sign, words) = standing_words(kind, one.standing);
        let at = one.standing.at.map(|at| when::local(zone, at));
        let dates = own.get(&one.id).map(|dates| window_words(kind, dates.window, zone));
        view! { <tr><th scope="row">{one.name.clone()}</th><td>{sign}" "{words}</td><td>{at}</td><td>{dates}</td></tr> }
    });
    let lines = lines.collect_view();
    view! {
        <section>
            <h2>"People"</h2>
            <div class="table" tabindex="0" role="region" aria-label="People">
                <table>
                    <thead>
                        <tr><th scope="col">"Name"</th><th scope="col">"State"</th><th scope="col">"Done"</th><th scope="col">"Own dates"</th></tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

const fn presence_name(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "present",
        Presence::Late => "late",
        Presence::Excused => "excused",
        Presence::Absent => "absent",
    }
}

/// One form for all: while nobody is noted yet, all count as present until something else is chosen. Once somebody is, nothing is
/// chosen for those who are not.
fn session_register(people: &[Person], register: &BTreeMap<ParticipantId, Attendance>, action: String) -> AnyView {
    if people.is_empty() {
        return nobody();
    }
    let untouched = register.is_empty();
    let lines = people.iter().map(|one| {
        let noted = register.get(&one.id);
        let now = noted.map(|noted| noted.presence).or(untouched.then_some(Presence::Present));
        let name = format!("presence-{}", one.id);
        let choices = Presence::ALL.map(|presence| {
            let checked = Some(presence) == now;
            view! {
                <label>
                    <input type="radio" name=name.clone() value=presence.word() checked=checked />
                    <span>{presence_name(presence)}<span class="unseen">{format!(": {}", one.name)}</span></span>
                </label>
            }
        });
        let by = noted.map(|noted| view! { {noted.set_by.clone()}", "{when::moment(noted.set_at)} });
        let seen = noted.map(|noted| view! { <input type="hidden" name=format!("seen-{}", one.id) value=noted.presence.word() /> });
        view! { <tr><th scope="row">{one.name.clone()}{seen}</th><td><div class="choices">{choices.into_iter().collect_view()}</div></td><td class="quiet">{by}</td></tr> }
    });
    let lines = lines.collect_view();
    let none = untouched
        .then(|| view! { <p>"Nothing is noted yet. All are marked as present: change who was not, then save it."</p> });
    view! {
        <section>
            <h2>"Attendance"</h2>
            {none}
            <form method="post" action=action>
                <div class="table" tabindex="0" role="region" aria-label="Attendance">
                    <table class="register">
                        <thead>
                            <tr><th scope="col">"Name"</th><th scope="col">"Was"</th><th scope="col">"Noted"</th></tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="actions"><button class="button">"Save the register"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn own_dates(
    people: &[Person],
    own: &BTreeMap<ParticipantId, OwnDates>,
    zone: Zone,
    action: String,
    form: Form,
) -> impl IntoView + use<> {
    let lines = people.iter().filter_map(|one| {
        let dates = own.get(&one.id)?;
        let words = format!("{} · {} ({})", window_words(TaskKind::Lessons, dates.window, zone), dates.reason, dates.set_by);
        let back = view! {
            <form method="post" action=action.clone() class="inline">
                <input type="hidden" name="participant" value=one.id.to_string() />
                <button class="quiet" name="go" value="forget">"Take back"<span class="unseen">{format!(" the dates of {}", one.name)}</span></button>
            </form>
        };
        Some(view! { <li><strong>{one.name.clone()}</strong>" "{words}" "{back}</li> })
    });
    let lines = lines.collect_view();
    let chosen = form.value("participant");
    let options = people.iter().map(|one| {
        let value = one.id.to_string();
        let selected = value == chosen;
        view! { <option value=value selected=selected>{one.name.clone()}</option> }
    });
    let options = options.collect_view();
    let message = form.error("participant").map(str::to_owned);
    let wrong = message.is_some();
    (!people.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Dates for single people"</h2>
                <p>"They stand in the place of those of the plan. What you leave empty stays as it is in the plan."</p>
                <ul class="plain-list">{lines}</ul>
                <form method="post" action=action class="stack plan-form">
                    <div class="field" class:wrong=wrong>
                        <label for="participant">"For whom"</label>
                        {message.map(|message| view! { <p class="error">{message}</p> })}
                        <select id="participant" name="participant">{options}</select>
                    </div>
                    <Moments form=form.clone() />
                    <Field form=form name="reason" label="Why" help="For the record. It stands in what the person can export, and on no page of the class." longest=300 />
                    <button class="button" name="go" value="set">"Set these dates"</button>
                </form>
            </section>
        }
    })
}
