//! Name, address and days of a person, as a manager puts them right.

use leptos::prelude::*;
use store::{Joining, PersonFile};

use super::forms::is_wrong;
use crate::form::{Field, Form, Want};

pub fn correct(file: &PersonFile, address: &str, form: &Form) -> impl IntoView + use<> {
    let open = form.value("typed") == "facts" || is_wrong(form, &["name", "email", "starts_on", "ends_on"]);
    let email = match file.joining {
        Joining::Joined => {
            let words = format!(
                "E-mail: {}. The person has joined: mails go to the address of the own account, which the person alone changes.",
                file.email,
            );
            view! { <p class="help">{words}</p> }.into_any()
        }
        Joining::Invited => {
            let help = "Another address ends the invitation that was sent to this one: its link opens nothing any more. Invite the person again then.";
            view! { <Field form=form.clone() name="email" label="E-mail address" kind="email" help=help /> }.into_any()
        }
        Joining::Listed | Joining::Left => {
            view! { <Field form=form.clone() name="email" label="E-mail address" kind="email" /> }.into_any()
        }
    };
    let (action, form, read) = (format!("{address}/facts"), form.clone(), file.written);
    view! {
        <section>
            <h2>"Name, address and days"</h2>
            <details open=open>
                <summary>"Put them right"</summary>
                <form method="post" action=action class="stack">
                    <input type="hidden" name="read" value=read />
                    <Field form=form.clone() name="name" label="Name of the person" longest=120 />
                    {email}
                    <Field form=form.clone() name="starts_on" label="First day (optional)" kind="date" want=Want::Optional />
                    <Field form=form name="ends_on" label="Last day (optional)" kind="date" want=Want::Optional help="The person stays until the evening of a day that lies ahead, and may open these books so long. With a day that is over the person has left." />
                    <p class="help">"A correction is a line of the log. Reports as known before it stay what they were."</p>
                    <button class="button">"Keep this"</button>
                </form>
            </details>
        </section>
    }
}
