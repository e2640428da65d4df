use domain::ids::{AccountId, ItemId, ReportId};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::accounts::Staff;
use crate::engine::query;
use crate::{Fault, Store};

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportState {
    /// Nobody has decided yet.
    Open,
    /// Something is wrong with the item.
    Accepted,
    /// The item stands.
    Declined,
}

impl ReportState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Accepted, Self::Declined];

    /// The word used in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A report that something is wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemReport {
    /// Its id.
    pub id: ReportId,
    /// The item.
    pub item: ItemId,
    /// The version that was shown.
    pub digest: String,
    /// What the reporter wrote.
    pub body: String,
    /// When.
    pub made_at: Timestamp,
    /// What became of it.
    pub state: ReportState,
    /// What the reporter is told.
    pub answer: String,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    item_id: String,
    digest: String,
    body: String,
    made_at: i64,
    state: String,
    answer: String,
    decided_at: Option<i64>,
}

impl Row {
    fn report(self) -> Result<ItemReport, Fault> {
        let state = ReportState::from_word(&self.state);
        Ok(ItemReport {
            state: state.ok_or_else(|| Fault::corrupt("item_report", "state", &self.id, &self.state))?,
            id: ReportId::new(self.id),
            item: ItemId::new(self.item_id),
            digest: self.digest,
            body: self.body,
            made_at: Timestamp(self.made_at),
            answer: self.answer,
            decided_at: self.decided_at.map(Timestamp),
        })
    }
}

impl Store {
    /// A person's reports, the newest first.
    pub async fn reports(&self, account: &AccountId) -> Result<Vec<ItemReport>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "reports/own.sql", [account.as_str()], all Row)?;
        rows.into_iter().map(Row::report).collect()
    }

    /// Everybody's reports, open ones first, without who made them. For those who answer for the course.
    pub async fn all_reports(&self, staff: &Staff) -> Result<Vec<ItemReport>, Fault> {
        if !staff.is_administrator() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "reports/all.sql", [], all Row)?;
        rows.into_iter().map(Row::report).collect()
    }

    /// Keeps a report. A second one of the same person about the same version is added to the first while that is open.
    pub async fn report_item(&self, account: &AccountId, new: ItemReport) -> Result<(), Fault> {
        let account = account.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (account.as_str(), new.item.as_str());
                let added = query!(conn, "reports/add.sql", [binds.0, binds.1, &new.digest, &new.body], rows)?;
                if added == 0 {
                    query!(
                        conn,
                        "reports/make.sql",
                        [new.id.as_str(), binds.0, binds.1, &new.digest, &new.body, new.made_at.0],
                        rows
                    )?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Decides a report. False when it is absent or the person does not answer for the course.
    pub async fn decide_report(
        &self,
        staff: &Staff,
        id: &ReportId,
        state: ReportState,
        answer: String,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        if !staff.is_administrator() {
            return Ok(false);
        }
        let (staff, id) = (staff.clone(), id.clone());
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (id.as_str(), state.word(), staff.name());
                Ok(query!(conn, "reports/decide.sql", [binds.0, binds.1, answer, binds.2, now.0], rows)? == 1)
            })
        })
        .await
    }
}
