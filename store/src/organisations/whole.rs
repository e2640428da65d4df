//! What is taken out of the books as a whole. For those who see all of them; others get nothing.

use domain::ids::{AwardId, EvidenceId, MemberId};
use sqlx::FromRow;

use super::person::observation;
use super::{ExceptionRow, ObservationRow, Seat, exceptions};
use crate::engine::query;
use crate::{EvidenceFile, Fault, Store};

/// A file that proves an award, and whose award it is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct OwnedFile {
    member_id: String,
    /// The file.
    #[sqlx(flatten)]
    pub file: EvidenceFile,
}

impl OwnedFile {
    /// Whose.
    pub fn member(&self) -> MemberId {
        MemberId::new(self.member_id.as_str())
    }

    /// Its place in the order of all of them.
    pub fn place(&self) -> (AwardId, EvidenceId) {
        (self.file.award(), self.file.id())
    }
}

type Row = (String, String, String, String, String, String);

impl Store {
    /// What was observed of everybody, the oldest first.
    pub async fn all_observations(&self, seat: &Seat) -> Result<Vec<(MemberId, ObservationRow)>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(
            &mut conn,
            "whole/observations.sql",
            [seat.organisation.as_str()],
            all Row
        )?;
        let whose = |(member, id, on, effect, words, by): Row| {
            Ok((MemberId::new(member), observation((id, on, effect, words, by))?))
        };
        rows.into_iter().map(whose).collect()
    }

    /// Every exception, in whatever state, the oldest first.
    pub async fn all_exceptions(&self, seat: &Seat) -> Result<Vec<ExceptionRow>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        exceptions::of_all(&mut self.read().await?, seat.organisation.as_str()).await
    }

    /// Files that prove awards, as the organisation sees them: at most so many behind a place, award by award.
    pub async fn evidence_behind(
        &self,
        seat: &Seat,
        behind: Option<&(AwardId, EvidenceId)>,
        most: i64,
    ) -> Result<Vec<OwnedFile>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let (award, file) = behind.map_or(("", ""), |(award, file)| (award.as_str(), file.as_str()));
        let organisation = seat.organisation.as_str();
        Ok(query!(&mut conn, "whole/evidence.sql", [organisation, award, file, most], all OwnedFile)?)
    }
}
