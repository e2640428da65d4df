use leptos::prelude::*;
use store::Membership;

use crate::form::{ErrorSummary, Field, Form};
use crate::urls;

/// The organisations that a person belongs to, and the way to open the books of another.
#[component]
pub fn OrganisationsPage(mine: Vec<Membership>, form: Form) -> impl IntoView {
    let list = if mine.is_empty() {
        view! {
            <p class="empty">
                "You belong to none yet. If your organisation keeps its records here, ask for an invitation. If you answer for its people, open its books below."
            </p>
        }
        .into_any()
    } else {
        let lines = mine.into_iter().map(line).collect_view();
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    view! {
        <header class="page-head">
            <h1>"Organisations"</h1>
            <p>"An organisation that runs a service management system has to know, and to show, that its people are competent. Its books hold who holds which position, what each position requires, and the certificates that prove it."</p>
        </header>
        <section>
            <h2>"Yours"</h2>
            {list}
        </section>
        <section>
            <h2>"Open the books of an organisation"</h2>
            <p>"You become its manager. What you see of people is what they or you enter; nobody's own record is opened without their consent."</p>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::ORGANISATIONS class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <Field form=form name="name" label="Name of the organisation" longest=120 />
                <button class="button">"Open the books"</button>
            </form>
        </section>
    }
}

fn line(membership: Membership) -> impl IntoView {
    let Membership { organisation, name, role } = membership;
    let address = if role.reads() { urls::organisation(&organisation) } else { urls::office(&organisation, "me") };
    view! { <li><a href=address>{name}</a>" "<span class="help">{role.name()}</span></li> }
}
