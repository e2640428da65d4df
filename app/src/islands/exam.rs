//! The exam runner. One form around everything: without scripts each button posts it, with them the island answers itself.

pub mod answer;
mod bar;
mod clock;
mod device;
mod early;
mod entry;
mod keyboard;
mod navigator;
mod outbox;
mod question;
mod standing;

#[cfg(feature = "hydrate")]
use domain::attempt::Act;
use domain::attempt::Sheet;
use domain::question::Question;
#[cfg(feature = "hydrate")]
use domain::response::Response;
use domain::response::Shape;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};
use serde::{Deserialize, Serialize};

use crate::api::Standing;
use crate::urls;
use bar::Bar;
use navigator::Navigator;
use question::QuestionView;

/// What the island begins with. No key is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// The attempt's id; empty in the tutorial, which saves nothing.
    pub attempt: String,
    /// Name of the paper.
    pub title: String,
    /// The questions in the order of the paper.
    pub questions: Vec<Question>,
    /// Booklets beside each question, by their place among all booklets.
    pub beside: Vec<Vec<u8>>,
    /// How the questions are grouped; none when the paper is one piece.
    pub groups: Vec<Group>,
    /// What was answered so far.
    pub sheet: Sheet,
    /// How it stood when the page was made.
    pub standing: Standing,
    /// The question shown first, counted from 0.
    pub position: usize,
    /// Makes the keys of this page's saves unique.
    pub page_key: String,
    /// Key of the outbox on this device.
    pub vault: String,
    /// Whether the clauses may be opened.
    pub open_book: bool,
    /// A message about the last post, when scripts are off.
    pub message: Option<String>,
}

/// Questions that belong together: a section, or those of one booklet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub title: String,
    /// Place of its first question.
    pub first: usize,
    /// Number of questions.
    pub count: usize,
    /// Whether it is a section with a time of its own.
    pub timed: bool,
}

/// Everything but what is written as itself in an attribute.
const WRITTEN: &AsciiSet = &CONTROLS.add(b'%').add(b'&').add(b'<').add(b'>').add(b'"').add(b'\\');

impl Sitting {
    /// Writes it for the island: compact, and read by far less program than JSON.
    ///
    /// # Panics
    /// Never: it is plain data.
    pub fn pack(&self) -> String {
        let bytes = postcard::to_allocvec(self).expect("a sitting is plain data");
        percent_encode(&bytes, WRITTEN).to_string()
    }

    fn unpack(packed: &str) -> Self {
        let bytes = percent_decode_str(packed).collect::<Vec<_>>();
        postcard::from_bytes(&bytes).expect("the server packed it")
    }

    /// Whether it is the tutorial.
    pub fn is_rehearsal(&self) -> bool {
        self.attempt.is_empty()
    }
}

/// The runner's state, shared by its parts.
#[derive(Clone, Copy)]
struct Runner {
    sitting: StoredValue<Sitting>,
    sheet: RwSignal<Sheet>,
    position: RwSignal<usize>,
    remaining: RwSignal<i64>,
    section: RwSignal<usize>,
    rest: RwSignal<Pausing>,
    saving: RwSignal<Saving>,
    hint: RwSignal<Option<String>>,
    #[cfg(feature = "hydrate")]
    outbox: StoredValue<outbox::Outbox>,
    leaving: RwSignal<bool>,
}

/// How breaks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pausing {
    /// Whether one is running.
    resting: bool,
    /// Time left for breaks, in milliseconds.
    left: i64,
}

/// What is safe, as the candidate is told.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "the server renders the first state only"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    /// Nothing was changed on this page yet; everything earlier is on the server.
    Clean,
    /// On its way.
    Underway,
    /// On the server's disk.
    Safe,
    /// Not on the server yet, but kept on this device; the page keeps trying.
    Kept,
    /// Neither on the server nor kept; the page keeps trying.
    Waiting,
    /// Something newer was saved elsewhere.
    Elsewhere,
    /// A newer page has taken the exam over.
    TakenOver,
    /// The time is up, or it was handed in.
    Over,
    /// Signed out meanwhile.
    SignedOut,
}

impl Runner {
    fn count(self) -> usize {
        self.sitting.with_value(|sitting| sitting.questions.len())
    }

    fn shape(self, position: usize) -> Shape {
        self.sitting.with_value(|sitting| sitting.questions[position].form.shape())
    }

    /// The booklets beside the question shown; whatever asks follows the question.
    fn booklets(self) -> Vec<u8> {
        self.booklets_at(self.position.get())
    }

    fn booklets_at(self, position: usize) -> Vec<u8> {
        self.sitting.with_value(|sitting| sitting.beside.get(position).cloned().unwrap_or_default())
    }
}

/// What only a browser does.
#[cfg(feature = "hydrate")]
impl Runner {
    fn item(self) -> u16 {
        self.position.get_untracked() as u16
    }

    /// Enters an act here at once, and sends it.
    fn act(self, act: Act) {
        if self.is_read_only() {
            return;
        }
        let sequence = self.sheet.with_untracked(Sheet::sequence) + 1;
        let taken = self.sheet.try_update(|sheet| sheet.apply(sequence, &act)).is_some_and(|done| done.is_ok());
        if taken {
            self.hint.set(None);
            outbox::send(self, sequence, act);
        }
    }

