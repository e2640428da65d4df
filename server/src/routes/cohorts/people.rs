//! Who takes part in a cohort, and how more people come in.

use std::ops::RangeInclusive;

use app::form::Form;
use app::pages::cohorts::{CohortPeoplePage, Colleagues, JoinScreen};
use app::pages::organisation::RefusedRow;
use app::shell::{Chrome, Frame, Island};
use app::{urls, when};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use documents::press::qr;
use documents::staff_list::is_email;
use domain::ids::ParticipantId;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Listing, NewParticipant, ParticipantState};

use super::fresh_code;
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::stop::Stop;
use crate::upload::Upload;
use crate::{entropy, intake, letters};

/// Most people that are listed at once.
const MOST: usize = 500;

/// Rows of a file of which it is said what is wrong; of the others only their numbers are told.
const EXPLAINED: usize = 10;

#[derive(Deserialize, Default)]
pub struct Shown {
    added: Option<usize>,
    known: Option<usize>,
    invited: Option<usize>,
    find: Option<String>,
}

impl Shown {
    fn words(&self) -> Option<String> {
        let people = |count| when::count(count, "person", "people");
        if let Some(invited) = self.invited {
            return Some(format!("{} invited.", people(invited)));
        }
        let (added, known) = (self.added?, self.known.unwrap_or_default());
        let known = if known == 0 { String::new() } else { format!(" {} in the list already.", were(known)) };
        Some(format!("{} listed.{known}", people(added)))
    }
}

fn were(count: usize) -> String {
    if count == 1 { "1 person was".to_owned() } else { format!("{count} people were") }
}

pub async fn show(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let done = shown.words();
    let form = Form::default().with("find", shown.find.unwrap_or_default());
    render(&desk, form, done).await
}

async fn render(desk: &TeachingDesk, form: Form, done: Option<String>) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let people = site.store.participants(teaching).await?;
    let colleagues = Colleagues::of(site.store.colleagues(teaching).await?, &form.value("find"));
    let public_url = &desk.app.0.public_url;
    let address = format!("{public_url}{}", urls::CLASS);
    let link = teaching.cohort.code.as_ref().map(|code| format!("{public_url}{}", urls::class_code(code)));
    let frame = frame("staff", "People", "Who takes part in the cohort.");
    Ok(desk.page(status(&form), frame, || {
        view! {
            <CohortPeoplePage
                teaching=teaching
                people=people
                address=address
                link=link
                done=done
                colleagues=colleagues
                form=form
            />
        }
    }))
}

fn back(desk: &TeachingDesk, query: &str) -> Response {
    Redirect::to(&format!("{}{query}", urls::cohort_page(&desk.teaching.cohort.id, "people"))).into_response()
}

/// A name and an address, as people write them on a line: `Ada Palmer, ada@example.org`, `Ada Palmer <ada@example.org>`, or with
/// a tab or a semicolon between them. The name may be left out.
fn person(line: &str) -> Option<(String, String)> {
    let mut words = line.split([',', ';', '\t', '<', '>']).map(str::trim).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next());
    let (name, email) = match second {
        Some(second) if is_email(second) => (first, second),
        Some(second) if is_email(first) => (second, first),
        None if is_email(first) => (first.split('@').next().unwrap_or(first), first),
        _ => return None,
    };
    (words.next().is_none() && name.chars().count() <= 120).then(|| (name.to_owned(), email.to_owned()))
}

