//! The clauses as they can be opened inside an open-book exam: without lessons and without the own record.

use content::Library;
use domain::clause::Clause;
use leptos::prelude::*;

use super::clauses::{Card, Setting};
use crate::urls;

/// All clauses of the taught edition, each linked to its card.
#[component]
pub fn Contents<'a>(library: &'a Library, attempt: String) -> impl IntoView {
    let line = |clause: &Clause| {
        let address = urls::book_clause(&attempt, &clause.number);
        view! {
            <li class=format!("depth-{}", clause.number.depth())>
                <a href=address data-book="">{clause.number.to_string()}" "{clause.title.clone()}</a>
            </li>
        }
    };
    let lines = library.taught.clauses.values().map(line).collect_view();
    view! {
        <article class="book">
            <h1>{library.taught.name.clone()}</h1>
            <ul class="contents" role="list">{lines}</ul>
        </article>
    }
}

/// One clause.
#[component]
pub fn Leaf<'a>(library: &'a Library, clause: &'a Clause, attempt: String) -> impl IntoView {
    view! {
        <article class="book">
            <p><a href=urls::book(&attempt) data-book="">"All clauses"</a></p>
            <Card library=library edition=&library.taught clause=clause setting=Setting::Exam(attempt.clone()) />
        </article>
    }
}
