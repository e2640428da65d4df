use std::collections::BTreeMap;

use chrono::Datelike;
use domain::award::{Day, Qualification};
use domain::ids::RequirementId;
use domain::organisation::{Demand, Requirement, Success};
use domain::question::Level;

use super::level;
use crate::engine::query;
use crate::organisations::{Seat, day, requirements};
use crate::{Fault, Store};

/// What a forecast is made of: people counted by month, never people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastCounts {
    /// Who holds a level today, by the first day of the month in which it ends; none when it does not end.
    pub holders: BTreeMap<Level, Vec<(Option<Day>, u32)>>,
    /// Exams and refreshers that are planned, by day.
    pub planned: BTreeMap<Level, Vec<(Day, u32)>>,
    /// What would become of people if that succeeds, by the first day of the month; who keeps an award without an end is left out.
    pub successes: BTreeMap<Level, Vec<(Success, u32)>>,
    /// What is required, the most urgent first.
    pub requirements: Vec<Requirement>,
    /// Who meets a requirement today, by the first day of the month in which that ends; those without an end are left out.
    pub ends: BTreeMap<RequirementId, Vec<(Day, u32)>>,
    /// Of whom a requirement is not asked today by an exception, by the first day of the month in which that ends.
    pub excepted: BTreeMap<RequirementId, Vec<(Day, u32)>>,
}

fn count(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The first day of a month such as `2027-03`; none for the month of awards without an end.
fn month(table: &'static str, text: &str) -> Result<Option<Day>, Fault> {
    if text.starts_with("9999") { Ok(None) } else { day(table, "month", text, &format!("{text}-01")).map(Some) }
}

/// What is to be met by some day of a month and is not met yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FallsDue {
    /// The first day of the month.
    pub month: Day,
    /// Which requirement.
    pub requirement: RequirementId,
    /// How many of its needs.
    pub needs: i64,
}

impl Store {
    /// What falls due of those in reach from a day on, the earliest month first.
    pub async fn falls_due(&self, seat: &Seat, today: Day) -> Result<Vec<FallsDue>, Fault> {
        let together = self.coverage(seat, (today, today)).await?;
        let mut conn = self.read().await?;
        let (id, reach, on) = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let requirements = requirements(&mut conn, id).await?;
        let mut all = Vec::new();
        for (id, due, needs) in query!(&mut conn, "falls_due.sql", [id, &reach, &on], all(String, String, i64))? {
            let requirement = RequirementId::new(id);
            let is_asked_of_each = |one: &Requirement| one.id == requirement && one.demand == Demand::Each;
            if let (Some(month), true) = (month("need", &due)?, requirements.iter().any(is_asked_of_each)) {
                all.push(FallsDue { month, requirement, needs });
            }
        }
        for one in requirements.iter().filter(|one| one.demand != Demand::Each) {
            let row = together.iter().find(|row| row.requirement == one.id);
            if let Some((row, month)) = row.and_then(|row| Some((row, row.next_due?.with_day(1)?))) {
                all.push(FallsDue { month, requirement: one.id.clone(), needs: row.open });
            }
        }
        let rank = |id: &RequirementId| requirements.iter().position(|one| one.id == *id);
        all.sort_by_key(|one| (one.month, rank(&one.requirement)));
        Ok(all)
    }

    /// What the forecast of an organisation is made of, for those in reach.
    pub async fn forecast_counts(&self, seat: &Seat, today: Day) -> Result<ForecastCounts, Fault> {
        let mut conn = self.read().await?;
        let (id, reach, on) = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let mut counts =
            ForecastCounts { requirements: requirements(&mut conn, id).await?, ..ForecastCounts::default() };
        let rows = query!(&mut conn, "forecast_holders.sql", [id, &reach, &on], all(String, String, i64))?;
        for (code, last, number) in rows {
            let level = Qualification::from_code(&code).and_then(|qualification| qualification.level());
            if let Some(level) = level {
                counts.holders.entry(level).or_default().push((month("holding", &last)?, count(number)));
            }
        }
        for (word, due, number) in
            query!(&mut conn, "forecast_planned.sql", [id, &reach, &on], all(String, String, i64))?
        {
            let due = day("plan_item", "due_on", &word, &due)?;
            counts.planned.entry(level(&word)?).or_default().push((due, count(number)));
        }
        for level in Level::ALL {
            let code = Qualification::of(level);
            let binds = (level.word(), code.code());
            let rows = query!(
                &mut conn,
                "forecast_successes.sql",
                [id, &reach, &on, binds.0, binds.1],
                all(String, i64, i64)
            )?;
            for (text, kept, number) in rows {
                let Some(month) = month("plan_item", &text)? else { continue };
                let success = if kept == 1 { Success::Kept(month) } else { Success::Gained(month) };
                counts.successes.entry(level).or_default().push((success, count(number)));
            }
        }
        for (requirement, last, number) in
            query!(&mut conn, "forecast_needs.sql", [id, &reach, &on], all(String, String, i64))?
        {
            if let Some(month) = month("need", &last)? {
                counts.ends.entry(RequirementId::new(requirement)).or_default().push((month, count(number)));
            }
        }
        for (requirement, last, number) in
            query!(&mut conn, "forecast_exceptions.sql", [id, &reach, &on], all(String, String, i64))?
        {
            if let Some(month) = month("exception", &last)? {
                counts.excepted.entry(RequirementId::new(requirement)).or_default().push((month, count(number)));
            }
        }
        Ok(counts)
    }
}
