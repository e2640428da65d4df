//! From what was typed to the text of an item, and back from its lines to the fields of the form.

use domain::ids::ItemId;
use domain::question::Level;

use super::{OwnKind, Remark, Written, WrittenLine};

/// The text of an item with the field of the form that each line came from.
pub(super) struct Source {
    pub text: String,
    /// What only the form knows to be wrong.
    pub faults: Vec<Remark>,
    fields: Vec<String>,
}

impl Source {
    /// Writes the text of an item. Where a figure cannot be read, a usual one stands for it and a fault says so, so that the
    /// rest can be judged.
    pub fn of(written: &Written, id: &ItemId, version: i64) -> Self {
        let mut source = Self { text: String::new(), faults: Vec::new(), fields: Vec::new() };
        source.head(written, id, version);
        source.body(written);
        // Its faults count lines of their own from here on: nothing may stand below.
        source.optional("additional", "additional", &written.additional);
        source
    }

    /// The field that a line of the text came from.
    pub fn field(&self, line: usize) -> &str {
        let last = self.fields.len().saturating_sub(1);
        self.fields.get(line.saturating_sub(1).min(last)).map_or("", String::as_str)
    }

    fn line(&mut self, field: impl Into<String>, text: impl AsRef<str>) {
        self.fields.push(field.into());
        self.text.push_str(text.as_ref());
        self.text.push('\n');
    }

    fn entry(&mut self, field: &str, name: &str, value: impl std::fmt::Display) {
        self.line(field, format!("  {name}: {value}"));
    }

