//! Marking answers in own words: what waits in each assigned mock exam and exercise, one answer after the other, and what counts in the end.

mod answer;
mod documents;
mod final_marks;
mod hints;
mod rows;

use domain::agreement::{Agreement, Reading, Weights};
use domain::ids::{AccountId, CohortId, EntryId};
use domain::zone::Zone;
use leptos::prelude::*;
use store::{Marking, MarkingStage, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

pub use answer::{MarkAnswerPage, Sheet};
pub use final_marks::{FinalMarksPage, proposed};
pub use hints::look;

/// What has to be marked in a cohort.
#[component]
pub fn MarkingPage<'a>(
    teaching: &'a Teaching,
    /// The assigned mock exams and exercises with answers in own words.
    papers: Vec<Marking>,
    /// What was done a moment ago.
    done: Option<String>,
    /// What is wrong: a release that was not confirmed.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let zone = cohort.facts.zone;
    let me = (&teaching.account, teaching.name.as_str());
    let list = if papers.is_empty() {
        view! {
            <p class="empty">
                "Nothing to mark. Answers in own words wait here as soon as somebody has handed in a mock exam or an exercise of the plan that asks for them; all other questions are marked by the machine."
            </p>
        }
        .into_any()
    } else {
        papers.into_iter().map(|paper| one(&cohort.id, zone, me, paper, &form)).collect_view().into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="marking" />
            <h1>"Marking"</h1>
            <p class="help">
                "You see what was written, not by whom. Two people can mark each answer; neither sees what the other gave before both have finished."
            </p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form.clone() />
        {list}
    }
}

fn one(cohort: &CohortId, zone: Zone, me: (&AccountId, &str), paper: Marking, form: &Form) -> impl IntoView + use<> {
    let page = |page: &str| urls::marking(cohort, &paper.entry.id, page);
    let all = paper.answers.len();
    let mine = paper.answers.iter().filter(|answer| answer.is_done()).count();
    let others = paper.answers.iter().filter(|answer| answer.done_by_others() > 0).count();
    let differing = paper.answers.iter().filter(|answer| matches!(answer.stage(), MarkingStage::Differing(_)));
    let (differing, missing) = (differing.count(), paper.undecided());
    let of = |count: usize| format!("{count} of {all}");
    let next = match paper.next_after(None) {
        Some(_) => view! { <a class="button next" href=page("next")>"Mark the next answer"</a> }.into_any(),
        None => view! { <p class="help">"Nothing waits for you here."</p> }.into_any(),
    };
    let agreement =
        paper.agreements(me).into_iter().map(|(names, agreement)| view! { <p>{agreed(&names, &agreement)}</p> });
    let agreement = agreement.collect_view();
    view! {
        <section class="marking-paper">
            <h2>{paper.entry.title.clone()}</h2>
            <p class="help">
                {format!("{} handed in, {} to {} in own words.",
                    when::count(paper.ended, "paper", "papers"),
                    when::count(all, "answer", "answers"),
                    when::count(paper.items(), "question", "questions"))}
            </p>
            <ul class="figures-row">
                <li><strong>{of(mine)}</strong>"marked by you"</li>
                <li><strong>{of(others)}</strong>"marked by others"</li>
                <li><strong>{differing.to_string()}</strong>"where two differ"</li>
                <li><strong>{missing.to_string()}</strong>"without a final mark"</li>
            </ul>
            {agreement}
            <div class="actions">
                {next}
                <a class="button quiet" href=page("final")>"Final marks"</a>
            </div>
            {release(&page("release"), zone, &paper, form)}
        </section>
    }
}

fn release(address: &str, zone: Zone, paper: &Marking, form: &Form) -> AnyView {
    if let Some(at) = paper.entry.released_at {
        let (day, _) = zone.local(at);
        let words = format!(
            "Marks and comments were released on {}. What is decided from now on counts at once.",
            when::day(&day.to_string())
        );
        return view! { <p>{words}</p> }.into_any();
    }
    let missing = paper.undecided();
    // Only the assignment that was to be released is wrong.
    let refused = form.error("confirm").filter(|_| form.value("entry") == paper.entry.id.as_str()).map(str::to_owned);
    let id = if refused.is_some() { "confirm".to_owned() } else { format!("confirm-{}", paper.entry.id) };
    let wrong = refused.is_some();
    let confirm = (missing > 0).then(|| {
        let words = format!("Release although {} no final mark. What the machine found stays as their provisional mark.", have(missing));
        view! {
            <div class="field" class:wrong=wrong>
                {refused.map(|message| view! { <p class="error" id="confirm-error">{message}</p> })}
                <label class="choice" for=id.clone()><input type="checkbox" id=id.clone() name="confirm" value="yes" />{words}</label>
            </div>
        }
    });
    view! {
        <form method="post" action=address.to_owned() class="stack">
            {confirm}
            <button class="button quiet">"Release marks and comments"</button>
            <p class="help">"Results are worked out anew, and everybody who handed it in is told by mail."</p>
        </form>
    }
    .into_any()
}

/// `1 answer has`, `2 answers have`.
fn have(count: usize) -> String {
    format!("{} {}", when::count(count, "answer", "answers"), if count == 1 { "has" } else { "have" })
}

/// How far two markers agree, in a sentence or two.
fn agreed(names: &[String; 2], agreement: &Agreement) -> String {
    let [one, other] = names;
    let both = format!("{one} and {other} have both marked {}", when::count(agreement.n as usize, "answer", "answers"));
    match agreement.kappa(Weights::Quadratic) {
        Ok(kappa) => {
            let interval = kappa.interval.map(|range| format!(", 95 % interval {:.2} to {:.2}", range.low, range.high));
            let reading = Reading::of(kappa.value).words();
            format!("{both}. Weighted kappa {:.2}{}: {reading} agreement.", kappa.value, interval.unwrap_or_default())
        }
        Err(lack) => format!("{both}. Agreement: {lack}."),
    }
}

/// Where the pages of one assignment's marking are.
#[derive(Clone, Debug)]
struct Way {
    cohort: CohortId,
    entry: EntryId,
}

impl Way {
    fn page(&self, page: impl std::fmt::Display) -> String {
        urls::marking(&self.cohort, &self.entry, page)
    }
}

#[cfg(test)]
mod tests {
    use domain::rubric::TENTHS;

    use super::*;

    fn sentence(pairs: &[(usize, usize)]) -> String {
        let agreement = Agreement::of(TENTHS, pairs).expect("all on the scale");
        agreed(&["Tess".to_owned(), "Theo".to_owned()], &agreement)
    }

    #[test]
    fn agreement_is_said_with_its_figure_or_why_there_is_none() {
        assert_eq!(
            sentence(&[(5, 5), (7, 8)]),
            "Tess and Theo have both marked 2 answers. Agreement: not enough answers: 2, and 10 are needed."
        );
        let near = (0..11).map(|level| (level, level.min(9))).collect::<Vec<_>>();
        let said = sentence(&near);
        assert!(
            said.starts_with("Tess and Theo have both marked 11 answers. Weighted kappa 1.00, 95 % interval"),
            "{said}"
        );
        assert!(said.ends_with(": almost perfect agreement."), "{said}");
    }
}
