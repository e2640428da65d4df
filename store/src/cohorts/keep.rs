//! What its trainers change about a cohort itself.

use domain::cohort::deed::{Change, Deed, Fact};
use domain::time::Timestamp;

use super::history::About;
use super::{CohortFacts, Row, Shelf, Teaching};
use crate::engine::query;
use crate::{Fault, Store};

impl CohortFacts {
    /// What is stated, each as the history tells it.
    fn told(&self) -> [(Fact, String); 10] {
        let exam_on = self.exam_on.map(|day| day.to_string()).unwrap_or_default();
        let in_room = if self.in_room { "yes" } else { "no" };
        [
            (Fact::Name, self.name.clone()),
            (Fact::Level, self.level.name().to_owned()),
            (Fact::Edition, self.edition.to_string()),
            (Fact::Scheme, self.scheme.to_string()),
            (Fact::StartsOn, self.starts_on.to_string()),
            (Fact::EndsOn, self.ends_on.to_string()),
            (Fact::ExamOn, exam_on),
            (Fact::Zone, self.zone.name().to_owned()),
            (Fact::Language, self.language.clone()),
            (Fact::InRoom, in_room.to_owned()),
        ]
    }

    /// What differs in what is stated later.
    fn changes(&self, later: &Self) -> Vec<Change> {
        let both = self.told().into_iter().zip(later.told());
        let changes = both.filter(|(before, after)| before != after);
        changes.map(|((what, before), (_, after))| Change { what, before, after }).collect()
    }
}

impl Store {
    /// Changes what is stated about a cohort.
    pub async fn keep_cohort(&self, by: &Teaching, facts: CohortFacts, now: Timestamp) -> Result<(), Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (by.cohort_id(), by.account.as_str());
                let kept = query!(conn, "taught.sql", [binds.0, binds.1], optional Row)?;
                let before =
                    kept.map(Row::cohort).transpose()?.map_or_else(|| by.cohort.facts.clone(), |kept| kept.facts);
                query!(
                    conn,
                    "keep.sql",
                    [
                        by.cohort_id(),
                        &facts.name,
                        facts.level.word(),
                        facts.edition.as_str(),
                        facts.scheme.as_str(),
                        facts.starts_on.to_string(),
                        facts.ends_on.to_string(),
                        facts.exam_on.map(|day| day.to_string()),
                        facts.zone.name(),
                        &facts.language,
                        facts.in_room,
                    ],
                    rows
                )?;
                let changes = before.changes(&facts);
                if changes.is_empty() {
                    return Ok(());
                }
                by.note(conn, About::Cohort, &Deed::Changed { changes }, now).await
            })
        })
        .await
    }

    /// Puts a new code in the place of the one by which people join, or closes joining. A code that was given away works no more.
    pub async fn change_code(&self, by: &Teaching, code: Option<String>, now: Timestamp) -> Result<(), Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let deed = if code.is_some() { Deed::CodeMade } else { Deed::JoiningClosed };
                if query!(conn, "change_code.sql", [by.cohort_id(), code], rows)? == 0 {
                    return Ok(());
                }
                by.note(conn, About::Cohort, &deed, now).await
            })
        })
        .await
    }

    /// Puts a cohort away, or takes it out again. Nobody joins one that was put away; all else stays as it is.
    pub async fn shelve_cohort(&self, by: &Teaching, shelf: Shelf, now: Timestamp) -> Result<(), Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let (at, deed) = match shelf {
                    Shelf::Archived => (Some(now.0), Deed::PutAway),
                    Shelf::Current => (None, Deed::TakenOut),
                };
                if query!(conn, "shelve.sql", [by.cohort_id(), at], rows)? == 0 {
                    return Ok(());
                }
                by.note(conn, About::Cohort, &deed, now).await
            })
        })
        .await
    }
}
