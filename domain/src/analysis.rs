//! Classical item analysis: how hard each item is, how well it tells strong candidates from weak ones, whom its wrong options
//! attract, and how far the paper as a whole can be trusted. With keys: native builds only.
//!
//! Every figure comes with the number of answers behind it and, where a method exists, its 95 % interval; where there is no
//! figure, [`Lack`] says why. Nothing is clipped or smoothed: a negative reliability stays negative and is said.
//!
//! What is called discrimination differs between programs, so each kind has a name of its own here:
//! [`ItemFigures::item_rest`] is the correlation of an item with the rest of the paper (the corrected point-biserial; Moodle's
//! "discrimination index" is a hundred times it), [`ItemFigures::item_total`] that with the whole paper (the uncorrected
//! point-biserial), [`ItemFigures::thirds`] the facility among the top third less that among the bottom third.

mod alone;
mod answers;
mod collect;
mod decision;
mod distribution;
mod flag;
mod moments;
mod options;
mod packed;
mod question;
mod ranking;
mod read;
mod reliability;

use crate::figure::{Found, Lack};
use crate::marks::Marks;

pub use alone::{Alone, analyse_alone};
pub use answers::{Answer, Answers, Column, Picks, Reach, Score, Unsound};
pub use collect::Sat;
pub use decision::{Consistency, Model};
pub use distribution::Distribution;
pub use flag::{Flag, LOW_DISCRIMINATION, MOST_OMITTED, MOST_RAPID, NEARLY_ALL, Sign};
pub use options::{Chosen, Group, Table};
pub use packed::{Cell, packed, unpacked};
pub use question::{ItemFigures, LONGEST_RAPID, RAPID_SHARE, Times};
pub use read::Misread;
pub use reliability::{Coefficient, FEWEST_TOGETHER, MOST_COMPARED, Method, Reliability};

/// Answers below which no figure is given. Our own choice: at ten answers the Wilson interval of a facility of one half goes
/// from 0.24 to 0.76, and with fewer it says next to nothing.
pub const FEWEST_ANSWERS: u32 = 10;

/// Answers below which a figure is called uncertain and no option is called unused. Our own choice: at 30 answers the Fisher
/// interval of a correlation of 0 still reaches 0.36 to both sides, and an option that one in ten would choose stays unchosen
/// with a probability of 0.04.
pub const FEWEST_TO_JUDGE: u32 = 30;

/// Answers from which on the options are also shown by fifths. Our own choice: then each fifth holds 20 people.
pub const FEWEST_FOR_FIFTHS: u32 = 100;

/// What an analysis finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Number of attempts.
    pub attempts: u32,
    /// How the marks are distributed.
    pub distribution: Distribution,
    /// How far the marks can be relied on.
    pub reliability: Reliability,
    /// How far the decision to pass or not can be relied on.
    pub consistency: Consistency,
    /// Each item, in the order of the columns.
    pub items: Vec<ItemFigures>,
}

/// Analyses a matrix. `cut` are the marks that pass, the same for every paper in it.
///
/// Papers that were drawn differ in their items. Figures of an item come from those who had it, set against the rest of their
/// own papers (its share of marks where papers are not worth the same). [`Reliability`] says how it deals with gaps.
pub fn analyse(answers: &Answers, cut: Option<Marks>) -> Analysis {
    let ranking = ranking::Ranking::of(answers);
    let distribution = Distribution::of(&ranking);
    let reliability = Reliability::of(answers, &ranking);
    let consistency = Consistency::of(answers, &ranking, &reliability, cut);
    let without = reliability::without_each(answers, &ranking);
    let takers = ranking.takers(answers);
    let columns = answers.columns().iter().zip(takers).zip(without);
    let items = columns.map(|((column, takers), without)| ItemFigures::of(column, &takers, without)).collect();
    Analysis { attempts: ranking.people(), distribution, reliability, consistency, items }
}

/// Refuses what rests on too few.
fn enough(n: usize) -> Result<u32, Lack> {
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    if n < FEWEST_ANSWERS { Err(Lack::TooFew { n, fewest: FEWEST_ANSWERS }) } else { Ok(n) }
}

/// Whether a figure is there but rests on few answers.
pub fn is_uncertain(found: &Found) -> bool {
    found.is_ok_and(|figure| figure.n < FEWEST_TO_JUDGE)
}

#[cfg(test)]
mod tests;
