//! Search over clauses, glossary, lessons, exercises and learning paths, with the words that were found marked.
//!
//! The index is made once, when the course is loaded. Words meet in their stems, the last one may be only begun, and a word
//! that stands nowhere is read as one that is a typing error away.

mod documents;
mod excerpt;
mod index;
mod query;
mod rank;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::question::Level;

use crate::library::Library;
use documents::Document;
use excerpt::Marks;
pub(crate) use index::Index;
use query::Query;
use rank::{Ranked, rank};

/// Longest text that may be searched for, in characters.
pub const LONGEST_QUERY: usize = 120;

/// What has only some of the words is shown as long as fewer than so many have all of them.
const ENOUGH: usize = 5;
/// What has only some of the words is shown if it says at least this share of what the best one says.
const LEAST_SHARE: f32 = 0.4;
/// So many of each group are shown beside the others.
const FEW: usize = 5;
/// So many of them may be of one page.
const OF_ONE_PAGE: usize = 2;
/// So many of one group are shown alone.
const MANY: usize = 100;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchGroup {
    /// Clauses of all editions.
    Clauses,
    /// Terms.
    Glossary,
    /// Lessons and their sections.
    Lessons,
    /// Exercises and learning paths.
    Work,
}

impl SearchGroup {
    /// All groups, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Clauses, Self::Glossary, Self::Lessons, Self::Work];

    /// The word for it in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clauses => "clauses",
            Self::Glossary => "glossary",
            Self::Lessons => "lessons",
            Self::Work => "exercises",
        }
    }

    /// Reads the word for it.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.word() == word)
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchAnswer {
    /// How many were found in all groups together.
    pub found: usize,
    /// How many of them have only some of the words.
    pub partly: usize,
    /// Words that were read as others, because nothing has them as they are.
    pub corrections: Vec<SearchCorrection>,
    /// Words that nothing has, however read.
    pub unknown: Vec<String>,
    /// The groups in which something was found, in the order of the page.
    pub groups: Vec<SearchHits>,
}

/// A word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchCorrection {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read_as: String,
}

/// What was found in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHits {
    /// The group.
    pub group: SearchGroup,
    /// How many were found in it.
    pub found: usize,
    /// The best of them.
    pub hits: Vec<SearchHit>,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// Its address, with the place on the page.
    pub address: String,
    /// Its title.
    pub title: Vec<SearchPiece>,
    /// What it belongs to: an edition, a lesson, a kind of exercise; empty when it stands for itself.
    pub context: String,
    /// Its level, if it has one.
    pub level: Option<Level>,
    /// The stretch of its text that shows most of the words.
    pub excerpt: Vec<SearchPiece>,
}

/// A stretch of a text. It is plain text, whatever it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPiece {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub is_marked: bool,
}

impl Library {
    /// Searches everything, or one group alone; then more of it is shown. At most [`LONGEST_QUERY`] characters count.
    pub fn search(&self, text: &str, only: Option<SearchGroup>) -> SearchAnswer {
        let end = text.char_indices().nth(LONGEST_QUERY).map_or(text.len(), |(end, _)| end);
        let query = Query::read(&text[..end], &self.search);
        let mut ranked = rank(&query, &self.search);
        let is_whole = |ranked: &Ranked| ranked.words as usize == query.words.len();
        let whole = ranked.iter().filter(|ranked| is_whole(ranked)).count();
        let best = ranked.iter().map(|ranked| ranked.score).fold(0.0, f32::max);
        let is_near = |ranked: &Ranked| whole < ENOUGH && ranked.score >= best * LEAST_SHARE;
        ranked.retain(|ranked| is_whole(ranked) || is_near(ranked));
        let marks = Marks::new(&query, &self.search);
        let groups = SearchGroup::ALL.into_iter().filter_map(|group| self.hits(group, &ranked, only, &marks)).collect();
        let (found, partly) = (ranked.len(), ranked.len() - whole);
        SearchAnswer { found, partly, corrections: query.corrections, unknown: query.unknown, groups }
    }

    fn hits(
        &self,
        group: SearchGroup,
        ranked: &[Ranked],
        only: Option<SearchGroup>,
        marks: &Marks<'_>,
    ) -> Option<SearchHits> {
        let documents = || ranked.iter().map(|ranked| &self.search.documents[ranked.document as usize]);
        let own = || documents().filter(|document| document.group == group);
        let (shown, of_one_page) = match only {
            None => (FEW, OF_ONE_PAGE),
            Some(only) if only == group => (MANY, MANY),
            Some(_) => (0, 0),
        };
        let mut pages = HashMap::<&str, usize>::new();
        let spread = own().filter(|document| {
            let of_page = pages.entry(document.page()).or_default();
            *of_page += 1;
            *of_page <= of_one_page
        });
        let hits = spread.take(shown).map(|document| hit(document, marks));
        let (hits, found) = (hits.collect::<Vec<_>>(), own().count());
        (found > 0).then_some(SearchHits { group, found, hits })
    }
}

fn hit(document: &Document, marks: &Marks<'_>) -> SearchHit {
    SearchHit {
        address: document.address.clone(),
        title: marks.whole(&document.title),
        context: document.context.clone(),
        level: document.level,
        excerpt: marks.excerpt(&document.text),
    }
}