    fn answer(self, response: Option<Response>) {
        let item = self.item();
        self.act(match response {
            Some(response) => Act::Answer { item, response },
            None => Act::Clear { item },
        });
    }

    fn is_read_only(self) -> bool {
        let closed = matches!(self.saving.get_untracked(), Saving::Over | Saving::SignedOut | Saving::TakenOver);
        closed || self.rest.get_untracked().resting
    }

    fn toggle_flag(self) {
        let item = self.item();
        let flagged = self.sheet.with_untracked(|sheet| sheet.rows()[usize::from(item)].flagged);
        self.act(if flagged { Act::Unflag { item } } else { Act::Flag { item } });
    }

    fn toggle_strike(self, option: u8) {
        let item = self.item();
        let struck = self.sheet.with_untracked(|sheet| sheet.rows()[usize::from(item)].is_struck(option));
        self.act(if struck { Act::Restore { item, option } } else { Act::StrikeOut { item, option } });
    }

    fn go(self, position: usize) {
        let timed = self.sitting.with_value(|sitting| {
            let group = sitting.groups.iter().position(|group| position < group.first + group.count);
            group.filter(|_| sitting.groups.iter().any(|group| group.timed))
        });
        if timed.is_some_and(|group| group != self.section.get_untracked()) {
            self.hint.set(Some("That section is not open: each section has its own time.".to_owned()));
        } else if position < self.count() {
            device::mention_unread(self);
            self.position.set(position);
            self.view();
            keyboard::show_question(position);
        }
    }

    /// Notes that the question shown was looked at; the time from here on is its.
    fn view(self) {
        self.act(Act::View { item: self.item() });
        device::paint(self);
    }

    fn step(self, by: isize) {
        if let Some(position) = self.position.get_untracked().checked_add_signed(by) {
            self.go(position);
        }
    }

    fn review_address(self) -> String {
        self.sitting.with_value(|sitting| {
            if sitting.is_rehearsal() { urls::EXAM.to_owned() } else { urls::review(&sitting.attempt) }
        })
    }
}

/// Does something later.
#[cfg(feature = "hydrate")]
fn later(milliseconds: u64, work: impl FnOnce() + 'static) {
    // A window without timers has no page to serve either.
    let _ = set_timeout(work, std::time::Duration::from_millis(milliseconds));
}

/// The runner. Its children are the booklets, rendered by the server only.
#[island]
pub fn ExamRunner(packed: String, children: Children) -> impl IntoView {
    let sitting = Sitting::unpack(&packed);
    let action = if sitting.is_rehearsal() { urls::TUTORIAL.to_owned() } else { urls::attempt(&sitting.attempt) };
    let message = sitting.message.clone();
    let attempt = sitting.attempt.clone();
    let vault = (!sitting.is_rehearsal()).then(|| sitting.vault.clone());
    let standing = sitting.standing.clone();
    let runner = Runner {
        sheet: RwSignal::new(sitting.sheet.clone()),
        position: RwSignal::new(sitting.position),
        remaining: RwSignal::new(standing.section_remaining.unwrap_or(standing.remaining)),
        section: RwSignal::new(standing.section),
        rest: RwSignal::new(Pausing { resting: standing.resting, left: standing.break_left }),
        saving: RwSignal::new(Saving::Clean),
        hint: RwSignal::new(None),
        leaving: RwSignal::new(false),
        #[cfg(feature = "hydrate")]
        outbox: StoredValue::default(),
        sitting: StoredValue::new(sitting),
    };
    clock::run(runner);
    keyboard::listen(runner);
    standing::begin(runner);
    early::keep(runner);
    device::begin(runner);
    let sequence = move || runner.sheet.with(Sheet::sequence) + 1;
    let shown = move || runner.position.get() + 1;
    let resting = move || runner.rest.get().resting;
    let beside = move || !runner.booklets().is_empty();
    view! {
        <form
            method="post"
            action=action
            class="exam"
            data-attempt=attempt
            data-vault=vault
            data-left=standing.remaining autocomplete="off" on:submit=move |event| keyboard::submitted(runner, &event)>
            <input type="hidden" name="item" value=shown />
            <input type="hidden" name="sequence" value=sequence />
            <input type="hidden" name="entered" value="1" />
            <input type="hidden" name="key" value=runner.sitting.with_value(|sitting| sitting.page_key.clone()) />
            // The first button of a form is the one that Enter presses.
            <button name="go" value="next" class="unseen" tabindex="-1" aria-hidden="true">"Next"</button>
            <Bar runner=runner />
            {message.map(|text| view! { <p class="notice exam-notice" role="alert">{text}</p> })}
            <div class="exam-body" class:beside=beside class:resting=resting>
                <div class="spread">
                    {children()}
                    <div
                        class="divider"
                        role="separator"
                        tabindex="0"
                        aria-label="Width of the booklet"
                        aria-orientation="vertical"
                        aria-valuemin="25"
                        aria-valuemax="75"
                        aria-valuenow="50"
                        hidden=move || !beside()
                    ></div>
                    <QuestionView runner=runner />
                </div>
                <Navigator runner=runner />
            </div>
        </form>
    }
}
