//! Our items as neutral ones, for other systems.

use std::collections::BTreeMap;

use domain::item::{Body, Item, ItemOption, Slot};
use domain::marking::Rule;
use domain::question::ASSERTION_REASON;

use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, Pair, gap_mark};
use crate::output::{Hindrance, Loss};
use crate::text::{Markup, Text, escaped};
use crate::weight::Weight;

/// Makes a neutral item of one of ours, key included, and tells what other systems cannot know of it.
///
/// Level and clauses become tags, level and area the folder. Audit findings exist nowhere else.
pub fn neutral(item: &Item) -> Result<(NeutralItem, Vec<Loss>), Hindrance> {
    let mut writer = Outgoing { losses: Vec::new() };
    let (stem, body) = writer.body(item)?;
    let stem = with_additional(stem, item.additional.as_deref());
    if item.scenario.is_some() {
        writer.losses.push(Loss::Scenario);
    }
    if item.marking.deduct.0 > 0 {
        writer.losses.push(Loss::Marking("Deductions for wrong answers are not in the file."));
    }
    if item.marking.floor.0 < 0 {
        writer.losses.push(Loss::Marking("That an answer can earn less than nothing is not in the file."));
    }
    let clauses = item.clauses.iter().map(|clause| format!("clause {clause}"));
    let neutral = NeutralItem {
        name: Some(item.id.to_string()),
        id: Some(item.id.to_string()),
        category: vec!["Clausewise".to_owned(), item.level.name().to_owned(), item.area.to_string()],
        tags: std::iter::once(item.level.word().to_owned()).chain(clauses).collect(),
        misconceptions: misconceptions(&item.body),
        row_feedback: row_feedback(&item.body),
        ..NeutralItem::new(stem, body)
    };
    Ok((neutral, writer.losses))
}

/// By the places that options, pairs, steps and gaps have in the neutral item.
fn misconceptions(body: &Body) -> BTreeMap<usize, String> {
    let of_options =
        |options: &[ItemOption]| named(options.iter().map(|option| option.misconception.clone()).enumerate());
    let of_slots = |slots: &[Slot]| named(slots.iter().map(|slot| slot.misconception.clone()).enumerate());
    match body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => of_options(options),
        Body::Matching { rows, .. } => of_slots(rows),
        Body::Completion { gaps, .. } => of_slots(gaps),
        Body::Sequencing { steps } => {
            named(steps.iter().map(|step| (usize::from(step.key), step.misconception.clone())))
        }
        Body::AssertionReason { .. } | Body::Finding { .. } | Body::Text { .. } => BTreeMap::new(),
    }
}

fn row_feedback(body: &Body) -> BTreeMap<usize, Text> {
    let of = |place: usize, slot: &Slot| Some((place, some(&slot.feedback)?));
    match body {
        Body::Matching { rows, .. } => rows.iter().enumerate().filter_map(|(place, row)| of(place, row)).collect(),
        Body::Sequencing { steps } => steps.iter().filter_map(|step| of(usize::from(step.key), step)).collect(),
        _ => BTreeMap::new(),
    }
}

fn named(places: impl Iterator<Item = (usize, Option<String>)>) -> BTreeMap<usize, String> {
    places.filter_map(|(place, words)| Some((place, words?))).collect()
}

/// What belongs to the item alone stands below the question.
fn with_additional(stem: Text, additional: Option<&str>) -> Text {
    let Some(additional) = additional else { return stem };
    let question = escaped(stem.source()).replace('\n', "<br>");
    let html = format!("<p>{question}</p>{additional}");
    // Our own HTML is checked Markdown: nothing is removed that anybody would have to be told of.
    Text::read(Markup::Html, &html, &mut Vec::new()).unwrap_or(stem)
}

struct Outgoing {
    losses: Vec<Loss>,
}

