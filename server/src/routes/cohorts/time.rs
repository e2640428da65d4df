//! Extra time and breaks for several people of a class: looked at first, then given or ended.

use app::form::Form;
use app::pages::cohorts::time::{ClassTimePage, EndPreview, GivePreview};
use app::{urls, when};
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accommodation::Accommodation;
use domain::ids::ParticipantId;
use leptos::prelude::*;
use serde::Deserialize;
use store::{ClassApproval, ClassApproved, ClassEnded, ClassPerson, Ending, Fated, OutOfReach};

use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::people::{fresh_form, read, typed_form};
use crate::stop::Stop;

/// Said where what was looked at is no longer so.
const MOVED: &str = "Meanwhile somebody approved or ended something, or left, so it would come to something else now. Nothing was changed; look again.";

#[derive(Deserialize, Default)]
pub struct Shown {
    given: Option<usize>,
    ended: Option<usize>,
    again: Option<String>,
}

impl Shown {
    fn words(&self) -> Option<String> {
        let people = |count| when::count(count, "person", "people");
        match (self.given, self.ended) {
            (Some(given), _) => Some(format!("The extra time is given to {}.", people(given))),
            (None, Some(0)) => Some("It had ended before.".to_owned()),
            (None, Some(ended)) => Some(format!("The extra time is ended for {}.", people(ended))),
            (None, None) if self.again.is_some() => {
                Some("This form was sent before. Nothing was changed now; the list shows what holds.".to_owned())
            }
            (None, None) => None,
        }
    }
}

pub async fn show(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let people = taking_part(&desk).await?;
    let form = fresh_form(desk.site().now().wall);
    Ok(render(&desk, people, Vec::new(), form, shown.words()))
}

/// Those who take part, whether they are in reach or not.
async fn taking_part(desk: &TeachingDesk) -> Result<Vec<ClassPerson>, Stop> {
    let mut people = desk.site().store.class_accommodations(&desk.teaching).await?;
    people.retain(|one| one.reach != Err(OutOfReach::Absent));
    Ok(people)
}

fn render(
    desk: &TeachingDesk,
    people: Vec<ClassPerson>,
    chosen: Vec<String>,
    form: Form,
    done: Option<String>,
) -> Response {
    let (teaching, now) = (&desk.teaching, desk.site().now().wall);
    let frame = frame("staff", "Extra time", "Extra time and breaks for people of the class.");
    desk.page(status(&form), frame, || {
        view! { <ClassTimePage teaching=teaching people=people chosen=chosen now=now done=done form=form /> }
    })
}

/// Shows what giving or ending comes to, goes back to the form, or does it.
pub async fn decide(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let ends = match fields.get("go") {
        "look" | "give" | "change" => false,
        "look-end" | "end" => true,
        _ => return Err(Stop::Malformed),
    };
    let people = taking_part(&desk).await?;
    let mut form = typed_form(&fields).with("everybody", fields.get("everybody"));
    let chosen = match fields.get("everybody") {
        "yes" => people.iter().map(|one| one.participant.clone()).collect::<Vec<_>>(),
        _ => fields.all("who").map(ParticipantId::new).collect(),
    };
    if chosen.is_empty() {
        form.refuse("who", "Tick at least one person, or everybody.");
    }
    let ticked = chosen.iter().map(ToString::to_string).collect();
    if ends && form.is_sound() {
        return end(&desk, chosen, &fields).await;
    }
    let by = (desk.teaching.name.as_str(), desk.site().now().wall);
    // To end something, nothing has to be typed.
    let new = if ends { None } else { read(by, &fields, &mut form)? };
    let Some(accommodation) = new.filter(|_| form.is_sound() && fields.get("go") != "change") else {
        return Ok(render(&desk, people, ticked, form, None));
    };
    give(&desk, ClassApproval { people: chosen, accommodation }, &fields, form).await
}

async fn give(desk: &TeachingDesk, new: ClassApproval, fields: &Fields, mut form: Form) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let accommodation = new.accommodation.clone();
    if fields.get("go") != "give" {
        let fates = site.store.preview_class_approval(teaching, &new, site.now().wall).await?.ok_or(Stop::NotFound)?;
        return Ok(preview(desk, fates, accommodation, form));
    }
    let seen = fields.get("seen").to_owned();
    let given = match site.store.approve_for_class(teaching, new, seen, site.now()).await? {
        ClassApproved::Done(given, reached) => {
            reached.iter().for_each(|attempt| site.live.tell(attempt));
            given
        }
        ClassApproved::Before(_) => return Ok(back(desk, "again=yes")),
        ClassApproved::Absent => return Err(Stop::NotFound),
        ClassApproved::Moved(fates) => {
            form.refuse("fates", MOVED);
            return Ok(preview(desk, fates, accommodation, form));
        }
    };
    Ok(back(desk, &format!("given={given}")))
}

/// What is looked at has an id of its own: whoever comes back to the form and gives something else gives that too.
fn preview(desk: &TeachingDesk, fates: Vec<Fated>, accommodation: Accommodation, form: Form) -> Response {
    let (teaching, now) = (&desk.teaching, desk.site().now().wall);
    let form = form.with("id", store::fresh_id(now));
    let frame = frame("staff", "What the extra time would come to", "Nothing is given yet.");
    desk.page(status(&form), frame, || {
        view! { <GivePreview teaching=teaching fates=fates accommodation=accommodation now=now form=form /> }
    })
}

async fn end(desk: &TeachingDesk, who: Vec<ParticipantId>, fields: &Fields) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let now = site.now().wall;
    if fields.get("go") != "end" {
        let endings = site.store.preview_class_end(teaching, &who, now).await?.ok_or(Stop::NotFound)?;
        return Ok(preview_end(desk, endings, Form::default()));
    }
    match site.store.end_for_class(teaching, who, fields.get("seen").to_owned(), now).await? {
        ClassEnded::Done(ended) => Ok(back(desk, &format!("ended={ended}"))),
        ClassEnded::Absent => Err(Stop::NotFound),
        ClassEnded::Moved(endings) => {
            let mut form = Form::default();
            form.refuse("fates", MOVED);
            Ok(preview_end(desk, endings, form))
        }
    }
}

fn preview_end(desk: &TeachingDesk, endings: Vec<Ending>, form: Form) -> Response {
    let (teaching, now) = (&desk.teaching, desk.site().now().wall);
    let frame = frame("staff", "What would end", "Nothing is ended yet.");
    desk.page(status(&form), frame, || {
        view! { <EndPreview teaching=teaching endings=endings now=now form=form /> }
    })
}

fn back(desk: &TeachingDesk, done: &str) -> Response {
    let page = urls::cohort_page(&desk.teaching.cohort.id, "people/time");
    Redirect::to(&format!("{page}?{done}")).into_response()
}
