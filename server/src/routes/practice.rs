//! Practice sets: chosen, answered one by one, told at once; or against the clock, in the exam runner.

mod set;

use app::form::Form;
use app::pages::exam::refusal_words;
use app::pages::practice::{self, ChoicePage, QuestionPage, Sent};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Act, Confidence, Mode, Phase, Refusal, Save};
use domain::cohort::Task;
use domain::ids::{AttemptId, EntryId};
use domain::layout::Layout;
use domain::question::Level;
use domain::response::{Misfit, Response as Given, Shape};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Answering, Attempt, NewAttempt, PlanEntry, PracticeAnswer, StartOutcome};

use self::set::Set;
use super::exam::compose::materials;
use crate::entropy;
use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Shelf {
    level: Option<String>,
}

pub async fn show(desk: Desk, Query(shelf): Query<Shelf>) -> Result<Response, Stop> {
    let level = shelf.level.as_deref().and_then(Level::from_word);
    choice_page(&desk, level, Form::default(), Vec::new()).await
}

async fn choice_page(desk: &Desk, level: Option<Level>, form: Form, chosen: Vec<String>) -> Result<Response, Stop> {
    let choice = practice::load(desk.site(), &desk.viewer, level).await?;
    let frame =
        frame("practice", "Practice", "Choose areas and a number of questions; each answer is explained at once.");
    let library = desk.site().library();
    Ok(desk.page(status(&form), frame, || {
        view! { <ChoicePage library=library choice=choice form=form chosen=chosen /> }
    }))
}

pub async fn start(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (site, account) = (desk.site(), &desk.viewer.account);
    let (library, seed) = (site.library(), site.entropy());
    let set = match fields.get("from") {
        "" if !fields.get("scenario").is_empty() => {
            set::exercise(library, fields.get("scenario")).ok_or(Stop::NotFound)?
        }
        "" if !fields.get("refresher").is_empty() => {
            let record = site.store.study_record(account).await?;
            set::refresher(library, &record, fields.get("refresher"), seed).ok_or(Stop::NotFound)?
        }
        "" => {
            let record = site.store.study_record(account).await?;
            match set::chosen(library, &record, &fields, seed) {
                Ok(set) => set,
                Err(form) => {
                    let chosen = fields.all("area").map(str::to_owned).collect();
                    return choice_page(&desk, set::level(library, &fields), form, chosen).await;
                }
            }
        }
        from => {
            let attempt = site.store.attempt(account, &AttemptId::new(from)).await?;
            let again = attempt.and_then(|attempt| set::again(library, &attempt, fields.get("only")));
            again.ok_or(Stop::NotFound)?
        }
    };
    begin(&desk, set, read_mode(&fields), None).await
}

fn read_mode(fields: &Fields) -> Mode {
    if fields.get("mode") == Mode::Timed.word() { Mode::Timed } else { Mode::Practice }
}

/// Starts what an entry of a class's plan asks for; nothing when the course has no questions for it any more.
pub(super) async fn begin_assigned(
    desk: &Desk,
    (entry, level): (&PlanEntry, Level),
    fields: &Fields,
) -> Result<Option<Response>, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let set = match &entry.task {
        Task::Practice { areas, count } => {
            let record = site.store.study_record(&desk.viewer.account).await?;
            set::assigned(library, &record, (level, areas, *count), site.entropy())
        }
        Task::Exercise { scenario } => set::exercise(library, scenario.as_str()),
        Task::Session { .. } | Task::Lessons { .. } | Task::Paper { .. } => return Err(Stop::NotFound),
    };
    let Some(set) = set else { return Ok(None) };
    let mode = if matches!(entry.task, Task::Exercise { .. }) { read_mode(fields) } else { Mode::Practice };
    begin(desk, Set { title: entry.title.clone(), ..set }, mode, Some(entry.id.clone())).await.map(Some)
}

