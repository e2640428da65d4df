//! The glossary: every term on one page, in our own words.

use content::Library;
use leptos::prelude::*;

use crate::parts::chips;

/// The page.
#[component]
pub fn Glossary<'a>(library: &'a Library) -> impl IntoView {
    let terms = library
        .glossary
        .iter()
        .map(|term| {
            let see = term.see.iter().filter_map(|id| library.glossary.iter().find(|other| other.id == *id));
            let see = see
                .map(|other| view! { <a class="term" href=format!("#{}", other.id)>{other.term.clone()}</a>" " })
                .collect_view();
            let short = term.short.clone().map(|short| format!(" ({short})"));
            view! {
                <div class="entry-term" id=term.id.to_string()>
                    <dt>{term.term.clone()}{short}</dt>
                    <dd>
                        <p>{term.definition.clone()}</p>
                        <p class="help">{chips(&term.clauses)}" "{(!term.see.is_empty()).then_some("See also ")}{see}</p>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <header class="page-head">
            <h1>"Glossary"</h1>
            <p>{format!("{} terms of IT service management and auditing, in our own words.", library.glossary.len())}</p>
        </header>
        <dl class="glossary">{terms}</dl>
    }
}