impl Outgoing {
    fn body(&mut self, item: &Item) -> Result<(Text, NeutralBody), Hindrance> {
        let stem = Text::plain(&item.stem);
        let body = match &item.body {
            Body::Single { options, key } => {
                let weight = |place| if place == *key { Weight::FULL } else { Weight::NONE };
                NeutralBody::Choice { multiple: false, options: answers(options, weight) }
            }
            Body::Multiple { options, keys } => {
                let right = part(keys.len())?;
                if item.marking.rule != Rule::Net {
                    let differs = "Elsewhere each right option earns its share, and a wrong one takes a share off.";
                    self.losses.push(Loss::Marking(differs));
                }
                // Elsewhere nobody has to choose a stated number: without a deduction, choosing all would earn everything.
                let weight = |place: u8| if keys.contains(&place) { right } else { right.negative() };
                NeutralBody::Choice { multiple: true, options: answers(options, weight) }
            }
            Body::Matching { options, rows, .. } => {
                self.each_part(item.marking.rule);
                NeutralBody::Matching { pairs: pairs(options, rows) }
            }
            Body::Sequencing { steps } => {
                self.each_part(item.marking.rule);
                let mut steps = steps.iter().collect::<Vec<_>>();
                steps.sort_by_key(|step| step.key);
                NeutralBody::Ordering { steps: steps.iter().map(|step| Text::plain(&step.text)).collect() }
            }
            Body::AssertionReason { assertion, reason, .. } => {
                let stem = format!("{}\nAssertion: {}\nReason: {}", item.stem, assertion.text, reason.text);
                let key = item.body.key();
                let option = |(text, place): (&&str, u8)| Answer {
                    text: Text::plain(text),
                    weight: if key == domain::response::Response::Choice(place) { Weight::FULL } else { Weight::NONE },
                    feedback: None,
                };
                let options = ASSERTION_REASON.iter().zip(0..).map(option).collect::<Vec<_>>();
                let why = some(&format!("{}\n{}", assertion.feedback, reason.feedback));
                let explained = |mut one: Answer| {
                    one.feedback = why.clone().filter(|_| one.weight == Weight::FULL);
                    one
                };
                let options = options.into_iter().map(explained).collect();
                return Ok((Text::plain(&stem), NeutralBody::Choice { multiple: false, options }));
            }
            Body::Completion { pieces, options, gaps, .. } => {
                self.each_part(item.marking.rule);
                let mut text = item.stem.clone() + "\n";
                for (piece, number) in pieces.iter().zip(1..) {
                    text.push_str(piece);
                    if number <= gaps.len() {
                        text.push_str(&gap_mark(number));
                    }
                }
                return Ok((Text::plain(&text), NeutralBody::Gaps { gaps: filled(options, gaps) }));
            }
            Body::Text { answer, points, .. } => {
                self.losses.push(Loss::Marking("Elsewhere a person marks it, by the points that come with it."));
                let points = points.iter().map(|point| format!("- {} ({})", point.text, point.marks));
                let guidance = std::iter::once(answer.clone()).chain(points).collect::<Vec<_>>().join("\n");
                NeutralBody::Essay { guidance: some(&guidance) }
            }
            Body::Finding { .. } => return Err(Hindrance::Ours { kind: item.body.form().name() }),
        };
        Ok((stem, body))
    }

    /// Tells how rows, steps and gaps count elsewhere, where they count otherwise here.
    fn each_part(&mut self, rule: Rule) {
        if rule != Rule::PerPart {
            let differs = "Elsewhere each right part earns its share, and a wrong one costs nothing.";
            self.losses.push(Loss::Marking(differs));
        }
    }
}

fn some(words: &str) -> Option<Text> {
    Some(Text::plain(words)).filter(|text| !text.is_empty())
}

fn part(parts: usize) -> Result<Weight, Hindrance> {
    Weight::part_of(parts).ok_or(Hindrance::Parts { parts })
}

fn answers(options: &[ItemOption], weight: impl Fn(u8) -> Weight) -> Vec<Answer> {
    let answer = |(option, place): (&ItemOption, u8)| Answer {
        text: Text::plain(&option.text),
        weight: weight(place),
        feedback: some(&option.feedback),
    };
    options.iter().zip(0..).map(answer).collect()
}

/// The rows, and the options that belong to none.
fn pairs(options: &[String], rows: &[Slot]) -> Vec<Pair> {
    let option = |place: usize| Text::plain(options.get(place).map_or("", String::as_str)).source().replace('\n', " ");
    let row = |row: &Slot| Pair { question: Text::plain(&row.text), answer: option(usize::from(row.key)) };
    let free = (0..options.len()).filter(|place| rows.iter().all(|row| usize::from(row.key) != *place));
    let free = free.map(|place| Pair { question: Text::plain(""), answer: option(place) });
    rows.iter().map(row).chain(free).collect()
}

fn filled(options: &[String], gaps: &[Slot]) -> Vec<Gap> {
    let gap = |gap: &Slot| {
        let answer = |(option, place): (&String, u8)| Answer {
            text: Text::plain(option),
            weight: if place == gap.key { Weight::FULL } else { Weight::NONE },
            feedback: some(&gap.feedback).filter(|_| place == gap.key),
        };
        Gap { fill: Fill::Chosen, share: 1, answers: options.iter().zip(0..).map(answer).collect() }
    };
    gaps.iter().map(gap).collect()
}