    fn optional(&mut self, field: &str, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.entry(field, name, quoted(text.trim()));
        }
    }

    fn refuse(&mut self, field: impl Into<String>, message: &str, fix: &str) {
        self.faults.push(Remark::new(field, message, fix));
    }

    fn number(&mut self, field: &str, typed: &str, usual: f64, fix: &str) -> f64 {
        match number(typed) {
            Some(number) => number,
            None => {
                self.refuse(field, "A number is missing here.", fix);
                usual
            }
        }
    }

    fn head(&mut self, written: &Written, id: &ItemId, version: i64) {
        let level = Level::from_word(&written.level);
        if level.is_none() {
            self.refuse("level", "No level is chosen.", "Choose the level that the question belongs to.");
        }
        if written.area.is_empty() {
            self.refuse("area", "No area is chosen.", "Choose the area of the syllabus that the question belongs to.");
        }
        let percent = self.number(
            "facility",
            &written.facility,
            65.0,
            "Of a hundred prepared candidates, how many will be right? For instance 65.",
        );
        let bloom = self.number("bloom", &written.bloom, 1.0, "Choose what the question asks of a candidate.");
        let minutes =
            self.number("minutes", &written.minutes, 1.0, "Write the working time in minutes, for instance 1.5.");
        let marks = self.number("marks", &written.marks, 1.0, "Write what the question is worth, for instance 1.");
        let family = if written.family.trim().is_empty() { id.as_str() } else { written.family.trim() };
        self.line("id", format!("- id: {}", quoted(id.as_str())));
        self.entry("id", "version", version.max(1));
        self.entry("id", "status", "draft");
        self.entry("level", "level", level.unwrap_or(Level::Foundation).word());
        self.entry("area", "area", quoted(&written.area));
        self.entry("bloom", "bloom", bloom.clamp(0.0, 200.0) as u8);
        self.entry("clauses", "clauses", listed(numbers_of_clauses(&written.clauses)));
        self.entry("kind", "format", written.kind.word());
        self.entry("family", "family", quoted(family));
        self.entry("facility", "expected_facility", percent / 100.0);
        self.entry("minutes", "minutes", minutes);
        self.entry("marks", "marks", marks);
        self.marking(written);
        self.entry("stem", "stem", quoted(written.stem.trim()));
    }

    fn marking(&mut self, written: &Written) {
        let rule = if written.rule.is_empty() { "all_or_nothing" } else { written.rule.as_str() };
        let mut optional = |field: &str, typed: &str, fix: &str| match typed.trim() {
            "" => 0.0,
            typed => self.number(field, typed, 0.0, fix),
        };
        let deduct =
            optional("deduct", &written.deduct, "Write what a wrong answer takes off, for instance 0.25, or nothing.");
        let floor =
            optional("floor", &written.floor, "Write the least that can be earned, for instance -1, or nothing.");
        let known = ["all_or_nothing", "per_part", "net"].contains(&rule);
        if !known {
            self.refuse("rule", "How parts count is not chosen.", "Choose one of the ways.");
        }
        let rule = if known { rule } else { "all_or_nothing" };
        if rule != "all_or_nothing" || deduct != 0.0 || floor != 0.0 {
            self.line("rule", "  marking:");
            self.line("rule", format!("    rule: {rule}"));
            self.line("deduct", format!("    deduct: {deduct}"));
            self.line("floor", format!("    floor: {floor}"));
        }
    }

    fn body(&mut self, written: &Written) {
        match written.kind {
            OwnKind::SingleChoice | OwnKind::MultipleResponse => self.options(written),
            OwnKind::Matching => {
                self.shared(written);
                self.slots(written, "rows");
            }
            OwnKind::Sequencing => self.steps(written),
            OwnKind::AssertionReason => self.statements(written),
            OwnKind::Completion => {
                self.shared(written);
                self.entry("passage", "text", quoted(written.passage.trim()));
                self.slots(written, "gaps");
            }
            OwnKind::Finding => self.finding(written),
            OwnKind::ShortText => self.own_words(written),
        }
    }

    /// The heading of a list; an empty list stands on the same line.
    fn list(&mut self, field: &str, name: &str, lines: usize) {
        let text = if lines == 0 { format!("  {name}: []") } else { format!("  {name}:") };
        self.line(field, text);
    }

    fn part(&mut self, field: &str, first: &str, rest: &[(&str, String)]) {
        self.line(field, format!("    - {first}"));
        for (name, value) in rest {
            self.line(field, format!("      {name}: {value}"));
        }
    }

    fn options(&mut self, written: &Written) {
        let lines = typed(written);
        self.list("lines", "options", lines.len());
        for (field, line) in lines {
            let mut rest = Vec::new();
            match line.is_key() {
                true => rest.push(("key", "true".to_owned())),
                false => rest.extend(believed(line)),
            }
            rest.push(("feedback", quoted(line.feedback.trim())));
            self.part(&field, &format!("text: {}", quoted(line.text.trim())), &rest);
        }
    }

    fn shared(&mut self, written: &Written) {
        let options = lines_of(&written.list);
        self.list("list", "options", options.len());
        for option in options {
            self.part("list", &quoted(option), &[]);
        }
        self.entry("reuse", "reuse", written.reuse);
    }

    fn slots(&mut self, written: &Written, name: &str) {
        let lines = typed(written);
        self.list("lines", name, lines.len());
        for (field, line) in lines {
            let key = self.place(&field, &line.key, "Write the number of the option that belongs here.");
            let mut rest = vec![("feedback", quoted(line.feedback.trim()))];
            rest.extend(believed(line));
            if name == "rows" {
                rest.push(("text", quoted(line.text.trim())));
            }
            self.part(&field, &format!("key: {key}"), &rest);
        }
    }

    fn place(&mut self, field: &str, typed: &str, fix: &str) -> u8 {
        typed.trim().parse().unwrap_or_else(|_| {
            self.refuse(field, "The right answer is missing.", fix);
            1
        })
    }

    fn steps(&mut self, written: &Written) {
        let lines = typed(written);
        let count = lines.len();
        self.list("lines", "steps", count);
        for (field, line) in lines {
            let mut rest = vec![("feedback", quoted(line.feedback.trim()))];
            rest.extend(believed(line));
            self.part(&field, &format!("text: {}", quoted(line.text.trim())), &rest);
        }
        let typed = numbers(&written.shown);
        if typed.is_none() {
            self.refuse(
                "shown",
                "The order shown is not a list of numbers.",
                "Write for instance 3 1 4 2, or leave it empty.",
            );
        }
        let shown = typed.filter(|numbers| !numbers.is_empty()).unwrap_or_else(|| turned(count));
        let shown = shown.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        self.entry("shown", "shown", format!("[{shown}]"));
    }

    fn statements(&mut self, written: &Written) {
        let none = WrittenLine::default();
        for (n, name) in ["assertion", "reason"].into_iter().enumerate() {
            let (field, line) = (field_of(n), written.lines.get(n).unwrap_or(&none));
            self.line(&field, format!("  {name}:"));
            self.line(&field, format!("    text: {}", quoted(line.text.trim())));
            self.line(&field, format!("    holds: {}", line.is_key()));
            self.line(&field, format!("    feedback: {}", quoted(line.feedback.trim())));
        }
        self.entry("explains", "explains", written.explains);
        self.entry("misconception", "misconception", quoted(written.misconception.trim()));
    }

    fn finding(&mut self, written: &Written) {
        let lines = typed(written);
        self.list("lines", "evidence", lines.len());
        for (field, line) in lines {
            let rest = [("key", line.is_key().to_string()), ("feedback", quoted(line.feedback.trim()))];
            self.part(&field, &format!("text: {}", quoted(line.text.trim())), &rest);
        }
        let known = crate::bank::GRADE_WORDS.contains(&written.grade.as_str());
        if !known {
            self.refuse("grade", "No grade is chosen.", "Choose the right grade of the finding.");
        }
        let grade = if known { written.grade.as_str() } else { crate::bank::GRADE_WORDS[0] };
        self.line("grade", "  grade:");
        self.line("grade", format!("    key: {grade}"));
        self.line("grade", format!("    feedback: {}", quoted(written.grade_feedback.trim())));
        for (name, pick) in [("clause", &written.clause), ("next", &written.next)] {
            let key = self.place(name, &pick.key, "Write the number of the right line.");
            let options = lines_of(&pick.list);
            self.line(name, format!("  {name}:"));
            self.line(
                name,
                format!(
                    "    options: {}",
                    listed(options.into_iter().map(|one| match name {
                        "clause" => one.split_whitespace().next().unwrap_or_default().to_owned(),
                        _ => one.to_owned(),
                    }))
                ),
            );
            self.line(name, format!("    key: {key}"));
            self.line(name, format!("    feedback: {}", quoted(pick.feedback.trim())));
        }
        match numbers(&written.weights).as_deref() {
            Some([]) => {}
            Some(&[evidence, grade, clause, next]) => {
                self.entry("weights", "weights", format!("[{evidence}, {grade}, {clause}, {next}]"));
            }
            _ => {
                self.refuse("weights", "The weights are not four numbers.", "Write four numbers, for instance 4 2 2 2.")
            }
        }
    }

    fn own_words(&mut self, written: &Written) {
        let longest =
            self.number("longest", &written.longest, 120.0, "Write how many words are asked for, for instance 120.");
        self.entry("longest", "longest", longest.clamp(0.0, 60_000.0) as u16);
        self.entry("answer", "answer", quoted(written.answer.trim()));
        let lines = typed(written);
        self.list("lines", "points", lines.len());
        for (field, line) in lines {
            let marks = match line.marks.trim() {
                "" => 1.0,
                typed => self.number(&field, typed, 1.0, "Write what the point is worth, for instance 1."),
            };
            let accept = listed(lines_of(&line.accept).into_iter().map(str::to_owned));
            let rest = [("accept", accept), ("marks", marks.to_string()), ("feedback", quoted(line.feedback.trim()))];
            self.part(&field, &format!("text: {}", quoted(line.text.trim())), &rest);
        }
    }
}

