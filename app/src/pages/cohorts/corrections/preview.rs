//! What a correction would do to whom, before anything is kept.

use domain::item::Item;
use domain::marks::Marks;
use domain::regrade::Correction;
use leptos::prelude::*;
use store::{AtStake, CorrectionRow, Figures, Reach, Reached, Teaching, answer_text};

use super::form::{Wish, hidden};
use super::stated;
use crate::form::{ErrorSummary, Form};
use crate::pages::cohorts::CohortNav;
use crate::parts::called;
use crate::{urls, when};

/// The page.
#[component]
pub fn CorrectionPreview<'a>(
    teaching: &'a Teaching,
    item: &'a Item,
    wish: Wish,
    correction: Correction,
    reach: Reach,
    /// Id, question and version.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let seen = reach.seen();
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="corrections" />
            <h1>"What the correction would do"</h1>
            <p>"Question "{called(item)}": "{stated(item, &correction)}" Nothing is kept yet."</p>
        </header>
        <ErrorSummary form=form.clone() />
        {would_change(&reach)}
        <section>
            <form method="post" action=urls::cohort_page(&cohort.id, "corrections") class="inline">
                {hidden(&form)}
                {carried(&wish)}
                <input type="hidden" name="seen" value=seen />
                <button class="button" name="go" value="apply">"Apply the correction"</button>
                <button class="quiet" name="go" value="change">"Change it"</button>
            </form>
            <p class="help">"It is applied as a whole, those whose result changes get a mail, and it can be undone as a whole."</p>
        </section>
    }
}

/// What undoing a correction would do, before anything is kept.
#[component]
pub fn UndoPreview<'a>(
    teaching: &'a Teaching,
    row: &'a CorrectionRow,
    item: &'a Item,
    reach: Reach,
    /// The fresh id of the undoing and its reason; and what is wrong.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let one = urls::cohort_page(&cohort.id, format!("corrections/{}", row.id));
    let (seen, undo) = (reach.seen(), format!("{one}/undo"));
    let (id, reason) = (form.value("id"), form.value("reason"));
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="corrections" />
            <h1>"What undoing the correction would do"</h1>
            <p>"The correction says: "{stated(item, &row.correction)}" Nothing is kept yet."</p>
        </header>
        <ErrorSummary form=form.clone() />
        {would_change(&reach)}
        <section>
            <form method="post" action=undo class="inline">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="reason" value=reason />
                <input type="hidden" name="seen" value=seen />
                <button class="button" name="go" value="apply">"Undo the correction"</button>
                <a href=one>"Keep the correction"</a>
            </form>
            <p class="help">"Those whose result changes get a mail. The correction stays in the list."</p>
        </section>
    }
}

/// What was chosen, carried on unseen.
fn carried(wish: &Wish) -> impl IntoView + use<> {
    let what = wish.what.map(|what| what.word()).unwrap_or_default();
    let key = wish.key.as_ref().map(answer_text);
    let several =
        wish.several.iter().map(|option| view! { <input type="hidden" name="also" value=option.to_string() /> });
    view! {
        <input type="hidden" name="what" value=what />
        {key.map(|key| view! { <input type="hidden" name="answer" value=key /> })}
        {several.collect_view()}
        <input type="hidden" name="reason" value=wish.reason.clone() />
    }
}

fn would_change(reach: &Reach) -> impl IntoView + use<> {
    view! {
        <section id="changes">
            {summary(reach)}
            {table(&reach.changes)}
            {certificates(&reach.changes)}
            <p>"Credits: none change. A mock exam grants no credit and no qualification."</p>
        </section>
    }
}