/// Leads to what was begun already.
pub(super) fn go_on(running: &Answering) -> Response {
    let address = match running.mode {
        // Question 0 is none: the set opens where it was left.
        Mode::Practice => urls::practice(&running.id, 0),
        Mode::Timed | Mode::Exam => urls::attempt(&running.id),
    };
    Redirect::to(&address).into_response()
}

async fn begin(desk: &Desk, set: Set, mode: Mode, entry: Option<EntryId>) -> Result<Response, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let layout = Layout { materials: materials(library, &set.items), open_book: set.open_book, ..Layout::default() };
    let now = site.now();
    let new = NewAttempt {
        id: AttemptId::new(store::fresh_id(now.wall)),
        account: desk.viewer.account.clone(),
        mode,
        level: set.level,
        scheme: None,
        fixed: None,
        title: set.title,
        seed: site.entropy(),
        base: mode.is_timed().then(|| set::working_time(library, &set.items, &layout)),
        items: set.items,
        layout,
        vault: entropy::hex::<16>(),
        entry,
        limit: None,
    };
    let address = match site.store.start_attempt(new, now).await? {
        StartOutcome::Started(id) if mode == Mode::Practice => urls::practice(id, 1),
        StartOutcome::Started(id) | StartOutcome::Running(id) | StartOutcome::Before(id) => urls::attempt(id),
        // It was taken out of the plan at this very moment.
        StartOutcome::Closed => return Err(Stop::NotFound),
    };
    Ok(Redirect::to(&address).into_response())
}

async fn find(desk: &Desk, id: &str) -> Result<Attempt, Stop> {
    let found = desk.site().store.attempt(&desk.viewer.account, &AttemptId::new(id)).await?;
    found.filter(|attempt| attempt.head.mode == Mode::Practice).ok_or(Stop::NotFound)
}

#[derive(Deserialize)]
pub struct Place {
    q: Option<usize>,
}

pub async fn question(desk: Desk, Path(id): Path<String>, Query(place): Query<Place>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    if attempt.head.phase != Phase::Running {
        return Ok(Redirect::to(&urls::result(&id)).into_response());
    }
    let first_open = attempt.sheet.rows().iter().position(|row| row.response.is_none()).unwrap_or(0);
    let position = place.q.and_then(|q| q.checked_sub(1)).unwrap_or(first_open);
    render(&desk, attempt, position, Sent::default(), StatusCode::OK).await
}

async fn render(
    desk: &Desk,
    attempt: Attempt,
    position: usize,
    sent: Sent,
    status: StatusCode,
) -> Result<Response, Stop> {
    let question = practice::load_question(desk.site(), &desk.viewer, attempt, position).await?;
    let question = question.ok_or(Stop::NotFound)?;
    let frame = frame("practice", "Practice", "One question; the reasons come with your answer.");
    Ok(desk.page(status, frame, || view! { <QuestionPage question=question sent=sent /> }))
}

