//! The index: which word is in which document, and how much it says about it.

use std::collections::{BTreeMap, HashMap};

use domain::clause::ClauseNumber;
use domain::ids::LessonId;
use rust_stemmers::{Algorithm, Stemmer};

use super::SearchGroup;
use super::documents::{Document, Draft, TITLE, abbreviations, drafts};
use super::words::{fold, is_common, letters, words};
use crate::library::Library;

/// How fast a repeated word stops to count (Okapi BM25).
const SATURATION: f32 = 1.2;
/// How much a long text is held against its words, from nothing to 1 (Okapi BM25).
const LENGTH: f32 = 0.5;

/// Everything that can be found, by its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(super) documents: Vec<Document>,
    /// In alphabetical order, so that those with a beginning in common stand together.
    pub(super) words: Vec<Word>,
    /// For each stem, where it is.
    pub(super) stems: Vec<Vec<Posting>>,
    /// The number of each stem.
    roots: HashMap<String, u32>,
    /// For the stems of abbreviations, the words that they stand for.
    pub(super) phrases: Vec<(u32, Vec<String>)>,
    /// What each document is called, in stems and without common words: its title, and its short name.
    pub(super) names: Vec<[Vec<u32>; 2]>,
}

/// A word as it stands in texts, in its one spelling.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: Box<str>,
    pub letters: u32,
    pub stem: u32,
}

/// A document that a stem is in, and how much it says about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub document: u32,
    pub weight: f32,
}

impl Index {
    /// Reads all texts once.
    pub fn new(library: &Library, passages: &BTreeMap<LessonId, Vec<String>>) -> Self {
        let mut reader = Reader::new();
        let drafts = drafts(library, passages);
        let read = drafts.iter().map(|draft| reader.read(draft)).collect::<Vec<_>>();
        let mut index = Self { names: drafts.iter().map(|draft| reader.names(draft)).collect(), ..Self::default() };
        index.phrases = abbreviations(library).map(|(term, short)| (reader.stem(short), spelled(term))).collect();
        index.stems = weigh(&drafts, &read, reader.stems.len());
        let word = |(text, stem): (Box<str>, u32)| Word { letters: letters(&text), text, stem };
        index.words = reader.words.into_iter().map(word).collect();
        index.roots = reader.stems;
        index.words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        index.documents = drafts.into_iter().map(|draft| draft.document).collect();
        index
    }

    /// The stem of a word, if any text has it.
    pub(super) fn stem(&self, folded: &str) -> Option<u32> {
        let known = self.words.binary_search_by(|word| (*word.text).cmp(folded));
        let stem = || self.roots.get(&*Stemmer::create(Algorithm::English).stem(folded)).copied();
        known.ok().map(|at| self.words[at].stem).or_else(stem)
    }

    /// Whether an edition has the clause.
    pub(super) fn has_card(&self, number: &ClauseNumber) -> bool {
        self.documents.iter().any(|document| document.card.as_ref().is_some_and(|(own, _)| own == number))
    }

    /// The words that begin so.
    pub(super) fn beginning_with(&self, folded: &str) -> &[Word] {
        let start = self.words.partition_point(|word| *word.text < *folded);
        let length = self.words[start..].partition_point(|word| word.text.starts_with(folded));
        &self.words[start..start + length]
    }
}

/// The words of a text in their one spelling.
fn spelled(text: &str) -> Vec<String> {
    let folded = |word: &str| {
        let mut folded = String::new();
        fold(word, &mut folded);
        folded
    };
    words(text).map(|range| folded(&text[range])).collect()
}

/// What was read of one document: how often it has each stem, places weighed, and how long it is.
struct Read {
    counts: Vec<(u32, f32)>,
    length: f32,
}

/// Gives numbers to words and stems.
struct Reader {
    stemmer: Stemmer,
    words: HashMap<Box<str>, u32>,
    stems: HashMap<String, u32>,
    folded: String,
}

impl Reader {
    fn new() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        Self { stemmer, words: HashMap::new(), stems: HashMap::new(), folded: String::new() }
    }

    fn read(&mut self, draft: &Draft) -> Read {
        let Draft { document, besides } = draft;
        let own = [(TITLE, document.title.as_str()), (1.0, document.text.as_str())];
        let besides = besides.iter().map(|(weight, text)| (*weight, text.as_str()));
        let mut counts = HashMap::<u32, f32>::new();
        let mut length = 0.0;
        for (weight, text) in own.into_iter().chain(besides) {
            for range in words(text) {
                *counts.entry(self.stem(&text[range])).or_default() += weight;
                length += 1.0;
            }
        }
        Read { counts: counts.into_iter().collect(), length }
    }

    fn names(&mut self, draft: &Draft) -> [Vec<u32>; 2] {
        let short = draft.document.short.as_deref().unwrap_or_default();
        [&draft.document.title, short].map(|name| {
            let telling = words(name).map(|range| &name[range]).filter(|word| !is_common(&word.to_lowercase()));
            telling.map(|word| self.stem(word)).collect()
        })
    }

    fn stem(&mut self, word: &str) -> u32 {
        fold(word, &mut self.folded);
        if let Some(stem) = self.words.get(self.folded.as_str()) {
            return *stem;
        }
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(self.stemmer.stem(&self.folded).into_owned()).or_insert(next);
        self.words.insert(self.folded.as_str().into(), stem);
        stem
    }
}

/// Weighs each stem in each document by Okapi BM25. A document is long or short among those of its group.
fn weigh(drafts: &[Draft], read: &[Read], stems: usize) -> Vec<Vec<Posting>> {
    let mut found = vec![0_u32; stems];
    let mut sizes = HashMap::<SearchGroup, (f32, f32)>::new();
    for (draft, read) in drafts.iter().zip(read) {
        read.counts.iter().for_each(|(stem, _)| found[*stem as usize] += 1);
        let (all, length) = sizes.entry(draft.document.group).or_default();
        (*all, *length) = (*all + 1.0, *length + read.length);
    }
    let mut postings = vec![Vec::new(); stems];
    for ((document, draft), read) in (0..).zip(drafts).zip(read) {
        let (all, length) = sizes[&draft.document.group];
        let relative = read.length * all / length.max(1.0);
        let damping = SATURATION * (1.0 - LENGTH + LENGTH * relative);
        for (stem, count) in &read.counts {
            let having = found[*stem as usize] as f32;
            let rarity = (1.0 + (drafts.len() as f32 - having + 0.5) / (having + 0.5)).ln();
            let weight = rarity * count * (SATURATION + 1.0) / (count + damping);
            postings[*stem as usize].push(Posting { document, weight });
        }
    }
    postings
}
