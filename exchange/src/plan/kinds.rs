//! Each neutral kind in our formats.

use std::collections::{BTreeMap, BTreeSet};

use domain::item::{Body, ItemOption, Point, Slot};
use domain::marking::{Marking, Rule};
use domain::marks::Marks;

use super::{Remark, Unfit};
use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, Pair, gap_mark};
use crate::text::Text;
use crate::weight::Weight;

/// Options of a question: as many as there are letters.
const MOST_OPTIONS: usize = 26;
/// Words of an answer that is recognised by its words.
const MOST_WORDS: usize = 5;
/// Words asked for where an answer of a few was expected.
const LONGEST: u16 = 30;

/// A question in our format.
pub struct Fitted {
    pub stem: String,
    pub body: Body,
    pub marking: Marking,
}

/// Finds the format for a question.
pub fn fit(item: &NeutralItem, remarks: &mut Vec<Remark>) -> Result<Fitted, Unfit> {
    let general = item.feedback.as_ref().map(Text::words).unwrap_or_default();
    let mut fitter = Fitter { remarks, general };
    let stem = fitter.words(&item.stem)?;
    let mut marking = Marking::default();
    let mut body = match &item.body {
        NeutralBody::Choice { multiple: false, options } => fitter.single(options)?,
        NeutralBody::Choice { multiple: true, options } => fitter.multiple(options, &mut marking)?,
        NeutralBody::TrueFalse { key, if_true, if_false } => fitter.truth(*key, [if_true, if_false]),
        NeutralBody::Short { answers, exact_case } => {
            if *exact_case {
                fitter.remark(Remark::Case);
            }
            fitter.short(answers)?
        }
        NeutralBody::Matching { pairs } => {
            marking.rule = Rule::PerPart;
            fitter.matching(pairs, &item.row_feedback)?
        }
        NeutralBody::Ordering { steps } => {
            marking.rule = Rule::PerPart;
            fitter.ordering(steps, &item.row_feedback)?
        }
        NeutralBody::Gaps { gaps } => {
            marking.rule = Rule::PerPart;
            let (stem, mut body) = fitter.gaps(&stem, gaps)?;
            fitter.name_mistakes(&mut body, item);
            return Ok(Fitted { stem, body, marking });
        }
        NeutralBody::Number { .. } => return Err(Unfit::Number),
        NeutralBody::Essay { .. } => return Err(Unfit::Essay),
        NeutralBody::Description => return Err(Unfit::Description),
    };
    fitter.name_mistakes(&mut body, item);
    Ok(Fitted { stem, body, marking })
}

struct Fitter<'a> {
    remarks: &'a mut Vec<Remark>,
    /// Feedback to the whole question.
    general: String,
}

