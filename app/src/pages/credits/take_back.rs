use content::Library;
use leptos::prelude::*;

use super::{Held, Record, words};
use crate::form::{ErrorSummary, Field, Form};
use crate::pages::award::TakenBackFrom;
use crate::urls;

/// Says what taking a certificate back does, and asks why.
#[component]
pub fn TakeBackPage<'a>(library: &'a Library, record: &'a Record, held: &'a Held, form: Form) -> impl IntoView {
    let facts = &held.award.facts;
    let name = words::name(&library.credits.rules, &facts.qualification, Some(facts));
    let stands = record.ledger.iter().rfind(|entry| entry.award == *held.id());
    let credits = stands.filter(|entry| entry.reverses.is_none()).map(|entry| {
        let words = format!("A line of −{} is written into your ledger; the lines before it stay.", entry.amount);
        view! { <li>{words}</li> }
    });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::certificate(held.id())>{name}</a></p>
            <h1>"Take this certificate back?"</h1>
            <p>{format!("{}, number {}", facts.institute, facts.certificate_number)}</p>
        </header>
        <section>
            <ul>
                <li>"It no longer counts, here and with every organisation that sees it."</li>
                {credits}
                <li>"Its history stays in your record, with your reason."</li>
                <li>"If that was a mistake, you can put it back on its page. Every organisation then has to look at it anew."</li>
            </ul>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::take_back(held.id()) class="stack">
                <TakenBackFrom form=form.clone() awarded_on=facts.awarded_on />
                <Field form=form name="reason" label="Why" help="For instance: recorded by mistake." longest=300 />
                <p class="actions">
                    <button class="button danger">"Take it back"</button>
                    <a href=urls::certificate(held.id())>"Keep it"</a>
                </p>
            </form>
        </section>
    }
}
