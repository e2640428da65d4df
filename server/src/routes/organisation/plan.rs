//! Exams, courses and refreshers that are planned.

use app::form::Form;
use app::pages::organisation::{Budget, Listed, PlanPage, Preview, read_money};
use app::urls;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use domain::award::Day;
use domain::ids::{PlanId, RequirementId};
use domain::organisation::{Plan, PlanKind};
use domain::question::Level;
use leptos::prelude::*;
use serde::Deserialize;
use store::{AllPlanned, ForAll, GapsToPlan, PlanChange, PlanFilter, PlanOutcome, PlanState};

use super::fresh;
use super::requirements::day;
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

const ROWS: i64 = 50;

#[derive(Default, Deserialize)]
pub struct PlanQuery {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    month: String,
    page: Option<i64>,
    /// Whose costs are shown; none: the present year's.
    year: Option<i32>,
    /// Whether a whole course was planned a moment ago where a refresher was asked for.
    #[serde(default)]
    whole: String,
}

impl PlanQuery {
    fn filter(&self) -> PlanFilter {
        let is_month = self.month.len() == 7 && self.month.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        PlanFilter {
            kind: PlanKind::from_word(&self.kind),
            level: Level::from_word(&self.level),
            state: PlanState::from_word(&self.state),
            month: if is_month { self.month.clone() } else { String::new() },
        }
    }
}

pub async fn show(office: ReadingOffice, Query(query): Query<PlanQuery>) -> Result<Response, Stop> {
    let form = Form::default().with("kind", PlanKind::Exam.word()).with("all_kind", PlanKind::Exam.word());
    let form = form.with("id", store::fresh_id(office.site().now().wall)).with("whole", query.whole.as_str());
    render(&office, &query, None, form).await
}

async fn render(office: &Office, query: &PlanQuery, preview: Option<Preview>, form: Form) -> Result<Response, Stop> {
    let (store, seat, today) = (&office.site().store, &office.seat, office.today());
    let (filter, page) = (query.filter(), query.page.unwrap_or(1).clamp(1, 100_000));
    let mut rows = store.plans(seat, &filter, today, (ROWS + 1, (page - 1) * ROWS)).await?;
    let more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let listed = Listed { filter, rows, page, more };
    let year = query.year.unwrap_or_else(|| today.year()).clamp(2000, 2200);
    let day = |month, day| Day::from_ymd_opt(year, month, day).unwrap_or(today);
    let costs = store.plan_costs(seat, (day(1, 1), day(12, 31)), today).await?;
    let cost = |state| costs.iter().filter(|(own, _)| *own == state).map(|(_, cost)| cost).sum();
    let budget = Budget { year, open: cost(PlanState::Open), done: cost(PlanState::Done) };
    let structure = store.structure(seat).await?;
    let due = store.falls_due(seat, today).await?;
    let frame = frame("organisation", "Plan", "Exams to book, courses and refreshers to do, and what they cost.");
    Ok(office.page(status(&form), frame, || {
        view! { <PlanPage seat=seat structure=&structure listed=listed budget=budget due=due preview=preview form=form /> }
    }))
}

fn back(office: &Office) -> Response {
    Redirect::to(&urls::office(&office.seat.organisation, "plan")).into_response()
}

pub async fn make(office: LeadingOffice, fields: Fields) -> Result<Response, Stop> {
    let names =
        ["id", "person", "kind", "level", "on", "cost", "requirement", "all_kind", "all_level", "all_on", "all_cost"];
    let form = names.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    match fields.get("go") {
        "one" => one(&office, &fields, form).await,
        "preview" | "all" => all(&office, &fields, form).await,
        _ => Err(Stop::Malformed),
    }
}

