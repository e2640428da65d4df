//! What is required of whom.

use std::collections::BTreeMap;

use app::form::Form;
use app::pages::organisation::{RequirementPage, RequirementsPage};
use app::{urls, when};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::Day;
use domain::ids::{DepartmentId, PositionId, RequirementId};
use domain::organisation::{Criticality, Demand, Entry, Requirement, Scope};
use domain::question::Level;
use leptos::prelude::*;
use store::{ExceptionState, Structure};

use super::overview::SOON;
use super::{fresh, text};
use crate::fields::Fields;
use crate::office::{ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// Gaps on one page; the people page lists the rest.
const MOST: i64 = 200;

pub async fn list(office: ReadingOffice) -> Result<Response, Stop> {
    let now = office.site().now().wall;
    let form = Form::default().with("id", store::fresh_id(now)).with("from", office.today().to_string());
    render_list(&office, form.with("levels", Level::Foundation.word()).with("criticality", "normal")).await
}

pub(super) async fn load(office: &Office) -> Result<Structure, Stop> {
    Ok(office.site().store.structure(&office.seat).await?)
}

async fn render_list(office: &Office, form: Form) -> Result<Response, Stop> {
    let structure = load(office).await?;
    let seat = &office.seat;
    let frame = frame("organisation", "Requirements", "Who needs which qualification.");
    Ok(office.page(status(&form), frame, || view! { <RequirementsPage seat=seat structure=&structure form=form /> }))
}

pub async fn show(office: ReadingOffice, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let requirement = find(&structure, &id)?;
    let form = filled(requirement);
    render_one(&office, &structure, requirement.clone(), form).await
}

pub(super) fn find<'s>(structure: &'s Structure, id: &str) -> Result<&'s Requirement, Stop> {
    structure.requirements.iter().find(|requirement| requirement.id.as_str() == id).ok_or(Stop::NotFound)
}

/// The form as it was filled when the requirement was stated.
pub(super) fn filled(requirement: &Requirement) -> Form {
    let scope = match &requirement.scope {
        Scope::Everyone => "everyone".to_owned(),
        Scope::Position(position) => format!("position {position}"),
        Scope::Department(department) => format!("department {department}"),
        Scope::People(_) => "people".to_owned(),
        Scope::Called { .. } => "called".to_owned(),
    };
    let (called, called_in) = match &requirement.scope {
        Scope::Called { name, within } => (name.as_str(), within.as_ref().map_or("", DepartmentId::as_str)),
        _ => ("", ""),
    };
    let words = |words: Vec<&str>| words.join(" ");
    let at_least = match requirement.demand {
        Demand::Each => String::new(),
        Demand::AtLeast(n) => n.to_string(),
    };
    Form::default()
        .with("id", requirement.id.as_str())
        .with("name", requirement.name.as_str())
        .with("scope", scope)
        .with("called", called)
        .with("called_in", called_in)
        .with("levels", words(requirement.levels.iter().map(|level| level.word()).collect()))
        .with("at_least", at_least)
        .with("valid_months", requirement.valid_months.map(|months| months.to_string()).unwrap_or_default())
        .with("criticality", requirement.criticality.word())
        .with("from", requirement.from.to_string())
        .with("until", requirement.until.map(|last| last.to_string()).unwrap_or_default())
        .with("due", requirement.due.map(|due| due.to_string()).unwrap_or_default())
        .with("within", requirement.within.map(|months| months.to_string()).unwrap_or_default())
        .with("apart", words(requirement.apart_from.iter().map(DepartmentId::as_str).collect()))
}

pub(super) async fn render_one(
    office: &Office,
    structure: &Structure,
    requirement: Requirement,
    form: Form,
) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let coverage = site.store.coverage(seat, (today, today + SOON)).await?;
    let coverage = coverage.into_iter().find(|row| row.requirement == requirement.id);
    let mut gaps = site.store.gaps(seat, &requirement, (today, today + SOON), MOST).await?;
    let are_missing = coverage.as_ref().is_some_and(|row| row.missing() > 0);
    if are_missing && requirement.demand != Demand::Each {
        gaps.extend(site.store.who_could_help(seat, &requirement, today, MOST).await?);
    }
    let candidates = app::pages::organisation::candidates(site, seat, &requirement, gaps, today).await?;
    let in_force = (ExceptionState::Granted, Some(&requirement.id));
    let exceptions = site.store.exceptions(seat, in_force, today, MOST).await?;
    let chosen = site.store.chosen(seat, &requirement, today).await?;
    let frame = frame("organisation", requirement.name.clone(), "Who meets it, and who is closest.");
    Ok(office.page(status(&form), frame, || {
        view! {
            <RequirementPage
                seat=seat
                structure=structure
                requirement=requirement
                coverage=coverage
                candidates=candidates
                exceptions=exceptions
                chosen=chosen
                today=today
                form=form
            />
        }
    }))
}

