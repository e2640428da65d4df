//! Name, address and days of a person, and the last day.

use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::MemberId;
use domain::organisation::{Entry, Person};
use store::{Corrected, Correction, Joining, PersonFile};

use super::super::people::{TAKEN, is_email};
use super::super::{day, in_turn, optional_day, read, text};
use super::{LAST_MANAGER, Whom, back, load, present, render, typed};
use crate::fields::Fields;
use crate::office::ManagingOffice;
use crate::stop::Stop;

/// Puts right who the person is. Sent twice it is written once.
pub async fn correct(office: ManagingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    // What was typed stays, an emptied field too.
    let mut form = typed(&fields, ["name", "email", "starts_on", "ends_on"]).with("typed", "facts");
    let name = text(&fields, "name", "the person's name", &mut form);
    let email = match file.joining {
        Joining::Joined => file.email.clone(),
        _ => fields.trimmed("email").to_owned(),
    };
    if file.joining != Joining::Joined && !is_email(&email) {
        form.refuse("email", "Give an e-mail address such as name@example.org.");
    }
    let starts_on = optional_day(&fields, "starts_on", &mut form);
    let ends_on = optional_day(&fields, "ends_on", &mut form);
    in_turn(starts_on, ends_on, "ends_on", &mut form);
    let (Some(name), true) = (name, form.is_sound()) else { return render(&office, file, form, None).await };
    let read = read(&fields).ok_or(Stop::Malformed)?;
    let new = Correction { member: file.member.clone(), person: Person { name, email }, starts_on, ends_on, read };
    let site = office.site();
    let (field, words) = match site.store.correct_person(&office.managing, new, site.now().wall).await? {
        Corrected::Done => return Ok(away(&office, &file)),
        Corrected::Absent => return Err(Stop::NotFound),
        Corrected::Taken => ("email", taken(&office, &form.value("email")).await?),
        Corrected::LastManager => ("ends_on", LAST_MANAGER.to_owned()),
        Corrected::Changed => (
            "name",
            "Something else was written about this person meanwhile: see above what the books say now. Send this again if it is right."
                .to_owned(),
        ),
    };
    form.refuse(field, words);
    // What the books say now, not what they said before.
    let file = load(&office, &file.member).await?;
    render(&office, file, form, None).await
}

/// The last day. One that lies ahead is noted: the person stays until then. With any other the person has left.
pub async fn leave(office: ManagingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = load(&office, &MemberId::new(id)).await?;
    if file.joining == Joining::Left {
        // The same form sent twice finds that the person has left.
        let is_same = file.ends_on.is_some_and(|last| last.to_string() == fields.trimmed("left_on"));
        return if is_same { Ok(away(&office, &file)) } else { Err(Stop::NotFound) };
    }
    let mut form = typed(&fields, ["left_on"]);
    let on = day(&fields, "left_on", "the last day", &mut form);
    // Who was to come and does not has no first day that would have to lie before.
    if file.starts_on.is_none_or(|first| first <= office.today()) {
        in_turn(file.starts_on, on, "left_on", &mut form);
    }
    let (Some(on), true) = (on, form.is_sound()) else { return render(&office, file, form, None).await };
    let is_kept = if on > office.today() {
        let person = Person { name: file.name.clone(), email: file.email.clone() };
        let member = file.member.clone();
        let new = Correction { member, person, starts_on: file.starts_on, ends_on: Some(on), read: file.written };
        let site = office.site();
        match site.store.correct_person(&office.managing, new, site.now().wall).await? {
            Corrected::Done => true,
            Corrected::LastManager => false,
            // Somebody else has written about the person while this was read.
            Corrected::Taken | Corrected::Changed | Corrected::Absent => return Err(Stop::NotFound),
        }
    } else {
        office.keep_unless_last(Entry::Left { member: file.member.clone(), on }).await?
    };
    if is_kept {
        return Ok(away(&office, &file));
    }
    form.refuse("left_on", LAST_MANAGER);
    render(&office, file, form, None).await
}

/// Back to the page of the person; whoever has left these books cannot open it any more.
fn away(office: &ManagingOffice, file: &PersonFile) -> Response {
    if file.member == office.seat.member {
        Redirect::to(urls::ORGANISATIONS).into_response()
    } else {
        back(office, &file.member)
    }
}

/// Who has an address, as far as the reader can do something about it.
async fn taken(office: &ManagingOffice, email: &str) -> Result<String, Stop> {
    Ok(match office.site().store.left_under(&office.seat, email).await? {
        Some((name, _)) => {
            format!("{name}, who left, had this address. If it is the same person, add the person anew under it.")
        }
        None => TAKEN.to_owned(),
    })
}
