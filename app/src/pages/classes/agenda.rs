use domain::cohort::progress::State;
use domain::cohort::{Task, TaskKind, Window};
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::agenda::{Line, Turn};
use crate::parts::{limit_words, standing_words, window_words};
use crate::urls;

/// The agenda, what is overdue first, then by days.
#[component]
pub fn Agenda(lines: Vec<Line>, now: Timestamp) -> impl IntoView {
    if lines.is_empty() {
        return view! { <section><p class="empty">"Nothing is planned yet. What your trainers plan appears here."</p></section> }
            .into_any();
    }
    let mut groups = Turn::ALL.map(|turn| (turn, Vec::new()));
    for line in lines {
        let turn = line.turn(now);
        if let Some((_, group)) = groups.iter_mut().find(|(own, _)| *own == turn) {
            group.push(line);
        }
    }
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(turn, lines)| {
        let count = lines.len();
        let lines = lines.into_iter().map(|line| view! { <AgendaLine line=line /> }).collect_view();
        let list = view! { <ul class="lessons">{lines}</ul> };
        if turn == Turn::Over {
            let words = format!("{} ({count})", turn.name());
            view! { <section><details><summary>{words}</summary>{list}</details></section> }.into_any()
        } else {
            view! { <section><h2>{turn.name()}</h2>{list}</section> }.into_any()
        }
    });
    groups.collect_view().into_any()
}

/// One line: what, of which class, when, and where the reader stands with it.
#[component]
pub fn AgendaLine(line: Line) -> impl IntoView {
    let (at, kind) = (&line.at, line.at.entry.task.kind());
    let (class, sign, state) = standing_words(kind, line.standing);
    let place = match &at.entry.task {
        Task::Session { place, .. } if !place.is_empty() => format!(" · {place}"),
        task => limit_words(task).map_or_else(String::new, |words| format!(" · {words}")),
    };
    let own = if at.own.is_some() { " · your own dates" } else { "" };
    let about = format!("{} · {}{place}", kind.name(), at.cohort_name);
    let dates = window_words(kind, still_of_use(&line), at.zone);
    // Whose clock it is stands beside the time where several classes are listed.
    let zone = if kind == TaskKind::Session || at.window() != Default::default() {
        format!(" ({})", at.zone.name().replace('_', " "))
    } else {
        String::new()
    };
    let address = match kind {
        TaskKind::Paper => urls::class_mock(&at.entry.cohort, &at.entry.id),
        _ => urls::class_entry(&at.entry.cohort, &at.entry.id),
    };
    view! {
        <li class=class>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span class="lesson-name">
                <a href=address>{at.entry.title.clone()}</a>
                <span class="help">{about}</span>
                <span class="help">{dates}{zone}{own}</span>
            </span>
            <span class="lesson-facts">{state}</span>
        </li>
    }
}

/// The dates that still say something: when it opened says nothing any more where something else is to come.
fn still_of_use(line: &Line) -> Window {
    let window = line.at.window();
    let is_session = matches!(line.at.entry.task, Task::Session { .. });
    let says_more = window.due.is_some() || window.closes.is_some();
    let opens = window.opens.filter(|_| is_session || !says_more || line.standing.state == State::NotYet);
    Window { opens, ..window }
}

/// What comes next in the reader's classes, for the page Today; nothing for those who take part in none, or have nothing before them.
#[component]
pub fn NextInClasses(lines: Vec<Line>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <AgendaLine line=line /> }).collect_view();
        view! {
            <section>
                <h2>"Next in your classes"</h2>
                <ul class="lessons">{lines}</ul>
                <p class="help"><a href=urls::CLASSES>"All that is planned"</a></p>
            </section>
        }
    })
}