fn summary(reach: &Reach) -> impl IntoView + use<> {
    let passes = |figures: &Figures| figures.passed == Some(true);
    let count =
        |test: fn(&Figures, &Figures) -> bool| reach.changes.iter().filter(|one| test(&one.before, &one.after)).count();
    let gained = reach.changes.iter().filter(|one| !passes(&one.before) && passes(&one.after)).count();
    let lost = reach.changes.iter().filter(|one| passes(&one.before) && !passes(&one.after)).count();
    let (more, fewer) =
        (count(|before, after| after.score > before.score), count(|before, after| after.score < before.score));
    let figures = [
        (gained, "pass now who did not"),
        (lost, "pass no more"),
        (more, "get more marks"),
        (fewer, "get fewer marks"),
    ];
    let figures = figures.map(|(number, words)| view! { <li><strong>{number}</strong>{words}</li> });
    let rest = match (reach.unchanged, reach.running) {
        (unchanged, 0) => format!("{} the question and keep their result.", had(unchanged)),
        (unchanged, running) => format!(
            "{} the question and keep their result. {} still running and will be marked by it.",
            had(unchanged),
            if running == 1 { "1 exam is".to_owned() } else { format!("{running} exams are") }
        ),
    };
    view! { <ul class="figures-row">{figures.into_iter().collect_view()}</ul><p>{rest}</p> }
}

fn had(count: usize) -> String {
    if count == 1 { "1 other had".to_owned() } else { format!("{count} others had") }
}

/// Marks and verdict, for instance `25 of 40, not passed`.
pub(super) fn result(score: Marks, marks: Marks, passed: Option<bool>) -> String {
    let verdict = match passed {
        Some(true) => ", passed",
        Some(false) => ", not passed",
        None => "",
    };
    format!("{score} of {marks}{verdict}")
}

fn table(changes: &[Reached]) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="empty">"No result would change."</p> }.into_any();
    }
    let lines = changes.iter().map(|one| {
        let (before, after) = (one.before, one.after);
        let pass =
            |figures: Figures| figures.pass_mark.map(|marks| format!(" (pass mark {marks})")).unwrap_or_default();
        let certificate = match &one.at_stake {
            AtStake::Nothing => "–",
            AtStake::FirstPass => "first pass of this level",
            AtStake::Supported { .. } => "kept: another pass supports it",
            AtStake::Unsupported { .. } => "⚑ no pass supports it any more",
        };
        view! {
            <tr>
                <th scope="row">{one.name.clone()}</th>
                <td>{one.title.clone()}</td>
                <td>{result(before.score, before.marks, before.passed)}{pass(before)}</td>
                <td>{result(after.score, after.marks, after.passed)}{pass(after)}</td>
                <td>{certificate}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Results that would change">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Who"</th>
                        <th scope="col">"Mock exam"</th>
                        <th scope="col">"Before"</th>
                        <th scope="col">"After"</th>
                        <th scope="col">"Certificate of completion"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn certificates(changes: &[Reached]) -> impl IntoView + use<> {
    let lines = changes.iter().filter_map(|one| match &one.at_stake {
        AtStake::Unsupported { title, issued } => {
            Some(view! { <li>{one.name.clone()}": "{title.clone()}", issued on "{when::date(*issued)}</li> })
        }
        _ => None,
    });
    let lines = lines.collect::<Vec<_>>();
    let gained = changes.iter().any(|one| one.at_stake == AtStake::FirstPass);
    let first = gained.then(|| {
        view! { <p>"Whoever has the first pass of a level can take the certificate of completion once all lessons are complete; nothing is issued by itself."</p> }
    });
    let flagged = (!lines.is_empty()).then(|| {
        view! {
            <div class="notice">
                <p><b>"Certificates of completion that rest on a pass that is taken back:"</b></p>
                <ul>{lines}</ul>
                <p>"They are not withdrawn. They stand flagged in the list of corrections until you have decided; whoever runs this service can withdraw one."</p>
            </div>
        }
    });
    view! { {flagged}{first} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_said_with_its_verdict() {
        assert_eq!(result(Marks(2_550), Marks(4_000), Some(false)), "25.5 of 40, not passed");
        assert_eq!(result(Marks(100), Marks(300), None), "1 of 3");
    }
}