pub async fn state(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let mut form = typed(&fields);
    let id = RequirementId::new(fresh(&fields, "id")?);
    let Some(requirement) = read(id, &fields, (&structure, None), &mut form)? else {
        return render_list(&office, form).await;
    };
    office.keep(vec![Entry::Requirement { requirement: requirement.clone() }.into()]).await?;
    let address = format!("{}/{}", urls::office(&office.seat.organisation, "requirements"), requirement.id);
    Ok(Redirect::to(&address).into_response())
}

pub async fn change(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let known = find(&structure, &id)?.clone();
    let list = urls::office(&office.seat.organisation, "requirements");
    if fields.get("go") == "end" {
        office.keep(vec![Entry::RequirementEnded { requirement: known.id }.into()]).await?;
        return Ok(Redirect::to(&list).into_response());
    }
    let mut form = typed(&fields);
    let new = read(known.id.clone(), &fields, (&structure, Some(&known)), &mut form)?;
    let last = new.as_ref().and_then(|new| new.until);
    if last.is_some_and(|last| last < office.today()) && last != known.until {
        form.refuse("until", "That day is over, and what was asked until today stays as it was. Give a day from today on, or end the requirement below.");
    }
    let chosen = known.scope.chosen().map_or(0, |chosen| chosen.len());
    if chosen > 0 && new.as_ref().is_some_and(|new| new.scope.chosen().is_none()) {
        let people = when::count(chosen, "person is", "people are");
        form.refuse("scope", format!("{people} chosen for it, and would be chosen no more. Take them out first, or end this requirement and state another."));
    }
    match new.filter(|_| form.is_sound()) {
        Some(requirement) => {
            office.keep(vec![Entry::Requirement { requirement }.into()]).await?;
            Ok(Redirect::to(&format!("{list}/{}", known.id)).into_response())
        }
        None => render_one(&office, &structure, known, form).await,
    }
}

fn typed(fields: &Fields) -> Form {
    let one = [
        "id",
        "name",
        "scope",
        "called",
        "called_in",
        "at_least",
        "valid_months",
        "criticality",
        "from",
        "until",
        "due",
        "within",
    ];
    let form = one.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let many = |name| fields.all(name).collect::<Vec<_>>().join(" ");
    form.with("levels", many("levels")).with("apart", many("apart"))
}

/// Nothing when something is wrong with the form.
fn read(
    id: RequirementId,
    fields: &Fields,
    (structure, known): (&Structure, Option<&Requirement>),
    form: &mut Form,
) -> Result<Option<Requirement>, Stop> {
    let name = text(fields, "name", "a name", form);
    let scope = scope(fields, structure, known.map(|known| &known.scope))?;
    check_names((&scope, known.map(|known| &known.scope)), fields, structure, form);
    let levels = fields.all("levels").map(Level::from_word).collect::<Option<Vec<_>>>().ok_or(Stop::Malformed)?;
    if levels.is_empty() {
        form.refuse("levels", "Tick at least one qualification.");
    }
    let at_least = number(fields, "at_least", 1..=100_000, form);
    let months = number(fields, "valid_months", 1..=600, form);
    let within = number(fields, "within", 1..=60, form);
    if at_least.is_some() && within.is_some() {
        form.refuse(
            "within",
            "Those who are asked for together have no day of their own. Leave this empty, or leave empty how many.",
        );
    }
    let [from, until, due] = ["from", "until", "due"].map(|name| day(fields, name, form));
    if from.is_none() && form.error("from").is_none() {
        form.refuse("from", "Give the day from which it holds, for instance 2027-01-01.");
    }
    check_days((from, until, due), form);
    let criticality = Criticality::from_word(fields.get("criticality")).ok_or(Stop::Malformed)?;
    let known = |id: &str| structure.department(&DepartmentId::new(id)).map(|row| row.id.clone());
    let apart_from = fields.all("apart").map(known).collect::<Option<Vec<_>>>().ok_or(Stop::Malformed)?;
    let (Some(name), Some(from), true) = (name, from, form.is_sound()) else { return Ok(None) };
    Ok(Some(Requirement {
        id,
        name,
        scope,
        levels,
        demand: at_least.map_or(Demand::Each, |n| Demand::AtLeast(n.unsigned_abs())),
        valid_months: months.and_then(|months| u16::try_from(months).ok()),
        criticality,
        from,
        until,
        due,
        within: within.and_then(|months| u16::try_from(months).ok()),
        apart_from,
    }))
}

