//! What a cohort should do when it meets next: its weakest clauses, turned into lessons to discuss, questions that split the room,
//! and exercises. A rule, not a model; the trainer changes it as he or she sees fit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::analysis::{FEWEST_ANSWERS, ItemFigures};
use crate::clause::ClauseNumber;
use crate::figure::wilson;
use crate::mastery::Evidence;

/// A clause is weak when less than this share of the cohort's last answers was right: the pass mark of most exams of this kind,
/// 65 %.
pub const WEAK: f64 = 0.65;

/// Clauses that are proposed at most: more are not talked about in one session.
pub const MOST_CLAUSES: usize = 5;

/// Questions that are proposed at most.
pub const MOST_SPLITS: usize = 4;

/// A question splits the room when its facility lies between these.
pub const SPLIT: (f64, f64) = (0.35, 0.65);

/// ... and two of its options were each chosen by at least this share. Our own choice: then the two sides can argue.
pub const STRONG: f64 = 0.25;

/// A clause that the cohort does not know well.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakClause {
    /// Which.
    pub clause: ClauseNumber,
    /// Answers that bear on it, of everybody together, and how many of them were right.
    pub evidence: Evidence,
}

/// What the cohort's answers say about clauses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weakness {
    /// The weakest, the worst first.
    pub weak: Vec<WeakClause>,
    /// Clauses with answers, but fewer than are needed to say anything.
    pub too_few: usize,
    /// Clauses with enough answers that are not weak, or beyond the number that is proposed.
    pub others: usize,
}

/// Finds the weakest clauses. With fewer than [`FEWEST_ANSWERS`] answers nothing is said about a clause. The order is that of the
/// upper end of the 95 % interval, so that a clause with many answers comes before one where chance may have done it.
pub fn weakest(evidence: impl IntoIterator<Item = (ClauseNumber, Evidence)>) -> Weakness {
    let mut found = Weakness::default();
    let mut weak = Vec::new();
    for (clause, evidence) in evidence {
        let share = f64::from(evidence.right) / f64::from(evidence.answered.max(1));
        match evidence.answered {
            0 => {}
            n if n < FEWEST_ANSWERS => found.too_few += 1,
            n if share < WEAK => {
                let upper = wilson(share, n).map_or(1.0, |interval| interval.high);
                weak.push((upper, WeakClause { clause, evidence }));
            }
            _ => found.others += 1,
        }
    }
    weak.sort_by(|(one, a), (other, b)| one.total_cmp(other).then_with(|| a.clause.cmp(&b.clause)));
    found.others += weak.len().saturating_sub(MOST_CLAUSES);
    found.weak = weak.into_iter().take(MOST_CLAUSES).map(|(_, clause)| clause).collect();
    found
}

/// A question about which the room is of two minds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Its place in the figures.
    pub place: usize,
    /// Its facility.
    pub facility: f64,
    /// The two options that were chosen most, counted from 0, with how many chose them.
    pub options: [(u8, u32); 2],
    /// How many came to it.
    pub people: u32,
}

/// The questions that split the room, those nearest to a half first.
pub fn splits(items: &[ItemFigures]) -> Vec<Split> {
    let mut found = items.iter().enumerate().filter_map(|(place, item)| split(place, item)).collect::<Vec<_>>();
    let apart = |split: &Split| (split.facility - 0.5).abs();
    found.sort_by(|one, other| apart(one).total_cmp(&apart(other)).then(one.place.cmp(&other.place)));
    found.truncate(MOST_SPLITS);
    found
}

fn split(place: usize, item: &ItemFigures) -> Option<Split> {
    let facility = item.facility.ok()?.value;
    let mut options = item.options.iter().map(|option| (option.option, option.people)).collect::<Vec<_>>();
    options.sort_by_key(|(option, people)| (std::cmp::Reverse(*people), *option));
    let [first, second, ..] = options[..] else { return None };
    let strong = |(_, people): (u8, u32)| f64::from(people) >= STRONG * f64::from(item.reached.max(1));
    let between = SPLIT.0 <= facility && facility <= SPLIT.1;
    (between && strong(first) && strong(second)).then_some(Split {
        place,
        facility,
        options: [first, second],
        people: item.reached,
    })
}

