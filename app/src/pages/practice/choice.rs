use std::collections::BTreeMap;

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::ids::AreaId;
use domain::item::Item;
use domain::question::Level;
use domain::record::StudyRecord;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use crate::form::{ErrorSummary, Form};
use crate::site::{Site, Viewer};
use crate::{journey, urls, when};

/// What the page for choosing shows.
pub struct Choice {
    record: StudyRecord,
    open: Vec<AttemptHead>,
    levels: Vec<Level>,
    level: Level,
}

/// Which questions of an area are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All, the least seen first.
    New,
    /// Those whose last answer was wrong.
    Missed,
    /// Those that were never put before the person.
    Unseen,
}

impl Which {
    /// The word used in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Missed => "missed",
            Self::Unseen => "unseen",
        }
    }

    /// Reads the word; anything else is all.
    pub fn from_word(word: &str) -> Self {
        [Self::Missed, Self::Unseen].into_iter().find(|which| which.word() == word).unwrap_or(Self::New)
    }

    /// Whether an item is one of them.
    pub fn admits(self, record: &StudyRecord, item: &Item) -> bool {
        match self {
            Self::New => true,
            Self::Missed => record.missed(&item.id),
            Self::Unseen => record.times_seen(&item.id) == 0,
        }
    }
}

/// Whether an item may be drawn for practice: it is live and not kept for certain schemes.
pub fn is_offered(item: &Item) -> bool {
    item.is_live() && item.pool.is_none()
}

/// Loads it, for the level that is asked for, else the one that the person is on, else the lowest that has questions.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer, level: Option<Level>) -> Result<Choice, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    let open = attempts.into_iter().filter(|head| head.mode != Mode::Exam && head.phase == Phase::Running);
    let has_items = |level: &Level| site.library().items.iter().any(|item| item.level == *level && is_offered(item));
    let levels = Level::ALL.into_iter().filter(has_items).collect::<Vec<_>>();
    let wanted = match level {
        Some(level) => level,
        None => journey::level_of(site, viewer, &record).await?,
    };
    let level = Some(wanted).filter(|level| levels.contains(level));
    let level = level.or(levels.first().copied()).unwrap_or(Level::Foundation);
    Ok(Choice { record, open: open.take(3).collect(), levels, level })
}

#[derive(Clone, Copy, Default)]
struct Counts {
    all: usize,
    unseen: usize,
    missed: usize,
}

fn counts(library: &Library, choice: &Choice) -> BTreeMap<AreaId, Counts> {
    let mut counts = BTreeMap::<AreaId, Counts>::new();
    for item in library.items.iter().filter(|item| item.level == choice.level && is_offered(item)) {
        let area = counts.entry(item.area.clone()).or_default();
        area.all += 1;
        area.unseen += usize::from(Which::Unseen.admits(&choice.record, item));
        area.missed += usize::from(Which::Missed.admits(&choice.record, item));
    }
    counts
}

/// The two ways to practise, in words.
const TOLD: (&str, &str) = ("Practice: after each answer you read why", "No clock. The first answer counts.");
const TIMED: (&str, &str) = (
    "Timed practice: the clock runs, nothing is told before the end",
    "You have the time that the questions are expected to take.",
);

/// The page for choosing.
#[component]
pub fn ChoicePage<'a>(library: &'a Library, choice: Choice, form: Form, chosen: Vec<String>) -> impl IntoView {
    let counts = counts(library, &choice);
    let (unseen, missed) = counts.values().fold((0, 0), |sum, area| (sum.0 + area.unseen, sum.1 + area.missed));
    let typed = form.value("number");
    let number = if typed.is_empty() { "10".to_owned() } else { typed };
    let numbers = ["5", "10", "20", "40"].map(|n| view! { <option value=n selected=n == number>{n}</option> });
    let which = match Which::from_word(&form.value("which")) {
        Which::Missed if missed > 0 => Which::Missed,
        Which::Unseen if unseen > 0 => Which::Unseen,
        _ => Which::New,
    };
    let timed = form.value("mode") == Mode::Timed.word();
    view! {
        <header class="page-head">
            <h1>"Practice"</h1>
            <p>"Questions of your choice, those you have not met first."</p>
        </header>
        <ErrorSummary form=form.clone() />
        {open(&choice)}
        {levels(&choice)}
        <form method="post" action=urls::PRACTICE class="stack practice-choice">
            <input type="hidden" name="level" value=choice.level.word() />
            <fieldset id="area">
                <legend>"Areas"</legend>
                {error(&form, "area")}
                <ul class="checks">{areas(library, &choice, &counts, &form, &chosen)}</ul>
            </fieldset>
            <fieldset>
                <legend>"Which questions"</legend>
                {radio("which", Which::New.word(), "New to me first".to_owned(), "", which == Which::New, true)}
                {radio("which", Which::Missed.word(), format!("Only those I missed last time ({missed})"), "", which == Which::Missed, missed > 0)}
                {radio("which", Which::Unseen.word(), format!("Only those I have not seen yet ({unseen})"), "", which == Which::Unseen, unseen > 0)}
            </fieldset>
            <div class="field">
                <label for="number">"How many"</label>
                {whole_scenarios(library, choice.level)}
                {error(&form, "number")}
                <select id="number" name="number">{numbers.into_iter().collect_view()}</select>
            </div>
            <fieldset>
                <legend>"How"</legend>
                {radio("mode", Mode::Practice.word(), TOLD.0.to_owned(), TOLD.1, !timed, true)}
                {radio("mode", Mode::Timed.word(), TIMED.0.to_owned(), TIMED.1, timed, true)}
            </fieldset>
            <button class="button next">"Practise"</button>
        </form>
    }
}

