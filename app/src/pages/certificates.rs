//! Certificates of completion of our own courses: what somebody holds, and what is missing for the others.

mod one;
mod withdraw;

use domain::completion::Progress;
use leptos::prelude::*;
use store::{Completion, Fault, Withdrawer, Withdrawn};

use crate::completion::{Standing, standings};
use crate::form::{ErrorSummary, Form};
use crate::parts::level_badge;
use crate::site::{Site, Viewer};
use crate::{urls, when};

pub use one::{CompletionPage, Kept};
pub use withdraw::WithdrawPage;

/// What the page shows.
pub struct Certificates {
    /// How far the person is with each course.
    pub standings: Vec<Standing>,
    /// All that were issued, the newest first.
    pub issued: Vec<Completion>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Certificates, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    Ok(Certificates {
        standings: standings(site.library(), &record, &attempts),
        issued: site.store.completions(&viewer.account).await?,
    })
}

/// Why it is no certificate of an institute: told wherever one is shown.
pub(super) const NO_QUALIFICATION: &str = "It says that a course was completed here. It is no qualification: no examination institute \
    has tested anybody for it, and it counts for no credit.";

/// The page.
#[component]
pub fn CertificatesPage(model: Certificates, form: Form) -> impl IntoView {
    let Certificates { standings, issued } = model;
    let courses = standings.iter().map(|standing| {
        let held = issued.iter().find(|one| one.level == standing.level && one.withdrawn.is_none());
        course(standing, held)
    });
    let courses = courses.collect_view();
    let gone = issued.iter().filter_map(|one| Some(gone(one, one.withdrawn.as_ref()?))).collect::<Vec<_>>();
    let gone = (!gone.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Withdrawn"</h2>
                <ul>{gone}</ul>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <h1>"Certificates of completion"</h1>
            <p>"For each of our courses: a document with a code that anybody can check, and a digital badge. "{NO_QUALIFICATION}</p>
            <p>"Certificates that an institute gave you belong under "<a href=urls::CREDITS>"Certificates and credits"</a>"."</p>
        </header>
        <ErrorSummary form=form />
        <ol class="certificates" id="level">{courses}</ol>
        {gone}
        <p><a href=urls::VERIFY>"Check a certificate by its code"</a></p>
    }
}

fn course(standing: &Standing, held: Option<&Completion>) -> impl IntoView + use<> {
    let body = match held {
        Some(held) => {
            let words = format!("Yours, issued on {}, completed on {}. ", when::date(held.issued), day(held));
            let name = format!("Open the certificate for {}", held.title);
            view! { <p>{words}</p><p class="actions"><a class="button" href=urls::completion(&held.id)>{name}</a></p> }
                .into_any()
        }
        None if standing.progress.is_enough() => get(standing).into_any(),
        None => missing(standing).into_any(),
    };
    view! {
        <li>
            <h2>{standing.title.clone()}</h2>
            <p>{level_badge(standing.level)}</p>
            {body}
        </li>
    }
}

/// Everything is done: the certificate is there for the asking.
fn get(standing: &Standing) -> impl IntoView + use<> {
    let unseen = format!(" for {}", standing.title);
    view! {
        <p>"Every lesson is complete and a mock exam is passed. The name on the certificate will be that of your "<a href=urls::ACCOUNT>"account"</a>"."</p>
        <form method="post" action=urls::CERTIFICATES>
            <input type="hidden" name="level" value=standing.level.word() />
            <button class="button">"Get the certificate"<span class="unseen">{unseen}</span></button>
        </form>
    }
}

fn missing(standing: &Standing) -> impl IntoView + use<> {
    let level = standing.level;
    let lines = missing_words(standing.progress).into_iter().map(|(lacking, words)| {
        let (address, name) = match lacking {
            Lacking::Lessons => (urls::course(level), "Go on with the course"),
            Lacking::Mock => (urls::EXAM.to_owned(), "See the mock exams"),
        };
        view! { <li>{words}" "<a href=address>{name}</a></li> }
    });
    view! {
        <p>"Still missing:"</p>
        <ul>{lines.collect_view()}</ul>
    }
}

/// What is lacking for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Lessons are not complete.
    Lessons,
    /// No mock exam was passed.
    Mock,
}

/// What is missing for a certificate, each in a sentence.
pub fn missing_words(progress: Progress) -> Vec<(Lacking, String)> {
    let mut missing = Vec::new();
    match progress.open() {
        0 => {}
        1 => missing.push((Lacking::Lessons, format!("1 of {} lessons is not complete.", progress.lessons))),
        open => missing.push((Lacking::Lessons, format!("{open} of {} lessons are not complete.", progress.lessons))),
    }
    if progress.passed == 0 {
        missing.push((Lacking::Mock, "No mock exam of this level is passed.".to_owned()));
    }
    missing
}

fn gone(one: &Completion, withdrawn: &Withdrawn) -> impl IntoView + use<> {
    let words = format!(", completed on {}. {}", day(one), withdrawn_words(withdrawn));
    view! { <li><a href=urls::completion(&one.id)>{one.title.clone()}</a>{words}</li> }
}

/// When, by whom and why, in sentences for the holder.
fn withdrawn_words(withdrawn: &Withdrawn) -> String {
    let on = when::date(withdrawn.at);
    match withdrawn.by {
        Withdrawer::Holder => format!("You withdrew it on {on}."),
        Withdrawer::Service => format!("The service withdrew it on {on}: {}", withdrawn.reason),
    }
}

fn day(one: &Completion) -> String {
    when::day(&one.completed_on.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let words = |lessons, complete, passed| {
            let missing = missing_words(Progress { lessons, complete, passed });
            missing.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(20, 20, 1), "");
        assert_eq!(words(20, 19, 1), "1 of 20 lessons is not complete.");
        assert_eq!(words(20, 1, 0), "19 of 20 lessons are not complete. No mock exam of this level is passed.");
    }
}
