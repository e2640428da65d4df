//! Evidence packs for clause 7.2, and read-only links that show one to an external auditor.

mod links;
mod material;
mod named;

use domain::ids::{AwardId, OrganisationId};
use domain::organisation::{Draw, Pack, PackAsk, Seed, pack};
use domain::time::Timestamp;

use crate::apart::apart;
use crate::engine::query;
use crate::organisations::Seat;
use crate::{EvidenceFile, Fault, Store};
use named::Whole;

pub(crate) use named::Named;

pub use links::{AuditLink, NewLink, OpenLink, Opening, Shown};

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
        let place = self.replaying().await?;
        let (material, organisation) = (self.material(organisation, known).await?, organisation.clone());
        apart(move || {
            let _place = place;
            pack(&material, &organisation, ask, known)
        })
        .await
    }

    /// A file that the pack of a link names, whichever sample is drawn of it; nothing when the link does not open files.
    pub async fn audited_file(
        &self,
        open: &OpenLink,
        award: &AwardId,
        evidence: &str,
    ) -> Result<Option<EvidenceFile>, Fault> {
        let link = open.link();
        if link.shows == Shown::Pack {
            return Ok(None);
        }
        let binds = (open.organisation().as_str(), link.known.0, award.as_str());
        let mut conn = self.read().await?;
        let file = query!(&mut conn, "audit/file.sql", [binds.0, binds.1, binds.2, evidence], optional EvidenceFile)?;
        drop(conn);
        // The pack is worked out only for a file that is there: it takes all of the books.
        let Some(file) = file else { return Ok(None) };
        let organisation = open.organisation().clone();
        let whole = Whole { organisation, from: link.from, until: link.until, known: link.known };
        let ask = PackAsk { from: link.from, until: link.until, draw: None };
        let named = self.named.of(&whole);
        let work_out = async || Ok::<_, Fault>(named::files(&self.packed(&whole.organisation, ask, link.known).await?));
        let named = named.get_or_try_init(work_out).await?;
        Ok(named.contains(&(award.clone(), file.id())).then_some(file))
    }
}
