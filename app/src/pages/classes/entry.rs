//! One entry of the plan, as those see it who take part: what it is, and the way to do it.

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::cohort::progress::State;
use domain::cohort::{Access, Task};
use domain::record::{LessonState, StudyRecord};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{Answering, Attending};

use crate::agenda::Line;
use crate::form::{ErrorSummary, Form};
use crate::parts::{paragraphs, standing_words, window_words, zone_note};
use crate::{knowledge, urls, when};

/// The page.
#[component]
pub fn ClassEntryPage<'a>(
    place: &'a Attending,
    library: &'a Library,
    line: Line,
    record: StudyRecord,
    now: Timestamp,
    /// Says why something could not be begun.
    form: Form,
) -> impl IntoView {
    let facts = &place.class.cohort.facts;
    let (entry, window) = (&line.at.entry, line.at.window());
    let kind = entry.task.kind();
    let (_, sign, state) = standing_words(kind, line.standing);
    let done_at = line.standing.at.map(|at| format!(", {}", when::local(facts.zone, at)));
    let own = line.at.own.map(|_| view! { <p class="help">"These are your own dates."</p> });
    let action = urls::class_entry(&entry.cohort, &entry.id);
    // Of a class that was put away nothing is begun any more.
    let is_over = place.class.cohort.archived_at.is_some();
    let access = if is_over { Access::Closed } else { window.at(now) };
    let body = match &entry.task {
        Task::Session { place, agenda } => session(place, agenda).into_any(),
        Task::Lessons { .. } => lessons(library, &line, &record).into_any(),
        Task::Practice { areas, count } => {
            let names =
                areas.iter().filter_map(|id| library.area(id)).map(|area| area.title.clone()).collect::<Vec<_>>();
            let from = if names.is_empty() { "all areas".to_owned() } else { names.join(", ") };
            let count = when::count(usize::from(*count), "question", "questions");
            let buttons = [(Mode::Practice, "Begin the practice set")];
            view! {
                <section class="plan-about">
                    <p>{format!("{count} from {from}. Each answer is explained at once; the first one counts.")}</p>
                    {sets(&line, access, &action, &buttons)}
                </section>
            }
            .into_any()
        }
        Task::Exercise { scenario } => {
            let title = library.scenario(scenario).map(|scenario| scenario.title.clone());
            let buttons = [
                (Mode::Practice, "Answer, with the reasons after each question"),
                (Mode::Timed, "Answer against the clock"),
            ];
            view! {
                <section class="plan-about">
                    <p>"Read first: "<a href=urls::exercise(scenario)>{title}</a></p>
                    {sets(&line, access, &action, &buttons)}
                </section>
            }
            .into_any()
        }
        Task::Paper { .. } => {
            let address = urls::class_mock(&entry.cohort, &entry.id);
            view! { <section class="plan-about"><p><a class="button" href=address>"Open the mock exam"</a></p></section> }.into_any()
        }
    };
    view! {
        <header class="page-head">
            <p class="kicker">
                <a href=urls::CLASSES>"Your classes"</a>" › "
                <a href=urls::class(&place.class.cohort.id)>{facts.name.clone()}</a>
            </p>
            <h1>{entry.title.clone()}</h1>
            <p>{kind.name()}" · "<span aria-hidden="true">{sign}</span>" "{state}{done_at}</p>
            <p>{window_words(kind, window, facts.zone)}</p>
            {own}
            <p class="help">{zone_note(facts.zone, now)}</p>
        </header>
        <ErrorSummary form=form />
        {(!entry.words.is_empty()).then(|| view! { <section class="plan-about">{paragraphs(&entry.words)}</section> })}
        {body}
    }
}

fn session(place: &str, agenda: &str) -> impl IntoView + use<> {
    let is_address = place.starts_with("https://") || place.starts_with("http://");
    let place = (!place.is_empty()).then(|| {
        let place = place.to_owned();
        if is_address {
            view! { <p>"Where: "<a href=place.clone() rel="noreferrer">{place.clone()}</a></p> }.into_any()
        } else {
            view! { <p>"Where: "{place}</p> }.into_any()
        }
    });
    view! { <section class="plan-about">{place}{(!agenda.is_empty()).then(|| paragraphs(agenda))}</section> }
}

fn lessons(library: &Library, line: &Line, record: &StudyRecord) -> impl IntoView + use<> {
    let Task::Lessons { lessons } = &line.at.entry.task else { return None };
    let rows = lessons.iter().filter_map(|id| library.lesson(id)).map(|lesson| {
        let (class, sign, state) = match knowledge::lesson_state(lesson, record) {
            LessonState::New => ("new", "○", "not begun"),
            LessonState::Begun => ("begun", "◇", "begun"),
            LessonState::Complete => ("complete", "●", "complete"),
        };
        view! {
            <li class=class>
                <span class="sign" aria-hidden="true">{sign}</span>
                <span class="lesson-name">
                    <a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a>
                    <span class="help">{format!("{} minutes", lesson.minutes)}</span>
                </span>
                <span class="lesson-facts">{state}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    Some(view! {
        <section class="plan-about">
            <p>"A lesson is complete when you have reached its end and answered its checks."</p>
            <ul class="lessons">{rows}</ul>
        </section>
    })
}

/// What was begun, and the buttons to begin, where it is open.
fn sets(line: &Line, access: Access, action: &str, buttons: &[(Mode, &'static str)]) -> impl IntoView + use<> {
    let begun = line.answering.iter().map(set).collect_view();
    let any = !line.answering.is_empty();
    let begun = any.then(|| view! { <ul class="plain-list">{begun}</ul> });
    let runs = line.running().is_some();
    let again = line.standing.state == State::Done;
    let way = match access {
        Access::NotYet => view! { <p class="empty">"It is not open yet."</p> }.into_any(),
        Access::Closed => view! { <p class="empty">"It is closed."</p> }.into_any(),
        Access::Open | Access::Late if runs => ().into_any(),
        Access::Open | Access::Late => {
            let buttons = buttons.iter().enumerate().map(|(n, (mode, words))| {
                let class = if n == 0 && !again { "button next" } else { "button quiet" };
                view! { <button class=class name="mode" value=mode.word()>{*words}</button> }
            });
            let buttons = buttons.collect_view();
            let help =
                again.then(|| view! { <p class="help">"It is done. You may do it again; the first time counts."</p> });
            view! { <form method="post" action=action.to_owned() class="actions">{buttons}</form>{help} }.into_any()
        }
    };
    view! { {begun}{way} }
}

fn set(one: &Answering) -> impl IntoView + use<> {
    let sat = one.sat;
    let ended = sat.phase != Phase::Running;
    let (address, words) = match one.mode {
        _ if ended => (urls::result(&one.id), "See the result"),
        Mode::Practice => (urls::practice(&one.id, 0), "Go on"),
        Mode::Timed | Mode::Exam => (urls::attempt(&one.id), "Go on: the clock is running"),
    };
    let answered =
        (one.mode == Mode::Practice && !ended).then(|| format!(", {} of {} answered", sat.answered, sat.questions));
    view! { <li><a href=address>{words}</a>", begun "{when::moment(sat.started_at)}{answered}</li> }
}
