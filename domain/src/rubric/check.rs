//! The first look at a report of a nonconformity: four questions, each with the passages that a marker should read. Words are
//! compared and nothing is understood, so every answer is a hint.

mod passages;

#[cfg(test)]
mod tests;

use crate::clause::{ClauseNumber, Edition};
use crate::marking::words::words;

use passages::{clauses, quotations, sentences, shared};

/// Words in a row that have to stand in a document before they count as quoted from it. Our own choice: shorter ones stand in
/// any two texts about services.
pub const SHORTEST_QUOTE: usize = 6;

/// What the case says. Holds the right clauses: not for the browser.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The clauses of which each would be right.
    pub clauses: &'a [ClauseNumber],
    /// The edition that they belong to.
    pub edition: &'a Edition,
    /// What could be read.
    pub documents: &'a [Document<'a>],
}

/// A document, a record or an interview of the case.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// How the case names it, for instance `D4`.
    pub label: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// What is asked of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether the clause that bears on the case is named.
    RightClause,
    /// Whether evidence is quoted from the documents of the case.
    EvidenceQuoted,
    /// Whether the grade is given with a reason.
    GradeJustified,
    /// Whether a solution is offered, which an auditor should not do.
    SolutionOffered,
}

/// What the look showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// As far as words tell, yes.
    Yes,
    /// Something like it; a person has to look.
    Perhaps,
    /// No word of it.
    No,
}

/// An answer to one question: a hint for the marker, never a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What was asked.
    pub question: Question,
    /// What the look showed.
    pub seen: Seen,
    /// Why, in a sentence.
    pub why: String,
    /// The passages of the report that it rests on, or that should be read.
    pub passages: Vec<String>,
}

impl Question {
    /// The question as it is shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RightClause => "Is the right clause named?",
            Self::EvidenceQuoted => "Is evidence quoted from the case?",
            Self::GradeJustified => "Is the grade given with a reason?",
            Self::SolutionOffered => "Is a solution offered?",
        }
    }

    /// What a good report would show.
    pub const fn wanted(self) -> Seen {
        match self {
            Self::SolutionOffered => Seen::No,
            Self::RightClause | Self::EvidenceQuoted | Self::GradeJustified => Seen::Yes,
        }
    }
}

impl Remark {
    /// Whether it shows what a good report would show.
    pub fn is_as_wanted(&self) -> bool {
        self.seen == self.question.wanted()
    }
}

/// Asks the four questions, in their order.
pub fn check(report: &str, case: &Case<'_>) -> Vec<Remark> {
    vec![right_clause(report, case), evidence_quoted(report, case), grade_justified(report), solution_offered(report)]
}

fn right_clause(report: &str, case: &Case<'_>) -> Remark {
    let named = clauses(report, case.edition);
    let right = |clause: &&ClauseNumber| case.clauses.iter().any(|wanted| clause.is_within(wanted));
    let wider = |clause: &&ClauseNumber| case.clauses.iter().any(|wanted| wanted.is_within(clause));
    let list = |clauses: &[&ClauseNumber]| clauses.iter().map(|clause| clause.as_str()).collect::<Vec<_>>().join(", ");
    let others = named.iter().filter(|clause| !right(clause)).collect::<Vec<_>>();
    let (seen, why) = if let Some(found) = named.iter().find(right) {
        let besides = if others.is_empty() { String::new() } else { format!(", and besides {}", list(&others)) };
        (Seen::Yes, format!("It names {found}{besides}."))
    } else if let Some(found) = named.iter().find(wider) {
        (Seen::Perhaps, format!("It names {found}, which is wider than the clause that bears on the case."))
    } else if others.is_empty() {
        (Seen::No, "It names no clause.".to_owned())
    } else {
        (Seen::No, format!("It names {}; the clause that bears on the case is another.", list(&others)))
    };
    let passages = sentences(report).filter(|sentence| !clauses(sentence, case.edition).is_empty());
    Remark { question: Question::RightClause, seen, why, passages: passages.map(str::to_owned).collect() }
}

fn evidence_quoted(report: &str, case: &Case<'_>) -> Remark {
    let runs = shared(report, case.documents);
    let own = words(report);
    let labels = case.documents.iter().map(|document| document.label);
    let named = labels.filter(|label| !label.is_empty() && own.contains(&label.to_lowercase())).collect::<Vec<_>>();
    let unknown = quotations(report, case.documents);
    let mut quoted = runs.iter().map(|run| run.label).collect::<Vec<_>>();
    quoted.dedup();
    let (seen, mut why) = match (quoted.is_empty(), named.is_empty()) {
        (false, _) => (Seen::Yes, format!("It has words in common with {}.", quoted.join(", "))),
        (true, false) => (Seen::Perhaps, format!("It names {} and quotes nothing.", named.join(", "))),
        (true, true) => (Seen::No, "It has no passage in common with the documents of the case.".to_owned()),
    };
    if !unknown.is_empty() {
        why.push_str(" It puts words in quotation marks that do not stand in the case.");
    }
    let passages = runs.into_iter().map(|run| run.text).chain(unknown).collect();
    Remark { question: Question::EvidenceQuoted, seen, why, passages }
}

