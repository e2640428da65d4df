//! Reports that something is wrong with a question: how one is made, and what became of it.

mod form;
mod list;

use domain::ids::ReportId;
use domain::item::Item;
use store::{Fault, ItemReport, PaperItem, Staff};

use crate::site::{Site, Viewer};

pub use form::{ReportForm, ReportPage, checked_answer, checked_report, may_be_reported};
pub use list::{Deciding, ReportsPage};

/// A report with the question in the version that was shown.
pub struct Reported {
    report: ItemReport,
    item: Item,
    /// Whether the course holds another version by now, or none.
    changed: bool,
}

/// What the page shows.
pub struct Reports {
    own: Vec<Reported>,
    /// Everybody's, for those who answer for the course.
    all: Option<Vec<Reported>>,
    /// Whether the person looks after others.
    is_staff: bool,
}

impl Reports {
    /// Whether the person may decide such a report.
    pub fn can_decide(&self, id: &ReportId) -> bool {
        self.all.as_ref().is_some_and(|all| all.iter().any(|reported| reported.report.id == *id))
    }
}

/// Loads them.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Reports, Fault> {
    let own = with_items(site, site.store.reports(&viewer.account).await?).await?;
    let staff = Staff::of(viewer.role, viewer.organisation.as_ref(), &viewer.name);
    let is_staff = staff.is_some();
    let all = match staff.filter(Staff::is_administrator) {
        Some(staff) => Some(with_items(site, site.store.all_reports(&staff).await?).await?),
        None => None,
    };
    Ok(Reports { own, all, is_staff })
}

async fn with_items(site: &Site, reports: Vec<ItemReport>) -> Result<Vec<Reported>, Fault> {
    let pin = |report: &ItemReport| PaperItem { item: report.item.clone(), digest: report.digest.clone() };
    let items = site.store.paper_items(&reports.iter().map(pin).collect::<Vec<_>>()).await?;
    let reported = reports.into_iter().zip(items).map(|(report, item)| {
        let changed = site.library().item(&report.item).is_none_or(|now| now.digest != report.digest);
        Reported { report, item, changed }
    });
    Ok(reported.collect())
}
