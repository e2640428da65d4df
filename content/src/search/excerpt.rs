//! Shows where the words are.

use std::collections::HashMap;
use std::ops::Range;

use super::SearchPiece;
use super::index::Index;
use super::query::Query;
use super::words::{fold, words};

/// Longest excerpt, in bytes, without the marks of what was left out.
const LONGEST: usize = 230;
/// How much is shown before the first word that was found.
const BEFORE: usize = 60;

/// The words that were found, as texts have them, each with the bit of the word that was typed.
pub(super) struct Marks<'i> {
    forms: HashMap<&'i str, u64>,
    /// What the abbreviations among them stand for.
    phrases: Vec<(&'i [String], u64)>,
}

impl<'i> Marks<'i> {
    /// All forms of all words of a query.
    pub fn new(query: &Query, index: &'i Index) -> Self {
        let mut bits = vec![0_u64; index.stems.len()];
        for (number, stems) in query.words.iter().enumerate() {
            stems.iter().for_each(|(stem, _)| bits[*stem as usize] |= 1 << number);
        }
        let forms = index.words.iter().map(|word| (&*word.text, bits[word.stem as usize]));
        let phrases = index.phrases.iter().map(|(stem, words)| (words.as_slice(), bits[*stem as usize]));
        Self {
            forms: forms.filter(|(_, bits)| *bits != 0).collect(),
            phrases: phrases.filter(|(_, bits)| *bits != 0).collect(),
        }
    }

    /// A whole text, with its words marked.
    pub fn whole(&self, text: &str) -> Vec<SearchPiece> {
        pieces(text, 0..text.len(), &self.places(text))
    }

    /// The stretch of a text that shows most of the words, marked; its beginning when it has none of them.
    pub fn excerpt(&self, text: &str) -> Vec<SearchPiece> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines = lines.map(|line| (line, self.places(line)));
        let mut best = None::<(usize, &str, Vec<Place>)>;
        for (line, places) in lines {
            let worth = worth(&places);
            if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, line, places));
            }
        }
        best.map(|(_, line, places)| pieces(line, window(line, &places), &places)).unwrap_or_default()
    }

    fn places(&self, text: &str) -> Vec<Place> {
        let mut folded = String::new();
        let found = words(text).filter_map(|at| {
            fold(&text[at.clone()], &mut folded);
            self.forms.get(folded.as_str()).map(|bits| Place { at, bits: *bits })
        });
        let mut places = found.collect::<Vec<_>>();
        if !self.phrases.is_empty() {
            places.extend(self.written_out(text));
            places.sort_by_key(|place| place.at.start);
        }
        places
    }

    /// Where abbreviations are written out, in the singular or with an ending.
    fn written_out(&self, text: &str) -> Vec<Place> {
        let all = words(text).collect::<Vec<_>>();
        let mut folded = String::new();
        let mut begins = |at: &Range<usize>, wanted: &String| {
            fold(&text[at.clone()], &mut folded);
            folded.starts_with(wanted.as_str())
        };
        let mut places = Vec::new();
        for first in 0..all.len() {
            for (phrase, bits) in &self.phrases {
                let here = all[first..].iter().take(phrase.len());
                if here.len() == phrase.len() && here.zip(*phrase).all(|(at, wanted)| begins(at, wanted)) {
                    let at = all[first].start..all[first + phrase.len() - 1].end;
                    places.push(Place { at, bits: *bits });
                }
            }
        }
        places
    }
}

/// A word that was found in a text.
struct Place {
    at: Range<usize>,
    bits: u64,
}

/// Different words count most; that one is repeated counts a little.
fn worth(places: &[Place]) -> usize {
    let bits = places.iter().fold(0, |bits, place| bits | place.bits);
    bits.count_ones() as usize * 8 + places.len().min(7)
}

/// The stretch to show: all of a short line, else the part with most of the words, cut between words.
fn window(line: &str, places: &[Place]) -> Range<usize> {
    if line.len() <= LONGEST {
        return 0..line.len();
    }
    let within = |first: usize| {
        let end = places[first].at.start + LONGEST - BEFORE;
        let count = places[first..].iter().take_while(|place| place.at.end <= end).count();
        worth(&places[first..first + count])
    };
    let first = (0..places.len()).rev().max_by_key(|first| within(*first));
    let begin = first.map_or(0, |first| places[first].at.start.saturating_sub(BEFORE));
    let begin = if begin == 0 { 0 } else { next_word(line, begin) };
    let end = line.floor_char_boundary(begin + LONGEST);
    let end = if end == line.len() { end } else { line[..end].rfind(' ').filter(|end| *end > begin).unwrap_or(end) };
    begin..end
}

/// Where the next word begins.
fn next_word(line: &str, from: usize) -> usize {
    let from = line.ceil_char_boundary(from);
    line[from..].find(' ').map_or(from, |blank| from + blank + 1)
}

/// Cuts a stretch of a text at its marks. Marks with a blank between them become one.
fn pieces(text: &str, shown: Range<usize>, places: &[Place]) -> Vec<SearchPiece> {
    let mut marks = Vec::<Range<usize>>::new();
    for place in places.iter().filter(|place| place.at.start >= shown.start && place.at.end <= shown.end) {
        match marks.last_mut() {
            Some(last) if place.at.start < last.end || &text[last.end..place.at.start] == " " => {
                last.end = last.end.max(place.at.end);
            }
            _ => marks.push(place.at.clone()),
        }
    }
    let mut pieces = Vec::new();
    let mut add = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(SearchPiece { text: text.replace('\t', " · "), is_marked });
        }
    };
    if shown.start > 0 {
        add("… ", false);
    }
    let mut at = shown.start;
    for mark in marks {
        add(&text[at..mark.start], false);
        add(&text[mark.clone()], true);
        at = mark.end;
    }
    add(&text[at..shown.end], false);
    if shown.end < text.len() {
        add(" …", false);
    }
    pieces
}
