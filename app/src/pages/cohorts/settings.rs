use content::Library;
use domain::ids::AccountId;
use leptos::prelude::*;
use store::{CohortTrainer, Teaching};

use super::{CohortNav, FactsForm};
use crate::form::{ErrorSummary, Field, Form};
use crate::urls;

/// What is stated about a cohort, who teaches it, and what becomes of it at its end.
#[component]
pub fn CohortSettingsPage<'a>(
    teaching: &'a Teaching,
    library: &'a Library,
    trainers: Vec<CohortTrainer>,
    /// Whether something was kept a moment ago.
    kept: bool,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let page = |page: &str| urls::cohort_page(&cohort.id, page);
    let kept = kept.then(|| view! { <p class="notice" role="status">"Saved."</p> });
    let alone = trainers.len() == 1;
    let lines =
        trainers.into_iter().map(|one| trainer(&page("trainers"), &teaching.account, one, alone)).collect_view();
    let shelf = if cohort.archived_at.is_some() {
        view! {
            <p>"This cohort was put away. Nobody can join it; everything in it can still be read."</p>
            <form method="post" action=page("shelf")><button class="button" name="go" value="take-out">"Take it out again"</button></form>
        }
        .into_any()
    } else {
        view! {
            <p>"A cohort that is over can be put away: nobody joins it any more, and it leaves the lists. Nothing is deleted."</p>
            <form method="post" action=page("shelf")><button class="button" name="go" value="put-away">"Put it away"</button></form>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="settings" />
            <h1>"Settings"</h1>
        </header>
        {kept}
        <ErrorSummary form=form.clone() />
        <section>
            <h2>"About the cohort"</h2>
            <form method="post" action=page("settings") class="stack">
                <FactsForm library=library form=form.clone() />
                <button class="button">"Save"</button>
            </form>
        </section>
        <section>
            <h2>"Who teaches it"</h2>
            <ul class="plain-list">{lines}</ul>
            <form method="post" action=page("trainers") class="stack">
                <Field form=form.clone() name="trainer" label="E-mail address of another trainer" kind="email" help="Somebody of your organisation who is a trainer or manager there. He or she will see and change all that you do." />
                <button class="button">"Add the trainer"</button>
            </form>
        </section>
        <section>
            <h2>"The next run"</h2>
            <p>"A copy has the same plan, moved to the new first day, and nobody in it yet."</p>
            <form method="post" action=page("copy") class="stack">
                <input type="hidden" name="id" value=form.value("copy_id") />
                <Field form=form.clone() name="copy_name" label="Name of the copy" longest=120 />
                <Field form=form name="copy_starts_on" label="Its first day" kind="date" />
                <button class="button">"Copy to a new run"</button>
            </form>
        </section>
        <section>
            <h2>"The end"</h2>
            {shelf}
        </section>
    }
}

fn trainer(address: &str, me: &AccountId, one: CohortTrainer, alone: bool) -> impl IntoView + use<> {
    let action = format!("{address}/{}/remove", one.account);
    let words = if one.account == *me { "Leave" } else { "Remove" };
    let remove = (!alone).then(|| {
        view! { <form method="post" action=action class="inline"><button class="quiet">{words}<span class="unseen">{format!(" {}", one.name)}</span></button></form> }
    });
    view! { <li>{one.name.clone()}" "<span class="help">{one.email}</span>" "{remove}</li> }
}
