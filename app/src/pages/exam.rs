//! The mock exam: facts card, the runner's page, and the review before handing in.

use content::Library;
use domain::attempt::{Mode, Phase, Refusal};
use domain::ids::AttemptId;
use domain::scheme::{Book, Confidence, Figure, Provenance, Scheme, SchemeStatus};
use domain::time::Millis;
use leptos::prelude::*;
use store::{Attempt, AttemptHead, Fault};

use crate::islands::exam::{ExamRunner, Sitting};
use crate::parts::level_badge;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// What the facts page shows besides the schemes.
pub struct Offer {
    /// The exam that is running, if there is one.
    pub running: Option<AttemptId>,
    /// Finished exams.
    pub finished: Vec<AttemptHead>,
    /// Items of the bank that the person has not met.
    pub unseen: usize,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_offer(site: &Site, viewer: &Viewer) -> Result<Offer, Fault> {
    let attempts = site.store.attempts(&viewer.account).await?;
    let record = site.store.study_record(&viewer.account).await?;
    let is_running = |head: &&AttemptHead| head.phase == Phase::Running && head.mode == Mode::Exam;
    let items = site.library().items.iter().filter(|item| item.is_live());
    Ok(Offer {
        running: attempts.iter().find(is_running).map(|head| head.id.clone()),
        unseen: items.filter(|item| record.times_seen(&item.id) == 0).count(),
        finished: attempts.into_iter().filter(|head| head.mode == Mode::Exam && head.phase != Phase::Running).collect(),
    })
}

/// The facts card and the start.
#[component]
pub fn FactsPage<'a>(library: &'a Library, offer: Offer) -> impl IntoView {
    let papers =
        library.schemes.iter().filter(|scheme| !scheme.areas.is_empty() && library.course(scheme.level).is_some());
    let cards = papers.map(|scheme| facts_card(library, scheme, &offer)).collect_view();
    let others = library.schemes.iter().filter(|scheme| scheme.status != SchemeStatus::Proposal);
    let rows = others.map(scheme_row).collect_view();
    view! {
        <header class="page-head">
            <h1>"Mock exam"</h1>
            <p>"A paper under exam conditions: nothing is told before the end, and the clock is the server's. Every answer is saved as you give it."</p>
        </header>
        {cards}
        <section>
            <h2>"What the institutes say about their exams"</h2>
            <p>"Exams differ between institutes. Check yours before you book: these figures were read in public sources, and we say how sure we are."</p>
            <div class="table" tabindex="0" role="region" aria-label="Exams of the institutes">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Exam"</th>
                            <th scope="col">"Level"</th>
                            <th scope="col" class="num">"Questions"</th>
                            <th scope="col" class="num">"Minutes"</th>
                            <th scope="col" class="num">"To pass"</th>
                            <th scope="col">"Books"</th>
                            <th scope="col">"Source and confidence"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn facts_card(library: &Library, scheme: &Scheme, offer: &Offer) -> impl IntoView + use<> {
    let areas = scheme
        .areas
        .iter()
        .map(|(area, count)| {
            let title = library.area(area).map_or_else(|| area.to_string(), |area| area.title.clone());
            view! { <li>{title}<span class="num">{*count}</span></li> }
        })
        .collect_view();
    let notes = scheme.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let negative = if scheme.negative_marking { "negative marking" } else { "no negative marking" };
    let fact = |name: &'static str, value: String, figure: Figure| {
        let Provenance { source, confidence } = scheme.provenance(figure);
        let known = format!("{} Confidence: {}.", sentence(&source), confidence_word(confidence));
        view! { <div><dt>{name}</dt><dd>{value}<small>{known}</small></dd></div> }
    };
    view! {
        <section class="facts-card" aria-labelledby=scheme.id.to_string()>
            <p>{level_badge(scheme.level)}</p>
            <h2 id=scheme.id.to_string()>{scheme.name.clone()}</h2>
            <dl class="figures">
                {fact("Questions", scheme.questions.to_string(), Figure::Questions)}
                {fact("Minutes", scheme.minutes.to_string(), Figure::Minutes)}
                {fact("To pass", format!("{} of {} ({} %)", scheme.pass, scheme.marks, scheme.pass_percent()), Figure::Pass)}
                {fact("Books", book(scheme.book).to_owned(), Figure::Book)}
                {fact("Wrong answers", negative.to_owned(), Figure::NegativeMarking)}
            </dl>
            <ul>
                <li>"Unanswered questions count as wrong; you may leave any open and come back."</li>
                <li>"When the time is up the paper is handed in by itself, with what is saved."</li>
                {notes}
            </ul>
            <p class="help">{provenance(scheme)}</p>
            <details><summary>"Questions by area"</summary><ul class="blueprint">{areas}</ul></details>
            {start(scheme, offer)}
        </section>
    }
}

fn start(scheme: &Scheme, offer: &Offer) -> impl IntoView + use<> {
    match &offer.running {
        Some(id) => view! {
            <p class="notice">"You have an exam open and its clock is running."</p>
            <a class="button next" href=urls::attempt(id)>"Continue the exam"</a>
        }
        .into_any(),
        None => {
            let fresh = if offer.unseen >= usize::from(scheme.questions) {
                format!("{} questions of the bank are new to you; they are drawn first.", offer.unseen)
            } else {
                format!(
                    "{} questions of the bank are still new to you; the others on this paper you have met before.",
                    offer.unseen
                )
            };
            view! {
                <p>{fresh}</p>
                <form method="post" action=urls::EXAM>
                    <input type="hidden" name="scheme" value=scheme.id.to_string() />
                    <button class="button next">{format!("Start: the clock begins ({} minutes)", scheme.minutes)}</button>
                </form>
            }
            .into_any()
        }
    }
}

fn provenance(scheme: &Scheme) -> String {
    let status = match scheme.status {
        SchemeStatus::Read => "Read in a public source",
        SchemeStatus::Proxy => "Taken from a sister exam of the same institute",
        SchemeStatus::Proposal => "Our own practice paper",
    };
    format!(
        "{status}. Source: {} Checked {}. Confidence: {}.",
        sentence(&scheme.source),
        when::day(&scheme.checked_on),
        confidence_word(scheme.confidence)
    )
}

fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::LowMedium => "low to medium",
        Confidence::Medium => "medium",
        Confidence::MediumHigh => "medium to high",
        Confidence::High => "high",
    }
}

