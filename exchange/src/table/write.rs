//! Questions as rows.

use super::columns::{COLUMNS, EXPLANATION};
use super::{Kind, Row, Table};
use crate::gift::path_text;
use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, Pair, Span};
use crate::output::{Hindrance, Loss, Output};
use crate::text::{Markup, Text};
use crate::weight::Weight;

const TABLE: &str = "The table";
/// Option columns: as many as there are letters.
const MOST: usize = 26;
/// Option columns that are there even when nobody needs them.
const LEAST: usize = 4;

/// Writes questions, in their order.
pub fn write(items: &[NeutralItem]) -> Output<Table> {
    let mut output = Output::<Table>::default();
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let (item, mixed) = one_markup(item);
        match line(&item, &mut |loss| output.lost.push((at, loss))) {
            Ok(line) => lines.push(line),
            Err(hindrance) => {
                output.left_out.push((at, hindrance));
                continue;
            }
        }
        if mixed {
            output.lost.push((at, Loss::OneMarkup { format: TABLE }));
        }
    }
    let width = |line: &Line| line.options.len().max(line.feedback.len()).max(line.misconceptions.len());
    let options = lines.iter().map(width).max().unwrap_or(0).max(LEAST);
    let numbered = (1..=options)
        .flat_map(|number| ["Option", "Feedback", "Misconception"].map(|heading| format!("{heading} {number}")));
    let single = |range: &[(&str, &str)]| range.iter().map(|(heading, _)| (*heading).to_owned()).collect::<Vec<_>>();
    output.file.headers = single(&COLUMNS[..7]);
    output.file.headers.extend(numbered);
    output.file.headers.extend(single(&COLUMNS[10..]));
    output.file.headers.push(EXPLANATION.to_owned());
    output.file.rows = lines.into_iter().zip(2..).map(|(line, number)| line.row(number, options)).collect();
    output
}

/// A row before it is known how many options the longest has.
#[derive(Default)]
struct Line {
    begin: Vec<String>,
    options: Vec<String>,
    feedback: Vec<String>,
    misconceptions: Vec<String>,
    end: Vec<String>,
}

impl Line {
    fn row(self, number: usize, options: usize) -> Row {
        let mut cells = self.begin;
        let mut numbered = [self.options, self.feedback, self.misconceptions].map(Vec::into_iter);
        for _ in 0..options {
            cells.extend(numbered.iter_mut().map(|cells| cells.next().unwrap_or_default()));
        }
        cells.extend(self.end);
        Row { number, cells }
    }
}

fn line(item: &NeutralItem, lose: &mut dyn FnMut(Loss)) -> Result<Line, Hindrance> {
    let mut line = Line::default();
    let (mut correct, mut weights) = (String::new(), String::new());
    let kind = match &item.body {
        NeutralBody::Choice { multiple, options } => {
            (correct, weights) = choice(&mut line, *multiple, options);
            if *multiple { Kind::Multiple } else { Kind::Single }
        }
        NeutralBody::TrueFalse { key, if_true, if_false } => {
            correct = if *key { "true" } else { "false" }.to_owned();
            line.feedback = vec![source(if_true.as_ref()), source(if_false.as_ref())];
            Kind::TrueFalse
        }
        NeutralBody::Short { answers, exact_case } => {
            line.answers(answers);
            weights = unusual(answers.iter().map(|answer| answer.weight));
            if *exact_case { Kind::ShortExact } else { Kind::Short }
        }
        NeutralBody::Number { answers } => {
            line.options = answers.iter().map(|answer| span(&answer.span)).collect();
            line.feedback = answers.iter().map(|answer| source(answer.feedback.as_ref())).collect();
            weights = unusual(answers.iter().map(|answer| answer.weight));
            Kind::Number
        }
        NeutralBody::Matching { pairs } => {
            let pair = |pair: &Pair| format!("{} -> {}", pair.question.source(), pair.answer);
            line.options = pairs.iter().map(pair).collect();
            line.row_feedback(item);
            Kind::Matching
        }
        NeutralBody::Ordering { steps } => {
            line.options = steps.iter().map(|step| step.source().to_owned()).collect();
            line.row_feedback(item);
            Kind::Ordering
        }
        NeutralBody::Gaps { gaps } => {
            correct = line.gaps(gaps, lose).ok_or(Hindrance::Kind { format: TABLE, kind: item.body.kind() })?;
            Kind::Gaps
        }
        NeutralBody::Essay { guidance } => {
            line.options.extend(guidance.as_ref().map(|guidance| guidance.source().to_owned()));
            Kind::Essay
        }
        NeutralBody::Description => Kind::Description,
    };
    let last = item.misconceptions.keys().next_back().map_or(0, |place| place + 1);
    let misconception = |place| item.misconceptions.get(&place).cloned().unwrap_or_default();
    line.misconceptions = (0..last).map(misconception).collect();
    if line.options.len() > MOST {
        return Err(Hindrance::ManyAnswers { format: TABLE, most: MOST });
    }
    let markup = match item.stem.markup() {
        Markup::Plain => "plain",
        Markup::Html => "html",
        Markup::Markdown => "markdown",
        Markup::Auto => "auto",
    };
    let texts = [item.id.as_deref(), item.name.as_deref()].map(Option::unwrap_or_default);
    line.begin = texts.map(str::to_owned).to_vec();
    let category = path_text(&item.category);
    let tags = match item.tags.as_slice() {
        [one] if one.contains(',') => format!("{one};"),
        tags => tags.join("; "),
    };
    line.begin.extend([category, tags, kind.word().to_owned(), markup.to_owned()]);
    line.begin.push(item.stem.source().to_owned());
    line.end = vec![correct, weights, source(item.feedback.as_ref())];
    Ok(line)
}

