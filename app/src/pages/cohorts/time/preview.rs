//! What giving or ending extra time would come to for each person, before anything is kept.

use domain::accommodation::Accommodation;
use domain::accommodation::effect::Effect;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{ClassPerson, Ending, Fate, Fated, Teaching, endings_seen, fates_seen};

use super::reach_words;
use crate::form::{ErrorSummary, Form};
use crate::pages::cohorts::CohortNav;
use crate::pages::people::span_words;
use crate::parts::stretch_words;
use crate::{urls, when};

/// What giving it would come to.
#[component]
pub fn GivePreview<'a>(
    teaching: &'a Teaching,
    fates: Vec<Fated>,
    accommodation: Accommodation,
    now: Timestamp,
    /// What was typed, under a fresh id; and what is wrong.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let (seen, count) = (fates_seen(&fates), fates.iter().filter(|one| one.gets()).count());
    let what = format!("{}, {}", stretch_words(accommodation.stretch), span_words(&accommodation, now));
    let who = carried(&fates.iter().map(|one| &one.person).collect::<Vec<_>>());
    let lines = fates.iter().map(|one| (&one.person, fate_words(&accommodation, one.fate))).collect::<Vec<_>>();
    let summary = match count {
        0 => "Nobody would have more than now, so there is nothing to give.".to_owned(),
        _ => format!("{} of {} would have more than now.", count, when::count(fates.len(), "person", "people")),
    };
    let give = (count > 0).then(|| {
        let words = format!("Give it to {}", when::count(count, "person", "people"));
        view! { <button class="button" name="go" value="give">{words}</button> }
    });
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="people" />
            <h1>"What the extra time would come to"</h1>
            <p>{what}". Nothing is given yet."</p>
            <p>"Why: "{accommodation.reason.clone()}</p>
        </header>
        <ErrorSummary form=form.clone() />
        <section id="fates">
            <p class="list-head"><strong>{summary}</strong></p>
            {table(lines)}
            <form method="post" action=urls::cohort_page(&cohort.id, "people/time") class="inline">
                {hidden(&form)}
                {who}
                <input type="hidden" name="seen" value=seen />
                {give}
                <button class="button quiet" name="go" value="change">"Change it"</button>
            </form>
        </section>
    }
}

/// What would be ended.
#[component]
pub fn EndPreview<'a>(
    teaching: &'a Teaching,
    endings: Vec<Ending>,
    now: Timestamp,
    /// Says what is wrong.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let page = urls::cohort_page(&cohort.id, "people/time");
    let action = page.clone();
    let (seen, count) = (endings_seen(&endings), endings.iter().filter(|one| !one.ends.is_empty()).count());
    let who = carried(&endings.iter().map(|one| &one.person).collect::<Vec<_>>());
    let lines = endings.iter().map(|one| (&one.person, ending_words(one, now))).collect::<Vec<_>>();
    let end = (count > 0).then(|| {
        let words = format!("End it for {}", when::count(count, "person", "people"));
        view! { <button class="button" name="go" value="end">{words}</button> }
    });
    let nothing = (count == 0).then(|| view! { <p>"Nothing that was given in this class holds for them."</p> });
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="people" />
            <h1>"What would end"</h1>
            <p>"Nothing is ended yet. An exam that runs keeps the time it has."</p>
        </header>
        <ErrorSummary form=form />
        <section id="fates">
            {nothing}
            {table(lines)}
            <form method="post" action=action class="inline">
                {who}
                <input type="hidden" name="seen" value=seen />
                {end}
                <a href=page>"Let it hold"</a>
            </form>
        </section>
    }
}

/// The people, carried on unseen.
fn carried(people: &[&ClassPerson]) -> impl IntoView + use<> {
    let one = |person: &&ClassPerson| {
        let value = person.participant.to_string();
        view! { <input type="hidden" name="who" value=value /> }
    };
    people.iter().map(one).collect_view()
}

/// What was typed, carried on unseen.
fn hidden(form: &Form) -> impl IntoView + use<> {
    let names = ["id", "percent", "extra", "breaks", "reason", "valid_from", "valid_until"];
    let fields = names.map(|name| view! { <input type="hidden" name=name value=form.value(name) /> });
    fields.into_iter().collect_view()
}