/// What is chosen. What the requirement was about before may be no more, and stays.
fn scope(fields: &Fields, structure: &Structure, known: Option<&Scope>) -> Result<Scope, Stop> {
    let department = |id: &str| {
        let was = match known {
            Some(Scope::Department(department) | Scope::Called { within: Some(department), .. }) => Some(department),
            _ => None,
        };
        let id = DepartmentId::new(id);
        (structure.department(&id).is_some() || was == Some(&id)).then_some(id)
    };
    let position = |id: &str| {
        let was = matches!(known, Some(Scope::Position(position)) if position.as_str() == id);
        let id = PositionId::new(id);
        (was || structure.position(&id).is_some()).then_some(id)
    };
    let typed = fields.get("scope");
    let found = match typed.split_once(' ') {
        None if typed == "everyone" => Some(Scope::Everyone),
        // Who is chosen already stays chosen.
        None if typed == "people" => Some(Scope::People(BTreeMap::new())),
        None if typed == "called" => {
            let name = fields.get("called").split_whitespace().collect::<Vec<_>>().join(" ");
            let place = fields.get("called_in");
            let within = (!place.is_empty()).then(|| department(place).ok_or(Stop::Malformed)).transpose()?;
            Some(Scope::Called { name, within })
        }
        Some(("position", id)) => position(id).map(Scope::Position),
        Some(("department", id)) => department(id).map(Scope::Department),
        _ => None,
    };
    found.ok_or(Stop::Malformed)
}

/// The days follow one upon the other.
fn check_days((from, until, due): (Option<Day>, Option<Day>, Option<Day>), form: &mut Form) {
    if let (Some(from), Some(due)) = (from, due)
        && due < from
    {
        form.refuse("due", "It cannot have to be met before it holds. Give a later day.");
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("until", "Its last day cannot lie before the day from which it holds. Give a later day.");
    } else if let (Some(until), Some(due)) = (until, due)
        && until < due
    {
        form.refuse(
            "until",
            "It ends before the day by which it is to be met. Give a later day, or an earlier one to be met by.",
        );
    }
}

/// A requirement about positions of a name is about some: nobody notices otherwise that the name is mistyped. Once it is stated, they
/// may be renamed or removed.
fn check_names((scope, known): (&Scope, Option<&Scope>), fields: &Fields, structure: &Structure, form: &mut Form) {
    let typed = fields.trimmed("called");
    let Scope::Called { name, within } = scope else {
        if !typed.is_empty() {
            form.refuse(
                "called",
                "Choose “Every position called …” above if it is about these positions, or leave this empty.",
            );
        }
        return;
    };
    if name.is_empty() {
        form.refuse("called", "Give the name of the positions, for instance Service owner.");
    } else if structure.named(name, within.as_ref()).next().is_none() && known != Some(scope) {
        let place = within.as_ref().and_then(|id| structure.department(id));
        let place = place.map_or_else(|| "in any department".to_owned(), |row| format!("in {} or below", row.path));
        form.refuse(
            "called",
            format!(
                "No position {place} is called so. Choose one of the names that are offered, or add the position first."
            ),
        );
    }
}

/// A whole number, or nothing when the field is empty.
pub(super) fn number(
    fields: &Fields,
    name: &'static str,
    allowed: std::ops::RangeInclusive<i32>,
    form: &mut Form,
) -> Option<i32> {
    let typed = fields.trimmed(name);
    let number = typed.parse().ok().filter(|number| allowed.contains(number));
    if number.is_none() && !typed.is_empty() {
        form.refuse(
            name,
            format!("Give a whole number from {} to {}, or leave it empty.", allowed.start(), allowed.end()),
        );
    }
    number
}

/// A day, or nothing when the field is empty.
pub(super) fn day(fields: &Fields, name: &'static str, form: &mut Form) -> Option<Day> {
    let typed = fields.trimmed(name);
    let day =
        when::parse_day(typed).filter(|day| chrono::Datelike::year(day) > 1990 && chrono::Datelike::year(day) < 2200);
    if day.is_none() && !typed.is_empty() {
        form.refuse(name, "Give the day as year-month-day, for instance 2027-03-18.");
    }
    day
}
