//! A scale as it is filled in and as it is read.

use domain::rubric::{Judgement, Level, Scale};
use leptos::prelude::*;

use crate::form::Form;

/// A criterion with a radio button for each level; numbers choose one, see `app/marking.js`.
pub(super) fn fields(scale: &Scale, judgement: &Judgement, found: &[bool]) -> impl IntoView + use<> {
    let open = judgement.levels.iter().position(Option::is_none).unwrap_or_default();
    let criteria = scale.rubric().criteria().iter().enumerate().map(|(place, criterion)| {
        let chosen = judgement.levels.get(place).copied().flatten();
        let name = format!("level-{place}");
        let levels = (0_u8..).zip(&criterion.levels).map(|(number, level)| {
            let id = format!("{name}-{number}");
            let (checked, first) = (chosen == Some(number), place == open && number == 0);
            view! {
                <label for=id.clone()>
                    <input type="radio" id=id.clone() name=name.clone() value=number.to_string() checked=checked autofocus=first.then_some("") />
                    <span><b class="num">{level.marks.to_string()}</b>" "{level.text.clone()}</span>
                </label>
            }
        });
        let levels = levels.collect_view();
        let found = found.get(place).map(|found| {
            let words = if *found { "Words for this were found." } else { "No words for this were found." };
            view! { <p class="help">{words}</p> }
        });
        view! {
            <fieldset class="levels-of">
                <legend>{criterion.title.clone()}</legend>
                {found}
                {levels}
            </fieldset>
        }
    });
    criteria.collect_view()
}

/// What the candidate is told.
pub(super) fn comment(form: &Form, judgement: &Judgement) -> impl IntoView + use<> {
    let error = form.error("comment").map(str::to_owned);
    let wrong = error.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for="comment">"Comment for the candidate"</label>
            {error.map(|message| view! { <p class="error" id="comment-error">{message}</p> })}
            <textarea id="comment" name="comment" rows="4">{judgement.comment.clone()}</textarea>
        </div>
    }
}

/// What several people gave, a column each: the head of the column and the judgement.
pub(super) fn beside(scale: &Scale, given: &[(String, &Judgement)]) -> impl IntoView + use<> {
    let heads = given.iter().map(|(head, _)| view! { <th scope="col">{head.clone()}</th> }).collect_view();
    let rows = scale.rubric().criteria().iter().enumerate().map(|(place, criterion)| {
        let level = |judgement: &Judgement| chosen(&criterion.levels, judgement, place);
        let same = given.windows(2).all(|pair| pair[0].1.levels.get(place) == pair[1].1.levels.get(place));
        let cells = given.iter().map(|(_, judgement)| view! { <td>{level(judgement)}</td> }).collect_view();
        let note = if same { "" } else { "differ" };
        view! { <tr><th scope="row">{criterion.title.clone()}</th>{cells}<td>{note}</td></tr> }
    });
    let rows = rows.collect_view();
    let total = given.iter().map(|(_, judgement)| {
        let tally = judgement.whole(scale.rubric()).ok().and_then(|levels| scale.tally(&levels).ok());
        view! { <td>{tally.map(|tally| format!("{} of {}", tally.score, tally.marks))}</td> }
    });
    let total = total.collect_view();
    let comments = given.iter().map(|(_, judgement)| view! { <td class="own-words">{judgement.comment.clone()}</td> });
    let comments = comments.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="What was given">
            <table>
                <thead><tr><th scope="col">"Criterion"</th>{heads}<td></td></tr></thead>
                <tbody>
                    {rows}
                    <tr><th scope="row">"Marks"</th>{total}<td></td></tr>
                    <tr><th scope="row">"Comment"</th>{comments}<td></td></tr>
                </tbody>
            </table>
        </div>
    }
}

fn chosen(levels: &[Level], judgement: &Judgement, place: usize) -> String {
    let level = judgement.levels.get(place).copied().flatten().and_then(|level| levels.get(usize::from(level)));
    level.map_or_else(|| "no level".to_owned(), |level| format!("{} – {}", level.marks, level.text))
}
