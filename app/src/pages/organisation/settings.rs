use leptos::prelude::*;
use store::Seat;

use super::nav::OfficeNav;
use crate::form::{ErrorSummary, Field, Form};
use crate::urls;

/// The rules of an organisation: its name, when people are reminded, how long data is kept, what may be spent.
#[component]
pub fn SettingsPage<'a>(
    seat: &'a Seat,
    /// Whether the rules were kept a moment ago.
    kept: bool,
    form: Form,
) -> impl IntoView {
    let kept = kept.then(|| view! { <p class="notice" role="status">"Kept. The change stands in the log."</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="settings" />
            <h1>"Settings"</h1>
            <p>"Rules that hold for the whole organisation. Each change stands in the log with who made it."</p>
        </header>
        {kept}
        <section>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::office(&seat.organisation, "settings") class="stack">
                <Field form=form.clone() name="name" label="Name of the organisation" longest=120 />
                <Field
                    form=form.clone()
                    name="remind_days"
                    label="Remind so many days before an award ends"
                    help="Up to six numbers with commas between them, for instance 180, 90, 30. Each reminder is sent once."
                    longest=60
                />
                <Field
                    form=form.clone()
                    name="window_days"
                    label="An award may be renewed from so many days before its end"
                    kind="number"
                />
                <Field
                    form=form.clone()
                    name="keep_months"
                    label="Keep the data of those who left for so many months"
                    kind="number"
                    help="Then name, address, plans and the awards that you entered are deleted. Counts of earlier days stay."
                />
                <Field form=form.clone() name="currency" label="Currency" help="Three letters, for instance EUR." longest=3 />
                <Field
                    form=form
                    name="budget"
                    label="Budget for a calendar year"
                    help="For exams, courses and refreshers together, for instance 12,000. Give 0 if none is set."
                    longest=14
                />
                <button class="button">"Keep the settings"</button>
            </form>
        </section>
    }
}
