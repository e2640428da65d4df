//! Departments and positions.

use app::form::Form;
use app::pages::organisation::StructurePage;
use app::{urls, when};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::Day;
use domain::ids::{DepartmentId, PositionId};
use domain::organisation::Entry;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Holding, PositionClosed, Structure};

use super::{fresh, text};
use crate::fields::Fields;
use crate::office::{ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Shown {
    /// The department or position whose form is wanted.
    change: Option<String>,
}

pub async fn show(office: ReadingOffice, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let form = Form::default().with("changing", shown.change.unwrap_or_default());
    render(&office, &structure, form).await
}

async fn load(office: &Office) -> Result<Structure, Stop> {
    Ok(office.site().store.structure(&office.seat).await?)
}

async fn render(office: &Office, structure: &Structure, form: Form) -> Result<Response, Stop> {
    let now = office.site().now().wall;
    let form = form.with("id", store::fresh_id(now)).with("position_id", store::fresh_id(now));
    let frame = frame("organisation", "Departments and positions", "How the organisation is built.");
    let seat = &office.seat;
    let holders = office.site().store.holders(seat, office.today()).await?;
    Ok(office.page(
        status(&form),
        frame,
        || view! { <StructurePage seat=seat structure=structure holders=holders form=form /> },
    ))
}

fn back(office: &Office) -> Response {
    Redirect::to(&urls::office(&office.seat.organisation, "structure")).into_response()
}

async fn keep(office: &ManagingOffice, entry: Entry) -> Result<Response, Stop> {
    office.keep(vec![entry.into()]).await?;
    Ok(back(office))
}

pub async fn department(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let mut form =
        Form::default().with("department", fields.trimmed("department")).with("parent", fields.get("parent"));
    let department = DepartmentId::new(fresh(&fields, "id")?);
    let name = text(&fields, "department", "the department's name", &mut form);
    let parent = parent(&fields, &structure)?;
    let Some(name) = name else { return render(&office, &structure, form).await };
    if structure.department(&department).is_some() {
        return Ok(back(&office));
    }
    keep(&office, Entry::Department { department, parent, name }).await
}

/// The department above; none at the top.
fn parent(fields: &Fields, structure: &Structure) -> Result<Option<DepartmentId>, Stop> {
    match fields.get("parent") {
        "" => Ok(None),
        id => structure.department(&DepartmentId::new(id)).map(|row| Some(row.id.clone())).ok_or(Stop::Malformed),
    }
}

pub async fn change_department(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let department = DepartmentId::new(id);
    let known = structure.department(&department).ok_or(Stop::NotFound)?;
    let above = known.parent.as_ref().map(ToString::to_string).unwrap_or_default();
    let typed = if fields.get("go") == "close" {
        (known.name.as_str(), above.as_str())
    } else {
        (fields.trimmed("name"), fields.get("parent"))
    };
    let mut form = Form::default().with("changing", department.as_str()).with("name", typed.0).with("above", typed.1);
    if fields.get("go") == "close" {
        let below = structure.departments.iter().any(|other| other.parent.as_ref() == Some(&department));
        let holds = structure.positions.iter().any(|position| position.department == department);
        if below || holds {
            form.refuse(
                "name",
                "This department still holds positions or other departments. Move or remove them first.",
            );
            return render(&office, &structure, form).await;
        }
        return keep(&office, Entry::DepartmentClosed { department }).await;
    }
    let (name, parent) = (text(&fields, "name", "the department's name", &mut form), parent(&fields, &structure)?);
    if parent.as_ref().is_some_and(|parent| structure.is_below(parent, &department)) {
        form.refuse("name", "A department cannot stand below itself. Choose one that is not part of it.");
    }
    match name.filter(|_| form.is_sound()) {
        Some(name) => keep(&office, Entry::Department { department, parent, name }).await,
        None => render(&office, &structure, form).await,
    }
}

pub async fn position(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let mut form =
        Form::default().with("position", fields.trimmed("position")).with("department_of", fields.get("department_of"));
    let position = PositionId::new(fresh(&fields, "id")?);
    let name = text(&fields, "position", "the position's name", &mut form);
    let department = structure.department(&DepartmentId::new(fields.get("department_of"))).ok_or(Stop::Malformed)?;
    let Some(name) = name else { return render(&office, &structure, form).await };
    if structure.position(&position).is_some() {
        return Ok(back(&office));
    }
    keep(&office, Entry::Position { position, department: department.id.clone(), name }).await
}

pub async fn change_position(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let structure = load(&office).await?;
    let row = structure.position(&PositionId::new(id)).ok_or(Stop::NotFound)?;
    let position = row.id.clone();
    let is_closing = fields.get("go") == "close";
    let typed = match is_closing {
        true => (row.name.as_str(), row.department.as_str()),
        // A form that names no department leaves the position where it is.
        false if fields.get("moved_to").is_empty() => (fields.trimmed("name"), row.department.as_str()),
        false => (fields.trimmed("name"), fields.get("moved_to")),
    };
    let mut form = Form::default().with("changing", position.as_str()).with("name", typed.0).with("moved_to", typed.1);
    if is_closing {
        let now = office.site().now().wall;
        return match office.site().store.close_position(&office.managing, &position, now).await? {
            PositionClosed::Done => Ok(back(&office)),
            PositionClosed::Absent => Err(Stop::NotFound),
            PositionClosed::Held(first, all) => {
                form.refuse("name", held_words(&first, all, office.today()));
                render(&office, &structure, form).await
            }
        };
    }
    // Another department brings the people who hold it under what is required there.
    let department = structure.department(&DepartmentId::new(typed.1)).map(|row| row.id.clone());
    if department.is_none() {
        form.refuse("moved_to", "This department is no more. Choose another one.");
    }
    let name = text(&fields, "name", "the position's name", &mut form);
    let (Some(name), Some(department)) = (name, department) else { return render(&office, &structure, form).await };
    // What was left as the page showed it stays as it is now: somebody else may have changed it since.
    let name = if name == fields.get("read_name") { row.name.clone() } else { name };
    let department =
        if department.as_str() == fields.get("read_department") { row.department.clone() } else { department };
    if (&name, &department) == (&row.name, &row.department) {
        return Ok(back(&office));
    }
    keep(&office, Entry::Position { position, department, name }).await
}

/// Who keeps a position from being removed, and what to do about it.
fn held_words(first: &[Holding], all: usize, today: Day) -> String {
    let name = |one: &Holding| {
        let name = if one.name.is_empty() { "somebody who was taken out" } else { &one.name };
        let day = |day: Day| when::day(&day.to_string());
        match one.until {
            _ if one.from > today => format!("{name} from {}", day(one.from)),
            Some(until) => format!("{name} until {}", day(until)),
            None => name.to_owned(),
        }
    };
    let mut names = first.iter().map(name).collect::<Vec<_>>();
    let others = all - first.len();
    names.extend((others > 0).then(|| when::count(others, "other", "others")));
    let verb = if all == 1 { "holds this position or will" } else { "hold this position or will" };
    // What ends today holds until the evening.
    let ends_today = all == first.len() && first.iter().all(|one| one.from <= today && one.until == Some(today));
    let way =
        if ends_today { "It can be removed from tomorrow on." } else { "End that on the pages of these people first." };
    format!("{} {verb}. {way}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_holds_a_position_is_named_with_the_days() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let held = |name: &str, from, until: Option<&str>| Holding {
            name: name.to_owned(),
            from: day(from),
            until: until.map(day),
        };
        let today = day("2026-11-30");
        assert_eq!(
            held_words(&[held("Ada", "2027-03-01", Some("2027-05-01"))], 1, today),
            "Ada from 1 March 2027 holds this position or will. End that on the pages of these people first."
        );
        let two = [held("Ada", "2026-01-01", None), held("Ben", "2026-01-01", Some("2026-12-31"))];
        assert!(held_words(&two, 4, today).starts_with("Ada, Ben until 31 December 2026, 2 others hold"));
    }
}
