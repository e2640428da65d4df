use domain::item::Item;
use domain::marks::Tally;
use leptos::prelude::*;
use store::{ChangedResult, CorrectionRow, Teaching, UndoneBy};

use super::preview::result;
use super::stated;
use crate::form::{ErrorSummary, Form};
use crate::pages::cohorts::CohortNav;
use crate::parts::called;
use crate::{urls, when};

/// One correction: what it says, what it did, and the way back.
#[component]
pub fn CorrectionPage<'a>(
    teaching: &'a Teaching,
    row: CorrectionRow,
    item: &'a Item,
    changed: Vec<ChangedResult>,
    /// What was done a moment ago.
    done: Option<&'static str>,
    /// The fresh id of the undoing, its reason, and what is wrong with it.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let address = urls::cohort_page(&cohort.id, format!("corrections/{}/undo", row.id));
    let analysis = urls::analysed_item(&cohort.id, "all", &item.id);
    let state = match &row.undone {
        Some(undone) => undone_words(&row, undone).into_any(),
        None => undo(address, &form).into_any(),
    };
    let lines = changed.into_iter().map(|one| {
        let told = |(Tally { score, marks }, passed)| result(score, marks, passed);
        view! {
            <tr>
                <th scope="row">{one.name}</th>
                <td>{one.title}</td>
                <td>{told(one.before)}</td>
                <td>{told(one.after)}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="corrections" />
            <p><a href=urls::cohort_page(&cohort.id, "corrections")>"All corrections"</a></p>
            <h1>"Correction of question "{called(item)}</h1>
            <p>"On "{when::date(row.at)}" by "{row.by.clone()}": "{stated(item, &row.correction)}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form />
        <section>
            <p class="stem">{item.stem.clone()}" "<a href=analysis>"Its analysis"</a></p>
            <p><b>"Why: "</b>{row.reason.clone()}</p>
            <h2>"Results that it changed"</h2>
            <div class="table" tabindex="0" role="region" aria-label="Results that it changed">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Who"</th>
                            <th scope="col">"Mock exam"</th>
                            <th scope="col">"Before"</th>
                            <th scope="col">"After"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <details>
                <summary>"How it is known that an undo brings every result back"</summary>
                <p class="help">"Check figures of all results that it reached: before "<code>{row.before.clone()}</code>", after "<code>{row.after.clone()}</code>"."</p>
            </details>
        </section>
        <section>{state}</section>
    }
}

fn undone_words(row: &CorrectionRow, undone: &UndoneBy) -> impl IntoView + use<> {
    let same = if undone.digest == row.before {
        "Every result is again what it was before the correction; the check figure is the same: "
    } else {
        "Something else had changed in between, so the check figure is another: "
    };
    view! {
        <h2>"Undone"</h2>
        <p>"On "{when::date(undone.at)}" by "{undone.by.clone()}": "{undone.reason.clone()}</p>
        <p class="help">{same}<code>{undone.digest.clone()}</code></p>
    }
}

fn undo(address: String, form: &Form) -> impl IntoView + use<> {
    let error = form.error("reason").map(|message| view! { <p class="error">{message.to_owned()}</p> });
    let wrong = error.is_some();
    let (id, reason) = (form.value("id"), form.value("reason"));
    view! {
        <h2>"Undo it"</h2>
        <p>"Every result becomes again what it is without this correction. Nothing is changed before you have seen what that would do."</p>
        <form method="post" action=address class="stack">
            <input type="hidden" name="id" value=id />
            <div class="field" class:wrong=wrong>
                <label for="reason">"Why"</label>
                {error}
                <textarea id="reason" name="reason" rows="2" maxlength="300">{reason}</textarea>
            </div>
            <button class="button" name="go" value="preview">"See what undoing would do"</button>
        </form>
    }
}