pub async fn answer(
    desk: Desk,
    Path(id): Path<String>,
    Query(place): Query<Place>,
    fields: Fields,
) -> Result<Response, Stop> {
    let position = place.q.and_then(|q| q.checked_sub(1)).ok_or(Stop::Malformed)?;
    let number = u16::try_from(position).map_err(|_| Stop::Malformed)?;
    let key = fields.get("key");
    if !Save::is_key(key) {
        return Err(Stop::Malformed);
    }
    let (site, attempt) = (desk.site(), find(&desk, &id).await?);
    let pinned = attempt.paper.get(position).ok_or(Stop::NotFound)?;
    let items = site.store.paper_items(std::slice::from_ref(pinned)).await?;
    let shape = items.first().ok_or(Stop::NotFound)?.shape();
    let given = shape.read(&|name| fields.all(name).map(str::to_owned).collect());
    let confidence = Confidence::from_word(fields.get("confidence"));
    let sent = |message: String, given| Sent { message, given, confidence };
    let is_answered = attempt.sheet.response(position).is_some();
    let response = match fitting(shape, given.clone()) {
        Ok(response) => response,
        Err(_) if is_answered => {
            let message = refusal_words(Refusal::AlreadyAnswered).to_owned();
            return render(&desk, attempt, position, sent(message, given), StatusCode::CONFLICT).await;
        }
        Err(message) => {
            return render(&desk, attempt, position, sent(message, given), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    // How sure one was is said before the answer is told, or not at all.
    let confide = confidence.filter(|_| !is_answered).map(|level| {
        let act = Act::Confide { item: number, confidence: Some(level) };
        Save { key: format!("{key}c"), sequence: attempt.sheet.sequence() + 1, act }
    });
    let act = Act::Answer { item: number, response };
    let answer = Save { key: key.to_owned(), sequence: attempt.sheet.sequence() + 2, act };
    for save in confide.into_iter().chain([answer]) {
        match site.store.answer_practice(&desk.viewer.account, &attempt.head.id, save, site.now()).await? {
            PracticeAnswer::Taken => {}
            PracticeAnswer::Absent => return Err(Stop::NotFound),
            PracticeAnswer::Refused(refusal) => {
                let attempt = find(&desk, &id).await?;
                let message = match refusal {
                    Refusal::Over => "This set has ended already. Nothing was changed.",
                    refusal => refusal_words(refusal),
                };
                return render(&desk, attempt, position, sent(message.to_owned(), given), StatusCode::CONFLICT).await;
            }
        }
    }
    Ok(Redirect::to(&urls::practice(&id, position + 1)).into_response())
}

/// The response, or what is wrong with it and what to do.
fn fitting(shape: Shape, given: Option<Given>) -> Result<Given, String> {
    let Some(given) = given else {
        let words = match shape {
            Shape::Text { .. } => "You have not written anything yet. Write your answer, then send it.",
            _ => "You have not chosen anything yet. Choose, then answer.",
        };
        return Err(words.to_owned());
    };
    let Err(misfit) = shape.admits(&given) else { return Ok(given) };
    Err(match (misfit, shape, &given) {
        (Misfit::TooMany, Shape::Multiple { choose, .. }, Given::Choices(chosen)) => {
            let over = chosen.len() - usize::from(choose);
            format!("You chose {}, the question asks for {choose}. Take {over} back, then answer.", chosen.len())
        }
        (Misfit::TooLong, Shape::Text { longest }, _) => {
            format!(
                "Your text is longer than can be kept; {longest} words are asked for. It stands below: shorten it, then answer."
            )
        }
        (Misfit::Repeated, ..) => {
            "You used an option twice; here each serves once at most. Change one of them, then answer.".to_owned()
        }
        _ => "One of the choices is not on this question. Choose again, then answer.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_said_in_words() {
        let said = |shape, given| fitting(shape, given).expect_err("it does not fit");
        let two_of_five = Shape::Multiple { options: 5, choose: 2 };
        assert!(said(two_of_five, None).contains("not chosen anything"));
        let four = Some(Given::Choices(vec![0, 1, 2, 4]));
        assert_eq!(said(two_of_five, four), "You chose 4, the question asks for 2. Take 2 back, then answer.");
        let once = Shape::Slots { rows: 2, options: 3, reuse: false };
        assert!(said(once, Some(Given::Slots(vec![Some(1), Some(1)]))).contains("twice"));
        let text = Shape::Text { longest: 30 };
        assert!(said(text, None).contains("not written anything"));
        assert!(said(text, Some(Given::Text("x".repeat(2_000)))).contains("30 words are asked for"));
        assert!(said(Shape::Single { options: 4 }, Some(Given::Choice(4))).contains("not on this question"));
    }

    #[test]
    fn an_answer_in_part_is_an_answer() {
        let half = Given::Slots(vec![Some(1), None]);
        let shape = Shape::Slots { rows: 2, options: 3, reuse: false };
        assert_eq!(fitting(shape, Some(half.clone())), Ok(half));
    }
}
