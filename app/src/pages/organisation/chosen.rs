//! People who are chosen one by one for a requirement.

use domain::organisation::{Requirement, Scope};
use leptos::prelude::*;
use store::{ChosenRow, Joining, PersonFile, Seat, Structure};

use super::people::name_of;
use crate::form::{Choice, Field, Form};
use crate::{urls, when};

/// Those who were chosen, and the form to choose one more; nothing where people are not chosen.
pub(super) fn section(seat: &Seat, requirement: &Requirement, rows: &[ChosenRow], form: &Form) -> Option<AnyView> {
    requirement.scope.chosen()?;
    let may = seat.managing().is_some();
    let action = format!("{}/{}/people", urls::office(&seat.organisation, "requirements"), requirement.id);
    let list = if rows.is_empty() {
        let nobody = if seat.is_partial() { "Nobody of your team is chosen." } else { "Nobody is chosen yet." };
        view! { <p class="empty">{nobody}</p> }.into_any()
    } else {
        let lines = rows.iter().map(|row| line(seat, row, may.then_some(action.as_str()))).collect_view();
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    let add = may.then(|| {
        let (action, form) = (action.clone(), form.clone());
        view! {
            <form method="post" action=action class="stack">
                <Field form=form name="person" label="Choose somebody" help="The e-mail address, or the whole name as it stands in the books." />
                <button class="button" name="go" value="add">"Require it of this person"</button>
            </form>
        }
    });
    Some(
        view! {
            <section id="chosen">
                <h2>"Those who were chosen"</h2>
                {list}
                {add}
            </section>
        }
        .into_any(),
    )
}

fn line(seat: &Seat, row: &ChosenRow, action: Option<&str>) -> impl IntoView + use<> {
    let address = format!("{}/{}", urls::office(&seat.organisation, "people"), row.member);
    let since = when::day(&row.since.to_string());
    let left = (row.joining == Joining::Left).then_some(" (has left)");
    let out = action.map(|action| {
        let (action, id, whom) = (action.to_owned(), row.member.to_string(), format!(" {}", name_of(&row.name)));
        view! {
            <form method="post" action=action class="inline-form">
                <input type="hidden" name="member" value=id />
                <button class="quiet" name="go" value="out">"Take out"<span class="unseen">{whom}</span></button>
            </form>
        }
    });
    view! { <li><a href=address>{name_of(&row.name)}</a>{left}", since "{since}" "{out}</li> }
}

/// On the page of a person: for what the person was chosen, and what else can be asked.
pub(super) fn of_person(structure: &Structure, file: &PersonFile, address: &str, form: &Form) -> Option<AnyView> {
    let by_hand = structure.requirements.iter().filter(|one| matches!(one.scope, Scope::People(_)));
    let is_chosen = |one: &&Requirement| one.scope.chosen().is_some_and(|chosen| chosen.contains_key(&file.member));
    let (chosen, others) = by_hand.partition::<Vec<_>, _>(is_chosen);
    if chosen.is_empty() && others.is_empty() {
        return None;
    }
    let (action, any) = (format!("{address}/requirements"), !chosen.is_empty());
    let lines = chosen.into_iter().map(|one| {
        let (action, id, what) = (action.clone(), one.id.to_string(), format!(" of {}", one.name));
        view! {
            <li>
                {one.name.clone()}": chosen one by one "
                <form method="post" action=action class="inline-form">
                    <input type="hidden" name="also" value=id />
                    <button class="quiet" name="go" value="out">"Take out"<span class="unseen">{what}</span></button>
                </form>
            </li>
        }
    });
    let lines = lines.collect_view();
    let options = others.into_iter().map(|one| (one.id.to_string(), one.name.clone())).collect::<Vec<_>>();
    let ask = (!options.is_empty()).then(|| {
        let form = form.clone();
        view! {
            <form method="post" action=action.clone() class="stack">
                <Choice form=form name="also" label="Also require" options=options unchosen="Choose a requirement" />
                <button class="button" name="go" value="add">"Require it of this person"</button>
            </form>
        }
    });
    let list = any.then(|| view! { <ul class="plain-list">{lines}</ul> });
    Some(view! { {list}{ask} }.into_any())
}
