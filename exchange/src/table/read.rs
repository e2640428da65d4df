//! Rows as questions.

use std::collections::BTreeMap;

use super::columns::{Column, Columns, number, plain};
use super::{Kind, Row, Table};
use crate::fault::{FileFault, Reason, Warning};
use crate::gift::{path, read_span};
use crate::intake::{Import, Intake, Limits, Place, Reading};
use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, NumberAnswer, Pair, gap_mark, one_line};
use crate::text::{Markup, Text};
use crate::weight::Weight;

/// Reads a table of questions. It fails only where the table as a whole is none.
pub fn read(file: &str, table: &Table, limits: &Limits) -> Result<Import, FileFault> {
    let columns = Columns::of(table)?;
    let mut intake = Intake::new(file, *limits);
    for heading in &columns.unknown {
        intake.note(format!("The column “{heading}” was not used."));
    }
    for row in &table.rows {
        let beyond = row.cells.iter().skip(table.headers.len()).any(|cell| !cell.trim().is_empty());
        if beyond {
            intake.note(format!("Row {} has cells to the right of the last heading, which were not used.", row.number));
        }
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            let begin = columns.cell(row, Column::Question);
            intake.take(Place::Row(row.number), begin, question(&columns, row))?;
        }
    }
    intake.finish()
}

fn question(columns: &Columns, row: &Row) -> Reading {
    let cell = |column| columns.cell(row, column);
    let markup = match plain(cell(Column::Markup)).as_str() {
        "" | "plain" | "plaintext" => Markup::Plain,
        "html" => Markup::Html,
        "markdown" => Markup::Markdown,
        "auto" | "moodle" => Markup::Auto,
        other => return Err(Reason::Kind { kind: format!("text as {}", other.chars().take(40).collect::<String>()) }),
    };
    let mut reader =
        Reader { columns, row, markup, warnings: Vec::new(), places: Vec::new(), row_feedback: BTreeMap::new() };
    let mut stem = reader.text(cell(Column::Question))?;
    if stem.is_empty() {
        return Err(Reason::NoStem);
    }
    let body = reader.body(&mut stem)?;
    let feedback = reader.some(cell(Column::Explanation))?;
    let line = |column| one_line(Text::plain(cell(column)).source());
    // Commas divide tags only where no semicolon does.
    let tags = cell(Column::Tags);
    let tags = tags.split(if tags.contains(';') { ';' } else { ',' });
    let tags = tags.filter_map(|tag| one_line(Text::plain(tag).source()));
    let item = NeutralItem {
        name: line(Column::Name),
        id: line(Column::Id),
        category: path(&Text::plain(cell(Column::Category)).source().replace('\n', " ")),
        tags: tags.collect(),
        feedback,
        misconceptions: reader.misconceptions(),
        row_feedback: reader.row_feedback,
        ..NeutralItem::new(stem, body)
    };
    Ok((item, reader.warnings))
}

struct Reader<'a> {
    columns: &'a Columns,
    row: &'a Row,
    markup: Markup,
    warnings: Vec<Warning>,
    /// The numbers of the columns that became options, rows, steps or gaps, in their order.
    places: Vec<usize>,
    row_feedback: BTreeMap<usize, Text>,
}