impl Fitter<'_> {
    fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    fn words(&mut self, text: &Text) -> Result<String, Unfit> {
        if text.is_formatted() {
            self.remark(Remark::Formatting);
        }
        Some(text.words()).filter(|words| !words.is_empty()).ok_or(Unfit::NoWords)
    }

    /// Feedback to the right answer, with that to the whole question behind it.
    fn with_general(&mut self, feedback: Option<&Text>) -> String {
        let own = feedback.map(Text::words).unwrap_or_default();
        if self.general.is_empty() {
            return own;
        }
        self.remark(Remark::GeneralFeedback);
        if own.is_empty() { self.general.clone() } else { format!("{own}\n{}", self.general) }
    }

    fn options(&mut self, options: &[Answer], keys: &[u8]) -> Result<Vec<ItemOption>, Unfit> {
        let mut fitted = Vec::new();
        for (option, place) in options.iter().zip(0..) {
            let text = self.words(&option.text)?;
            let feedback = if keys.contains(&place) {
                self.with_general(option.feedback.as_ref())
            } else {
                option.feedback.as_ref().map(Text::words).unwrap_or_default()
            };
            fitted.push(ItemOption { text, feedback, misconception: None });
        }
        distinct(fitted.iter().map(|option| option.text.as_str()))?;
        let missing = fitted.iter().filter(|option| option.feedback.is_empty()).count();
        if missing > 0 {
            self.remark(Remark::NoFeedback { missing });
        }
        Ok(fitted)
    }

    fn single(&mut self, options: &[Answer]) -> Result<Body, Unfit> {
        few(options.len())?;
        let keys = places(options, |weight| weight == Weight::FULL);
        let [key] = keys[..] else { return Err(Unfit::Keys { keys: keys.len() }) };
        for option in options.iter().filter(|option| ![Weight::FULL, Weight::NONE].contains(&option.weight)) {
            self.remark(Remark::PartMarks { text: option.text.words(), weight: option.weight.to_string() });
        }
        Ok(Body::Single { options: self.options(options, &keys)?, key })
    }

    /// Shares that are taken off mean that a wrong choice cancels a right one.
    fn multiple(&mut self, options: &[Answer], marking: &mut Marking) -> Result<Body, Unfit> {
        few(options.len())?;
        let keys = places(options, |weight| weight > Weight::NONE);
        if keys.is_empty() || keys.len() == options.len() {
            return Err(Unfit::AllKeys { keys: keys.len(), options: options.len() });
        }
        let shares = options.iter().map(|option| option.weight).filter(|weight| *weight > Weight::NONE);
        if shares.collect::<BTreeSet<_>>().len() > 1 {
            self.remark(Remark::UnequalShares);
        }
        let fitted = self.options(options, &keys)?;
        if let [key] = keys[..] {
            return Ok(Body::Single { options: fitted, key });
        }
        let taken_off = options.iter().any(|option| option.weight < Weight::NONE);
        marking.rule = if taken_off { Rule::Net } else { Rule::PerPart };
        Ok(Body::Multiple { options: fitted, keys })
    }

    fn truth(&mut self, key: bool, [if_true, if_false]: [&Option<Text>; 2]) -> Body {
        let mut option = |said: bool, feedback: &Option<Text>| {
            let feedback = if said == key {
                self.with_general(feedback.as_ref())
            } else {
                feedback.as_ref().map(Text::words).unwrap_or_default()
            };
            let text = if said { "True" } else { "False" }.to_owned();
            ItemOption { text, feedback, misconception: None }
        };
        let options = vec![option(true, if_true), option(false, if_false)];
        let missing = options.iter().filter(|option| option.feedback.is_empty()).count();
        if missing > 0 {
            self.remark(Remark::NoFeedback { missing });
        }
        Body::Single { options, key: u8::from(!key) }
    }

    /// One point, made by any of the answers that earn full marks.
    fn short(&mut self, answers: &[Answer]) -> Result<Body, Unfit> {
        let mut accept = Vec::new();
        let mut feedback = None;
        for answer in answers {
            let text = self.words(&answer.text)?;
            if answer.weight != Weight::FULL {
                match answer.weight {
                    Weight::NONE => self.remark(Remark::AnswerDropped { text }),
                    weight => self.remark(Remark::PartMarks { text, weight: weight.to_string() }),
                }
                if answer.feedback.is_some() {
                    self.remark(Remark::FeedbackDropped);
                }
            } else if !text.split_whitespace().all(is_searched_for) {
                self.remark(Remark::AnswerDropped { text });
                if answer.feedback.is_some() {
                    self.remark(Remark::FeedbackDropped);
                }
            } else if text.split_whitespace().count() > MOST_WORDS {
                return Err(Unfit::LongAnswer { answer: text, most: MOST_WORDS });
            } else {
                if feedback.is_some() && answer.feedback.is_some() && feedback != answer.feedback.as_ref() {
                    self.remark(Remark::SecondFeedback);
                }
                feedback = feedback.or(answer.feedback.as_ref());
                accept.push(text);
            }
        }
        let answer = accept.first().ok_or(Unfit::NoKey)?.replace('*', "");
        let feedback = self.with_general(feedback);
        if feedback.is_empty() {
            self.remark(Remark::NoFeedback { missing: 1 });
        }
        let point = Point { text: answer.clone(), accept, marks: Marks::ONE, feedback };
        Ok(Body::Text { longest: LONGEST, answer, points: vec![point] })
    }

    fn matching(&mut self, pairs: &[Pair], why: &BTreeMap<usize, Text>) -> Result<Body, Unfit> {
        let mut options = Vec::<String>::new();
        let mut rows = Vec::new();
        for (place, pair) in pairs.iter().enumerate() {
            let key = options.iter().position(|option| *option == pair.answer).unwrap_or(options.len());
            if key == options.len() {
                options.push(pair.answer.clone());
            }
            few(options.len())?;
            if !pair.question.is_empty() {
                let text = self.words(&pair.question)?;
                rows.push(Slot { text, key: key as u8, feedback: words_of(why, place), misconception: None });
            } else if why.contains_key(&place) {
                self.remark(Remark::FeedbackDropped);
            }
        }
        few(rows.len())?;
        distinct(rows.iter().map(|row| row.text.as_str()))?;
        let reuse = rows.iter().map(|row| row.key).collect::<BTreeSet<_>>().len() < rows.len();
        self.explain(&mut rows)?;
        Ok(Body::Matching { options, rows, reuse })
    }

    /// Steps are shown in the order that is half a turn away from the right one, so that none stands where it belongs.
    fn ordering(&mut self, steps: &[Text], why: &BTreeMap<usize, Text>) -> Result<Body, Unfit> {
        few(steps.len())?;
        let mut slots = Vec::new();
        for (step, key) in steps.iter().zip(0..) {
            let feedback = words_of(why, usize::from(key));
            slots.push(Slot { text: self.words(step)?, key, feedback, misconception: None });
        }
        distinct(slots.iter().map(|slot| slot.text.as_str()))?;
        self.explain(&mut slots)?;
        let half = slots.len().div_ceil(2);
        slots.rotate_left(half);
        Ok(Body::Sequencing { steps: slots })
    }

    fn gaps(&mut self, passage: &str, gaps: &[Gap]) -> Result<(String, Body), Unfit> {
        let mut options = Vec::<String>::new();
        let mut slots = Vec::new();
        for (gap, number) in gaps.iter().zip(1..) {
            if gap.fill != Fill::Chosen {
                return Err(Unfit::TypedGap);
            }
            let keys = places(&gap.answers, |weight| weight == Weight::FULL);
            let [key] = keys[..] else { return Err(Unfit::GapKeys { gap: number, keys: keys.len() }) };
            let mut place = 0;
            for (answer, at) in gap.answers.iter().zip(0..) {
                let text = self.words(&answer.text)?;
                if ![Weight::FULL, Weight::NONE].contains(&answer.weight) {
                    self.remark(Remark::PartMarks { text: text.clone(), weight: answer.weight.to_string() });
                }
                let known = options.iter().position(|option| *option == text).unwrap_or(options.len());
                if known == options.len() {
                    options.push(text);
                }
                if at == key {
                    place = known as u8;
                } else if answer.feedback.is_some() {
                    self.remark(Remark::FeedbackDropped);
                }
                few(options.len())?;
            }
            let feedback = gap.answers[usize::from(key)].feedback.as_ref().map(Text::words).unwrap_or_default();
            slots.push(Slot { text: String::new(), key: place, feedback, misconception: None });
        }
        if gaps.iter().any(|gap| gap.answers.len() != options.len()) {
            self.remark(Remark::SharedList);
        }
        if gaps.iter().any(|gap| gap.share != gaps[0].share) {
            self.remark(Remark::UnequalGaps);
        }
        self.explain(&mut slots)?;
        let (stem, passage) = introduced(passage);
        let mut pieces = Vec::new();
        let mut rest = passage;
        for number in 1..=gaps.len() {
            let (before, after) = rest.split_once(&gap_mark(number)).ok_or(Unfit::NoWords)?;
            pieces.push(before.to_owned());
            rest = after;
        }
        pieces.push(rest.to_owned());
        let reuse = slots.iter().map(|slot| slot.key).collect::<BTreeSet<_>>().len() < slots.len();
        Ok((stem.to_owned(), Body::Completion { pieces, options, gaps: slots, reuse }))
    }

    /// Gives the misconceptions to wrong options, rows, steps and gaps, and tells of those that belong to none of them.
    fn name_mistakes(&mut self, body: &mut Body, item: &NeutralItem) {
        let mut left = item.misconceptions.clone();
        let mut of = |place: usize| left.remove(&place);
        match body {
            Body::Single { options, key } => name_wrong(options, &[*key], of),
            Body::Multiple { options, keys } => name_wrong(options, keys, of),
            Body::Matching { rows, .. } => {
                let NeutralBody::Matching { pairs } = &item.body else { return };
                let places = pairs.iter().enumerate().filter(|(_, pair)| !pair.question.is_empty());
                rows.iter_mut().zip(places).for_each(|(row, (place, _))| row.misconception = of(place));
            }
            Body::Sequencing { steps } => {
                steps.iter_mut().for_each(|step| step.misconception = of(usize::from(step.key)));
            }
            Body::Completion { gaps, .. } => {
                gaps.iter_mut().zip(0..).for_each(|(gap, place)| gap.misconception = of(place));
            }
            Body::AssertionReason { .. } | Body::Finding { .. } | Body::Text { .. } => {}
        }
        if !left.is_empty() {
            self.remark(Remark::MisconceptionDropped);
        }
    }

    /// Adds the feedback to the whole question to that of the first slot, and tells how many are left without.
    fn explain(&mut self, slots: &mut [Slot]) -> Result<(), Unfit> {
        let first = slots.first_mut().ok_or(Unfit::NoKey)?;
        if !self.general.is_empty() {
            let own = std::mem::take(&mut first.feedback);
            first.feedback = if own.is_empty() { self.general.clone() } else { format!("{own}\n{}", self.general) };
            self.remark(Remark::GeneralFeedback);
        }
        let missing = slots.iter().filter(|slot| slot.feedback.is_empty()).count();
        if missing > 0 {
            self.remark(Remark::NoFeedback { missing });
        }
        Ok(())
    }
}

