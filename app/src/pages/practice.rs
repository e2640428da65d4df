//! Practice: choose areas and number, feedback after each answer.

use std::collections::BTreeMap;

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::ids::AreaId;
use domain::item::Item;
use domain::question::letter;
use domain::record::StudyRecord;
use leptos::prelude::*;
use store::{Attempt, AttemptHead, Fault};

use crate::form::{ErrorSummary, Form};
use crate::pages::result::explained;
use crate::parts::chips;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// What the page for choosing shows.
pub struct Choice {
    record: StudyRecord,
    open: Vec<AttemptHead>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Choice, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    let open = attempts.into_iter().filter(|head| head.mode == Mode::Practice && head.phase == Phase::Running);
    Ok(Choice { record, open: open.take(3).collect() })
}

#[derive(Clone, Copy, Default)]
struct Counts {
    all: usize,
    unseen: usize,
    missed: usize,
}

fn counts(library: &Library, record: &StudyRecord) -> BTreeMap<AreaId, Counts> {
    let mut counts = BTreeMap::<AreaId, Counts>::new();
    for item in library.items.iter().filter(|item| item.is_live()) {
        let area = counts.entry(item.area.clone()).or_default();
        area.all += 1;
        area.unseen += usize::from(record.times_seen(&item.id) == 0);
        area.missed += usize::from(record.missed(&item.id));
    }
    counts
}

/// The page for choosing.
#[component]
pub fn ChoicePage<'a>(library: &'a Library, choice: Choice, form: Form, chosen: Vec<String>) -> impl IntoView {
    let counts = counts(library, &choice.record);
    let missed = counts.values().map(|area| area.missed).sum::<usize>();
    let all = chosen.is_empty() && form.is_sound();
    let areas = library.courses.iter().flat_map(|course| &course.areas).map(|area| {
        let count = counts.get(&area.id).copied().unwrap_or_default();
        let facts = format!("{} questions, {} new to you, {} missed last time", count.all, count.unseen, count.missed);
        let checked = all || chosen.iter().any(|id| id == area.id.as_str());
        view! {
            <li>
                <label>
                    <input type="checkbox" name="area" value=area.id.to_string() checked=checked />
                    <span>{area.title.clone()}<small>{facts}</small></span>
                </label>
            </li>
        }
    });
    let areas = areas.collect_view();
    let typed = form.value("number");
    let number = if typed.is_empty() { "10".to_owned() } else { typed };
    let numbers = ["5", "10", "20", "40"].map(|n| view! { <option value=n selected=n == number>{n}</option> });
    let open = choice.open.iter().map(|head| {
        view! { <li><a href=urls::practice(&head.id, 1)>{head.title.clone()}</a>" "{when::moment(head.started_at)}</li> }
    });
    let open = open.collect_view();
    view! {
        <header class="page-head">
            <h1>"Practice"</h1>
            <p>"No clock. After each answer you read why each option is right or wrong. The first answer counts."</p>
        </header>
        <ErrorSummary form=form />
        {(!choice.open.is_empty()).then(|| view! { <section><h2>"Go on with"</h2><ul>{open}</ul></section> })}
        <form method="post" action=urls::PRACTICE class="stack practice-choice">
            <fieldset id="area">
                <legend>"Areas"</legend>
                <ul class="checks">{areas}</ul>
            </fieldset>
            <fieldset>
                <legend>"Which questions"</legend>
                <label><input type="radio" name="which" value="new" checked="" />"New to me first"</label>
                <label>
                    <input type="radio" name="which" value="missed" disabled=missed == 0 />
                    {format!("Only those I missed last time ({missed})")}
                </label>
            </fieldset>
            <label for="number">"How many"</label>
            <select id="number" name="number">{numbers.into_iter().collect_view()}</select>
            <button class="button next">"Practise"</button>
        </form>
    }
}

