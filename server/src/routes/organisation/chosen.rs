//! Whom a requirement is asked of that concerns people who are chosen one by one.

use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::MemberId;
use domain::organisation::Scope;
use store::{Choosing, Joining};

use super::person::again;
use super::requirements::{filled, find, load, render_one};
use crate::fields::Fields;
use crate::office::ManagingOffice;
use crate::stop::Stop;

/// Said where no more people can be chosen.
fn full() -> String {
    format!(
        "{} people are chosen already, which is the most there can be. Take somebody out, or state a requirement for a position.",
        Scope::MOST_CHOSEN
    )
}

/// Chooses or takes out somebody on the page of the requirement.
pub async fn of_requirement(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, structure) = (office.site(), load(&office).await?);
    let requirement = find(&structure, &id)?.clone();
    requirement.scope.chosen().ok_or(Stop::NotFound)?;
    let address = format!("{}/{}#chosen", urls::office(&office.seat.organisation, "requirements"), requirement.id);
    let now = site.now().wall;
    if fields.get("go") == "out" {
        let member = MemberId::new(fields.get("member"));
        // The same form sent twice finds nobody to take out.
        site.store.take_out_chosen(&office.managing, (&requirement.id, &member), now).await?;
        return Ok(Redirect::to(&address).into_response());
    }
    let typed = fields.trimmed("person");
    let found = site.store.members_called(&office.seat, typed, office.today()).await?;
    let refusal = match found.as_slice() {
        _ if typed.is_empty() => "Give an e-mail address, or the whole name of somebody in the books.".to_owned(),
        [] => {
            "Nobody in the books has this address or this name. Write it as it stands in the list of people.".to_owned()
        }
        [(member, name)] => match site.store.choose(&office.managing, (&requirement.id, member), now).await? {
            Choosing::Done => return Ok(Redirect::to(&address).into_response()),
            Choosing::Known => format!("{name} is chosen already."),
            Choosing::Full => full(),
            Choosing::Absent => return Err(Stop::NotFound),
        },
        _ => "Several people have this name. Give the e-mail address.".to_owned(),
    };
    let mut form = filled(&requirement).with("person", typed);
    form.refuse("person", refusal);
    render_one(&office, &structure, requirement, form).await
}

/// Asks one more requirement of somebody, or asks it no more, on the page of the person.
pub async fn of_person(
    office: ManagingOffice,
    Path((_, member)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, seat, member) = (office.site(), &office.seat, MemberId::new(member));
    let now = site.now().wall;
    let file = site.store.person_file(seat, &member, now).await?.ok_or(Stop::NotFound)?;
    if file.joining == Joining::Left {
        return Err(Stop::NotFound);
    }
    let back = Redirect::to(&format!("{}/{member}", urls::office(&seat.organisation, "people")));
    let mut form = app::form::Form::default().with("also", fields.get("also"));
    if fields.get("also").is_empty() {
        form.refuse("also", "Choose a requirement.");
        return again(&office, &member, form).await;
    }
    let structure = load(&office).await?;
    let requirement = find(&structure, fields.get("also"))?.id.clone();
    if fields.get("go") == "out" {
        site.store.take_out_chosen(&office.managing, (&requirement, &member), now).await?;
        return Ok(back.into_response());
    }
    match site.store.choose(&office.managing, (&requirement, &member), now).await? {
        // The same form sent twice finds the person chosen.
        Choosing::Done | Choosing::Known => Ok(back.into_response()),
        Choosing::Full => {
            form.refuse("also", full());
            again(&office, &member, form).await
        }
        Choosing::Absent => Err(Stop::NotFound),
    }
}