impl Line {
    fn answers(&mut self, answers: &[Answer]) {
        self.options = answers.iter().map(|answer| answer.text.source().to_owned()).collect();
        self.feedback = answers.iter().map(|answer| source(answer.feedback.as_ref())).collect();
    }

    fn row_feedback(&mut self, item: &NeutralItem) {
        self.feedback = (0..self.options.len()).map(|place| source(item.row_feedback.get(&place))).collect();
    }

    /// Gaps can be written where all have the same list; what the cell says of the right options.
    fn gaps(&mut self, gaps: &[Gap], lose: &mut dyn FnMut(Loss)) -> Option<String> {
        let list = |gap: &Gap| gap.answers.iter().map(|answer| answer.text.source().to_owned()).collect::<Vec<_>>();
        self.options = list(gaps.first()?);
        let mut keys = Vec::new();
        for gap in gaps {
            let right = gap.answers.iter().filter(|answer| answer.weight == Weight::FULL).count();
            let part = gap.answers.iter().any(|answer| ![Weight::FULL, Weight::NONE].contains(&answer.weight));
            if gap.fill != Fill::Chosen || right != 1 || part || list(gap) != self.options {
                return None;
            }
            let key = gap.answers.iter().position(|answer| answer.weight == Weight::FULL)?;
            keys.push((key + 1).to_string());
            self.feedback.push(source(gap.answers[key].feedback.as_ref()));
            let others = gap.answers.iter().filter(|answer| answer.feedback.is_some()).count();
            if others > usize::from(gap.answers[key].feedback.is_some()) {
                lose(Loss::NoPlace { format: TABLE, what: "feedback to wrong answers in gaps" });
            }
            if gap.share != 1 {
                lose(Loss::Marking("In the table all gaps count the same."));
            }
        }
        Some(keys.join("; "))
    }
}

/// What stands below “Correct” and “Weights”.
fn choice(line: &mut Line, multiple: bool, options: &[Answer]) -> (String, String) {
    line.answers(options);
    let keys = options.iter().zip(1..).filter(|(option, _)| option.weight > Weight::NONE).map(|(_, number)| number);
    let keys = keys.collect::<Vec<usize>>();
    let right = if multiple { Weight::part_of(keys.len()) } else { Some(Weight::FULL) };
    let usual = options.iter().all(|option| option.weight == Weight::NONE || Some(option.weight) == right);
    // Several numbers mean that several may be chosen: a single choice that has several right options says so by weights.
    if usual && !keys.is_empty() && (multiple || keys.len() == 1) {
        let keys = keys.iter().map(usize::to_string).collect::<Vec<_>>();
        return (keys.join("; "), String::new());
    }
    (String::new(), listed(options.iter().map(|option| option.weight)))
}

fn unusual(weights: impl Iterator<Item = Weight> + Clone) -> String {
    if weights.clone().all(|weight| weight == Weight::FULL) { String::new() } else { listed(weights) }
}

fn listed(weights: impl Iterator<Item = Weight>) -> String {
    weights.map(|weight| weight.to_string()).collect::<Vec<_>>().join("; ")
}

fn span(span: &Span) -> String {
    match span {
        Span::Around { value, tolerance } if tolerance == "0" => value.clone(),
        Span::Around { value, tolerance } => format!("{value}:{tolerance}"),
        Span::Between { low, high } => format!("{low}..{high}"),
        Span::Anything => "*".to_owned(),
    }
}

fn source(text: Option<&Text>) -> String {
    text.map(|text| text.source().to_owned()).unwrap_or_default()
}

/// A row has one kind of markup: where texts differ, or where an arrow in a row would be taken for the one between row and
/// answer, all become HTML. Whether they did.
fn one_markup(item: &NeutralItem) -> (NeutralItem, bool) {
    let mut item = item.clone();
    let markup = item.stem.markup();
    let mut mixed = false;
    item.each_text(&mut |text| {
        mixed |= text.markup() != markup && !text.source().is_empty();
    });
    if let NeutralBody::Matching { pairs } = &item.body {
        mixed |= pairs.iter().any(|pair| pair.question.source().contains("->"));
    }
    if mixed {
        item.each_text(&mut |text| *text = text.to_html());
    }
    (item, mixed)
}
