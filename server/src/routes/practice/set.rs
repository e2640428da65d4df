use app::form::Form;
use app::journey;
use app::pages::exercises::offered;
use app::pages::practice::{Which, is_offered};
use app::pages::renewal::practice_title;
use content::Library;
use domain::attempt::Confidence;
use domain::clause::ClauseNumber;
use domain::ids::{AreaId, ItemId};
use domain::item::Item;
use domain::layout::{Layout, ReviewPolicy};
use domain::paper::draw_practice;
use domain::question::Level;
use domain::record::StudyRecord;
use domain::time::Millis;
use store::Attempt;

use crate::fields::Fields;

/// Most questions that can be asked for.
const MOST: usize = 40;
/// Questions in the practice set of a refresher.
const REFRESHER: usize = 10;

/// What a practice set begins with.
pub struct Set {
    pub level: Level,
    pub title: String,
    pub items: Vec<Item>,
    pub open_book: bool,
}

/// The level that a form is about: the one it names, else that of its first area.
pub fn level(library: &Library, fields: &Fields) -> Option<Level> {
    let has = |area: &str| library.courses.iter().find(|course| course.areas.iter().any(|own| own.id.as_str() == area));
    Level::from_word(fields.get("level")).or_else(|| has(fields.get("area")).map(|course| course.level))
}

/// Draws what the form asks for, or says what is wrong with it.
pub fn chosen(library: &Library, record: &StudyRecord, fields: &Fields, seed: u64) -> Result<Set, Form> {
    let level = level(library, fields).unwrap_or(Level::Foundation);
    let areas = library.course(level).map(|course| &course.areas[..]).unwrap_or_default();
    let areas = areas.iter().filter(|area| fields.all("area").any(|id| id == area.id.as_str())).collect::<Vec<_>>();
    let which = Which::from_word(fields.get("which"));
    let number = fields.get("number").parse::<usize>().ok().filter(|number| (1..=MOST).contains(number));
    let kept = ["number", "which", "mode"];
    let mut form = kept.into_iter().fold(Form::default(), |form, name| form.with(name, fields.get(name)));
    let clauses = fields.all("clause").filter_map(ClauseNumber::parse).collect::<Vec<_>>();
    if areas.is_empty() && clauses.is_empty() {
        form.refuse("area", "Choose at least one area.");
    }
    let Some(number) = number else {
        form.refuse("number", "Choose how many questions, from 1 to 40.");
        return Err(form);
    };
    if !form.is_sound() {
        return Err(form);
    }
    let of_areas = |item: &Item| is_offered(item) && areas.iter().any(|area| area.id == item.area);
    let of_clauses = |item: &Item| journey::practises(item, record, level, &clauses);
    let wanted = |item: &Item| (of_areas(item) || of_clauses(item)) && which.admits(record, item);
    let items = draw(&library.items, wanted, number, &|id| record.times_seen(id), seed);
    if items.is_empty() {
        form.refuse("area", if areas.is_empty() { NOTHING_ON_CLAUSES } else { nothing(which) });
        return Err(form);
    }
    let title = match (areas.as_slice(), clauses.as_slice()) {
        ([one], []) => one.title.clone(),
        ([], [one]) => format!("Clause {one}"),
        ([], several) => format!("Clauses {}", several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        _ => "Mixed practice".to_owned(),
    };
    Ok(Set { level, title, items, open_book: false })
}

const NOTHING_ON_CLAUSES: &str = "There is no single question on these clauses. Choose areas instead.";

const fn nothing(which: Which) -> &'static str {
    match which {
        Which::Missed => "In these areas there is nothing that you missed. Choose other areas, or new questions.",
        Which::Unseen => "In these areas you have seen every question. Choose other areas, or new questions first.",
        Which::New => "These areas have no questions yet. Choose other areas.",
    }
}

/// Draws the practice set of a class's plan: so many questions of the level from some areas, or from all when none is named, the least
/// seen first. Nothing when there are none.
pub fn assigned(
    library: &Library,
    record: &StudyRecord,
    (level, areas, count): (Level, &[AreaId], u16),
    seed: u64,
) -> Option<Set> {
    let of_areas = |item: &Item| areas.is_empty() || areas.contains(&item.area);
    let wanted = |item: &Item| item.level == level && is_offered(item) && of_areas(item);
    let items = draw(&library.items, wanted, usize::from(count), &|id| record.times_seen(id), seed);
    (!items.is_empty()).then_some(Set { level, title: String::new(), items, open_book: false })
}