fn book(book: Book) -> &'static str {
    match book {
        Book::Closed => "closed book",
        Book::Open => "open book",
        Book::RestrictedOpen => "restricted open book",
        Book::Unknown => "not known",
    }
}

fn scheme_row(scheme: &Scheme) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{scheme.name.clone()}<br /><span class="help">{scheme.owner.clone()}</span></th>
            <td>{scheme.level.name()}</td>
            <td class="num">{scheme.questions}</td>
            <td class="num">{scheme.minutes}</td>
            <td class="num">{format!("{} of {}", scheme.pass, scheme.marks)}</td>
            <td>{book(scheme.book)}</td>
            <td class="help">{provenance(scheme)}</td>
        </tr>
    }
}

/// Puts together what the runner begins with. No key is in it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_sitting(
    site: &Site,
    attempt: Attempt,
    position: usize,
    message: Option<String>,
) -> Result<Sitting, Fault> {
    let items = site.store.paper_items(&attempt.paper).await?;
    let remaining = attempt.head.timing.remaining(site.now().service).unwrap_or(Millis(0));
    Ok(Sitting {
        attempt: attempt.head.id.to_string(),
        title: attempt.head.title,
        position: position.min(items.len().saturating_sub(1)),
        questions: items.iter().map(domain::item::Item::question).collect(),
        sheet: attempt.sheet,
        remaining: remaining.0,
        page_key: format!("{:016x}", site.entropy()),
        message,
    })
}

/// What is said when a post was not taken.
pub fn refusal_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Stale => {
            "Not changed: a newer choice for this question was saved in another window. It is shown below; choose again to change it."
        }
        Refusal::UnknownItem | Refusal::UnknownOption => "That choice is not on this paper. Nothing was changed.",
        Refusal::Over => "This exam has been handed in already. Nothing was changed.",
        Refusal::Late => "The time is up. What was saved before the deadline counts.",
        Refusal::AlreadyAnswered => "You answered this question already; in practice the first answer counts.",
    }
}

/// The runner's page.
#[component]
pub fn RunnerPage(sitting: Sitting) -> impl IntoView {
    view! { <ExamRunner sitting=sitting /> }
}

/// The review before handing in.
#[component]
pub fn ReviewPage(attempt: Attempt, remaining: Millis) -> impl IntoView {
    let id = attempt.head.id.clone();
    let all = attempt.paper.len();
    let answered = attempt.sheet.answered();
    let line = |place: usize| view! { <li><a href=urls::question(&id, place + 1)>{place + 1}</a></li> };
    let group = |keep: &dyn Fn(&domain::attempt::Row) -> bool| {
        let places = attempt.sheet.rows().iter().enumerate().filter(|(_, row)| keep(row)).map(|(place, _)| place);
        places.map(line).collect::<Vec<_>>()
    };
    let open = group(&|row| row.response.is_none());
    let flagged = group(&|row| row.flagged);
    let unanswered = all - answered;
    let words = match unanswered {
        0 => "Hand in: all questions are answered".to_owned(),
        n => format!("Hand in with {} unanswered", when::count(n, "question", "questions")),
    };
    let back = urls::attempt(&id);
    view! {
        <article class="review">
            <h1>"Before you hand in"</h1>
            <p class="lead">
                {format!("{answered} of {all} answered, {unanswered} open, {} flagged. ", flagged.len())}
                {format!("Time left when this page was made: {}.", when::length(remaining))}
            </p>
            {(!open.is_empty()).then(|| view! { <h2>"Still open"</h2><ol class="numbers">{open}</ol> })}
            {(!flagged.is_empty()).then(|| view! { <h2>"Flagged"</h2><ol class="numbers">{flagged}</ol> })}
            <p>"After handing in you cannot change an answer. You see the result at once."</p>
            <div class="actions">
                <a class="button quiet" href=back>"Back to the questions"</a>
                <form method="post" action=urls::submit(&id)><button class="button next">{words}</button></form>
            </div>
        </article>
    }
}