/// One question of a practice set.
pub struct Question {
    /// The set.
    pub attempt: Attempt,
    /// The item shown.
    pub item: Item,
    /// Its place in the set, counted from 0.
    pub position: usize,
    /// Makes the key of the save unique.
    pub key: String,
    /// A message about the last post.
    pub message: Option<String>,
}

/// Loads the question at a place of the set.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_question(site: &Site, attempt: Attempt, position: usize) -> Result<Option<Question>, Fault> {
    let position = position.min(attempt.paper.len().saturating_sub(1));
    let Some(pinned) = attempt.paper.get(position) else { return Ok(None) };
    let item = site.store.paper_items(std::slice::from_ref(pinned)).await?.into_iter().next();
    let key = format!("{:016x}", site.entropy());
    Ok(item.map(|item| Question { attempt, item, position, key, message: None }))
}

/// The page of one question: answered, it tells the reasons.
#[component]
pub fn QuestionPage(question: Question) -> impl IntoView {
    let Question { attempt, item, position, key, message } = question;
    let id = attempt.head.id.clone();
    let all = attempt.paper.len();
    let chosen = attempt.sheet.response(position).map(domain::question::Response::choice);
    let body = match chosen {
        Some(chosen) => answered(&attempt, &item, position, chosen).into_any(),
        None => asked(&attempt, &item, position, key).into_any(),
    };
    let places = (0..all).map(|place| {
        let sign = if attempt.sheet.response(place).is_some() { "●" } else { "○" };
        let words = format!("Question {}, {}", place + 1, if sign == "●" { "answered" } else { "open" });
        view! {
            <li>
                <a href=urls::practice(&id, place + 1) aria-current=(place == position).then_some("true") aria-label=words>
                    {place + 1}
                    <span class="sign" aria-hidden="true">{sign}</span>
                </a>
            </li>
        }
    });
    view! {
        <article class="practice">
            <header>
                <p class="kicker">{format!("{} · {} of {all}", attempt.head.title, position + 1)}</p>
                <p>{chips(&item.clauses)}</p>
            </header>
            {message.map(|text| view! { <p class="notice" role="alert">{text}</p> })}
            <h1 class="stem">{item.stem.clone()}</h1>
            {body}
            <nav aria-label="Questions of this set"><ol class="numbers places">{places.collect_view()}</ol></nav>
        </article>
    }
}

fn asked(attempt: &Attempt, item: &Item, position: usize, key: String) -> impl IntoView + use<> {
    let options = (0u8..).zip(&item.options).map(|(n, option)| {
        view! {
            <li>
                <button name="choice" value=n.to_string()>
                    <span class="letter">{letter(n).to_string()}</span>
                    <span>{option.text.clone()}</span>
                </button>
            </li>
        }
    });
    view! {
        <form method="post" action=urls::practice(&attempt.head.id, position + 1) class="check">
            <input type="hidden" name="key" value=key />
            <ol class="options" role="list">{options.collect_view()}</ol>
        </form>
    }
}

fn answered(attempt: &Attempt, item: &Item, position: usize, chosen: u8) -> impl IntoView + use<> {
    let open = (1..=attempt.paper.len())
        .map(|step| (position + step) % attempt.paper.len())
        .find(|place| attempt.sheet.response(*place).is_none());
    let onward = match open {
        Some(place) => view! { <a class="button next" href=urls::practice(&attempt.head.id, place + 1)>"Next question"</a> }.into_any(),
        None => view! {
            <form method="post" action=urls::submit(&attempt.head.id)><button class="button next">"See how it went"</button></form>
        }
        .into_any(),
    };
    let stop = open.map(|_| {
        view! { <form method="post" action=urls::submit(&attempt.head.id)><button class="button quiet">"Stop here"</button></form> }
    });
    let (class, word) = if chosen == item.key { ("right", "Right.") } else { ("wrong", "Not quite.") };
    view! {
        <p class=format!("told {class}") role="status">{word}</p>
        {explained(item, Some(chosen))}
        <div class="actions">{onward}{stop}</div>
    }
}
