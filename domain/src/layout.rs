//! How a paper is laid out: its sections, their floors and times, its cut score, and what its owner lets be reviewed.

use serde::{Deserialize, Serialize};

use crate::ids::ScenarioId;
use crate::marks::Marks;
use crate::time::Millis;

/// What stands beside the items of a paper. Kept with the attempt, so that a later change of the scheme changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// The sections in order; none when the paper is one piece.
    pub sections: Vec<Section>,
    /// What passes; nothing for practice.
    pub cut: Option<Cut>,
    /// What may be seen after the end.
    pub review: ReviewPolicy,
    /// Whether the clause explorer may be opened inside the exam.
    pub open_book: bool,
    /// Booklets, cases and supplements in the versions that were shown.
    pub materials: Vec<Material>,
    /// Places of trial questions: they are asked like the others, earn nothing and cost nothing.
    pub unscored: Vec<u16>,
}

/// A part of a paper with rules of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name.
    pub title: String,
    /// Number of items in it.
    pub items: u16,
    /// Percent of its marks without which the paper is not passed.
    #[serde(default)]
    pub minimum_percent: Option<u16>,
    /// Its own time, if it has one: then it ends by itself and cannot be returned to.
    #[serde(default)]
    pub limit: Option<Millis>,
}

/// A cut score and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Marks that pass.
    pub marks: Marks,
    /// Where the figure comes from.
    pub source: CutSource,
}

/// Where a cut score comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutSource {
    /// The scheme's pass mark.
    Scheme,
    /// The sum of ratings (modified Angoff) of the items of this very paper.
    Ratings {
        /// How many raters each item has at least.
        raters: u8,
    },
}

/// What may be seen after the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewPolicy {
    /// Every question with its reasons.
    #[default]
    Everything,
    /// Only the questions that were missed, without the right answer.
    WrongOnly,
    /// Verdict and areas only.
    Score,
}

impl ReviewPolicy {
    /// All of them, the most open first.
    pub const ALL: [Self; 3] = [Self::Everything, Self::WrongOnly, Self::Score];

    /// The word used in files and forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::WrongOnly => "wrong_only",
            Self::Score => "score",
        }
    }
}

/// A booklet, case or supplement, pinned to the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Its id.
    pub id: ScenarioId,
    /// The version's digest.
    pub digest: String,
}

impl Layout {
    /// Whether the item at a place counts.
    pub fn counts(&self, position: usize) -> bool {
        !self.unscored.iter().any(|place| usize::from(*place) == position)
    }

    /// The section of an item, by its place in the paper; nothing when the paper has no sections.
    pub fn section_of(&self, position: usize) -> Option<usize> {
        let mut end = 0;
        self.sections.iter().position(|section| {
            end += usize::from(section.items);
            position < end
        })
    }

    /// The places of a section's items.
    pub fn places(&self, section: usize) -> std::ops::Range<usize> {
        let start = self.sections.iter().take(section).map(|section| usize::from(section.items)).sum::<usize>();
        start..start + self.sections.get(section).map_or(0, |section| usize::from(section.items))
    }

    /// The times of the sections, where each has its own.
    pub fn limits(&self) -> Vec<Millis> {
        self.sections.iter().map(|section| section.limit).collect::<Option<_>>().unwrap_or_default()
    }

    /// The same paper in another time in all: sections with times of their own share it as they shared theirs.
    pub fn within(mut self, whole: Millis) -> Self {
        let limits = self.limits();
        let sum = limits.iter().map(|limit| limit.0).sum::<i64>();
        if sum <= 0 {
            return self;
        }
        let (mut own, mut end) = (0, 0);
        for (section, limit) in self.sections.iter_mut().zip(limits) {
            own += limit.0;
            let begin = std::mem::replace(&mut end, whole.0 * own / sum);
            section.limit = Some(Millis(end - begin));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_find_their_section() {
        let section = |items| Section { title: String::new(), items, minimum_percent: None, limit: None };
        let layout = Layout { sections: vec![section(2), section(0), section(3)], ..Layout::default() };
        let found = (0..6).map(|place| layout.section_of(place)).collect::<Vec<_>>();
        assert_eq!(found, [Some(0), Some(0), Some(2), Some(2), Some(2), None]);
        assert_eq!(layout.places(2), 2..5);
        assert!(layout.limits().is_empty() && Layout::default().section_of(0).is_none());
    }

    #[test]
    fn sections_share_another_time_as_they_shared_theirs() {
        let section = |limit: Option<i64>| Section {
            title: String::new(),
            items: 1,
            minimum_percent: None,
            limit: limit.map(Millis::minutes),
        };
        let timed = |limits: &[i64]| Layout {
            sections: limits.iter().map(|limit| section(Some(*limit))).collect(),
            ..Layout::default()
        };
        let within = |limits: &[i64], whole| timed(limits).within(Millis(whole)).limits();
        assert_eq!(within(&[20, 40], 30 * 60_000), [10, 20].map(Millis::minutes));
        assert_eq!(within(&[1, 1, 1], 100), [33, 33, 34].map(Millis), "nothing is lost");
        let mixed = Layout { sections: vec![section(Some(5)), section(None)], ..Layout::default() };
        for without in [mixed, Layout::default()] {
            assert_eq!(without.clone().within(Millis::minutes(9)), without, "one clock needs no shares");
        }
    }
}
