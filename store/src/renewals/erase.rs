use domain::award::day_of;
use domain::ids::{MemberId, OrganisationId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::remind::organisations;
use crate::engine::{Conn, query};
use crate::organisations::append;
use crate::{Fault, Store};

/// Who writes into the books what the rules of the organisation do by themselves.
const RULES: &str = "The rules of the organisation";

/// What was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// How many people.
    pub people: usize,
    /// The places of the files that proved their awards: the rows are gone, the bytes are for the caller to remove.
    pub files: Vec<String>,
}

impl Store {
    /// Takes out those who left longer ago than their organisation keeps their data: name, address, plans, observations, and the
    /// awards that the organisation entered, unless they belong to the person's own record. The lines of the books and the counts
    /// of earlier days stay.
    pub async fn erase_those_who_left(&self, now: Timestamp) -> Result<Erasure, Fault> {
        let mut conn = self.read().await?;
        let all = organisations(&mut conn).await?;
        drop(conn);
        let mut erased = Erasure::default();
        for (organisation, _, settings) in all {
            let months = chrono::Months::new(settings.keep_months.into());
            let Some(before) = day_of(now).checked_sub_months(months) else { continue };
            let before = before.to_string();
            let part = self.write(move |conn| {
                Box::pin(async move {
                    query!(conn, "../plans/lock.sql", [organisation.as_str()], rows)?;
                    let gone = query!(conn, "gone.sql", [organisation.as_str(), before], all(String,))?;
                    let mut erased = Erasure::default();
                    for (member,) in gone {
                        erased.files.extend(forget(conn, &organisation, &member).await?);
                        let line = Entry::Erased { member: MemberId::new(member) };
                        append::append(conn, &organisation, RULES, now, vec![line.into()]).await?;
                        erased.people += 1;
                    }
                    Ok(erased)
                })
            });
            let part = part.await?;
            erased.people += part.people;
            erased.files.extend(part.files);
        }
        Ok(erased)
    }
}

async fn forget(conn: &mut Conn, organisation: &OrganisationId, member: &str) -> Result<Vec<String>, Fault> {
    let places = query!(conn, "places.sql", [member], all(String,))?;
    query!(conn, "forget_mail.sql", [organisation.as_str(), member], rows)?;
    query!(conn, "forget_awards.sql", [member], rows)?;
    query!(conn, "let_go.sql", [member], rows)?;
    query!(conn, "forget_holdings.sql", [member], rows)?;
    query!(conn, "forget_plans.sql", [member], rows)?;
    query!(conn, "forget_observations.sql", [member], rows)?;
    query!(conn, "forget_reminders.sql", [member], rows)?;
    Ok(places.into_iter().map(|(place,)| place).collect())
}