/// Draws until the number is reached, the least seen first: whole scenarios, or single items where there is none. Of a
/// scenario the wanted items are taken, in their order.
fn draw(
    bank: &[Item],
    wanted: impl Fn(&Item) -> bool,
    number: usize,
    times_seen: &impl Fn(&ItemId) -> u32,
    seed: u64,
) -> Vec<Item> {
    let unit = |of: &Item| {
        let (id, scenario) = (of.id.clone(), of.scenario.clone());
        let belongs = move |item: &&Item| if scenario.is_some() { item.scenario == scenario } else { item.id == id };
        bank.iter().filter(|item| wanted(item)).filter(belongs)
    };
    // The first wanted item of a scenario stands for all of them.
    let stands_for_unit = |item: &Item| wanted(item) && unit(item).next().is_some_and(|first| first.id == item.id);
    let mut drawn = Vec::new();
    for id in draw_practice(bank, stands_for_unit, number, times_seen, seed) {
        if drawn.len() >= number {
            break;
        }
        let first = bank.iter().filter(|item| item.id == id);
        drawn.extend(first.flat_map(unit).cloned());
    }
    drawn
}

/// Questions about the lessons of a refresher, the least seen first.
pub fn refresher(library: &Library, record: &StudyRecord, id: &str, seed: u64) -> Option<Set> {
    let refresher = library.refresher(id)?;
    let lessons = refresher.lessons.iter().filter_map(|id| library.lesson(id)).collect::<Vec<_>>();
    let taught = |item: &Item| {
        lessons.iter().any(|lesson| {
            lesson.area == item.area && item.clauses.iter().any(|clause| lesson.clauses.iter().any(|own| own == clause))
        })
    };
    let wanted = |item: &Item| item.level == refresher.level && is_offered(item) && taught(item);
    let items = draw(&library.items, wanted, REFRESHER, &|id| record.times_seen(id), seed);
    let title = practice_title(refresher);
    (!items.is_empty()).then_some(Set { level: refresher.level, title, items, open_book: false })
}

/// All questions of an exercise.
pub fn exercise(library: &Library, id: &str) -> Option<Set> {
    let scenario = offered(library).find(|scenario| scenario.id.as_str() == id)?;
    let items = app::pages::exercises::items(library, scenario).cloned().collect();
    let open_book = scenario.level != Level::Foundation;
    Some(Set { level: scenario.level, title: scenario.title.clone(), items, open_book })
}

/// The items of a finished attempt that the person missed, flagged or was not sure of, as far as they are still in
/// use. Nothing when the attempt may not be reviewed, or there are none.
pub fn again(library: &Library, attempt: &Attempt, only: &str) -> Option<Set> {
    let result = attempt.result.as_ref().filter(|_| attempt.layout.review == ReviewPolicy::Everything)?;
    let rows = attempt.sheet.rows();
    let (word, keep): (_, &dyn Fn(usize) -> bool) = match only {
        "flagged" => ("Flagged", &|place| rows[place].flagged),
        "unsure" => ("Unsure", &|place| rows[place].confidence.is_some_and(|level| level < Confidence::Sure)),
        _ => ("Missed", &|place| result.is_missed(place)),
    };
    let places = (0..attempt.paper.len()).filter(|place| keep(*place));
    let items = places.filter_map(|place| library.item(&attempt.paper[place].item).filter(|item| item.is_live()));
    let items = items.cloned().collect::<Vec<_>>();
    let title = format!("{word}: {}", attempt.head.title);
    let open_book = attempt.layout.open_book;
    (!items.is_empty()).then_some(Set { level: attempt.head.level, title, items, open_book })
}

