use domain::item::Item;
use leptos::prelude::*;
use store::{CorrectionRow, Flagged, Teaching};

use super::stated;
use crate::pages::cohorts::CohortNav;
use crate::parts::called;
use crate::{urls, when};

/// The corrections of a cohort.
#[component]
pub fn CorrectionsPage<'a>(
    teaching: &'a Teaching,
    /// Each with its question, the latest first.
    corrections: Vec<(CorrectionRow, Item)>,
    flagged: Vec<Flagged>,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let one = |id: &domain::ids::CorrectionId| urls::cohort_page(&cohort.id, format!("corrections/{id}"));
    let list = if corrections.is_empty() {
        view! {
            <p class="empty">
                "No question was corrected. When a key was wrong or a question should not have counted, open the question in the "
                <a href=urls::cohort_page(&cohort.id, "analysis")>"item analysis"</a>" and choose “Correct this question”."
            </p>
        }
        .into_any()
    } else {
        let lines = corrections.into_iter().map(|(row, item)| {
            let state = match &row.undone {
                Some(undone) => format!("undone on {} by {}", when::date(undone.at), undone.by),
                None => "in force".to_owned(),
            };
            view! {
                <tr>
                    <th scope="row"><a href=one(&row.id)>{called(&item)}</a></th>
                    <td>{stated(&item, &row.correction)}</td>
                    <td>{when::date(row.at)}", "{row.by.clone()}</td>
                    <td class="num">{row.changed}</td>
                    <td>{state}</td>
                </tr>
            }
        });
        let lines = lines.collect_view();
        view! {
            <div class="table" tabindex="0" role="region" aria-label="Corrections">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Question"</th>
                            <th scope="col">"What was put right"</th>
                            <th scope="col">"When, and by whom"</th>
                            <th scope="col" class="num">"Results changed"</th>
                            <th scope="col">"State"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let flags = flagged.into_iter().map(|flag| {
        view! {
            <li>
                {flag.name}": "{flag.title}", issued on "{when::date(flag.issued)}". "
                <a href=one(&flag.correction)>"The correction that it hangs on"</a>
            </li>
        }
    });
    let flags = flags.collect::<Vec<_>>();
    let flags = (!flags.is_empty()).then(|| {
        view! {
            <section>
                <h2>"⚑ Certificates to decide about"</h2>
                <p>"No passed mock exam supports these certificates of completion any more. Nothing was withdrawn: undo the correction, or make it again where it was undone, let the person sit \
                    another mock exam, or ask whoever runs this service to withdraw the certificate."</p>
                <ul>{flags}</ul>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="corrections" />
            <h1>"Corrections"</h1>
            <p>"Questions of your mock exams that were put right after they were sat."</p>
        </header>
        {flags}
        <section>{list}</section>
    }
}