/// The text of an item as papers use it: what was a draft has been read by a second person.
pub fn in_use(source: &str) -> String {
    source.replacen("\n  status: draft\n", "\n  status: reviewed\n", 1)
}

/// The name of the fields of a line, counted from 0.
pub(super) fn field_of(line: usize) -> String {
    format!("line-{line}")
}

/// The lines in which something was typed.
fn typed(written: &Written) -> Vec<(String, &WrittenLine)> {
    let lines = written.lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    lines.map(|(n, line)| (field_of(n), line)).collect()
}

/// A text between quotes, on one line.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace("\r\n", "\n")).to_string()
}

fn listed(texts: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", texts.into_iter().map(|text| quoted(&text)).collect::<Vec<_>>().join(", "))
}

/// The misconception of a line, where there is one.
fn believed(line: &WrittenLine) -> Option<(&'static str, String)> {
    let words = line.misconception.trim();
    (!words.is_empty()).then(|| ("misconception", quoted(words)))
}

/// The lines of a field that are not empty.
pub(super) fn lines_of(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Clause numbers as people write them: with commas, semicolons or blanks, perhaps with the word before.
fn numbers_of_clauses(typed: &str) -> Vec<String> {
    let words = typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty());
    words
        .filter(|word| !["clause", "clauses", "and"].contains(&word.to_lowercase().as_str()))
        .map(str::to_owned)
        .collect()
}

fn number(typed: &str) -> Option<f64> {
    typed.trim().replace(',', ".").replace('−', "-").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Small numbers with whatever between them; nothing when something else stands there.
fn numbers(typed: &str) -> Option<Vec<u8>> {
    let words = typed.split(|c: char| c.is_whitespace() || ",;-".contains(c)).filter(|word| !word.is_empty());
    words.map(|word| word.parse().ok()).collect()
}

/// Half a turn away from the right order, so that no step stands where it belongs.
fn turned(steps: usize) -> Vec<u8> {
    let mut order = (1..=u8::try_from(steps).unwrap_or(u8::MAX)).collect::<Vec<_>>();
    let half = order.len().div_ceil(2);
    order.rotate_left(half);
    order
}
