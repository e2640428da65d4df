//! One person in the books: what is known, and what can be changed.

pub mod awards;
pub mod facts;
mod held;

use app::form::Form;
use app::pages::organisation::{MemberPage, PersonView, proved};
use app::urls;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{AssignmentId, DepartmentId, MemberId, ObservationId, PlanId, PositionId};
use domain::organisation::{Effect, Entry, Plan, PlanKind, Role};
use domain::question::Level;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Invited, Joining, PersonFile, PlanOutcome, Structure};

use super::{day, fresh, in_turn, log, optional_day, reason};
use crate::entropy;
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// Lines of the log that the page shows.
const LINES: i64 = 50;

type Whom = Path<(String, String)>;

#[derive(Deserialize)]
pub struct Shown {
    /// Whether a whole course was planned a moment ago where a refresher was asked for.
    #[serde(default)]
    whole: String,
}

pub async fn show(office: ReadingOffice, Path((_, id)): Whom, Query(query): Query<Shown>) -> Result<Response, Stop> {
    again(&office, &MemberId::new(id), Form::default().with("whole", query.whole)).await
}

async fn load(office: &Office, member: &MemberId) -> Result<PersonFile, Stop> {
    let site = office.site();
    site.store.person_file(&office.seat, member, site.now().wall).await?.ok_or(Stop::NotFound)
}

/// The page with a form as it was typed.
pub async fn again(office: &Office, member: &MemberId, form: Form) -> Result<Response, Stop> {
    render(office, load(office, member).await?, form, None).await
}

async fn render(office: &Office, file: PersonFile, form: Form, link: Option<String>) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let now = site.now().wall;
    let structure = site.store.structure(seat).await?;
    let awards = proved(site, seat, &file.member, now).await?;
    let lines = site.store.log_page(seat, i64::MAX, Some(&file.member), LINES).await?;
    let (lines, named) = log::named(office, lines, structure.clone()).await?;
    let title = if file.name.is_empty() { "A person".to_owned() } else { file.name.clone() };
    let form = filled(form, office, &file);
    let person = PersonView { file, awards, lines, named, link };
    let frame = frame("organisation", title, "Requirements, certificates, positions.");
    Ok(office.page(status(&form), frame, || {
        view! { <MemberPage seat=seat structure=&structure person=&person today=today form=form /> }
    }))
}

/// What was typed, and what stands in the fields before anybody types.
fn filled(form: Form, office: &Office, file: &PersonFile) -> Form {
    let today = office.today().to_string();
    let defaults = [
        ("fresh", store::fresh_id(office.site().now().wall)),
        ("invitation", entropy::hex::<32>()),
        ("level", Level::Foundation.word().to_owned()),
        ("from", today.clone()),
        ("seen_on", today.clone()),
        ("left_on", file.ends_on.map_or(today, |last| last.to_string())),
        ("role", file.role.word().to_owned()),
        ("lead_of", file.lead_of.as_ref().map(ToString::to_string).unwrap_or_default()),
    ];
    let known = [
        ("name", file.name.clone()),
        ("email", file.email.clone()),
        ("starts_on", file.starts_on.map(|day| day.to_string()).unwrap_or_default()),
        ("ends_on", file.ends_on.map(|day| day.to_string()).unwrap_or_default()),
    ];
    let known = known.into_iter().filter(|_| form.value("typed") != "facts").collect::<Vec<_>>();
    let missing = |form: &Form, name: &str| form.value(name).is_empty() && form.error(name).is_none();
    defaults
        .into_iter()
        .chain(known)
        .fold(form, |form, (name, value)| if missing(&form, name) { form.with(name, value) } else { form })
}

