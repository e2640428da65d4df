use std::collections::BTreeMap;

use domain::award::{Day, Qualification};
use domain::ids::RequirementId;
use domain::organisation::Requirement;
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

impl Store {
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