/// Sets that were begun and not ended.
fn open(choice: &Choice) -> impl IntoView + use<> {
    let lines = choice.open.iter().map(|head| {
        // Question 0 is none: the set opens where it was left.
        let timed = head.mode == Mode::Timed;
        let address = if timed { urls::attempt(&head.id) } else { urls::practice(&head.id, 0) };
        let clock = if timed { ", its clock is running; begun " } else { ", begun " };
        view! { <li><a href=address>{head.title.clone()}</a>{clock}{when::moment(head.started_at)}</li> }
    });
    let lines = lines.collect_view();
    (!choice.open.is_empty()).then(|| view! { <section><h2>"Go on with"</h2><ul>{lines}</ul></section> })
}

/// The levels that have questions, where there is a choice.
fn levels(choice: &Choice) -> impl IntoView + use<> {
    let links = choice.levels.iter().map(|level| {
        let address = format!("{}?level={}", urls::PRACTICE, level.word());
        view! { <a href=address aria-current=(*level == choice.level).then_some("page")>{level.name()}</a> }
    });
    let links = links.collect_view();
    (choice.levels.len() > 1).then(|| view! { <nav class="filters" aria-label="Level">{links}</nav> })
}

fn areas(
    library: &Library,
    choice: &Choice,
    counts: &BTreeMap<AreaId, Counts>,
    form: &Form,
    chosen: &[String],
) -> impl IntoView + use<> {
    let all = chosen.is_empty() && form.is_sound();
    let course = library.course(choice.level).map(|course| &course.areas[..]).unwrap_or_default();
    let rows = course.iter().filter_map(|area| {
        let Counts { all: number, unseen, missed } = *counts.get(&area.id)?;
        let number = when::count(number, "question", "questions");
        let facts = format!("{number}, {unseen} new to you, {missed} missed last time");
        let checked = all || chosen.iter().any(|id| id == area.id.as_str());
        Some(view! {
            <li>
                <label>
                    <input type="checkbox" name="area" value=area.id.to_string() checked=checked />
                    <span>{area.title.clone()}<small>{facts}</small></span>
                </label>
            </li>
        })
    });
    rows.collect_view()
}

fn whole_scenarios(library: &Library, level: Level) -> Option<impl IntoView + use<>> {
    let has_any = library.scenarios.iter().any(|scenario| scenario.level == level);
    let words = "A booklet or case is practised whole, so a set may become somewhat longer.";
    has_any.then(|| view! { <p class="help">{words}</p> })
}

fn radio(
    name: &'static str,
    value: &'static str,
    words: String,
    help: &'static str,
    checked: bool,
    possible: bool,
) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name=name value=value checked=checked disabled=!possible />
            <span>{words}{(!help.is_empty()).then(|| view! { <small>{help}</small> })}</span>
        </label>
    }
}

fn error(form: &Form, field: &str) -> Option<impl IntoView + use<>> {
    let message = form.error(field)?.to_owned();
    Some(view! { <p class="error">{message}</p> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ItemId, PoolId};
    use domain::item::ItemStatus;
    use domain::record::StudyEvent;
    use domain::time::Timestamp;

    #[test]
    fn drafts_and_items_of_a_pool_are_not_offered() {
        let library = Library::embedded().expect("the course is sound");
        let live = library.items.iter().find(|item| item.is_live() && item.pool.is_none()).expect("there is one");
        assert!(is_offered(live));
        assert!(!is_offered(&Item { status: ItemStatus::Draft, ..live.clone() }));
        assert!(!is_offered(&Item { pool: Some(PoolId::new("lead")), ..live.clone() }));
    }

    #[test]
    fn the_record_decides_which_are_drawn() {
        let library = Library::embedded().expect("the course is sound");
        let [a, b, c] = &library.items[..3] else { panic!("there are three") };
        let mut record = StudyRecord::default();
        let results = vec![(a.id.clone(), false), (b.id.clone(), true)];
        let shown = results.iter().map(|(id, _)| id.clone()).collect::<Vec<ItemId>>();
        record.apply(&StudyEvent::ItemsShown { items: shown }, Timestamp(1));
        record.apply(&StudyEvent::ItemsMarked { results }, Timestamp(2));
        let admitted = |which: Which| [a, b, c].map(|item| which.admits(&record, item));
        assert_eq!(admitted(Which::New), [true, true, true]);
        assert_eq!(admitted(Which::Missed), [true, false, false]);
        assert_eq!(admitted(Which::Unseen), [false, false, true]);
        for which in [Which::New, Which::Missed, Which::Unseen] {
            assert_eq!(Which::from_word(which.word()), which);
        }
    }
}
