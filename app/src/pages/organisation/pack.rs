use domain::organisation::Pack;
use leptos::prelude::*;
use store::Seat;

use super::nav::OfficeNav;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::pages::evidence::{MOST_PRINTED, Opens, PackBody, sentence};
use crate::urls;

/// The evidence pack for clause 7.2.
#[component]
pub fn PackPage<'a>(
    seat: &'a Seat,
    form: Form,
    /// What was asked for, as a query, and the pack.
    shown: Option<(String, Pack)>,
    /// The page, counted from 0.
    page: usize,
) -> impl IntoView {
    let title = match &shown {
        Some((_, pack)) => format!("Evidence pack: {}", sentence(pack)),
        None => "Evidence pack".to_owned(),
    };
    let address = urls::office(&seat.organisation, "pack");
    let links = seat.managing().map(|_| {
        let address = urls::office(&seat.organisation, "links");
        view! { <p><a href=address>"Links for external auditors"</a></p> }
    });
    let body = shown.map(|(query, pack)| {
        let base = format!("{address}?{query}");
        let opens = Opens::Books(seat.organisation.clone());
        view! {
            {files(&address, &query, pack.people.len())}
            <PackBody pack=pack opens=opens base=base page=page />
        }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="pack" />
            <h1>{title}</h1>
            <p>"What clause 7.2 asks to be kept as evidence of competence: what each role needs, what proves it for each person, how effectiveness was judged, and who confirmed what."</p>
            {links}
        </header>
        <section>
            <ErrorSummary form=form.clone() />
            <form method="get" action=address.clone() class="stack">
                <Field form=form.clone() name="from" label="First day" kind="date" />
                <Field form=form.clone() name="until" label="Last day" kind="date" />
                <Field form=form.clone() name="known" label="As known on (optional)" kind="date" want=Want::Optional help="Leave it empty for today. With a day, the pack is the one that you would have got at the end of that day (UTC)." />
                <Field form=form.clone() name="sample" label="How many people" want=Want::Optional longest=6 help="A random sample of so many. Leave it empty for everybody." />
                <Field form=form name="seed" label="Seed of the sample" want=Want::Optional longest=9 help="Leave it empty for a new sample. The seed of an earlier one draws the same people again." />
                <button>"Show the pack"</button>
            </form>
        </section>
        {body}
    }
}

/// The pack of so many people as files.
pub fn files(address: &str, query: &str, people: usize) -> impl IntoView + use<> {
    let [pdf, xlsx] = ["pdf", "xlsx"].map(|kind| format!("{address}/{kind}?{query}"));
    let pdf = if people > MOST_PRINTED {
        format!("A PDF holds at most {MOST_PRINTED} people: for one, draw a sample.").into_any()
    } else {
        view! { <a href=pdf download="">"Take it as a PDF"</a> }.into_any()
    };
    view! {
        <p>
            {pdf}" "
            <a href=xlsx download="">"Take it as a workbook (XLSX)"</a>
        </p>
    }
}
