//! What is not asked of somebody for a time: asked for, decided, ended.

use app::form::Form;
use app::pages::organisation::{Exceptions, ExceptionsPage, LATE, Shown, exceptions_query};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{ExceptionId, MemberId, RequirementId};
use domain::organisation::Exception;
use leptos::prelude::*;
use store::{
    CoverageRow, EXCEPTIONS_PAGE, ExceptionAsked, ExceptionDecided, ExceptionFilter, ExceptionList, Joining, Structure,
};

use super::overview::SOON;
use super::people::Asked;
use super::person::again;
use super::{day, fresh, reason};
use crate::fields::Fields;
use crate::office::{LeadingOffice, ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// The list that an address asks for, and what of it is wanted. What means nothing is left out.
struct Wanted {
    /// Nothing where those who are late are wanted.
    list: Option<ExceptionList>,
    filter: ExceptionFilter,
}

impl Wanted {
    fn read(query: Option<&str>) -> Self {
        let asked = Asked::read(query);
        let list = match asked.get("list") {
            Some(LATE) => None,
            word => Some(word.and_then(ExceptionList::from_word).unwrap_or_default()),
        };
        let words = asked.get("words").unwrap_or_default().chars().take(120).collect();
        Self { list, filter: ExceptionFilter { words, page: asked.page() } }
    }

    /// The same list as an address asks for it.
    fn address(&self, office: &Office) -> String {
        let list = self.list.map_or(LATE, ExceptionList::word);
        let query = exceptions_query(list, &self.filter, self.filter.page);
        format!("{}{query}", urls::office(&office.seat.organisation, "exceptions"))
    }
}

pub async fn show(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    render(&office, Wanted::read(query.as_deref()), Form::default()).await
}

/// The page that is there, where the one that is wanted lies behind the last.
fn is_behind(rows: usize, total: i64, filter: &mut ExceptionFilter) -> bool {
    let is_behind = rows == 0 && total > 0;
    if is_behind {
        filter.page = (total - 1) / EXCEPTIONS_PAGE;
    }
    is_behind
}

async fn render(office: &Office, wanted: Wanted, form: Form) -> Result<Response, Stop> {
    let (store, seat, today) = (&office.site().store, &office.seat, office.today());
    let structure = store.structure(seat).await?;
    let Wanted { list, mut filter } = wanted;
    let shown = match list {
        Some(list) => {
            let mut page = store.exception_page(seat, (list, &filter), today).await?;
            if is_behind(page.rows.len(), page.total, &mut filter) {
                page = store.exception_page(seat, (list, &filter), today).await?;
            }
            Shown::Exceptions(list, page)
        }
        None => {
            let mut page = store.late(seat, &filter, today).await?;
            if is_behind(page.rows.len(), page.total, &mut filter) {
                page = store.late(seat, &filter, today).await?;
            }
            Shown::Late(page, overdue(office, &structure).await?)
        }
    };
    let lists = Exceptions { shown, filter, counts: counts(office).await? };
    let frame = frame("organisation", "Exceptions", "What is not asked of whom, until when, and why.");
    Ok(office.page(status(&form), frame, || {
        view! { <ExceptionsPage seat=seat structure=&structure lists=lists today=today form=form /> }
    }))
}

/// The requirements that were to be met by now and are not.
async fn overdue(office: &Office, structure: &Structure) -> Result<Vec<CoverageRow>, Stop> {
    let today = office.today();
    // What was asked for at once had no day to be met by.
    let gives_time = |id: &RequirementId| structure.requirements.iter().any(|one| one.id == *id && one.gives_time());
    let coverage = office.site().store.coverage(&office.seat, (today, today + SOON)).await?;
    Ok(coverage.into_iter().filter(|row| row.late() > 0 && gives_time(&row.requirement)).collect())
}

/// How many stand in each list, and how many are late.
async fn counts(office: &Office) -> Result<([usize; 3], usize), Stop> {
    let (store, seat, today) = (&office.site().store, &office.seat, office.today());
    let (all, mut counts) = (ExceptionFilter::default(), [0; 3]);
    for (count, list) in counts.iter_mut().zip(ExceptionList::ALL) {
        let number = store.count_exceptions(seat, (list, &all), today).await?;
        *count = usize::try_from(number).unwrap_or_default();
    }
    let late = store.count_late_people(seat, &all, today).await?;
    Ok((counts, usize::try_from(late).unwrap_or_default()))
}

/// Asks for one, on the page of a person.
pub async fn ask(
    office: LeadingOffice,
    Path((_, member)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, seat, member) = (office.site(), &office.seat, MemberId::new(member));
    let file = site.store.person_file(seat, &member, site.now().wall).await?.ok_or(Stop::NotFound)?;
    if file.joining == Joining::Left {
        return Err(Stop::NotFound);
    }
    let id = ExceptionId::new(fresh(&fields, "id")?);
    let mut form = Form::default().with("fresh", id.as_str()).with("requirement", fields.get("requirement"));
    for name in ["except_until", "except_why"] {
        form = form.with(name, fields.trimmed(name));
    }
    let until = day(&fields, "except_until", "the last day", &mut form);
    if until.is_some_and(|until| until < office.today()) {
        form.refuse("except_until", "This day is over. Give one that lies ahead.");
    }
    let why = reason(&fields, "except_why", &mut form);
    let (Some(until), Some(reason), true) = (until, why, form.is_sound()) else {
        return again(&office, &member, form).await;
    };
    let requirement = RequirementId::new(fields.get("requirement"));
    let wish = Exception { member: member.clone(), requirement, from: None, until, reason };
    match site.store.ask_exception(&office.leading, (id, wish), site.now().wall).await? {
        ExceptionAsked::Done | ExceptionAsked::Known => {
            let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
            Ok(Redirect::to(&address).into_response())
        }
        ExceptionAsked::Another => {
            form.refuse("requirement", "An exception to this requirement waits to be decided, or holds already.");
            again(&office, &member, form).await
        }
        ExceptionAsked::Nobody => Err(Stop::NotFound),
    }
}

/// Grants, refuses or ends one.
pub async fn decide(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, id, wanted) = (office.site(), ExceptionId::new(id), Wanted::read(query.as_deref()));
    let (now, answer) = (site.now().wall, fields.trimmed("answer").to_owned());
    let mut form = Form::default().with("exception", id.as_str()).with("answer", answer.as_str());
    let decided = match fields.get("go") {
        "end" => site.store.end_exception(&office.managing, &id, now).await?,
        go @ ("grant" | "refuse") => {
            if answer.chars().count() > 300 || (answer.is_empty() && go == "refuse") {
                form.refuse("answer", "Say why it is refused, up to 300 characters.");
                return render(&office, wanted, form).await;
            }
            site.store.decide_exception(&office.managing, &id, (go == "grant", answer), now).await?
        }
        _ => return Err(Stop::Malformed),
    };
    match decided {
        // Somebody was quicker, or the form was sent twice: the page shows how it stands.
        ExceptionDecided::Done | ExceptionDecided::Late => Ok(Redirect::to(&wanted.address(&office)).into_response()),
        ExceptionDecided::Own => {
            form.refuse("answer", "Nobody decides about an exception for oneself. Ask another manager.");
            render(&office, wanted, form).await
        }
        ExceptionDecided::Absent => Err(Stop::NotFound),
    }
}