/// The time that the items and the reading of what stands beside them are expected to take, in whole minutes.
pub fn working_time(library: &Library, items: &[Item], layout: &Layout) -> Millis {
    let reading = layout.materials.iter().filter_map(|material| library.scenario(&material.id));
    let reading = reading.map(|scenario| scenario.seconds).sum::<u32>();
    let seconds = reading + items.iter().map(|item| item.seconds).sum::<u32>();
    Millis::minutes(i64::from(seconds.div_ceil(60)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::attempt::{Act, Mode, Phase, Sheet, Timing};
    use domain::ids::{AttemptId, PoolId};
    use domain::item::ItemStatus;
    use domain::marking::mark_paper;
    use domain::response::Response;
    use domain::time::{ServiceTime, Timestamp};
    use store::{AttemptHead, PaperItem};

    use super::*;

    /// The bank of one level as if every item were live.
    fn bank(level: Level) -> Vec<Item> {
        let library = Library::embedded().expect("the course is sound");
        let items = library.items.into_iter().filter(|item| item.level == level && item.pool.is_none());
        items.map(|item| Item { status: ItemStatus::Reviewed, ..item }).collect()
    }

    fn unseen(_: &ItemId) -> u32 {
        0
    }

    /// The items of booklets, none that stands alone.
    fn booklets() -> Vec<Item> {
        bank(Level::Practitioner).into_iter().filter(|item| item.scenario.is_some()).collect()
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn weak_clauses_are_practised_by_single_questions_and_cases_that_were_met() {
        let library = Library::embedded().expect("the course is sound");
        let fields = fields(&[("level", "practitioner"), ("clause", "8.4.1"), ("clause", "4.3"), ("number", "40")]);
        let set =
            chosen(&library, &StudyRecord::default(), &fields, 1).unwrap_or_else(|_| panic!("there are questions"));
        assert_eq!((set.level, set.title.as_str()), (Level::Practitioner, "Clauses 8.4.1, 4.3"));
        let about = |item: &Item| item.clauses.iter().any(|clause| ["8.4.1", "4.3"].contains(&clause.as_str()));
        assert!(
            set.items.iter().all(|item| item.level == Level::Practitioner && about(item) && item.scenario.is_none())
        );
        let met = bank(Level::Practitioner).into_iter().find(|item| item.scenario.is_some() && about(item));
        let met = met.expect("a booklet asks about it").id;
        let mut record = StudyRecord::default();
        record.apply(&domain::record::StudyEvent::ItemsShown { items: vec![met.clone()] }, Timestamp(1));
        let set = chosen(&library, &record, &fields, 1).unwrap_or_else(|_| panic!("there are questions"));
        assert!(set.items.iter().any(|item| item.id == met));
    }

    fn by_scenario(items: &[Item]) -> Vec<(String, Vec<String>)> {
        let mut groups = Vec::<(String, Vec<String>)>::new();
        for item in items {
            let scenario = item.scenario.as_ref().map(ToString::to_string).unwrap_or_default();
            match groups.last_mut().filter(|(last, _)| *last == scenario) {
                Some((_, group)) => group.push(item.id.to_string()),
                None => groups.push((scenario, vec![item.id.to_string()])),
            }
        }
        groups
    }

    #[test]
    fn each_refresher_has_a_practice_set_of_its_own() {
        let library = Library::embedded().expect("the course is sound");
        for refresher in &library.refreshers {
            let set =
                super::refresher(&library, &StudyRecord::default(), &refresher.id, 3).expect("there are questions");
            assert!(set.items.len() >= REFRESHER, "{}", refresher.id);
            let areas = refresher.lessons.iter().filter_map(|id| library.lesson(id)).map(|lesson| &lesson.area);
            let areas = areas.collect::<Vec<_>>();
            assert!(set.items.iter().all(|item| item.level == refresher.level && areas.contains(&&item.area)));
        }
    }

    #[test]
    fn single_items_are_drawn_to_the_number() {
        let drawn = draw(&bank(Level::Foundation), |_| true, 7, &unseen, 3);
        assert_eq!(drawn.len(), 7);
    }

    #[test]
    fn scenarios_are_drawn_whole_and_in_order_until_the_number_is_reached() {
        let bank = booklets();
        let all = by_scenario(&bank).into_iter().collect::<BTreeMap<_, _>>();
        for (number, scenarios) in [(1, 1), (10, 1), (12, 2), (400, all.len())] {
            for seed in 0..5 {
                let drawn = by_scenario(&draw(&bank, |_| true, number, &unseen, seed));
                assert_eq!(drawn.len(), scenarios, "{number}");
                assert!(drawn.iter().all(|(scenario, items)| all[scenario] == *items));
            }
        }
    }

    #[test]
    fn the_least_seen_scenario_comes_first() {
        let bank = booklets();
        let last = bank.last().and_then(|item| item.scenario.clone());
        let fresh = bank.iter().filter(|item| item.scenario == last).map(|item| item.id.clone()).collect::<Vec<_>>();
        let seen = |id: &ItemId| u32::from(!fresh.contains(id));
        for seed in 0..5 {
            let drawn = draw(&bank, |_| true, 5, &seen, seed);
            assert!(drawn.iter().map(|item| &item.id).eq(&fresh), "seed {seed}");
        }
    }

    #[test]
    fn of_a_scenario_only_what_is_wanted_is_taken() {
        let bank = booklets();
        let wanted = [bank[1].id.clone(), bank[3].id.clone()];
        let drawn = draw(&bank, |item| wanted.contains(&item.id), 40, &unseen, 1);
        assert!(bank[0].scenario.is_some() && drawn.iter().map(|item| &item.id).eq(&wanted));
    }

    #[test]
    fn the_time_is_that_of_the_items_and_of_the_reading() {
        let library = Library::embedded().expect("the course is sound");
        let scenario = library.scenarios.iter().find(|scenario| scenario.seconds > 0).expect("there is one");
        let items = [40, 45].map(|seconds| Item { seconds, ..library.items[0].clone() });
        assert_eq!(working_time(&library, &items, &Layout::default()), Millis::minutes(2));
        let material = domain::layout::Material { id: scenario.id.clone(), digest: scenario.digest.clone() };
        let layout = Layout { materials: vec![material], ..Layout::default() };
        let minutes = i64::from((85 + scenario.seconds).div_ceil(60));
        assert_eq!(working_time(&library, &items, &layout), Millis::minutes(minutes));
    }

    /// A finished paper of four: right and flagged, wrong, not answered, right as a guess.
    fn finished(items: &[Item], review: ReviewPolicy) -> Attempt {
        let mut sheet = Sheet::blank(items.len());
        let wrong = Response::Choice(u8::from(items[1].body.key() == Response::Choice(0)));
        let acts = [
            Act::Answer { item: 0, response: items[0].body.key() },
            Act::Flag { item: 0 },
            Act::Answer { item: 1, response: wrong },
            Act::Answer { item: 3, response: items[3].body.key() },
            Act::Confide { item: 3, confidence: Some(Confidence::Guess) },
        ];
        for (sequence, act) in (1..).zip(acts) {
            sheet.apply(sequence, &act).expect("each is newer than the last");
        }
        let layout = Layout { review, ..Layout::default() };
        let result = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet, &layout);
        let head = AttemptHead {
            id: AttemptId::new("a"),
            mode: Mode::Exam,
            level: Level::Foundation,
            scheme: None,
            paper: None,
            title: "A paper".to_owned(),
            started_at: Timestamp(0),
            timing: Timing::new(ServiceTime(0), None, Vec::new(), domain::attempt::Stretch::default()),
            phase: Phase::Submitted,
            finished_at: None,
            used: None,
            score: Some(result.total.score),
            marks: result.total.marks,
            pass_mark: None,
            passed: None,
        };
        let pin = |item: &Item| PaperItem { item: item.id.clone(), digest: item.digest.clone() };
        Attempt {
            head,
            paper: items.iter().map(pin).collect(),
            layout,
            sheet,
            result: Some(result),
            spent: vec![Millis(0); items.len()],
            aside: Vec::new(),
            last_saved: None,
            decisions: Vec::new(),
            vault: String::new(),
            receipt: None,
            corrected: Vec::new(),
        }
    }

    #[test]
    fn what_was_missed_flagged_or_unsure_is_taken_again() {
        let library = Library::embedded().expect("the course is sound");
        let live = library.items.iter().filter(|item| item.is_live()).take(4).cloned().collect::<Vec<_>>();
        let mut attempt = finished(&live, ReviewPolicy::Everything);
        let places = |attempt: &Attempt, only: &str| {
            let set = again(&library, attempt, only).expect("there are some");
            let items = set.items.iter().map(|item| live.iter().position(|other| other.id == item.id));
            (set.title, items.collect::<Option<Vec<_>>>().expect("they are of the paper"))
        };
        assert_eq!(places(&attempt, ""), ("Missed: A paper".to_owned(), vec![1, 2]));
        assert_eq!(places(&attempt, "missed").1, [1, 2]);
        assert_eq!(places(&attempt, "flagged"), ("Flagged: A paper".to_owned(), vec![0]));
        assert_eq!(places(&attempt, "unsure"), ("Unsure: A paper".to_owned(), vec![3]));
        attempt.result.iter_mut().for_each(|result| result.items[0].score.0 = 50);
        assert_eq!(places(&attempt, "missed").1, [0, 1, 2], "half of the marks is not known");
    }

    #[test]
    fn what_may_not_be_reviewed_is_not_taken_again() {
        let mut library = Library::embedded().expect("the course is sound");
        let live = library.items.iter().filter(|item| item.is_live()).take(4).cloned().collect::<Vec<_>>();
        for review in [ReviewPolicy::WrongOnly, ReviewPolicy::Score] {
            assert!(again(&library, &finished(&live, review), "missed").is_none(), "{review:?}");
        }
        let running = Attempt { result: None, ..finished(&live, ReviewPolicy::Everything) };
        assert!(again(&library, &running, "missed").is_none());
        let attempt = finished(&live, ReviewPolicy::Everything);
        library.items.iter_mut().for_each(|item| item.pool = Some(PoolId::new("lead")));
        assert!(again(&library, &attempt, "missed").is_some(), "a pool is no secret once it was sat");
        library.items.iter_mut().for_each(|item| item.status = ItemStatus::Retired);
        assert!(again(&library, &attempt, "missed").is_none());
    }
}
