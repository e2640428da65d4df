use domain::accommodation::Accommodation;
use domain::ids::{AccountId, AttemptId};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{Fault, Staff};

use crate::form::{ErrorSummary, Field, Form};
use crate::parts::{StaffNav, stretch_words};
use crate::site::Site;
use crate::{urls, when};

/// Somebody in reach.
pub struct Person {
    /// Whose account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// What was approved, the newest first.
    pub accommodations: Vec<Accommodation>,
    /// The exam that the person is sitting now.
    pub exam: Option<AttemptId>,
    /// The moment of the page.
    pub now: Timestamp,
}

/// Loads it; nothing when the person is not in reach.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, staff: &Staff, account: AccountId) -> Result<Option<Person>, Fault> {
    let Some((name, email)) = site.store.person(staff, &account).await? else { return Ok(None) };
    let accommodations = site.store.accommodations(&account).await?;
    let exam = site.store.running_exam(&account).await?;
    Ok(Some(Person { account, name, email, accommodations, exam, now: site.now().wall }))
}

/// The page.
#[component]
pub fn PersonPage(person: Person, form: Form) -> impl IntoView {
    let exam = person.exam.as_ref().map(|exam| {
        view! { <p class="notice">"Is sitting an exam now: "<a href=urls::sitting(exam)>"time and decisions"</a>". What you approve reaches it at once."</p> }
    });
    view! {
        <header class="page-head">
            <h1>{person.name.clone()}</h1>
            <p>{person.email.clone()}</p>
            <StaffNav here=urls::PEOPLE />
        </header>
        {exam}
        <section>
            <h2>"Extra time and breaks"</h2>
            {approved(&person)}
        </section>
        <section>
            <h2>"Approve more"</h2>
            <p>"Every exam that begins while it holds has it. Of several that hold at once, the most generous part of each counts."</p>
            <ErrorSummary form=form.clone() />
            {approval(&person, form)}
        </section>
    }
}

fn approved(person: &Person) -> AnyView {
    if person.accommodations.is_empty() {
        return view! { <p class="empty">"Nothing was approved so far."</p> }.into_any();
    }
    let lines = person.accommodations.iter().map(|one| line(person, one)).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Accommodations">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col">"Why"</th>
                        <th scope="col">"Holds"</th>
                        <th scope="col">"Approved"</th>
                        <th scope="col"><span class="unseen">"End"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(person: &Person, one: &Accommodation) -> impl IntoView + use<> {
    let what = stretch_words(one.stretch);
    let end = (!is_over(one, person.now)).then(|| {
        let action = format!("{}/accommodations/{}/end", urls::person(&person.account), one.id);
        let which = format!(": {what}");
        view! { <form method="post" action=action><button class="quiet">"End now"<span class="unseen">{which}</span></button></form> }
    });
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td>{one.reason.clone()}</td>
            <td>{span_words(one, person.now)}</td>
            <td>{one.approved_by.clone()}", "{when::moment(one.approved_at)}</td>
            <td class="quiet">{end}</td>
        </tr>
    }
}

/// Whether it holds no more and never will.
pub(crate) fn is_over(one: &Accommodation, now: Timestamp) -> bool {
    one.valid_until.is_some_and(|until| until <= now.max(one.valid_from))
}

/// From when until when it holds, as people say it; the last day is part of it.
pub(crate) fn span_words(one: &Accommodation, now: Timestamp) -> String {
    let last = one.valid_until.map(|until| when::date(Timestamp(until.0 - 1)));
    let from = when::date(one.valid_from);
    match last {
        Some(last) if is_over(one, now) => format!("ended {last}"),
        Some(last) if one.holds(now) => format!("until {last}"),
        Some(last) => format!("from {from} until {last}"),
        None if one.holds(now) => "until it is ended".to_owned(),
        None => format!("from {from} until it is ended"),
    }
}

fn approval(person: &Person, form: Form) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("{}/accommodations", urls::person(&person.account)) class="stack">
            <input type="hidden" name="id" value=form.value("id") />
            <ApprovalFields form=form />
            <button class="button">"Approve"</button>
        </form>
    }
}

/// The fields of an accommodation: what it adds, why, and from when until when.
#[component]
pub(crate) fn ApprovalFields(form: Form) -> impl IntoView {
    let until = form.value("valid_until");
    let error = form.error("valid_until").map(str::to_owned);
    let wrong = error.is_some();
    let described = if wrong { "valid_until-help valid_until-error" } else { "valid_until-help" };
    view! {
        <Field
            form=form.clone()
            name="percent"
            label="Working time in percent"
            kind="number"
            help="From 100 to 400. 100 leaves it as it is, 125 adds a quarter."
        />
        <Field form=form.clone() name="extra" label="Extra minutes" kind="number" help="From 0 to 240, added to every exam." />
        <Field
            form=form.clone()
            name="breaks"
            label="Minutes for breaks"
            kind="number"
            help="From 0 to 120 in all. The clock stands still during a break."
        />
        <Field
            form=form.clone()
            name="reason"
            label="Why"
            help="The person reads it too. Write what was agreed, not a diagnosis."
            longest=300
        />
        <Field form=form name="valid_from" label="First day" kind="date" />
        <div class="field" class:wrong=wrong>
            <label for="valid_until">"Last day (optional)"</label>
            <p class="help" id="valid_until-help">"Leave it empty if it holds until somebody ends it."</p>
            {error.map(|message| view! { <p class="error" id="valid_until-error">{message}</p> })}
            <span class="control">
                <input id="valid_until" name="valid_until" type="date" value=until aria-describedby=described />
            </span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use domain::attempt::Stretch;
    use domain::ids::AccommodationId;

    use super::*;

    fn one(from: &str, until: Option<&str>) -> Accommodation {
        let begin = |day: &str| when::parse_day(day).map(when::beginning).unwrap_or_default();
        Accommodation {
            id: AccommodationId::new("a"),
            stretch: Stretch::default(),
            reason: String::new(),
            approved_by: String::new(),
            approved_at: Timestamp(0),
            valid_from: begin(from),
            valid_until: until.map(begin),
        }
    }

    #[test]
    fn the_last_day_is_said_and_not_the_one_after_it() {
        let now = when::parse_day("2026-12-03").map(when::beginning).unwrap_or_default();
        let words = |from, until| span_words(&one(from, until), now);
        assert_eq!(words("2026-01-01", Some("2027-01-01")), "until 31 December 2026");
        assert_eq!(words("2026-01-01", None), "until it is ended");
        assert_eq!(words("2026-01-01", Some("2026-12-03")), "ended 2 December 2026");
        assert_eq!(words("2027-01-01", Some("2027-02-01")), "from 1 January 2027 until 31 January 2027");
        assert_eq!(words("2027-01-01", None), "from 1 January 2027 until it is ended");
        assert!(is_over(&one("2027-01-01", Some("2026-12-04")), now), "ended before it began");
        assert!(!is_over(&one("2026-01-01", Some("2026-12-04")), now));
    }
}
