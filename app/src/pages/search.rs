//! Search: what was found, group by group, with the words marked.

use content::{LONGEST_QUERY, SearchAnswer, SearchCorrection, SearchGroup, SearchHit, SearchHits, SearchPiece};
use leptos::prelude::*;

use crate::{urls, when};

/// What was asked for, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What was typed.
    pub text: String,
    /// The only group that is asked for.
    pub only: Option<SearchGroup>,
    /// What was found; nothing when nothing was searched for.
    pub answer: Option<SearchAnswer>,
    /// Whether lessons and exercises lead to the sign-in first.
    pub signs_in_first: bool,
}

impl Asked {
    /// Whether the text is too long to be searched for.
    pub fn is_too_long(&self) -> bool {
        self.text.chars().count() > LONGEST_QUERY
    }
}

/// The page.
#[component]
pub fn SearchPage(asked: Asked) -> impl IntoView {
    let found = asked.answer.as_ref().map(|answer| result(&asked, answer).into_any());
    view! {
        <header class="page-head">
            <h1>"Search"</h1>
            {form(&asked)}
        </header>
        {found.unwrap_or_else(|| hints().into_any())}
    }
}

fn form(asked: &Asked) -> impl IntoView + use<> {
    let error = asked.is_too_long().then(|| {
        let words = format!("This is longer than {LONGEST_QUERY} characters. Keep the few words that matter most.");
        view! { <p class="error" id="q-error">{words}</p> }
    });
    let described = asked.is_too_long().then_some("q-error");
    view! {
        <form class="search" role="search" action=urls::SEARCH>
            <div class="field" class:wrong=described.is_some()>
                <label for="q">"Words, an abbreviation or a clause number"</label>
                {error}
                <div class="control">
                    <input
                        id="q"
                        r#type="search"
                        name="q"
                        value=asked.text.clone()
                        autocomplete="off"
                        aria-describedby=described
                        aria-invalid=described.map(|_| "true")
                    />
                    <button>"Search"</button>
                </div>
            </div>
        </form>
    }
}

fn result(asked: &Asked, answer: &SearchAnswer) -> impl IntoView + use<> {
    let read_as = |SearchCorrection { typed, read_as }: &SearchCorrection| {
        view! { <p>"Nothing has “"{typed.clone()}"”. These are results for “"<b>{read_as.clone()}</b>"”."</p> }
    };
    let corrections = answer.corrections.iter().map(read_as).collect_view();
    let unknown = (answer.found > 0 && !answer.unknown.is_empty())
        .then(|| view! { <p>{format!("Nothing has “{}”.", answer.unknown.join("”, “"))}</p> });
    let partly = (answer.partly > 0 && answer.partly < answer.found)
        .then(|| view! { <p>"What has all of your words comes first; then what has some of them."</p> });
    let groups = answer.groups.iter().filter(|hits| !hits.hits.is_empty());
    let groups = groups.map(|hits| group(asked, hits)).collect_view();
    let needs_sign_in = answer.groups.iter().any(|hits| matches!(hits.group, SearchGroup::Lessons | SearchGroup::Work));
    let sign_in = (asked.signs_in_first && needs_sign_in)
        .then(|| view! { <p class="help">"Lessons, exercises and paths open after you have signed in."</p> });
    let everything = asked.only.map(|_| view! { <p><a href=urls::search(&asked.text, None)>"All results"</a></p> });
    let nothing = (answer.found == 0).then(|| nothing(&asked.text));
    let count = (answer.found > 0).then(|| view! { <p><b>{when::count(answer.found, "result", "results")}</b></p> });
    view! {
        <div class="search-said">{count}{corrections}{unknown}{partly}{sign_in}{everything}</div>
        {nothing}
        {groups}
    }
}

fn group(asked: &Asked, hits: &SearchHits) -> impl IntoView + use<> {
    let (id, name) = (hits.group.word(), name(hits.group));
    let more = match (asked.only, hits.found - hits.hits.len()) {
        (_, 0) => None,
        (None, _) => {
            let words = format!("All {} in {}", hits.found, name.to_lowercase());
            Some(view! { <a href=urls::search(&asked.text, Some(hits.group))>{words}</a> }.into_any())
        }
        (Some(_), more) => Some(format!("{more} more. Another word narrows them down.").into_any()),
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{name}" "<small>{hits.found}</small></h2>
            <ol class="found" role="list">{hits.hits.iter().map(hit).collect_view()}</ol>
            {more.map(|more| view! { <p class="more">{more}</p> })}
        </section>
    }
}

fn hit(hit: &SearchHit) -> impl IntoView + use<> {
    let level = hit.level.map(|level| level.name());
    let context = level.into_iter().chain((!hit.context.is_empty()).then_some(hit.context.as_str()));
    let context = context.collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <p class="found-title"><a href=hit.address.clone()>{pieces(&hit.title)}</a></p>
            {(!context.is_empty()).then(|| view! { <p class="help">{context}</p> })}
            {(!hit.excerpt.is_empty()).then(|| view! { <p>{pieces(&hit.excerpt)}</p> })}
        </li>
    }
}

fn pieces(pieces: &[SearchPiece]) -> impl IntoView + use<> {
    let piece = |piece: &SearchPiece| match piece.is_marked {
        true => view! { <mark>{piece.text.clone()}</mark> }.into_any(),
        false => piece.text.clone().into_any(),
    };
    pieces.iter().map(piece).collect_view()
}

const fn name(group: SearchGroup) -> &'static str {
    match group {
        SearchGroup::Clauses => "Clauses",
        SearchGroup::Glossary => "Glossary",
        SearchGroup::Lessons => "Lessons",
        SearchGroup::Work => "Exercises and paths",
    }
}

fn nothing(text: &str) -> impl IntoView + use<> {
    view! {
        <div class="empty">
            <p><b>{format!("Nothing was found for “{text}”.")}</b></p>
            {hints()}
        </div>
    }
}

/// What to try.
fn hints() -> impl IntoView {
    let example = |text: &'static str| view! { <a href=urls::search(text, None)>{text}</a> };
    view! {
        <ul>
            <li>"A clause by its number: "{example("8.6.1")}" or "{example("8.6")}"."</li>
            <li>"An abbreviation: "{example("SLA")}" or "{example("CMDB")}"."</li>
            <li>"One or two words of the matter: "{example("internal audit")}". The last one may be only begun."</li>
            <li>
                "Or look around: "<a href=urls::CLAUSES>"all clauses"</a>", "<a href=urls::GLOSSARY>"the glossary"</a>", "
                <a href=urls::COURSE>"the course"</a>"."
            </li>
        </ul>
    }
}