/// Lists those who were typed, one on a line, or chosen among the people of the organisation.
pub async fn list(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let typed = fields.get("list");
    let mut form = Form::default().with("list", typed);
    let (mut people, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match person(line) {
            Some(person) => people.push(person),
            None => wrong.push((number + 1).to_string()),
        }
    }
    let chosen = fields.all("colleague").collect::<Vec<_>>();
    if !chosen.is_empty() {
        let colleagues = desk.site().store.colleagues(&desk.teaching).await?;
        people.extend(colleagues.into_iter().filter(|(_, email)| chosen.contains(&email.as_str())));
    }
    if !wrong.is_empty() {
        let lines = if wrong.len() == 1 { "Line" } else { "Lines" };
        let words = "does not hold a name and an e-mail address, for instance: Ada Palmer, ada@example.org. Nothing was listed yet.";
        let words = if wrong.len() == 1 { words.to_owned() } else { words.replacen("does", "do", 1) };
        form.refuse("list", format!("{lines} {} {words}", wrong.join(", ")));
    } else if people.is_empty() {
        form.refuse("list", "Type at least one person, or choose some.");
    } else if people.len() > MOST {
        form.refuse("list", format!("List {MOST} people at a time."));
    }
    if !form.is_sound() {
        return render(&desk, form, None).await;
    }
    keep(&desk, people, &[]).await
}

/// Lists those of a file.
pub async fn file(desk: TeachingDesk, upload: Upload) -> Result<Response, Stop> {
    let Upload { bytes, place: _held, .. } = upload;
    let mut form = Form::default();
    if bytes.is_empty() {
        form.refuse("file", "Choose a file that is not empty.");
        return render(&desk, form, None).await;
    }
    let read = tokio::task::spawn_blocking(move || intake::read_people(&bytes)).await.map_err(|_| Stop::Internal)?;
    let (people, refused) = match read {
        Ok(read) => read,
        Err(why) => {
            form.refuse("file", why);
            return render(&desk, form, None).await;
        }
    };
    if people.len() > MOST {
        form.refuse("file", format!("The file names {} people. List {MOST} at a time.", people.len()));
    } else if people.is_empty() {
        form.refuse(
            "file",
            "The file names nobody who could be listed. It needs a column for names and one for e-mail addresses.",
        );
    }
    if !form.is_sound() {
        told(&refused).into_iter().for_each(|words| form.refuse("file", words));
        return render(&desk, form, None).await;
    }
    keep(&desk, people.into_iter().map(|person| (person.name, person.email)).collect(), &refused).await
}

/// Tells of every row that was not taken: of the first ones with what is wrong, of the others where they stand.
fn told(refused: &[RefusedRow]) -> Vec<String> {
    let mut words = Vec::new();
    let mut others = Vec::<RangeInclusive<usize>>::new();
    let mut rows = 0;
    for row in refused.chunk_by(|one, next| one.row == next.row) {
        rows += 1;
        let number = row[0].row;
        match others.last_mut() {
            _ if rows <= EXPLAINED => words.extend(row.iter().map(|one| format!("Row {number}: {}", one.why))),
            Some(last) if last.end() + 1 == number => *last = *last.start()..=number,
            _ => others.push(number..=number),
        }
    }
    if rows > EXPLAINED {
        let spans = others.iter().map(|span| match (span.start(), span.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        });
        let spans = spans.collect::<Vec<_>>().join(", ");
        let count = when::count(rows - EXPLAINED, "more row", "more rows");
        words.push(format!("{count} could not be read either: {spans}."));
    }
    words
}

async fn keep(desk: &TeachingDesk, people: Vec<(String, String)>, refused: &[RefusedRow]) -> Result<Response, Stop> {
    let (site, now) = (desk.site(), desk.site().now().wall);
    let new = people.into_iter().map(|(name, email)| {
        let id = ParticipantId::new(store::fresh_id(now));
        NewParticipant { id, name, email }
    });
    let Listing { added, known } = site.store.list_participants(&desk.teaching, new.collect(), now).await?;
    if refused.is_empty() {
        return Ok(back(desk, &format!("?added={added}&known={known}")));
    }
    let done = Shown { added: Some(added), known: Some(known), ..Shown::default() };
    let mut form = Form::default();
    form.refuse("file", "Not everybody in the file is listed. Correct these rows, then send them again:");
    told(refused).into_iter().for_each(|words| form.refuse("file", words));
    render(desk, form, done.words()).await
}