fn name_wrong(options: &mut [ItemOption], keys: &[u8], mut of: impl FnMut(usize) -> Option<String>) {
    let wrong = options.iter_mut().zip(0..).filter(|(_, place)| !keys.contains(place));
    wrong.for_each(|(option, place)| option.misconception = of(usize::from(place)));
}

/// Whether marking can look for a word: `*` stands for any ending, of at least two letters, and for nothing else.
fn is_searched_for(word: &str) -> bool {
    let begin = word.strip_suffix('*').unwrap_or(word);
    !begin.contains('*') && (begin.len() == word.len() || begin.chars().count() >= 2)
}

/// What stands on lines of its own before the first gap asks; the rest is the passage.
fn introduced(passage: &str) -> (&str, &str) {
    let first = passage.find(&gap_mark(1)).unwrap_or(0);
    match passage[..first].rfind('\n') {
        Some(end) => (&passage[..end], &passage[end + 1..]),
        None => ("Choose what belongs into each gap.", passage),
    }
}

fn words_of(why: &BTreeMap<usize, Text>, place: usize) -> String {
    why.get(&place).map(Text::words).unwrap_or_default()
}

fn few(options: usize) -> Result<(), Unfit> {
    if options > MOST_OPTIONS { Err(Unfit::ManyOptions { most: MOST_OPTIONS }) } else { Ok(()) }
}

fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Result<(), Unfit> {
    let mut known = BTreeSet::new();
    for text in texts {
        if !known.insert(text) {
            return Err(Unfit::Twice { text: text.chars().take(80).collect() });
        }
    }
    Ok(())
}

fn places(options: &[Answer], counts: impl Fn(Weight) -> bool) -> Vec<u8> {
    options.iter().zip(0..=u8::MAX).filter(|(option, _)| counts(option.weight)).map(|(_, place)| place).collect()
}
