use domain::award::day_of;
use domain::ids::{MemberId, OrganisationId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::remind::organisations;
use crate::engine::{Conn, query};
use crate::organisations::{Managing, append, literal};
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
                    let gone = query!(conn, "gone.sql", [organisation.as_str(), before], all(String, String, bool))?;
                    let mut erased = Erasure::default();
                    for (member, name, is_erased) in gone {
                        erased.files.extend(forget_words(conn, &organisation, &member, &name).await?);
                        forget(conn, &member).await?;
                        erased.people += 1;
                        // Whose name was taken out by hand is said in the books already.
                        if !is_erased {
                            let line = Entry::Erased { member: MemberId::new(member) };
                            append::append(conn, &organisation, RULES, now, vec![line.into()]).await?;
                        }
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

    /// Takes name and address of somebody who left out of an organisation's books now, with all mail about the person, what others
    /// wrote about the person, the numbers of certificates as pages read them, and the files that the organisation kept. Nothing when there is nobody to take out.
    ///
    /// The log of the awards stays until the person left longer ago than the organisation keeps data: a report about an earlier day
    /// is its replay.
    pub async fn erase_member(
        &self,
        by: &Managing,
        member: &MemberId,
        now: Timestamp,
    ) -> Result<Option<Erasure>, Fault> {
        let (seat, member) = (by.seat().clone(), member.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let (id, organisation) = (member.as_str(), &seat.organisation);
                query!(conn, "../plans/lock.sql", [organisation.as_str()], rows)?;
                let found = query!(conn, "erasable.sql", [id, organisation.as_str()], optional(String,))?;
                let Some((name,)) = found else { return Ok(None) };
                let files = forget_words(conn, organisation, id, &name).await?;
                let line = Entry::Erased { member: member.clone() };
                append::append(conn, organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(Some(Erasure { people: 1, files }))
            })
        })
        .await
    }
}

/// What goes whenever somebody is taken out: mail to the person, summaries with the name, numbers of certificates, what people wrote
/// about the person, and files. Returns the
/// places of the files.
async fn forget_words(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &str,
    name: &str,
) -> Result<Vec<String>, Fault> {
    let places = query!(conn, "places.sql", [member], all(String,))?;
    query!(conn, "forget_mail.sql", [organisation.as_str(), member], rows)?;
    // Mails say a name with single blanks.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        query!(conn, "forget_digests.sql", [organisation.as_str(), format!("%{}%", literal(&name))], rows)?;
    }
    query!(conn, "blank_numbers.sql", [member], rows)?;
    query!(conn, "blank_observations.sql", [member], rows)?;
    query!(conn, "blank_exceptions.sql", [member], rows)?;
    query!(conn, "forget_evidence.sql", [member], rows)?;
    Ok(places.into_iter().map(|(place,)| place).collect())
}

/// What goes besides once the organisation's time to keep it is over.
async fn forget(conn: &mut Conn, member: &str) -> Result<(), Fault> {
    query!(conn, "forget_awards.sql", [member], rows)?;
    query!(conn, "let_go.sql", [member], rows)?;
    query!(conn, "forget_holdings.sql", [member], rows)?;
    query!(conn, "forget_plans.sql", [member], rows)?;
    query!(conn, "forget_observations.sql", [member], rows)?;
    query!(conn, "forget_exceptions.sql", [member], rows)?;
    query!(conn, "forget_reminders.sql", [member], rows)?;
    Ok(())
}
