//! Item analysis: how the mock exams of a cohort measured, and each of their questions.

mod figures;
mod history;
mod item;
mod overview;
mod plot;
pub mod words;

use std::sync::Arc;

use domain::analysis::{Analysis, Column, ItemFigures, analyse};
use domain::cohort::Task;
use domain::ids::{EntryId, ItemId};
use domain::item::Item;
use store::{Fault, Gather, Gathered, PlanEntry, Store, Teaching, apart};

pub use history::{History, load_history};
pub use item::ItemAnalysisPage;
pub(in crate::pages::cohorts) use item::options;
pub(in crate::pages) use item::{choices, flagged, measured};
pub(in crate::pages) use overview::flag_list;
pub use overview::{AnalysisPage, Order};

/// Which mock exams are analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// All of the cohort together.
    All,
    /// One of them.
    One(EntryId),
}

impl Chosen {
    /// The word that stands for all in addresses.
    pub const ALL: &str = "all";

    /// Reads the part of an address.
    pub fn from_word(word: &str) -> Self {
        if word == Self::ALL { Self::All } else { Self::One(EntryId::new(word)) }
    }

    /// The part of an address.
    pub fn word(&self) -> &str {
        match self {
            Self::All => Self::ALL,
            Self::One(entry) => entry.as_str(),
        }
    }

    fn gather(&self) -> Gather {
        match self {
            Self::All => Gather::Cohort,
            Self::One(entry) => Gather::Entry(entry.clone()),
        }
    }
}

/// An analysis with what it was made from.
pub struct Analysed {
    /// The mock exams of the plan, in order.
    pub mocks: Vec<PlanEntry>,
    /// Which are analysed.
    pub chosen: Chosen,
    /// The answers.
    pub gathered: Gathered,
    /// The figures.
    pub figures: Arc<Analysis>,
}

impl Analysed {
    /// Each question with its figures and its column, in the order in which it was met.
    pub fn items(&self) -> impl Iterator<Item = (&Item, &ItemFigures, &Column)> {
        let columns = self.gathered.answers.columns().iter().zip(&self.figures.items);
        self.gathered.items.iter().zip(columns).map(|(item, (column, figures))| (item, figures, column))
    }

    /// The versions of one question, the latest last.
    pub fn versions<'a>(&'a self, id: &'a ItemId) -> impl Iterator<Item = (&'a Item, &'a ItemFigures, &'a Column)> {
        self.items().filter(move |(item, ..)| item.id == *id)
    }
}

/// Loads an analysis. `wanted` keeps a question that does not count any more. Nothing when the cohort has no such mock exam.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(
    store: &Store,
    teaching: &Teaching,
    chosen: Chosen,
    wanted: Option<&ItemId>,
) -> Result<Option<Analysed>, Fault> {
    let plan = store.plan_of_cohort(&teaching.cohort.id).await?;
    let mocks = plan.into_iter().filter(|entry| matches!(entry.task, Task::Paper { .. })).collect::<Vec<_>>();
    if let Chosen::One(entry) = &chosen
        && !mocks.iter().any(|mock| mock.id == *entry)
    {
        return Ok(None);
    }
    let gathered = store.gather(teaching, &chosen.gather(), wanted).await?;
    let (gathered, figures) = analysed(gathered).await?;
    Ok(Some(Analysed { mocks, chosen, gathered, figures: Arc::new(figures) }))
}

/// Works the figures out beside the threads that answer requests.
async fn analysed(gathered: Gathered) -> Result<(Gathered, Analysis), Fault> {
    let work = move || {
        let figures = analyse(&gathered.answers, gathered.cut());
        (gathered, figures)
    };
    apart(work).await
}
