//! For staff: the people they look after, and what is approved for them.

mod one;

use leptos::prelude::*;
use store::PersonRow;

use crate::parts::StaffNav;
use crate::urls;

pub(crate) use one::{ApprovalFields, is_over, span_words};
pub use one::{Person, PersonPage, load};

/// The page.
#[component]
pub fn PeoplePage(people: Vec<PersonRow>) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"People"</h1>
            <p>"Extra time and breaks belong to the person: approved once, every exam has them."</p>
            <StaffNav here=urls::PEOPLE />
        </header>
        <section>
            <div class="table" tabindex="0" role="region" aria-label="People">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Role"</th>
                            <th scope="col">"Exam now"</th>
                            <th scope="col">"Accommodation"</th>
                        </tr>
                    </thead>
                    <tbody>{people.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn line(person: PersonRow) -> impl IntoView {
    let PersonRow { id, name, role, exam, accommodated } = person;
    let exam = match exam {
        Some(exam) => {
            let of_whom = format!(" of {name}");
            view! { <a href=urls::sitting(exam)>"running"<span class="unseen">{of_whom}</span></a> }.into_any()
        }
        None => "no".into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=urls::person(&id)>{name}</a></th>
            <td>{role.word()}</td>
            <td>{exam}</td>
            <td>{if accommodated { "yes" } else { "no" }}</td>
        </tr>
    }
}
