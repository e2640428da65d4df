//! Extra time and breaks for several people of a class: whom to choose and what to give, and what that would come to.

mod preview;

use domain::time::Timestamp;
use leptos::prelude::*;
use store::{ClassAccommodation, ClassPerson, OutOfReach, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Form};
use crate::pages::people::{ApprovalFields, is_over, span_words};
use crate::parts::stretch_words;
use crate::urls;

pub use preview::{EndPreview, GivePreview};

/// The page.
#[component]
pub fn ClassTimePage<'a>(
    teaching: &'a Teaching,
    /// Those who take part.
    people: Vec<ClassPerson>,
    /// Those who are ticked.
    chosen: Vec<String>,
    now: Timestamp,
    /// What was done a moment ago.
    done: Option<String>,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let page = |page: &str| urls::cohort_page(&cohort.id, page);
    let body = if people.is_empty() {
        view! { <p class="empty">"Nobody takes part yet. "<a href=page("people")>"Let people in first"</a></p> }
            .into_any()
    } else {
        decision(page("people/time"), people, &chosen, now, &form).into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="people" />
            <h1>"Extra time for people of the class"</h1>
            <p>"It belongs to the person: every exam that begins while it holds has it, in this class and elsewhere, and one that runs has it at once. Each person sees it, with the reason and your name."</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form />
        {body}
        <p class="help"><a href=page("people")>"Back to the people"</a></p>
    }
}

fn decision(
    action: String,
    people: Vec<ClassPerson>,
    chosen: &[String],
    now: Timestamp,
    form: &Form,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action class="stack">
            <input type="hidden" name="id" value=form.value("id") />
            <section>
                <h2>"For whom"</h2>
                {boxes(people, chosen, now, form)}
            </section>
            <section>
                <h2>"Give extra time"</h2>
                <p>"Of several that hold at once, the most generous part of each counts. Nothing is given before you have seen what it comes to for each person."</p>
                <ApprovalFields form=form.clone() />
                <p class="actions"><button class="button" name="go" value="look">"See what it would come to"</button></p>
            </section>
            <section>
                <h2>"Or end it"</h2>
                <p>"This ends what was given in this class, for the people ticked above. An exam that runs keeps the time it has."</p>
                <p class="actions"><button class="button quiet" name="go" value="look-end" formnovalidate="">"See what would end"</button></p>
            </section>
        </form>
    }
}

fn boxes(people: Vec<ClassPerson>, chosen: &[String], now: Timestamp, form: &Form) -> impl IntoView + use<> {
    let error = form.error("who").map(str::to_owned);
    let wrong = error.is_some();
    let lines = people.into_iter().map(|one| {
        let value = one.participant.to_string();
        let id = format!("who-{value}");
        let checked = one.reach.is_ok() && chosen.contains(&value);
        let disabled = one.reach.is_err();
        let note = match one.reach {
            Ok(_) => has_words(&one.accommodations, now),
            Err(why) => reach_words(why).to_owned(),
        };
        view! {
            <li>
                <input type="checkbox" id=id.clone() name="who" value=value checked=checked disabled=disabled />
                <label for=id>{one.name}" "<span class="help">{note}</span></label>
            </li>
        }
    });
    let lines = lines.collect_view();
    let everybody = form.value("everybody") == "yes";
    view! {
        <fieldset id="who" class:wrong=wrong aria-describedby=wrong.then_some("who-error")>
            <legend>"People who take part"</legend>
            {error.map(|message| view! { <p class="error" id="who-error">{message}</p> })}
            <div class="field check">
                <input type="checkbox" id="everybody" name="everybody" value="yes" checked=everybody />
                <label for="everybody">"Everybody in this class"</label>
            </div>
            <ul class="plain-list choose" tabindex="0" aria-label="People">{lines}</ul>
        </fieldset>
    }
}

/// What a person has or will have, and who approved it.
fn has_words(all: &[ClassAccommodation], now: Timestamp) -> String {
    let lasting = all.iter().filter(|one| !is_over(&one.approved, now)).map(|one| {
        let ClassAccommodation { approved, here } = one;
        let place = if *here { " in this class" } else { "" };
        let what = stretch_words(approved.stretch);
        format!("{what}, {} (approved by {}{place})", span_words(approved, now), approved.approved_by)
    });
    let words = lasting.collect::<Vec<_>>().join("; ");
    if words.is_empty() { "has none".to_owned() } else { format!("has {words}") }
}

/// Why somebody is out of reach.
fn reach_words(why: OutOfReach) -> &'static str {
    match why {
        OutOfReach::Absent => "does not take part in the class",
        OutOfReach::Elsewhere => "is not of your organisation: add time to the mock exam while it runs",
    }
}

#[cfg(test)]
mod tests {
    use domain::accommodation::Accommodation;
    use domain::attempt::Stretch;
    use domain::ids::AccommodationId;

    use super::*;

    #[test]
    fn what_a_person_has_is_told_with_who_approved_it() {
        let now = Timestamp(1_000);
        let one = |percent, until: Option<i64>, here| ClassAccommodation {
            approved: Accommodation {
                id: AccommodationId::new("a"),
                stretch: Stretch { percent, ..Stretch::default() },
                reason: String::new(),
                approved_by: "Tess".to_owned(),
                approved_at: Timestamp(0),
                valid_from: Timestamp(0),
                valid_until: until.map(Timestamp),
            },
            here,
        };
        assert_eq!(has_words(&[], now), "has none");
        assert_eq!(has_words(&[one(150, Some(1_000), true)], now), "has none", "it is over");
        assert_eq!(
            has_words(&[one(125, None, true), one(150, None, false), one(200, Some(9), false)], now),
            "has 125 % of the working time, until it is ended (approved by Tess in this class); \
             150 % of the working time, until it is ended (approved by Tess)"
        );
    }
}