/// Something of the course that could be chosen: a lesson or an exercise, by its place in a list.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The clauses that it deals with.
    pub clauses: &'a [ClauseNumber],
}

/// Chooses offers for the weak clauses: for each clause in turn, unless one chosen before deals with it, the offer that deals
/// with most of the weak clauses that are still open; of equal ones the first. Returns places, each once, with the clauses for
/// which it was chosen.
pub fn choose(weak: &[WeakClause], offers: &[Offer<'_>], most: usize) -> Vec<(usize, Vec<ClauseNumber>)> {
    let mut open = weak.iter().map(|weak| &weak.clause).collect::<BTreeSet<_>>();
    let mut found = Vec::<(usize, Vec<ClauseNumber>)>::new();
    for wanted in weak.iter().map(|weak| &weak.clause) {
        if found.len() == most || !open.contains(wanted) {
            continue;
        }
        let deals = |offer: &Offer<'_>| offer.clauses.iter().filter(|clause| open.contains(clause)).count();
        // One that was chosen before deals with nothing that is still open.
        let fits = offers.iter().enumerate().filter(|(_, offer)| offer.clauses.contains(wanted));
        let best = fits.max_by_key(|(place, offer)| (deals(offer), std::cmp::Reverse(*place)));
        let Some((place, offer)) = best else { continue };
        let clauses = weak.iter().map(|weak| weak.clause.clone());
        let clauses =
            clauses.filter(|clause| open.contains(clause) && offer.clauses.contains(clause)).collect::<Vec<_>>();
        open.retain(|clause| !clauses.contains(clause));
        found.push((place, clauses));
    }
    found
}

/// What a line of a session is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", content = "id", rename_all = "snake_case")]
pub enum About {
    /// A lesson to discuss.
    Lesson(crate::ids::LessonId),
    /// A question to argue about.
    Question(crate::ids::ItemId),
    /// A booklet, case or audit case to work through.
    Exercise(crate::ids::ScenarioId),
    /// The trainer's own words.
    Words,
}

/// A line of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about.
    pub about: About,
    /// What is to be done, in words.
    pub words: String,
    /// Minutes for it.
    pub minutes: u16,
}