impl Reader<'_> {
    fn cell(&self, column: Column) -> &str {
        self.columns.cell(self.row, column)
    }

    fn text(&mut self, source: &str) -> Result<Text, Reason> {
        Text::read(self.markup, source, &mut self.warnings)
    }

    fn some(&mut self, source: &str) -> Result<Option<Text>, Reason> {
        Text::read_some(self.markup, source, &mut self.warnings)
    }

    fn feedback(&mut self, number: usize) -> Result<Option<Text>, Reason> {
        let cell = self.columns.cell(self.row, Column::Feedback(number));
        Text::read_some(self.markup, cell, &mut self.warnings)
    }

    /// The option cells that hold something, each with its number.
    fn options(&self) -> Vec<(usize, String)> {
        let cells = (1..=self.columns.options).map(|number| (number, self.cell(Column::Option(number)).to_owned()));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    fn misconceptions(&self) -> BTreeMap<usize, String> {
        let cell = |number| one_line(Text::plain(self.cell(Column::Misconception(number))).source());
        self.places.iter().enumerate().filter_map(|(place, number)| Some((place, cell(*number)?))).collect()
    }

    fn body(&mut self, stem: &mut Text) -> Result<NeutralBody, Reason> {
        let kind = match self.cell(Column::Type) {
            "" => self.guess()?,
            word => Kind::of(word).ok_or_else(|| Reason::Kind { kind: word.chars().take(40).collect() })?,
        };
        self.unread(kind);
        match kind {
            Kind::Single | Kind::Multiple => self.choice(kind == Kind::Multiple),
            Kind::TrueFalse => {
                let key = truth(self.cell(Column::Correct));
                let key = key.ok_or_else(|| self.no_key())?;
                self.places = vec![1, 2];
                Ok(NeutralBody::TrueFalse { key, if_true: self.feedback(1)?, if_false: self.feedback(2)? })
            }
            Kind::Short | Kind::ShortExact => {
                let answers = self.answers(|_| Weight::FULL)?;
                self.places.clear();
                let exact_case = kind == Kind::ShortExact;
                if answers.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Short { answers, exact_case }) }
            }
            Kind::Number => self.numbers(),
            Kind::Matching => self.matching(),
            Kind::Ordering => {
                let mut steps = Vec::new();
                for (number, cell) in self.options() {
                    steps.push(self.text(&cell)?);
                    self.row(number)?;
                }
                if steps.len() < 2 { Err(Reason::FewOptions) } else { Ok(NeutralBody::Ordering { steps }) }
            }
            Kind::Gaps => self.gaps(stem),
            Kind::Essay => {
                let cell = self.cell(Column::Option(1)).to_owned();
                Ok(NeutralBody::Essay { guidance: self.some(&cell)? })
            }
            Kind::Description => Ok(NeutralBody::Description),
        }
    }

    /// Tells of each filled cell that the kind has no use for.
    fn unread(&mut self, kind: Kind) {
        let answered = self.options().into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        let gaps = words(self.cell(Column::Correct)).count();
        let is_read = |column| match (column, kind) {
            (Column::Option(number), Kind::Essay) => number == 1,
            (Column::Option(_), Kind::TrueFalse | Kind::Description) => false,
            (Column::Feedback(number), Kind::TrueFalse) => number <= 2,
            (Column::Feedback(number), Kind::Gaps) => number <= gaps,
            (Column::Feedback(_), Kind::Essay | Kind::Description) => false,
            (Column::Feedback(number), _) => answered.contains(&number),
            (Column::Misconception(number), Kind::TrueFalse) => number <= 2,
            (Column::Misconception(number), Kind::Gaps) => number <= gaps,
            (Column::Misconception(number), Kind::Single | Kind::Multiple | Kind::Matching | Kind::Ordering) => {
                answered.contains(&number)
            }
            (Column::Misconception(_), _) => false,
            (Column::Correct, kind) => {
                matches!(kind, Kind::Single | Kind::Multiple | Kind::TrueFalse | Kind::Gaps)
            }
            (Column::Weights, kind) => takes_weights(kind),
            _ => true,
        };
        let numbered = (1..=self.columns.options)
            .flat_map(|number| [Column::Option, Column::Feedback, Column::Misconception].map(|of| of(number)));
        let columns = numbered.chain([Column::Correct, Column::Weights]);
        let unread = columns.filter(|column| !self.cell(*column).is_empty() && !is_read(*column));
        let mut told =
            unread.map(|column| format!("what stands below “{}”", self.columns.heading(column))).collect::<Vec<_>>();
        if takes_weights(kind) {
            let weights = self.cell(Column::Weights).split(';').zip(1..);
            let alone = weights.filter(|(word, number)| !word.trim().is_empty() && !answered.contains(number));
            told.extend(alone.map(|(_, number)| format!("weight {number}, which has no option beside it")));
        }
        self.warnings.extend(told.into_iter().map(|what| Warning::NotKept { what }));
    }

    fn guess(&self) -> Result<Kind, Reason> {
        let options = self.options();
        match (options.len(), self.cell(Column::Correct)) {
            (0, word) if truth(word).is_some() => Ok(Kind::TrueFalse),
            (1.., "") if options.iter().all(|(_, cell)| cell.contains("->")) => Ok(Kind::Matching),
            (2.., correct) if !correct.is_empty() => Ok(Kind::Single),
            (2.., _) if !self.cell(Column::Weights).is_empty() => Ok(Kind::Single),
            _ => Err(Reason::NoKind),
        }
    }

    fn no_key(&self) -> Reason {
        match self.cell(Column::Correct) {
            "" => Reason::NoKey,
            found => Reason::NoSuchOption { found: found.chars().take(40).collect() },
        }
    }

    /// What the weights say for each option column, where they say something.
    fn weights(&self) -> Result<Option<Vec<Weight>>, Reason> {
        let cell = self.cell(Column::Weights);
        if cell.is_empty() {
            return Ok(None);
        }
        let weight = |word: &str| {
            let word = word.trim().trim_end_matches('%');
            let read = if word.is_empty() { Some(Weight::NONE) } else { Weight::read(word) };
            read.and_then(Weight::known).ok_or_else(|| Reason::Weight {
                found: word.chars().take(40).collect(),
                nearest: read.map_or_else(|| "100".to_owned(), |weight| weight.nearest().to_string()),
            })
        };
        cell.split(';').map(weight).collect::<Result<Vec<_>, _>>().map(Some)
    }

    fn answers(&mut self, usual: impl Fn(usize) -> Weight) -> Result<Vec<Answer>, Reason> {
        let weights = self.weights()?;
        let mut answers = Vec::new();
        for (number, cell) in self.options() {
            let weight = match &weights {
                Some(weights) => weights.get(number - 1).copied().unwrap_or_default(),
                None => usual(number),
            };
            let (text, feedback) = (self.text(&cell)?, self.feedback(number)?);
            if text.is_empty() {
                crate::text::warn(&mut self.warnings, Warning::EmptyAnswer);
            } else {
                answers.push(Answer { text, weight, feedback });
                self.places.push(number);
            }
        }
        Ok(answers)
    }

    fn choice(&mut self, multiple: bool) -> Result<NeutralBody, Reason> {
        let weighted = !self.cell(Column::Weights).is_empty();
        let correct = self.cell(Column::Correct).to_owned();
        let keys = if weighted && correct.is_empty() { Vec::new() } else { self.keys(&correct)? };
        let multiple = multiple || keys.len() > 1;
        let right = match (multiple, keys.len()) {
            (false, _) | (_, 0) => Weight::FULL,
            (true, parts) => Weight::part_of(parts)
                .ok_or_else(|| Reason::Weight { found: format!("one of {parts} parts"), nearest: "10".to_owned() })?,
        };
        self.agrees(&keys)?;
        let options = self.answers(|number| if keys.contains(&number) { right } else { Weight::NONE })?;
        if options.len() < 2 { Err(Reason::FewOptions) } else { Ok(NeutralBody::Choice { multiple, options }) }
    }

    /// Whether the weights, where there are some, let those options earn marks that are named as right: they, or they in full.
    fn agrees(&self, keys: &[usize]) -> Result<(), Reason> {
        let Some(weights) = self.weights()?.filter(|_| !keys.is_empty()) else { return Ok(()) };
        let earning = |least: Weight| {
            let options = self.options().into_iter().map(|(number, _)| number);
            options.filter(|number| weights.get(number - 1).is_some_and(|weight| *weight >= least)).collect::<Vec<_>>()
        };
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        let some = earning(Weight::percent(1));
        if keys == some || keys == earning(Weight::FULL) {
            return Ok(());
        }
        let told = |numbers: &[usize]| match numbers {
            [] => "none".to_owned(),
            numbers => numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
        };
        Err(Reason::Contradiction { correct: told(&keys), weights: told(&some) })
    }

    /// The numbers of the options that a cell names: by number, by letter, or one by its whole text.
    fn keys(&self, cell: &str) -> Result<Vec<usize>, Reason> {
        let options = self.options();
        if let Some((number, _)) = options.iter().find(|(_, option)| option == cell) {
            return Ok(vec![*number]);
        }
        let mut keys = Vec::new();
        for word in words(cell) {
            let key = number(word).filter(|key| options.iter().any(|(number, _)| number == key));
            let key = key.ok_or_else(|| Reason::NoSuchOption { found: word.chars().take(40).collect() })?;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        if keys.is_empty() { Err(Reason::NoKey) } else { Ok(keys) }
    }

    fn numbers(&mut self) -> Result<NeutralBody, Reason> {
        let weights = self.weights()?;
        let mut answers = Vec::new();
        for (number, found) in self.options() {
            let weight = weights.as_ref().map_or(Weight::FULL, |all| all.get(number - 1).copied().unwrap_or_default());
            let feedback = self.feedback(number)?;
            let span = read_span(&found).ok_or(Reason::Number { found })?;
            answers.push(NumberAnswer { span, weight, feedback });
        }
        if answers.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Number { answers }) }
    }

    fn matching(&mut self) -> Result<NeutralBody, Reason> {
        let mut pairs = Vec::new();
        for (number, cell) in self.options() {
            let wrong = || Reason::Pair { found: cell.chars().take(60).collect() };
            let (question, answer) = cell.split_once("->").ok_or_else(wrong)?;
            let answer = one_line(Text::plain(answer).source()).ok_or_else(wrong)?;
            pairs.push(Pair { question: self.text(question)?, answer });
            self.row(number)?;
        }
        if pairs.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Matching { pairs }) }
    }

    /// Notes which column became the next row or step, and what stands beside it.
    fn row(&mut self, number: usize) -> Result<(), Reason> {
        let feedback = self.feedback(number)?;
        self.row_feedback.extend(feedback.map(|feedback| (self.places.len(), feedback)));
        self.places.push(number);
        Ok(())
    }

    /// All gaps share the list of options.
    fn gaps(&mut self, stem: &mut Text) -> Result<NeutralBody, Reason> {
        let correct = self.cell(Column::Correct).to_owned();
        let keys = words(&correct).map(|word| number(word).ok_or(word)).collect::<Result<Vec<_>, _>>();
        let keys = keys.map_err(|word| Reason::NoSuchOption { found: word.chars().take(40).collect() })?;
        if !stem.source().contains("[[") {
            let marked = (1..=keys.len())
                .fold(stem.source().to_owned(), |text, gap| text.replacen(&format!("{{{gap}}}"), &gap_mark(gap), 1));
            *stem = stem.with_source(marked);
        }
        let found = (1..).take_while(|gap| stem.source().contains(&gap_mark(*gap))).count();
        if keys.is_empty() || found != keys.len() {
            return Err(Reason::GapCount { gaps: found, answers: keys.len() });
        }
        let options = self.options();
        let mut gaps = Vec::new();
        for (key, gap) in keys.iter().zip(1..) {
            if options.iter().all(|(number, _)| number != key) {
                return Err(Reason::NoSuchOption { found: key.to_string() });
            }
            let mut answers = Vec::new();
            for (number, cell) in &options {
                let right = number == key;
                let feedback = if right { self.feedback(gap)? } else { None };
                let weight = if right { Weight::FULL } else { Weight::NONE };
                answers.push(Answer { text: self.text(cell)?, weight, feedback });
            }
            gaps.push(Gap { fill: Fill::Chosen, share: 1, answers });
            self.places.push(gap);
        }
        Ok(NeutralBody::Gaps { gaps })
    }
}

fn takes_weights(kind: Kind) -> bool {
    matches!(kind, Kind::Single | Kind::Multiple | Kind::Short | Kind::ShortExact | Kind::Number)
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    let words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !word.eq_ignore_ascii_case("and"))
}

fn truth(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "t" | "yes" => Some(true),
        "false" | "f" | "no" => Some(false),
        _ => None,
    }
}