/// The day and the cost of a plan. Exams and courses of the past are not planned.
fn read(fields: &Fields, [on, cost]: [&'static str; 2], today: Day, form: &mut Form) -> (Option<Day>, i64) {
    let found = day(fields, on, form);
    if found.is_none() && form.error(on).is_none() {
        form.refuse(on, "Give the day, for instance 2027-03-18.");
    }
    if found.is_some_and(|day| day < today) {
        form.refuse(on, "This day is over. Give today or a later day.");
    }
    let amount = read_money(fields.get(cost));
    if amount.is_none() {
        form.refuse(cost, "Give an amount, for instance 250 or 99.50, or leave it empty.");
    }
    (found, amount.unwrap_or_default())
}

fn kind_and_level(fields: &Fields, [kind, level]: [&str; 2]) -> Result<(PlanKind, Level), Stop> {
    let found = PlanKind::from_word(fields.get(kind)).zip(Level::from_word(fields.get(level)));
    found.ok_or(Stop::Malformed)
}

async fn one(office: &LeadingOffice, fields: &Fields, mut form: Form) -> Result<Response, Stop> {
    let (site, today) = (office.site(), office.today());
    let id = PlanId::new(fresh(fields, "id")?);
    let (kind, level) = kind_and_level(fields, ["kind", "level"])?;
    let (on, cost) = read(fields, ["on", "cost"], today, &mut form);
    let called = site.store.members_called(&office.seat, fields.trimmed("person"), today).await?;
    let member = match called.as_slice() {
        [(member, _)] => Some(member.clone()),
        [] => {
            form.refuse(
                "person",
                "Nobody in your books, or in your team, has this name or address. Check the spelling.",
            );
            None
        }
        _ => {
            form.refuse("person", "Several people have this name. Give the e-mail address.");
            None
        }
    };
    let (Some(member), Some(on), true) = (member, on, form.is_sound()) else {
        return render(office, &PlanQuery::default(), None, form).await;
    };
    let what = Plan { member, kind, level, on, cost, refresher: String::new() };
    let tell = letters::tell_booked(&office.app.0.public_url, site.now().wall);
    match site.store.plan(&office.leading, (id, what), &tell, site.now().wall).await? {
        PlanOutcome::Done | PlanOutcome::Known => Ok(back(office)),
        PlanOutcome::WholeCourse => {
            Ok(Redirect::to(&format!("{}?whole=yes", urls::office(&office.seat.organisation, "plan"))).into_response())
        }
        PlanOutcome::Nobody => Err(Stop::NotFound),
    }
}

async fn all(office: &LeadingOffice, fields: &Fields, mut form: Form) -> Result<Response, Stop> {
    let (site, today) = (office.site(), office.today());
    let id = PlanId::new(fresh(fields, "id")?);
    let (kind, level) = kind_and_level(fields, ["all_kind", "all_level"])?;
    let requirement = RequirementId::new(fields.get("requirement"));
    let structure = site.store.structure(&office.seat).await?;
    if !structure.requirements.iter().any(|one| one.id == requirement) {
        return Err(Stop::NotFound);
    }
    let (on, cost) = read(fields, ["all_on", "all_cost"], today, &mut form);
    let (Some(on), true) = (on, form.is_sound()) else {
        return render(office, &PlanQuery::default(), None, form).await;
    };
    let wish = ForAll { requirement, kind, level, on, cost };
    let gaps = if fields.get("go") == "all" {
        let number = |name| fields.get(name).parse::<usize>().map_err(|_| Stop::Malformed);
        let shown = GapsToPlan { people: number("shown")?, whole: number("whole")? };
        let tell = letters::tell_booked(&office.app.0.public_url, site.now().wall);
        match site.store.plan_for_gaps(&office.leading, id, (wish, shown), &tell, site.now().wall).await? {
            AllPlanned::Done(_) | AllPlanned::Known => return Ok(back(office)),
            AllPlanned::Changed(gaps) => {
                form.refuse(
                    "requirement",
                    "The number of people has changed since it was shown. Look again, then confirm.",
                );
                gaps
            }
        }
    } else {
        site.store.count_gaps_to_plan(&office.seat, &wish, today).await?
    };
    let sum = i64::try_from(gaps.people).unwrap_or(i64::MAX).saturating_mul(cost);
    render(office, &PlanQuery::default(), Some(Preview { gaps, cost: sum }), form).await
}

pub async fn change(
    office: LeadingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let site = office.site();
    let mut form = Form::default().with("id", store::fresh_id(site.now().wall));
    let change = match fields.get("go") {
        "done" => PlanChange::Done,
        "drop" => PlanChange::Dropped,
        "move" => {
            let (on, cost) = read(&fields, ["on", "cost"], office.today(), &mut form);
            let cost = fields.all("cost").next().map(|_| cost);
            match on.filter(|_| form.is_sound()) {
                Some(on) => PlanChange::Moved(on, cost),
                None => return render(&office, &PlanQuery::default(), None, form).await,
            }
        }
        _ => return Err(Stop::Malformed),
    };
    let is_there = site.store.change_plan(&office.leading, &PlanId::new(id), change, site.now().wall).await?;
    if is_there { Ok(back(&office)) } else { Err(Stop::NotFound) }
}
