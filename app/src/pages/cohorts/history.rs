//! Who did what in a cohort.

use content::Library;
use domain::cohort::deed::{Change, Deed, Fact, Part};
use domain::ids::SchemeId;
use domain::time::Millis;
use leptos::prelude::*;
use store::{CohortLine, Teaching};

use super::CohortNav;
use crate::{urls, when};

/// What was done in a cohort, the newest first.
#[component]
pub fn CohortHistoryPage<'a>(
    library: &'a Library,
    teaching: &'a Teaching,
    lines: Vec<CohortLine>,
    /// Whether older lines than these were asked for.
    is_later_page: bool,
    /// The line before which the next page begins.
    older: Option<String>,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let address = urls::cohort_page(&cohort.id, "history");
    let body = if lines.is_empty() {
        let words =
            if is_later_page { "There is nothing older." } else { "Nothing was written down yet. From now on it is." };
        view! { <p class="empty">{words}</p> }.into_any()
    } else {
        table(library, teaching, lines)
    };
    let older = older.map(|line| view! { <a href=format!("{address}?before={line}")>"Older lines"</a> });
    let newest = is_later_page.then(|| view! { <a href=address.clone()>"The newest"</a>" " });
    let zone = cohort.facts.zone.name().replace('_', " ");
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="history" />
            <h1>"History"</h1>
            <p>
                "Who did what in this cohort. Nothing here can be changed; it goes only when the cohort does. Times are those of "{zone}". "
                <a href=urls::cohort_page(&cohort.id, "history.csv") download="">"All of it as CSV"</a>
            </p>
        </header>
        <section>
            {body}
            <p>{newest}{older}</p>
        </section>
    }
}

