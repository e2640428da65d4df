//! Evidence packs for clause 7.2, and read-only links that show one to an external auditor.

mod links;
mod material;

use domain::ids::OrganisationId;
use domain::organisation::{Draw, Pack, PackAsk, Seed, pack};
use domain::time::Timestamp;

use crate::apart::apart;
use crate::organisations::Seat;
use crate::{Fault, Store};

pub use links::{AuditLink, NewLink, OpenLink};

impl Store {
    /// The evidence pack as the organisation knew it at a moment; nothing for those who do not see all of the books.
    pub async fn evidence_pack(&self, seat: &Seat, ask: PackAsk, known: Timestamp) -> Result<Option<Pack>, Fault> {
        if seat.is_partial() {
            return Ok(None);
        }
        Ok(Some(self.packed(&seat.organisation, ask, known).await?))
    }

    /// The pack that a link shows, as it was known when the link was made; with another seed, another sample of the same
    /// size.
    pub async fn audited_pack(&self, open: &OpenLink, seed: Seed) -> Result<Pack, Fault> {
        let link = open.link();
        let draw = link.sample.map(|number| Draw { number, seed });
        let ask = PackAsk { from: link.from, until: link.until, draw };
        self.packed(open.organisation(), ask, link.known).await
    }

    async fn packed(&self, organisation: &OrganisationId, ask: PackAsk, known: Timestamp) -> Result<Pack, Fault> {
        let _place = self.replaying().await?;
        let (material, organisation) = (self.material(organisation, known).await?, organisation.clone());
        apart(move || pack(&material, &organisation, ask, known)).await
    }
}
