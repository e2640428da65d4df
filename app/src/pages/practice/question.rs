use content::Scenario;
use domain::attempt::{Confidence, Phase};
use domain::ids::ScenarioId;
use domain::item::Item;
use domain::layout::Layout;
use domain::response::Response;
use leptos::prelude::*;
use store::{Attempt, Fault};

use super::asked::asked;
use super::choice::{Which, is_offered};
use super::told::told;
use crate::site::{Site, Viewer};
use crate::urls;

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
    /// Its booklet or case, and what that shares with others.
    pub booklets: Vec<Scenario>,
    /// Whether it is the first question on its booklet.
    pub is_first: bool,
    /// Whether the area has a question that the person has not met.
    pub has_another: bool,
}

/// What was posted and not taken.
#[derive(Default)]
pub struct Sent {
    /// Why not, and what to do.
    pub message: String,
    /// What was chosen or written.
    pub given: Option<Response>,
    /// How sure the person was.
    pub confidence: Option<Confidence>,
}

/// Loads the question at a place of the set.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_question(
    site: &Site,
    viewer: &Viewer,
    attempt: Attempt,
    position: usize,
) -> Result<Option<Question>, Fault> {
    let position = position.min(attempt.paper.len().saturating_sub(1));
    let Some(pinned) = attempt.paper.get(position.saturating_sub(1)..=position) else { return Ok(None) };
    let mut items = site.store.paper_items(pinned).await?;
    let Some(item) = items.pop() else { return Ok(None) };
    let is_first = items.pop().is_none_or(|before| before.scenario != item.scenario);
    let booklets = booklets(site, &attempt.layout, &item).await?;
    let has_another = attempt.sheet.response(position).is_some() && {
        let record = site.store.study_record(&viewer.account).await?;
        let like_this = |other: &&Item| other.area == item.area && is_offered(other);
        site.library().items.iter().filter(like_this).any(|other| Which::Unseen.admits(&record, other))
    };
    let key = format!("{:016x}", site.entropy());
    Ok(Some(Question { attempt, item, position, key, booklets, is_first, has_another }))
}

async fn booklets(site: &Site, layout: &Layout, item: &Item) -> Result<Vec<Scenario>, Fault> {
    let pinned = |id: &ScenarioId| layout.materials.iter().find(|material| material.id == *id).cloned();
    let own = item.scenario.as_ref().and_then(pinned);
    let mut found = site.store.materials(own.as_slice()).await?;
    let supplement = found.first().and_then(|own| own.supplement.as_ref()).and_then(pinned);
    found.extend(site.store.materials(supplement.as_slice()).await?);
    Ok(found)
}

/// The page of one question: answered, it tells the reasons.
#[component]
pub fn QuestionPage(question: Question, sent: Sent) -> impl IntoView {
    let Question { attempt, item, position, .. } = &question;
    let given = attempt.sheet.response(*position);
    let refused = !sent.message.is_empty();
    let opens = question.is_first && given.is_none() && !refused;
    let booklets = question.booklets.iter().map(|booklet| {
        view! {
            <details open=opens>
                <summary>{booklet.title.clone()}</summary>
                <div class="prose" inner_html=booklet.html.clone()></div>
            </details>
        }
    });
    let booklets = booklets.collect_view();
    let has_booklets = !question.booklets.is_empty();
    let additional = item.additional.clone().map(|html| {
        view! {
            <div class="additional">
                <h2>"Additional information"</h2>
                <div inner_html=html></div>
            </div>
        }
    });
    let body = match given {
        _ if attempt.head.phase != Phase::Running => ended(&question).into_any(),
        Some(given) => told(&question, given).into_any(),
        None => asked(&question, &sent).into_any(),
    };
    let unsent = unsent(&question, &sent);
    let kicker = format!("{} · {} of {}", attempt.head.title, position + 1, attempt.paper.len());
    view! {
        <article class="practice">
            <p class="kicker">{kicker}</p>
            {refused.then(|| view! { <p class="notice" role="alert">{sent.message}</p> })}
            {has_booklets.then(|| view! { <div class="exhibits">{booklets}</div> })}
            <div class="task">
                <h1 class="stem">{item.stem.clone()}</h1>
                {additional}
                {unsent}
                {body}
            </div>
            {places(attempt, *position)}
        </article>
    }
}

/// The numbers of the set, with what is answered.
fn places(attempt: &Attempt, here: usize) -> impl IntoView + use<> {
    let places = (0..attempt.paper.len()).map(|place| {
        let (sign, state) = match attempt.sheet.response(place) {
            Some(_) => ("●", "answered"),
            None => ("○", "open"),
        };
        let words = format!("Question {}, {state}", place + 1);
        let address = urls::practice(&attempt.head.id, place + 1);
        view! {
            <li>
                <a href=address aria-current=(place == here).then_some("true") aria-label=words>
                    {place + 1}
                    <span class="sign" aria-hidden="true">{sign}</span>
                </a>
            </li>
        }
    });
    view! { <nav aria-label="Questions of this set"><ol class="numbers places">{places.collect_view()}</ol></nav> }
}

/// Where a set that has ended leads.
fn ended(question: &Question) -> impl IntoView + use<> {
    let address = urls::result(&question.attempt.head.id);
    view! { <div class="actions"><a class="button next" href=address>"See how it went"</a></div> }
}

/// Own words that came too late to count, so that they are not lost. While the question is open its field keeps them.
fn unsent(question: &Question, sent: &Sent) -> Option<impl IntoView + use<>> {
    let recorded = question.attempt.sheet.response(question.position);
    let open = question.attempt.head.phase == Phase::Running && recorded.is_none();
    let text = match &sent.given {
        Some(Response::Text(text)) if !open && sent.given.as_ref() != recorded => text.clone(),
        _ => return None,
    };
    Some(view! {
        <label class="own-words">
            "What you wrote now, not counted"
            <textarea rows="7" readonly="">{text}</textarea>
        </label>
    })
}