fn table(library: &Library, teaching: &Teaching, lines: Vec<CohortLine>) -> AnyView {
    let zone = teaching.cohort.facts.zone;
    let rows = lines.into_iter().map(|line| {
        let more = match &line.deed {
            Deed::Corrected { correction } | Deed::CorrectionUndone { correction } => {
                let address = urls::cohort_page(&teaching.cohort.id, format!("corrections/{correction}"));
                Some(view! { " "<a href=address>"See the correction"</a> })
            }
            _ => None,
        };
        view! {
            <tr>
                <td>{when::local(zone, line.at)}</td>
                <th scope="row">{by(&line)}</th>
                <td>{deed_words(library, &line)}{more}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="History">
            <table>
                <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What stands for people whose account is gone.
const GONE: &str = "somebody whose account is gone";

fn by(line: &CohortLine) -> String {
    line.by.clone().unwrap_or_else(|| "Somebody whose account is gone".to_owned())
}

/// A line as a row of a file: who, and what.
pub fn history_row(library: &Library, line: &CohortLine) -> [String; 2] {
    [by(line), deed_words(library, line)]
}

/// What was done, in words that follow upon a name.
fn deed_words(library: &Library, line: &CohortLine) -> String {
    let person = line.participant.as_deref().unwrap_or(GONE);
    let trainer = line.trainer.as_deref().unwrap_or(GONE);
    let entry = format!("“{}”", line.entry.as_deref().unwrap_or("an entry of the plan"));
    match &line.deed {
        Deed::Made => "opened the cohort".to_owned(),
        Deed::MadeFrom { name } => format!("opened it as the next run of “{name}”"),
        Deed::Copied { name } => format!("opened the next run, “{name}”, from it"),
        Deed::Changed { changes } => format!("changed the settings: {}", changed(library, changes)),
        Deed::PutAway => "put the cohort away".to_owned(),
        Deed::TakenOut => "took the cohort out again".to_owned(),
        Deed::CodeMade => "made a new code to join by".to_owned(),
        Deed::JoiningClosed => "closed joining".to_owned(),
        Deed::Listed => format!("put {person} into the list"),
        Deed::Invited => format!("invited {person}"),
        Deed::Joined => "joined the class".to_owned(),
        Deed::CameBack => "came back into the class".to_owned(),
        Deed::Left => "left the class".to_owned(),
        Deed::Removed => format!("took {person} out of the class"),
        Deed::TrainerAdded => format!("added {trainer} as a trainer"),
        Deed::TrainerRemoved => format!("took {trainer} out of the trainers"),
        Deed::TrainerLeft => "teaches the cohort no more".to_owned(),
        Deed::TakenOver => "took the cohort over, which nobody taught any more".to_owned(),
        Deed::EntryAdded => format!("put {entry} into the plan"),
        Deed::EntryChanged { parts } => format!("changed {entry} in the plan: {}", parts_words(parts)),
        Deed::EntryWithdrawn => format!("took {entry} out of the plan"),
        Deed::OwnDatesSet => format!("gave {person} own dates for {entry}"),
        Deed::OwnDatesEnded => format!("took back the own dates of {person} for {entry}"),
        Deed::RegisterKept { noted } => format!("kept the register of {entry}: {}", people(*noted)),
        Deed::TimeGiven { people: given } => format!("gave extra time in exams to {}", people(*given)),
        Deed::TimeEnded { people: ended } => format!("ended the extra time of {}", people(*ended)),
        Deed::Reopened { length } => {
            format!("opened the exam of {person} again for {} in {entry}", when::length(Millis(*length)))
        }
        Deed::Admitted => format!("let an answer of {person} count that came too late in {entry}"),
        Deed::SessionPrepared => "prepared the next session".to_owned(),
        Deed::MarksDecided { answers } => {
            format!("recorded final marks for {entry}: {}", when::count(*answers as usize, "answer", "answers"))
        }
        Deed::MarksReleased => format!("released the marks of {entry}"),
        Deed::Corrected { .. } => "put a question right".to_owned(),
        Deed::CorrectionUndone { .. } => "took a correction back".to_owned(),
        run => run_words(run, &entry, person),
    }
}

/// What was done to a mock exam while it ran: to all of it, or to the one of a person.
fn run_words(deed: &Deed, entry: &str, person: &str) -> String {
    let told = |one: &str, all: &str, (exams, alone): (u32, bool)| match alone {
        true => format!("{one} {person} in {entry}"),
        false => format!("{all} {entry}: {}", when::count(exams as usize, "exam", "exams")),
    };
    match *deed {
        Deed::RunHeld { exams, alone } => told("held the clock of", "held all clocks of", (exams, alone)),
        Deed::RunContinued { exams, alone } => {
            told("let the clock go on for", "let the clocks go on in", (exams, alone))
        }
        Deed::RunEnded { exams, alone } => told("ended the exam of", "ended", (exams, alone)),
        Deed::TimeGranted { length, exams, alone } => {
            let granted = format!("granted {} to", when::length(Millis(length)));
            told(&granted, &format!("{granted} everybody in"), (exams, alone))
        }
        _ => format!("let everybody begin {entry}"),
    }
}

fn people(noted: u64) -> String {
    when::count(usize::try_from(noted).unwrap_or(usize::MAX), "person", "people")
}

fn parts_words(parts: &[Part]) -> String {
    let words = parts.iter().map(|part| match part {
        Part::Title => "its title",
        Part::Words => "its words",
        Part::Task => "what is to be done",
        Part::Dates => "its dates",
    });
    words.collect::<Vec<_>>().join(", ")
}

fn changed(library: &Library, changes: &[Change]) -> String {
    let words = changes.iter().map(|change| {
        let name = match change.what {
            Fact::Name => "name",
            Fact::Level => "level",
            Fact::Edition => "edition",
            Fact::Scheme => "exam",
            Fact::StartsOn => "first day",
            Fact::EndsOn => "last day",
            Fact::ExamOn => "day of the exam",
            Fact::Zone => "time zone",
            Fact::Language => "language",
            Fact::InRoom => "joining in the room",
        };
        let [before, after] = [&change.before, &change.after].map(|value| value_words(library, change.what, value));
        format!("{name} from {before} to {after}")
    });
    words.collect::<Vec<_>>().join("; ")
}

/// A statement as people say it.
fn value_words(library: &Library, what: Fact, value: &str) -> String {
    match what {
        _ if value.is_empty() => "none".to_owned(),
        Fact::StartsOn | Fact::EndsOn | Fact::ExamOn => when::day(value),
        Fact::Scheme => {
            let scheme = library.scheme(&SchemeId::new(value));
            format!("“{}”", scheme.map_or(value, |scheme| &*scheme.name))
        }
        Fact::Zone => value.replace('_', " "),
        Fact::InRoom if value == "yes" => "allowed".to_owned(),
        Fact::InRoom => "not allowed".to_owned(),
        Fact::Name => format!("“{value}”"),
        Fact::Level | Fact::Edition | Fact::Language => value.to_owned(),
    }
}
