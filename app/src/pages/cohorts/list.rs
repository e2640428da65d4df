use leptos::prelude::*;
use store::CohortRow;

use crate::parts::StaffNav;
use crate::{urls, when};

/// The cohorts of a trainer.
#[component]
pub fn CohortsPage(
    current: Vec<CohortRow>,
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
        {away}
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
    let days = format!("{} – {}", when::day(&facts.starts_on.to_string()), when::day(&facts.ends_on.to_string()));
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
