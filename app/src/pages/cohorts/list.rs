use leptos::prelude::*;
use store::CohortRow;

use crate::parts::StaffNav;
use crate::{urls, when};

/// The cohorts of a trainer.
#[component]
pub fn CohortsPage(
    current: Vec<CohortRow>,
    /// Those of the organisation that nobody teaches any more, for whoever may take them over.
    untaught: Vec<CohortRow>,
    archived: Vec<CohortRow>,
    /// Whether the trainer belongs to an organisation that can run one.
    may_open: bool,
) -> impl IntoView {
    let list = if current.is_empty() {
        view! { <p class="empty">"You teach no cohort yet. Open one, plan its sessions, and give its code to your people."</p> }
            .into_any()
    } else {
        table(current).into_any()
    };
    let open = if may_open {
        view! { <p class="actions"><a class="button" href=urls::NEW_COHORT>"Open a cohort"</a></p> }.into_any()
    } else {
        view! {
            <p class="empty">
                "A cohort is run by an organisation, and your account belongs to none. "
                <a href=urls::ORGANISATIONS>"Open the books of your organisation"</a>" first."
            </p>
        }
        .into_any()
    };
    let away = (!archived.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Put away"</h2>
                {table(archived)}
            </section>
        }
    });
    view! {
        <header class="page-head">
            <h1>"Cohorts"</h1>
            <p>"The classes that you teach. Nobody sees them but those who teach them with you."</p>
            <StaffNav here=urls::COHORTS />
        </header>
        <section>{list}{open}</section>
        {(!untaught.is_empty()).then(|| without_trainer(untaught))}
        {away}
    }
}

fn without_trainer(rows: Vec<CohortRow>) -> impl IntoView {
    let lines = rows.into_iter().map(|row| {
        let facts = row.cohort.facts;
        let away = row.cohort.archived_at.is_some().then_some(", put away");
        let take_over = urls::cohort_page(&row.cohort.id, "take-over");
        view! {
            <tr>
                <th scope="row">{facts.name.clone()}</th>
                <td>{facts.level.name()}</td>
                <td>{when::span(facts.starts_on, facts.ends_on)}{away}</td>
                <td class="num">{row.joined}</td>
                <td>
                    <form method="post" action=take_over>
                        <button class="quiet" aria-label=format!("Take over {}", facts.name)>"Take over"</button>
                    </form>
                </td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <section id="without-trainer">
            <h2>"Without a trainer"</h2>
            <p>"Nobody who taught these is a trainer of your organisation any more. Take one over, and you see all of it and can add trainers to it."</p>
            <div class="table" tabindex="0" role="region" aria-label="Without a trainer">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Cohort"</th>
                            <th scope="col">"Level"</th>
                            <th scope="col">"Days"</th>
                            <th scope="col" class="num">"People"</th>
                            <th scope="col">"Take over"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

fn table(rows: Vec<CohortRow>) -> impl IntoView {
    let lines = rows.into_iter().map(line).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Cohorts">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Cohort"</th>
                        <th scope="col">"Level"</th>
                        <th scope="col">"Days"</th>
                        <th scope="col">"Official exam"</th>
                        <th scope="col" class="num">"People"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(row: CohortRow) -> impl IntoView {
    let facts = row.cohort.facts;
    let days = when::span(facts.starts_on, facts.ends_on);
    let exam = facts.exam_on.map_or_else(|| "not set".to_owned(), |day| when::day(&day.to_string()));
    let waiting = (row.waiting > 0).then(|| format!(" + {} not yet joined", row.waiting));
    view! {
        <tr>
            <th scope="row"><a href=urls::cohort(&row.cohort.id)>{facts.name}</a></th>
            <td>{facts.level.name()}</td>
            <td>{days}</td>
            <td>{exam}</td>
            <td class="num">{row.joined}{waiting}</td>
        </tr>
    }
}
