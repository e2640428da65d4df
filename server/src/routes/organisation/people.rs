//! The list of an organisation's people.

use app::form::Form;
use app::pages::organisation::{Adding, Inviting, PeopleMatrixPage, best_words};
use app::{urls, when};
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use documents::sheet::{Cell, NamedTable};
use domain::award::Day;
use domain::ids::{AssignmentId, DepartmentId, MemberId, PositionId, RequirementId};
use domain::organisation::{Entry, Person};
use domain::question::Level;
use leptos::prelude::*;
use store::{Joining, Line, PeopleFilter, PeopleSort, PersonState, Written};

use super::export::{Kind, file_of};
use super::overview::SOON;
use super::{fresh, in_turn, optional_day, positions, text};
use crate::entropy;
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// What stands in the query of an address.
pub(super) struct Asked(Vec<(String, String)>);

impl Asked {
    pub(super) fn read(query: Option<&str>) -> Self {
        Self(form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect())
    }

    /// A value; none when it is missing, empty, or no text.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty() && !value.contains('\0'))
    }

    /// A page, counted from 0; addresses count from 1.
    pub(super) fn page(&self) -> i64 {
        self.get("page").and_then(|page| page.parse::<i64>().ok()).map_or(0, |page| page.clamp(1, 100_000) - 1)
    }

    /// Whether positions are asked for, not people.
    fn by_positions(&self) -> bool {
        self.get("by") == Some("positions")
    }

    /// The format of a file: CSV, if nothing else is asked for.
    pub(super) fn kind(&self) -> Result<Kind, Stop> {
        self.get("as").map_or(Ok(Kind::Csv), |word| Kind::read(word).ok_or(Stop::NotFound))
    }
}

/// What the address asks for. What means nothing is left out.
fn filter(asked: &Asked) -> PeopleFilter {
    let get = |name: &str| asked.get(name);
    PeopleFilter {
        words: get("words").unwrap_or_default().chars().take(120).collect(),
        department: get("department").map(DepartmentId::new),
        position: get("position").map(PositionId::new),
        requirement: get("requirement").map(RequirementId::new),
        level: get("level").and_then(Level::from_word),
        state: get("state").and_then(PersonState::from_word),
        joining: get("joined").and_then(Joining::from_word),
        sort: get("sort").and_then(PeopleSort::from_word).unwrap_or_default(),
        page: asked.page(),
    }
}

pub async fn list(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let asked = Asked::read(query.as_deref());
    if asked.by_positions() {
        return positions::list(&office, &asked).await;
    }
    let query = query.unwrap_or_default();
    let done = query.strip_prefix("invited=").and_then(|number| number.parse().ok());
    let adding = if query == "add=person" { Adding::Form } else { Adding::Link };
    page(&office, &filter(&asked), (done, adding), blank(&office)).await
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

pub async fn export(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let asked = Asked::read(query.as_deref());
    let kind = asked.kind()?;
    if asked.by_positions() {
        return positions::export(&office, &asked, kind).await;
    }
    let rows = site.store.whole_matrix(seat, &filter(&asked), (today, today + SOON)).await?;
    let headers =
        ["Name", "Positions", "Foundation", "Practitioner", "Auditor", "Gaps", "Late", "Next due by", "Account"];
    let cells = |row: store::PeopleRow| {
        let [foundation, practitioner, auditor] = row.best.map(best_words);
        let account = row.joining.name().to_owned();
        let (gaps, late) = (row.gaps.to_string(), row.late().to_string());
        let due = row.next_due.map(|due| due.to_string()).unwrap_or_default();
        let cells = [row.name, row.positions, foundation, practitioner, auditor, gaps, late, due, account];
        cells.into_iter().map(Cell::from).collect()
    };
    let headers = headers.map(str::to_owned).to_vec();
    let table = NamedTable { name: "People".to_owned(), headers, rows: rows.into_iter().map(cells).collect() };
    file_of(table, kind, &format!("people-{today}"), today).await
}

/// Said of an address that somebody has.
pub(super) const TAKEN: &str = "Somebody in these books has this address already. Search the list for it.";

/// Whether a text is an e-mail address such as `name@example.org`.
pub(super) fn is_email(text: &str) -> bool {
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.len() <= 254 && text.rsplit_once('@').is_some_and(|(local, host)| sound(local) && sound(host))
}

/// Asks once whether somebody who left is meant, whose certificates would come along; the days of the two times may not overlap.
fn is_the_same((name, last): (String, Option<Day>), first: Day, fields: &Fields, form: &mut Form) {
    let left = last.map(|last| when::day(&last.to_string())).unwrap_or_default();
    if last.is_some_and(|last| first <= last) {
        form.refuse("starts_on", format!("{name} had this address and left on {left}. Give a first day after that."));
    } else if fields.get("returns") != "yes" {
        *form = std::mem::take(form).with("returning", name.as_str());
        form.refuse(
            "email",
            format!("{name} had this address and left on {left}. Tick below if it is the same person, or give another address."),
        );
    }
}

pub async fn add(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let names = ["id", "name", "email", "holds", "starts_on", "ends_on"];
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
    let ends_on = optional_day(&fields, "ends_on", &mut form);
    in_turn(starts_on, ends_on, "ends_on", &mut form);
    let position = match fields.get("holds") {
        "" => None,
        id => Some(structure.position(&PositionId::new(id)).ok_or(Stop::Malformed)?.id.clone()),
    };
    if let (Some(first), true) = (starts_on, form.is_sound())
        && let Some(left) = site.store.left_under(seat, &email).await?
    {
        is_the_same(left, first, &fields, &mut form);
    }
    let (Some(name), Some(first), true) = (name, starts_on, form.is_sound()) else {
        return render(&office, &PeopleFilter::default(), form).await;
    };
    let came = Entry::Member { member: member.clone(), starts_on: Some(first), ends_on };
    let mut lines = vec![Line { entry: came, person: Some(Person { name, email }) }];
    lines.extend(position.map(|position| {
        let assignment = AssignmentId::new(member.as_str());
        Entry::Assigned { assignment, member: member.clone(), position, from: first, until: ends_on }.into()
    }));
    // Whoever is entered for the record alone has left.
    let gone = ends_on.filter(|last| *last < office.today());
    lines.extend(gone.map(|on| Entry::Left { member: member.clone(), on }.into()));
    match site.store.keep_books(&office.managing, lines, site.now().wall).await? {
        Written::Done => Ok(Redirect::to(&address).into_response()),
        Written::Taken | Written::LastManager => {
            form.refuse("email", TAKEN);
            render(&office, &PeopleFilter::default(), form).await
        }
    }
}
