use domain::attempt::Mode;
use domain::ids::AttemptId;
use leptos::prelude::*;
use store::Attempt;

use crate::form::{ErrorSummary, Form};
use crate::pages::result::is_open;
use crate::urls;

/// Least and most characters of a report.
const REPORT: (usize, usize) = (10, 2_000);
/// Most characters of an answer.
const ANSWER: usize = 2_000;

/// Whether the question at a place has been told, so that it can be reported: the paper was marked and its owner lets the
/// question be seen, or it is one of a practice set and answered.
pub fn may_be_reported(attempt: &Attempt, place: usize) -> bool {
    match &attempt.result {
        Some(marked) => is_open(attempt.layout.review, marked, place),
        None => attempt.head.mode == Mode::Practice && attempt.sheet.response(place).is_some(),
    }
}

/// A report as it is kept, or what is wrong with it.
///
/// # Errors
/// A sentence for the person who wrote it.
pub fn checked_report(typed: &str) -> Result<String, String> {
    let (least, most) = REPORT;
    match written(typed) {
        (_, length) if length < least => {
            Err(format!("Say what is wrong in a few words more: at least {least} characters."))
        }
        (_, length) if length > most => Err(format!(
            "This is {length} characters long and {most} can be kept. Nothing was sent yet: please shorten it."
        )),
        (text, _) => Ok(text),
    }
}

/// An answer as it is kept, or what is wrong with it.
///
/// # Errors
/// A sentence for the person who wrote it.
pub fn checked_answer(typed: &str) -> Result<String, String> {
    match written(typed) {
        (_, 0) => Err("Say what the person who reported it should know.".to_owned()),
        (_, length) if length > ANSWER => {
            Err(format!("This is {length} characters long and {ANSWER} can be kept. Please shorten it."))
        }
        (text, _) => Ok(text),
    }
}

/// What was typed without white space around it, and its length in characters.
fn written(typed: &str) -> (String, usize) {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    let length = text.chars().count();
    (text, length)
}

/// The way to report a question, folded away.
#[component]
pub fn ReportForm(
    /// The attempt in which it was shown.
    attempt: AttemptId,
    /// Its place in the attempt, counted from 1.
    number: usize,
) -> impl IntoView {
    view! {
        <details class="report">
            <summary>"Report a problem with this question"</summary>
            {fields(&attempt, number, format!("report-{number}"), Form::default())}
        </details>
    }
}

/// A report that was not taken: what was typed, and what is wrong with it.
#[component]
pub fn ReportPage(
    /// The attempt in which the question was shown.
    attempt: AttemptId,
    /// Its place in the attempt, counted from 1.
    number: usize,
    /// The question.
    stem: String,
    /// What was typed.
    form: Form,
) -> impl IntoView {
    let back = urls::attempt(&attempt);
    view! {
        <article class="message">
            <h1>{format!("Report a problem with question {number}")}</h1>
            <ErrorSummary form=form.clone() />
            <blockquote>{stem}</blockquote>
            {fields(&attempt, number, "report".to_owned(), form)}
            <p><a href=back>"Back without sending"</a></p>
        </article>
    }
}

/// No length is given to the browser: it would cut what somebody pastes without a word.
fn fields(attempt: &AttemptId, number: usize, id: String, form: Form) -> impl IntoView + use<> {
    let error = form.error("report").map(str::to_owned);
    let described = error.is_some().then(|| format!("{id}-error"));
    let text = form.value("report");
    view! {
        <form method="post" action=urls::report(attempt, number) class="stack">
            <label for=id.clone()>"What is wrong with it?"</label>
            <p class="help">
                "10 to 2,000 characters. Whoever answers for the course reads it with the question as you saw it; the answer stands under "
                <a href=urls::REPORTS>"your reports"</a>"."
            </p>
            {error.map(|message| view! { <p class="error" id=described.clone()>{message}</p> })}
            <textarea id=id name="report" rows="4" required="" aria-describedby=described>{text}</textarea>
            <button class="quiet">"Send the report"</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_something_to_say_and_a_bound() {
        assert_eq!(checked_report("  B is right \r\n as well. ").as_deref(), Ok("B is right \n as well."));
        assert!(checked_report("ünklar!!!").is_err(), "nine characters");
        assert!(checked_report("ünklar!!!!").is_ok());
        assert!(checked_report(&"ü".repeat(2_000)).is_ok());
        assert!(checked_report(&"ü".repeat(2_001)).is_err_and(|message| message.contains("2001")));
    }

    #[test]
    fn an_answer_is_required() {
        assert!(checked_answer(" \n ").is_err());
        assert_eq!(checked_answer(" Thank you. ").as_deref(), Ok("Thank you."));
        assert!(checked_answer(&"x".repeat(2_001)).is_err());
    }
}