fn typed<const N: usize>(fields: &Fields, names: [&'static str; N]) -> Form {
    let form = Form::default().with("fresh", fields.get("id"));
    names.into_iter().fold(form, |form, name| form.with(name, fields.trimmed(name)))
}

fn address(office: &Office, member: &MemberId) -> String {
    format!("{}/{member}", urls::office(&office.seat.organisation, "people"))
}

fn back(office: &Office, member: &MemberId) -> Response {
    Redirect::to(&address(office, member)).into_response()
}

/// Writes lines about the person, who must be in reach and there.
async fn keep(office: &LeadingOffice, file: &PersonFile, entry: Entry) -> Result<Response, Stop> {
    let site = office.site();
    let kept = site.store.keep_books_of(&office.leading, &file.member, vec![entry.into()], site.now().wall).await?;
    if kept { Ok(back(office, &file.member)) } else { Err(Stop::NotFound) }
}

/// Somebody about whom things are still written.
async fn present(office: &Office, id: String) -> Result<PersonFile, Stop> {
    let file = load(office, &MemberId::new(id)).await?;
    if file.joining == Joining::Left { Err(Stop::NotFound) } else { Ok(file) }
}

async fn structure(office: &Office) -> Result<Structure, Stop> {
    Ok(office.site().store.structure(&office.seat).await?)
}

pub async fn positions(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    if matches!(fields.get("go"), "end" | "days") {
        return held::change(&office, file, &fields).await;
    }
    let mut form = typed(&fields, ["holds", "from", "until"]);
    let assignment = AssignmentId::new(fresh(&fields, "id")?);
    if file.assignments.iter().any(|held| held.id == assignment) {
        return Ok(back(&office, &file.member));
    }
    let structure = structure(&office).await?;
    let position = structure.position(&PositionId::new(fields.get("holds"))).map(|position| position.id.clone());
    if position.is_none() {
        form.refuse("holds", "There is no such position any more. Choose another one.");
    }
    let from = day(&fields, "from", "the first day", &mut form);
    let until = optional_day(&fields, "until", &mut form);
    in_turn(from, until, "until", &mut form);
    let (Some(position), Some(from), true) = (position, from, form.is_sound()) else {
        return render(&office, file, form, None).await;
    };
    let member = file.member.clone();
    keep(&office, &file, Entry::Assigned { assignment, member, position, from, until }).await
}

pub async fn observe(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    let mut form = typed(&fields, ["seen_on", "effect", "words"]);
    let observation = ObservationId::new(fresh(&fields, "id")?);
    let on = day(&fields, "seen_on", "the day", &mut form);
    if on.is_some_and(|day| day > office.today()) {
        form.refuse("seen_on", "This day lies ahead. Note what you have seen.");
    }
    let effect = Effect::from_word(fields.get("effect")).ok_or(Stop::Malformed)?;
    let words = reason(&fields, "words", &mut form);
    let (Some(on), Some(words), true) = (on, words, form.is_sound()) else {
        return render(&office, file, form, None).await;
    };
    let member = file.member.clone();
    let entry = Entry::Observed { observation: observation.clone(), member, on, effect, words };
    if file.observations.iter().any(|seen| seen.id == observation) {
        return Ok(back(&office, &file.member));
    }
    keep(&office, &file, entry).await
}

/// An amount such as `250` or `250.50`, in hundredths.
fn amount(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?)
}

