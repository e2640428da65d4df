//! The list of an organisation's people.

use app::form::Form;
use app::pages::organisation::{Adding, Inviting, PeopleMatrixPage, PositionsPage, best_words};
use app::urls;
use axum::extract::RawQuery;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::sheet::{Row, Table, write_csv};
use domain::ids::{AssignmentId, DepartmentId, MemberId, PositionId, RequirementId};
use domain::organisation::{Entry, Person};
use domain::question::Level;
use leptos::prelude::*;
use store::{Joining, Line, PeopleFilter, PeopleSort, PersonState, Written};

use super::overview::SOON;
use super::{fresh, text};
use crate::entropy;
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// What the address asks for. What means nothing is left out.
fn filter(query: Option<&str>) -> PeopleFilter {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect::<Vec<_>>();
    let get = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty() && !value.contains('\0'))
    };
    PeopleFilter {
        words: get("words").unwrap_or_default().chars().take(120).collect(),
        department: get("department").map(DepartmentId::new),
        position: get("position").map(PositionId::new),
        requirement: get("requirement").map(RequirementId::new),
        level: get("level").and_then(Level::from_word),
        state: get("state").and_then(PersonState::from_word),
        joining: get("joined").and_then(Joining::from_word),
        sort: get("sort").and_then(PeopleSort::from_word).unwrap_or_default(),
        page: get("page").and_then(|page| page.parse::<i64>().ok()).map_or(0, |page| page.clamp(1, 100_000) - 1),
    }
}

pub async fn list(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    if query.as_deref() == Some("by=positions") {
        return positions(&office).await;
    }
    let query = query.unwrap_or_default();
    let done = query.strip_prefix("invited=").and_then(|number| number.parse().ok());
    let adding = if query == "add=person" { Adding::Form } else { Adding::Link };
    page(&office, &filter(Some(&query)), (done, adding), blank(&office)).await
}

/// So many are invited by one press of the button, so many by one write.
const AT_ONCE: i64 = 200;
const BY_WRITE: usize = 50;

/// Invites those who have neither an account nor an invitation, the first by name; the others by the next press. Nobody is invited
/// twice, whoever presses how often.
pub async fn invite_all(office: LeadingOffice) -> Result<Response, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    let people = site.store.uninvited(seat, office.today(), AT_ONCE).await?;
    let mut done = 0;
    for lot in people.chunks(BY_WRITE) {
        let now = site.now().wall;
        let invitation = |one: &store::Uninvited| {
            letters::invite(&office.app, seat, (&one.member, &one.name, &one.email), &entropy::hex::<32>(), now)
        };
        done += site.store.invite_all(&office.leading, lot.iter().map(invitation).collect(), now).await?;
    }
    Ok(Redirect::to(&format!("{}?invited={done}", urls::office(&seat.organisation, "people"))).into_response())
}

fn blank(office: &Office) -> Form {
    let id = store::fresh_id(office.site().now().wall);
    Form::default().with("id", id).with("starts_on", office.today().to_string())
}

async fn render(office: &Office, filter: &PeopleFilter, form: Form) -> Result<Response, Stop> {
    page(office, filter, (None, Adding::Form), form).await
}

async fn page(
    office: &Office,
    filter: &PeopleFilter,
    (done, adding): (Option<i64>, Adding),
    form: Form,
) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let structure = site.store.structure(seat).await?;
    let page = site.store.matrix(seat, filter, (today, today + SOON)).await?;
    let left = site.store.count_uninvited(seat, today).await?;
    let inviting = Inviting { left, at_once: AT_ONCE, done };
    let frame = frame("organisation", "People", "Who holds which qualification.");
    Ok(office.page(status(&form), frame, || {
        view! { <PeopleMatrixPage seat=seat structure=&structure filter=filter page=page inviting=inviting adding=adding form=form /> }
    }))
}

async fn positions(office: &Office) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let structure = site.store.structure(seat).await?;
    let rows = site.store.position_levels(seat, today).await?;
    let frame = frame("organisation", "People by position", "How many of each position hold which qualification.");
    Ok(office.page(StatusCode::OK, frame, || view! { <PositionsPage seat=seat structure=&structure rows=rows /> }))
}

pub async fn export(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let rows = site.store.whole_matrix(seat, &filter(query.as_deref()), (today, today + SOON)).await?;
    let headers = ["Name", "Positions", "Foundation", "Practitioner", "Auditor", "Gaps", "Account"];
    let cells = |row: store::PeopleRow| {
        let [foundation, practitioner, auditor] = row.best.map(best_words);
        let account = row.joining.name().to_owned();
        vec![row.name, row.positions, foundation, practitioner, auditor, row.gaps.to_string(), account]
    };
    let rows = (2..).zip(rows).map(|(number, row)| Row { number, cells: cells(row) });
    let table = Table { headers: headers.map(str::to_owned).to_vec(), rows: rows.collect(), ..Table::default() };
    let disposition = format!("attachment; filename=\"people-{today}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| Stop::Internal)?),
    ];
    Ok((StatusCode::OK, headers, write_csv(&table)).into_response())
}

/// Whether a text is an e-mail address such as `name@example.org`.
fn is_email(text: &str) -> bool {
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.len() <= 254 && text.rsplit_once('@').is_some_and(|(local, host)| sound(local) && sound(host))
}

pub async fn add(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let names = ["id", "name", "email", "holds", "starts_on"];
    let mut form = names.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let member = MemberId::new(fresh(&fields, "id")?);
    let (site, seat) = (office.site(), &office.seat);
    let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
    // The same form sent twice finds the person there.
    if site.store.member_name(seat, &member).await?.is_some() {
        return Ok(Redirect::to(&address).into_response());
    }
    let structure = site.store.structure(seat).await?;
    let name = text(&fields, "name", "the person's name", &mut form);
    let email = fields.trimmed("email").to_owned();
    if !is_email(&email) {
        form.refuse("email", "Give an e-mail address such as name@example.org.");
    }
    let starts_on = super::day(&fields, "starts_on", "the first day", &mut form);
    let position = match fields.get("holds") {
        "" => None,
        id => Some(structure.position(&PositionId::new(id)).ok_or(Stop::Malformed)?.id.clone()),
    };
    let (Some(name), Some(first), true) = (name, starts_on, form.is_sound()) else {
        return render(&office, &PeopleFilter::default(), form).await;
    };
    let came = Entry::Member { member: member.clone(), starts_on: Some(first), ends_on: None };
    let mut lines = vec![Line { entry: came, person: Some(Person { name, email }) }];
    lines.extend(position.map(|position| {
        let assignment = AssignmentId::new(member.as_str());
        Entry::Assigned { assignment, member: member.clone(), position, from: first, until: None }.into()
    }));
    match site.store.keep_books(&office.managing, lines, site.now().wall).await? {
        Written::Done => Ok(Redirect::to(&address).into_response()),
        Written::Taken | Written::LastManager => {
            form.refuse("email", "Somebody in these books has this address already. Search the list for it.");
            render(&office, &PeopleFilter::default(), form).await
        }
    }
}