/// The agenda of a session in plain words, a line for each, with the minutes from its begin.
pub fn agenda(lines: &[Line]) -> String {
    let mut from = 0_u32;
    let lines = lines.iter().map(|line| {
        let until = from + u32::from(line.minutes);
        let text = format!("{}:{:02} – {}:{:02}  {}", from / 60, from % 60, until / 60, until % 60, line.words);
        from = until;
        text
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Answer, Answers, Column, Picks, Reach, Score, analyse};
    use crate::ids::{ItemId, LessonId};
    use crate::marks::Marks;

    fn clause(number: &str) -> ClauseNumber {
        ClauseNumber::parse(number).expect("it is a clause")
    }

    fn evidence(rows: &[(&str, u32, u32)]) -> Vec<(ClauseNumber, Evidence)> {
        rows.iter()
            .map(|(number, right, answered)| (clause(number), Evidence { answered: *answered, right: *right }))
            .collect()
    }

    fn numbers(found: &[WeakClause]) -> Vec<String> {
        found.iter().map(|weak| weak.clause.to_string()).collect()
    }

    #[test]
    fn a_clause_is_weak_by_many_answers_rather_than_by_few() {
        // 4 of 10 could be chance (up to 0.69); 45 of 100 is at most 0.55.
        let found =
            weakest(evidence(&[("8.2.5", 4, 10), ("8.6.1", 45, 100), ("4.1", 9, 10), ("5.1", 0, 9), ("6.1", 0, 0)]));
        assert_eq!(numbers(&found.weak), ["8.6.1", "8.2.5"]);
        assert_eq!((found.too_few, found.others), (1, 1));
    }

    #[test]
    fn only_so_many_clauses_are_talked_about() {
        let rows = ["4.1", "4.2", "5.1", "5.2", "6.1", "6.2", "7.1"].map(|number| (number, 5, 20));
        let found = weakest(evidence(&rows));
        assert_eq!((found.weak.len(), found.others), (MOST_CLAUSES, 2));
        assert_eq!(numbers(&found.weak)[0], "4.1", "equal ones stand in the order of the standard");
    }

    /// Questions of three options; of each so many people chose each option, the first is right.
    fn figures(questions: &[[u8; 3]]) -> Vec<ItemFigures> {
        let mut answers = Answers::default();
        let keys = Picks::of(&[0]);
        for n in 0..questions.len() {
            let item = ItemId::new(format!("q{n}"));
            answers.column(Column { item, digest: String::new(), worth: Marks::ONE, options: 3, keys });
        }
        for person in 0..20_u8 {
            let answer = |(column, chosen): (usize, &[u8; 3])| {
                let option = u8::from(person >= chosen[0]) + u8::from(person >= chosen[0] + chosen[1]);
                let score = Score::of(Marks::whole(u16::from(option == 0)));
                Answer { column, score, reach: Reach::Answered, picks: Picks::of(&[option]), spent: None }
            };
            answers.row(questions.iter().enumerate().map(answer).collect()).expect("each stands once");
        }
        analyse(&answers, None).items
    }

    #[test]
    fn a_question_splits_the_room_with_two_strong_options() {
        // The second is easy; in the third the wrong answers are scattered below a quarter each; in the fourth two wrong ones fight.
        let found = splits(&figures(&[[12, 8, 0], [18, 2, 0], [11, 4, 5], [1, 9, 10], [10, 0, 10]]));
        let told = found.iter().map(|split| (split.place, split.options)).collect::<Vec<_>>();
        assert_eq!(told, [(4, [(0, 10), (2, 10)]), (2, [(0, 11), (2, 5)]), (0, [(0, 12), (1, 8)])]);
        assert!(splits(&figures(&[[12, 8, 0]])[..0]).is_empty());
    }

    #[test]
    fn one_lesson_serves_several_clauses() {
        let weak = weakest(evidence(&[("8.6.1", 1, 20), ("8.6.2", 2, 20), ("9.1", 3, 20), ("4.1", 4, 20)])).weak;
        let lists = [&["8.6.1"][..], &["8.6.1", "8.6.2"], &["9.1"], &["9.1", "8.6.1"]];
        let lists = lists.map(|list| list.iter().map(|number| clause(number)).collect::<Vec<_>>());
        let offers = lists.iter().map(|clauses| Offer { clauses }).collect::<Vec<_>>();
        let chosen = choose(&weak, &offers, 9);
        let told = chosen.iter().map(|(place, clauses)| (*place, clauses.len())).collect::<Vec<_>>();
        assert_eq!(told, [(1, 2), (2, 1)], "nothing deals with 4.1");
        assert_eq!(choose(&weak, &offers, 1).len(), 1);
        assert!(choose(&[], &offers, 9).is_empty());
    }

    #[test]
    fn an_agenda_counts_its_minutes() {
        let line = |words: &str, minutes| Line { about: About::Words, words: words.to_owned(), minutes };
        let lesson = Line { about: About::Lesson(LessonId::new("f-x")), ..line("Incidents", 50) };
        let lines = [line("Welcome", 5), lesson, line("Questions", 20)];
        assert_eq!(agenda(&lines), "0:00 – 0:05  Welcome\n0:05 – 0:55  Incidents\n0:55 – 1:15  Questions");
        let written = serde_json::to_string(&lines[1]).expect("it is plain data");
        assert_eq!(serde_json::from_str::<Line>(&written).expect("it is read back"), lines[1]);
    }
}