pub async fn plan(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    if let done @ ("done" | "dropped") = fields.get("go") {
        let known = file.plans.iter().find(|plan| plan.id.as_str() == fields.get("plan")).ok_or(Stop::NotFound)?;
        if known.state != "open" {
            return Ok(back(&office, &file.member));
        }
        let entry = Entry::PlanClosed { plan: known.id.clone(), done: done == "done" };
        return keep(&office, &file, entry).await;
    }
    let mut form = typed(&fields, ["kind", "plan_level", "due_on", "cost"]);
    let plan = PlanId::new(fresh(&fields, "id")?);
    if file.plans.iter().any(|known| known.id == plan) {
        return Ok(back(&office, &file.member));
    }
    let kind = PlanKind::from_word(fields.get("kind")).ok_or(Stop::Malformed)?;
    let level = Level::from_word(fields.get("plan_level")).ok_or(Stop::Malformed)?;
    let on = day(&fields, "due_on", "the day", &mut form);
    if on.is_some_and(|day| day < office.today()) {
        form.refuse("due_on", "This day is over. Give one that lies ahead.");
    }
    let cost = if fields.trimmed("cost").is_empty() { Some(0) } else { amount(fields.trimmed("cost")) };
    if cost.is_none() {
        form.refuse("cost", "Give the cost as a number such as 250 or 250.50.");
    }
    let (Some(on), Some(cost), true) = (on, cost, form.is_sound()) else {
        return render(&office, file, form, None).await;
    };
    // The store knows which set of lessons a refresher has.
    let what = Plan { member: file.member.clone(), kind, level, on, cost, refresher: String::new() };
    let (site, now) = (office.site(), office.site().now().wall);
    let tell = letters::tell_booked(&office.app.0.public_url, now);
    match site.store.plan(&office.leading, (plan, what), &tell, now).await? {
        PlanOutcome::Done | PlanOutcome::Known => Ok(back(&office, &file.member)),
        PlanOutcome::WholeCourse => {
            Ok(Redirect::to(&format!("{}?whole=yes", address(&office, &file.member))).into_response())
        }
        PlanOutcome::Nobody if kind == PlanKind::Refresher => {
            form.refuse("kind", "There are no lessons to refresh this level yet. Plan a course or an exam.");
            render(&office, file, form, None).await
        }
        PlanOutcome::Nobody => Err(Stop::NotFound),
    }
}

/// Invites by mail. The form brings the secret of its link along, made when the form was: sent twice, it is one invitation.
pub async fn invite(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    let token = fields.get("invitation");
    if token.len() != 64 || !token.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        return Err(Stop::Malformed);
    }
    let (site, now) = (office.site(), office.site().now().wall);
    let whom = (&file.member, file.name.as_str(), file.email.as_str());
    let new = letters::invite(&office.app, &office.seat, whom, token, now);
    if site.store.invite(&office.leading, new, now).await? == Invited::Nobody {
        return Ok(back(&office, &file.member));
    }
    let link = format!("{}{}", office.app.0.public_url, urls::join(token));
    // Besides the mail, the page shows the link once.
    let file = load(&office, &file.member).await?;
    render(&office, file, Form::default(), Some(link)).await
}

pub async fn role(office: ManagingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    let mut form = typed(&fields, ["role", "lead_of"]);
    let role = Role::from_word(fields.get("role")).ok_or(Stop::Malformed)?;
    let structure = structure(&office).await?;
    let lead_of = match fields.get("lead_of") {
        "" => None,
        id => Some(structure.department(&DepartmentId::new(id)).ok_or(Stop::Malformed)?.id.clone()),
    };
    let lead_of = lead_of.filter(|_| role == Role::Lead);
    if role == Role::Lead && lead_of.is_none() {
        form.refuse("lead_of", "Choose the department that the team lead answers for.");
    }
    if !form.is_sound() {
        return render(&office, file, form, None).await;
    }
    let entry = Entry::Role { member: file.member.clone(), role, lead_of };
    if office.keep_unless_last(entry).await? {
        return Ok(back(&office, &file.member));
    }
    form.refuse("role", LAST_MANAGER);
    render(&office, file, form, None).await
}

/// Said of whoever alone answers for the books.
const LAST_MANAGER: &str = "Nobody else answers for these books. Make somebody else a manager first.";

pub async fn erase(office: ManagingOffice, Path((_, id)): Whom) -> Result<Response, Stop> {
    let file = load(&office, &MemberId::new(id)).await?;
    if file.joining != Joining::Left {
        return Err(Stop::NotFound);
    }
    if !file.name.is_empty() {
        let site = office.site();
        if let Some(erased) = site.store.erase_member(&office.managing, &file.member, site.now().wall).await? {
            office.app.files().remove_all(&erased.files).await;
        }
    }
    Ok(back(&office, &file.member))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_hundredth() {
        for (text, hundredths) in [("250", 25_000), ("250.5", 25_050), ("250,05", 25_005), ("0", 0)] {
            assert_eq!(amount(text), Some(hundredths), "{text}");
        }
        for text in ["", "-1", "1.234", "1e5", "ten", ".5"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
