//! The days of a position that somebody holds.

use axum::response::Response;
use domain::organisation::Entry;
use store::PersonFile;

use super::super::{day, in_turn, optional_day};
use super::{back, keep, render, structure, typed};
use crate::fields::Fields;
use crate::office::LeadingOffice;
use crate::stop::Stop;

/// Ends a position today, or puts its days right. A correction is a line of its own: earlier reports keep what was known then.
pub(super) async fn change(office: &LeadingOffice, file: PersonFile, fields: &Fields) -> Result<Response, Stop> {
    let held = file.assignments.iter().find(|held| held.id.as_str() == fields.get("assignment"));
    let held = held.ok_or(Stop::NotFound)?.clone();
    let assignment = held.id.clone();
    if fields.get("go") == "end" {
        return keep(office, &file, Entry::Unassigned { assignment, until: office.today() }).await;
    }
    let mut form = typed(fields, ["held_from", "held_until"]).with("assignment", assignment.as_str());
    let from = day(fields, "held_from", "the first day in the position", &mut form);
    let until = optional_day(fields, "held_until", &mut form);
    in_turn(from, until, "held_until", &mut form);
    // What the page showed that the form stood on; a correction from an old tab would undo what came since.
    let read = [Some(held.from), held.until].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    if fields.all("read_from").next().is_some() && [fields.get("read_from"), fields.get("read_until")] != read {
        form.refuse(
            "held_from",
            "These days were changed meanwhile: the list shows them as they are now. Send this again if it is right.",
        );
    }
    let (Some(from), true) = (from, form.is_sound()) else { return render(office, file, form, None).await };
    if (from, until) == (held.from, held.until) {
        return Ok(back(office, &file.member));
    }
    // Nobody's time in a position that is no more is changed; the page offers no form for it.
    let position = structure(office).await?.position(&held.position).ok_or(Stop::NotFound)?.id.clone();
    let entry = match until {
        Some(until) if from == held.from => Entry::Unassigned { assignment, until },
        until => Entry::Assigned { assignment, member: file.member.clone(), position, from, until },
    };
    keep(office, &file, entry).await
}
