//! Certificates of completion of our own courses: what somebody holds, and what is missing for the others.

mod one;
mod phone;
mod withdraw;

use domain::completion::Progress;
use domain::question::Level;
use leptos::prelude::*;
use store::{Completion, Fault, Withdrawer, Withdrawn};

use crate::completion::{Standing, standings};
use crate::form::{ErrorSummary, Form};
use crate::parts::level_badge;
use crate::site::{Site, Viewer};
use crate::{urls, when};

pub use one::{CompletionPage, Kept};
pub use phone::PhonePage;
pub use withdraw::WithdrawPage;

/// What the page shows.
pub struct Certificates {
    /// How far the person is with each course.
    pub standings: Vec<Standing>,
    /// All that were issued, the newest first.
    pub issued: Vec<Completion>,
    /// The edition that the courses teach now.
    edition: String,
}

impl Certificates {
    /// The certificate that stands for a course as it is now.
    pub fn held(&self, level: Level) -> Option<&Completion> {
        self.issued.iter().find(|one| one.withdrawn.is_none() && one.level == level && one.edition == self.edition)
    }
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
        edition: site.library().taught.id.to_string(),
    })
}

/// Why it is no certificate of an institute: told wherever one is shown.
pub(super) const NO_QUALIFICATION: &str = "It says that a course was completed here. It is no qualification: no examination institute \
    has tested anybody for it, and it counts for no credit.";

/// The page.
#[component]
pub fn CertificatesPage(model: Certificates, form: Form) -> impl IntoView {
    let courses = model.standings.iter().map(|standing| course(standing, model.held(standing.level))).collect_view();
    let earlier = model.issued.iter().filter(|one| one.withdrawn.is_none() && one.edition != model.edition);
    let earlier = others("Of earlier editions of the standard", earlier.map(|one| line(one, edition(one))).collect());
    let gone = model.issued.iter().filter_map(|one| Some(line(one, withdrawn_words(one.withdrawn.as_ref()?))));
    let gone = others("Withdrawn", gone.collect());
    view! {
        <header class="page-head">
            <h1>"Certificates of completion"</h1>
            <p>"For each of our courses: a document with a code that anybody can check, and a digital badge. "{NO_QUALIFICATION}</p>
            <p>"Certificates that an institute gave you belong under "<a href=urls::CREDITS>"Certificates and credits"</a>"."</p>
        </header>
        <ErrorSummary form=form />
        <ol class="certificates" id="level">{courses}</ol>
        {earlier}
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

/// Certificates that do not stand for a course as it is now; no section without any.
fn others(heading: &'static str, lines: Vec<AnyView>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h2>{heading}</h2>
                <ul>{lines}</ul>
            </section>
        }
    })
}

fn line(one: &Completion, more: String) -> AnyView {
    let words = format!(", completed on {}. {more}", day(one));
    view! { <li><a href=urls::completion(&one.id)>{one.title.clone()}</a>{words}</li> }.into_any()
}

fn edition(one: &Completion) -> String {
    format!("The course taught the edition of {}.", one.edition)
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