fn table(lines: Vec<(&ClassPerson, String)>) -> impl IntoView + use<> {
    let lines = lines.into_iter().map(|(person, words)| {
        let name = match &person.reach {
            Ok(account) => view! { <a href=urls::person(account)>{person.name.clone()}</a> }.into_any(),
            Err(_) => person.name.clone().into_any(),
        };
        view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> }
    });
    let lines = lines.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="What becomes of each person">
            <table>
                <thead>
                    <tr><th scope="col">"Name"</th><th scope="col">"What happens"</th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn fate_words(new: &Accommodation, fate: Fate) -> String {
    match fate {
        Fate::Comes(Effect::New) => format!("New: {}.", stretch_words(new.stretch)),
        Fate::Comes(Effect::More { from, to }) => {
            format!("Changed: has {}, will have {}.", stretch_words(from), stretch_words(to))
        }
        Fate::Comes(Effect::Longer { has }) => {
            format!(
                "Longer: has {} already, and keeps {} when that ends.",
                stretch_words(has),
                stretch_words(new.stretch)
            )
        }
        Fate::Comes(Effect::Nothing { has }) => format!("Unchanged: has {} for as long.", stretch_words(has)),
        Fate::Cannot(why) => format!("Cannot: {}.", reach_words(why)),
    }
}

fn ending_words(one: &Ending, now: Timestamp) -> String {
    if let Err(why) = one.person.reach {
        return format!("Cannot: {}.", reach_words(why));
    }
    let told = |one: &Accommodation| format!("{}, {}", stretch_words(one.stretch), span_words(one, now));
    let ends = one.ends.iter().map(told).collect::<Vec<_>>();
    let stays = one.stays.iter().map(|own| format!("{} (approved by {})", told(own), own.approved_by));
    let stays = stays.collect::<Vec<_>>();
    let ends = if ends.is_empty() { "Nothing to end.".to_owned() } else { format!("Ends: {}.", ends.join("; ")) };
    if stays.is_empty() {
        ends
    } else {
        format!("{ends} Stays, as it was not given in this class: {}.", stays.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use domain::attempt::Stretch;
    use domain::ids::{AccommodationId, AccountId, ParticipantId};
    use store::OutOfReach;

    use super::*;

    fn new(percent: u16) -> Accommodation {
        Accommodation {
            id: AccommodationId::new("a"),
            stretch: Stretch { percent, ..Stretch::default() },
            reason: String::new(),
            approved_by: "Tess".to_owned(),
            approved_at: Timestamp(0),
            valid_from: Timestamp(0),
            valid_until: None,
        }
    }

    #[test]
    fn each_fate_is_said() {
        let (has, to) = (new(110).stretch, new(125).stretch);
        let words = |fate| fate_words(&new(125), fate);
        let work = "% of the working time";
        assert_eq!(words(Fate::Comes(Effect::New)), format!("New: 125 {work}."));
        assert_eq!(
            words(Fate::Comes(Effect::More { from: has, to })),
            format!("Changed: has 110 {work}, will have 125 {work}.")
        );
        assert_eq!(words(Fate::Comes(Effect::Nothing { has: to })), format!("Unchanged: has 125 {work} for as long."));
        assert!(words(Fate::Comes(Effect::Longer { has: to })).starts_with("Longer: has 125"));
        assert_eq!(words(Fate::Cannot(OutOfReach::Absent)), "Cannot: does not take part in the class.");
    }

    #[test]
    fn what_ends_and_what_stays_is_said() {
        let reach = Ok(AccountId::new("b"));
        let (participant, name) = (ParticipantId::new("p"), "Ada".to_owned());
        let person = ClassPerson { participant, name, reach, accommodations: Vec::new() };
        let ending = |ends, stays| Ending { person: person.clone(), ends, stays };
        let words = |one: &Ending| ending_words(one, Timestamp(1));
        assert_eq!(words(&ending(Vec::new(), Vec::new())), "Nothing to end.");
        let both = words(&ending(vec![new(125)], vec![new(150)]));
        assert_eq!(
            both,
            "Ends: 125 % of the working time, until it is ended. Stays, as it was not given in this class: \
             150 % of the working time, until it is ended (approved by Tess)."
        );
    }
}
