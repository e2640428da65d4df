use domain::cohort::{Access, Start, Task};
use domain::time::Timestamp;
use domain::zone::Zone;
use leptos::prelude::*;
use store::{PlanEntry, Teaching};

use crate::pages::cohorts::CohortNav;
use crate::parts::limit_words;
use crate::{urls, when};

/// The mock exams of a cohort.
#[component]
pub fn RunsPage<'a>(teaching: &'a Teaching, entries: Vec<PlanEntry>, now: Timestamp) -> impl IntoView {
    let cohort = &teaching.cohort;
    let zone = cohort.facts.zone;
    let lines = entries.into_iter().map(|entry| line(cohort.id.as_str(), (zone, now), entry)).collect::<Vec<_>>();
    let list = if lines.is_empty() {
        let plan = urls::cohort_page(&cohort.id, "plan");
        view! { <p class="empty">"No mock exam is planned. "<a href=plan>"Put one into the plan"</a></p> }.into_any()
    } else {
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="runs" />
            <h1>"Mock exams"</h1>
        </header>
        <section>{list}</section>
    }
}

fn line(cohort: &str, (zone, now): (Zone, Timestamp), entry: PlanEntry) -> impl IntoView + use<> {
    let state = match (entry.run_ended_at, entry.run_began_at, &entry.task) {
        (Some(_), ..) => "ended".to_owned(),
        _ if entry.window_for(None).at(now) == Access::Closed => "closed".to_owned(),
        (None, Some(_), _) => "has begun".to_owned(),
        (None, None, Task::Paper { start: Start::Together, .. }) => "begins when you say so".to_owned(),
        _ => match entry.window.opens {
            Some(opens) => format!("open from {}", when::local(zone, opens)),
            None => "open".to_owned(),
        },
    };
    let limit = limit_words(&entry.task).map(|words| format!(", {words}"));
    view! { <li><a href=urls::run(cohort, &entry.id)>{entry.title.clone()}</a>" "<span class="help">{state}{limit}</span></li> }
}
