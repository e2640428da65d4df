use leptos::prelude::*;
use store::Teaching;

use super::CohortNav;
use crate::urls;

/// A table of the reports, as it is shown; files hold the same.
pub struct ReportTable {
    /// The word in addresses.
    pub word: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it tells.
    pub about: &'static str,
    /// Headings.
    pub headers: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Attendance, progress and results, to be printed or taken along.
#[component]
pub fn ReportsOfCohortPage<'a>(
    teaching: &'a Teaching,
    tables: Vec<ReportTable>,
    /// When, in the cohort's zone.
    made: String,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let tables = tables.into_iter().map(|one| table(cohort.id.as_str(), one)).collect_view();
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="reports" />
            <h1>"Reports"</h1>
            <p>{cohort.facts.name.clone()}", as of "{made}". "<button type="button" class="quiet scripted" data-print="">"Print"</button></p>
        </header>
        {tables}
    }
}

fn table(cohort: &str, one: ReportTable) -> impl IntoView + use<> {
    let file = |end: &str| urls::cohort_page(cohort, format!("reports/{}.{end}", one.word));
    let heads = one.headers.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let body = if one.rows.is_empty() {
        view! { <p class="empty">"Nothing yet."</p> }.into_any()
    } else {
        let rows = one.rows.into_iter().map(|cells| {
            let mut cells = cells.into_iter();
            let first = cells.next().unwrap_or_default();
            let rest = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
            view! { <tr><th scope="row">{first}</th>{rest}</tr> }
        });
        view! {
            <div class="table" tabindex="0" role="region" aria-label=one.title>
                <table><thead><tr>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
            </div>
        }
        .into_any()
    };
    view! {
        <section>
            <h2>{one.title}</h2>
            <p>{one.about}" "<a href=file("csv") download="">"CSV"</a>" · "<a href=file("xlsx") download="">"Excel"</a></p>
            {body}
        </section>
    }
}
