//! What a trainer states about a cohort: the form, for a new one and for an old one.

use content::Library;
use domain::question::Level;
use domain::zone::Zone;
use leptos::prelude::*;

use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::parts::StaffNav;
use crate::urls;

/// Opening a cohort.
#[component]
pub fn NewCohortPage<'a>(library: &'a Library, form: Form) -> impl IntoView {
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::COHORTS>"Cohorts"</a></p>
            <h1>"Open a cohort"</h1>
            <StaffNav here=urls::COHORTS />
        </header>
        <section>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::COHORTS class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <FactsForm library=library form=form />
                <button class="button">"Open the cohort"</button>
            </form>
        </section>
    }
}

/// The zones to choose from.
pub fn zone_options() -> Vec<(String, String)> {
    Zone::all().map(|zone| (zone.name().to_owned(), zone.name().replace('_', " "))).collect()
}

/// The fields of a cohort.
#[component]
pub fn FactsForm<'a>(library: &'a Library, form: Form) -> impl IntoView {
    let levels = Level::ALL.map(|level| (level.word().to_owned(), level.name().to_owned())).to_vec();
    let editions = std::iter::once(&library.taught).chain(&library.legacy);
    let editions = editions.map(|edition| (edition.id.to_string(), edition.name.clone())).collect::<Vec<_>>();
    let schemes = library
        .schemes
        .iter()
        .map(|scheme| (scheme.id.to_string(), format!("{}: {}", scheme.level.name(), scheme.name)));
    let schemes = schemes.collect::<Vec<_>>();
    let in_room = form.value("in_room") == "yes";
    view! {
        <Field form=form.clone() name="name" label="Name of the cohort" help="As your people know it, for instance “Foundation, Oslo, January”." longest=120 />
        <Choice form=form.clone() name="level" label="Level" options=levels />
        <Choice form=form.clone() name="edition" label="Edition of ISO/IEC 20000-1" options=editions />
        <Choice form=form.clone() name="scheme" label="Exam that it prepares for" options=schemes />
        <Field form=form.clone() name="starts_on" label="First day" kind="date" />
        <Field form=form.clone() name="ends_on" label="Last day" kind="date" />
        <Field form=form.clone() name="exam_on" label="Day of the official exam" kind="date" want=Want::Optional />
        <Choice form=form.clone() name="zone" label="Time zone" options=zone_options() help="All times of the cohort are told in it. If you change it later, what is planned keeps its moment and is told at another hour." unchosen="Choose" />
        <Field form=form.clone() name="language" label="Language that is spoken" longest=40 />
        <div class="field check">
            <input type="checkbox" id="in_room" name="in_room" value="yes" checked=in_room />
            <label for="in_room">"People may join in the room with their name alone, without an e-mail address"</label>
        </div>
    }
}