pub async fn invite(desk: TeachingDesk) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    if teaching.cohort.archived_at.is_some() {
        // Nobody joins what was put away: the page says so.
        return Ok(back(&desk, ""));
    }
    let organisation = site.store.organisation_of(teaching).await?;
    let people = site.store.participants(teaching).await?;
    let now = site.now().wall;
    let listed = people.iter().filter(|one| one.state == ParticipantState::Listed && !one.email.is_empty());
    let lot = listed
        .take(MOST)
        .map(|one| letters::invite_to_class(&desk.app, (teaching, &organisation), one, &entropy::hex::<32>(), now));
    let invited = site.store.invite_participants(teaching, lot.collect(), now).await?;
    Ok(back(&desk, &format!("?invited={invited}")))
}

pub async fn remove(desk: TeachingDesk, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let site = desk.site();
    if site.store.participant(&desk.teaching, &ParticipantId::new(&*id)).await?.is_none() {
        return Err(Stop::NotFound);
    }
    site.store.remove_participant(&desk.teaching, &ParticipantId::new(id), site.now().wall).await?;
    Ok(back(&desk, ""))
}

pub async fn code(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let code = match fields.get("go") {
        "new" => Some(fresh_code()),
        "close" => None,
        _ => return Err(Stop::Malformed),
    };
    desk.site().store.change_code(&desk.teaching, code, desk.site().now().wall).await?;
    Ok(back(&desk, ""))
}

/// The code for the wall of the room.
pub async fn screen(desk: TeachingDesk) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let people = site.store.participants(teaching).await?;
    let joined = people.iter().filter(|one| one.state == ParticipantState::Joined).count();
    let cohort = teaching.cohort.clone();
    let address = format!("{}{}", desk.app.0.public_url, urls::CLASS);
    let whole = cohort.code.as_ref().map(|code| format!("{}{}", desk.app.0.public_url, urls::class_code(code)));
    let picture = whole.and_then(|address| qr::drawing(&address)).map(|drawing| (drawing.path, drawing.side));
    let frame = Frame {
        chrome: Chrome::Wall,
        refresh_without_script: Some(5),
        island: Island::Live,
        ..frame("staff", "Join this class", "The code by which people join.")
    };
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <JoinScreen cohort=cohort address=address picture=picture joined=joined /> }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_as_they_are_written() {
        let ada = Some(("Ada Palmer".to_owned(), "ada@example.org".to_owned()));
        for line in [
            "Ada Palmer, ada@example.org",
            "  Ada Palmer\tada@example.org ",
            "Ada Palmer <ada@example.org>",
            "ada@example.org; Ada Palmer",
        ] {
            assert_eq!(person(line), ada, "{line}");
        }
        assert_eq!(person("ada@example.org"), Some(("ada".to_owned(), "ada@example.org".to_owned())));
        for line in ["Ada Palmer", "Ada, Palmer", "a, b@example.org, c", ","] {
            assert_eq!(person(line), None, "{line}");
        }
    }

    #[test]
    fn every_row_that_was_not_taken_is_told() {
        let row = |row| RefusedRow { row, what: String::new(), why: format!("Wrong {row}.") };
        assert_eq!(told(&[]), Vec::<String>::new());
        // What is wrong with one row in two ways is one row.
        let ten = (2..12).chain([11]).map(row).collect::<Vec<_>>();
        assert_eq!(told(&ten).len(), 11);
        let many = (2..12).chain([13, 14, 15, 20, 22, 23]).map(row).collect::<Vec<_>>();
        let words = told(&many);
        assert_eq!((words.len(), words[9].as_str()), (11, "Row 11: Wrong 11."));
        assert_eq!(words[10], "6 more rows could not be read either: 13–15, 20, 22–23.");
    }
}