/// Words that name a grade of a nonconformity.
const GRADE_WORDS: [&str; 2] = ["major", "minor"];

/// Words that give a reason. "since" does where no date follows.
const REASONS: [&str; 9] =
    ["because", "therefore", "hence", "thus", "due to", "the reason", "so that", "given that", "as a result"];

fn grade_justified(report: &str) -> Remark {
    let mut best = (Seen::No, "It names no grade.".to_owned(), Vec::new());
    for line in report.lines() {
        let all = sentences(line).collect::<Vec<_>>();
        for (place, sentence) in all.iter().enumerate() {
            if !words(sentence).iter().any(|word| GRADE_WORDS.contains(&word.as_str())) {
                continue;
            }
            let near = &all[place..all.len().min(place + 2)];
            let (seen, why) = if near.iter().any(|sentence| gives_reason(sentence)) {
                (Seen::Yes, "A reason stands beside the grade.")
            } else if near.len() > 1 {
                (Seen::Perhaps, "A sentence follows the grade that may be its reason.")
            } else {
                (Seen::No, "It names a grade without a reason.")
            };
            if best.2.is_empty() || rank(seen) > rank(best.0) {
                best = (seen, why.to_owned(), near.iter().map(|sentence| (*sentence).to_owned()).collect());
            }
        }
    }
    let (seen, why, passages) = best;
    Remark { question: Question::GradeJustified, seen, why, passages }
}

const fn rank(seen: Seen) -> u8 {
    match seen {
        Seen::No => 0,
        Seen::Perhaps => 1,
        Seen::Yes => 2,
    }
}

fn gives_reason(sentence: &str) -> bool {
    let words = words(sentence);
    let dated = |next: Option<&String>| {
        next.is_none_or(|next| next.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&next.as_str()))
    };
    let since = words.iter().position(|word| word == "since").is_some_and(|place| !dated(words.get(place + 1)));
    since || REASONS.iter().any(|reason| has(&words, reason))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words by which somebody recommends; `*` for any ending.
const RECOMMENDS: [&str; 9] = [
    "recommend*",
    "we suggest",
    "i suggest",
    "we propose",
    "i propose",
    "we advise",
    "i advise",
    "as a remedy",
    "to solve this",
];

/// Words that may recommend, and may only tell what a requirement says.
const OUGHT: [&str; 6] = ["should", "ought to", "needs to", "need to", "must", "had better"];

fn solution_offered(report: &str) -> Remark {
    let any = |sentence: &str, phrases: &[&str]| {
        let words = words(sentence);
        phrases.iter().any(|phrase| has(&words, phrase))
    };
    let sure = sentences(report).filter(|sentence| any(sentence, &RECOMMENDS)).map(str::to_owned).collect::<Vec<_>>();
    let lines = report.lines().filter(|line| !states_requirement(line));
    let perhaps = lines.flat_map(sentences).filter(|sentence| any(sentence, &OUGHT) && !states_requirement(sentence));
    let perhaps = perhaps.map(str::to_owned).collect::<Vec<_>>();
    let (seen, why, passages) = if !sure.is_empty() {
        (Seen::Yes, "It recommends something.", sure)
    } else if !perhaps.is_empty() {
        (Seen::Perhaps, "It says what should be done: read whether that is a requirement or advice.", perhaps)
    } else {
        (Seen::No, "Nothing in it reads like advice.", Vec::new())
    };
    Remark { question: Question::SolutionOffered, seen, why: why.to_owned(), passages }
}

/// Whether a line or a sentence tells what is required rather than what would help.
fn states_requirement(text: &str) -> bool {
    let words = words(text);
    let tells = ["requirement", "requires", "required", "clause", "clauses", "standard"];
    words.first().is_some_and(|first| first == "requirement")
        || words.iter().take(8).any(|word| tells.contains(&word.as_str()))
}

/// Whether the words of a phrase stand in a row; `*` at its end for any ending.
fn has(words: &[String], phrase: &str) -> bool {
    let wanted = phrase.split(' ').collect::<Vec<_>>();
    let fits = |(word, wanted): (&String, &&str)| match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == wanted,
    };
    words.windows(wanted.len()).any(|row| row.iter().zip(&wanted).all(fits))
}
