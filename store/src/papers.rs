use domain::ids::{ItemId, OrganisationId, PaperId, SchemeId};
use domain::layout::ReviewPolicy;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::accounts::Staff;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// A paper fixed in advance by a trainer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPaper {
    /// Its id.
    pub id: PaperId,
    /// Its name.
    pub title: String,
    /// The scheme whose rules it follows.
    pub scheme: SchemeId,
    /// The items of each section.
    pub sections: Vec<Vec<ItemId>>,
    /// Trial questions that ride along unscored.
    pub pilots: Vec<ItemId>,
    /// What may be seen after the end.
    pub review: ReviewPolicy,
    /// Who fixed it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    title: String,
    scheme_id: String,
    sections: String,
    pilots: String,
    review: String,
    made_by: String,
    made_at: i64,
}

impl Row {
    fn paper(self) -> Result<KeptPaper, Fault> {
        let corrupt = |column, why: String| Fault::corrupt("paper", column, &self.id, why);
        let review = ReviewPolicy::ALL.into_iter().find(|policy| policy.word() == self.review);
        Ok(KeptPaper {
            sections: serde_json::from_str(&self.sections).map_err(|error| corrupt("sections", error.to_string()))?,
            pilots: serde_json::from_str(&self.pilots).map_err(|error| corrupt("pilots", error.to_string()))?,
            review: review.ok_or_else(|| corrupt("review", self.review.clone()))?,
            id: PaperId::new(self.id),
            title: self.title,
            scheme: SchemeId::new(self.scheme_id),
            made_by: self.made_by,
            made_at: Timestamp(self.made_at),
        })
    }
}

impl Store {
    /// The fixed papers of an organisation, the newest first.
    pub async fn kept_papers(&self, organisation: &OrganisationId) -> Result<Vec<KeptPaper>, Fault> {
        let mut conn = self.read().await?;
        kept_papers_on(&mut conn, organisation).await
    }

    /// Fixes a paper for the people of the staff member's organisation. False when there is no organisation.
    pub async fn keep_paper(&self, staff: &Staff, new: KeptPaper) -> Result<bool, Fault> {
        let staff = staff.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                let sections = serde_json::to_string(&new.sections).expect("lists of ids are plain data");
                let pilots = serde_json::to_string(&new.pilots).expect("lists of ids are plain data");
                let rows = query!(
                    conn,
                    "papers/keep.sql",
                    [
                        new.id.as_str(),
                        staff.organisation(),
                        &new.title,
                        new.scheme.as_str(),
                        sections,
                        new.review.word(),
                        staff.name(),
                        new.made_at.0,
                        pilots,
                    ],
                    rows
                )?;
                Ok(rows == 1)
            })
        })
        .await
    }

    /// Takes a fixed paper out of the list; sittings of it stay as they are. False when it is not in reach.
    pub async fn withdraw_paper(&self, staff: &Staff, id: &PaperId, now: Timestamp) -> Result<bool, Fault> {
        let (staff, id) = (staff.clone(), id.clone());
        self.write_single(move |conn| {
            Box::pin(async move {
                Ok(query!(conn, "papers/withdraw.sql", [id.as_str(), staff.organisation(), now.0], rows)? == 1)
            })
        })
        .await
    }
}

/// The same inside a write.
pub(crate) async fn kept_papers_on(conn: &mut Conn, organisation: &OrganisationId) -> Result<Vec<KeptPaper>, Fault> {
    let rows = query!(conn, "papers/list.sql", [organisation.as_str()], all Row)?;
    rows.into_iter().map(Row::paper).collect()
}
