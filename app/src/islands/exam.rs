//! The exam runner. One form around everything: without scripts each button posts it, with them the island answers itself.

mod bar;
mod clock;
mod early;
mod keyboard;
mod navigator;
mod outbox;
mod question;

use domain::attempt::{Act, Sheet};
use domain::question::{Question, Response};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::urls;
use bar::Bar;
use navigator::Navigator;
use outbox::Outbox;
use question::QuestionView;

/// What the island begins with. No key is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// The attempt's id.
    pub attempt: String,
    /// Name of the paper.
    pub title: String,
    /// The questions in the order of the paper.
    pub questions: Vec<Question>,
    /// What was answered so far.
    pub sheet: Sheet,
    /// Working time left when the page was made, in milliseconds.
    pub remaining: i64,
    /// The question shown first, counted from 0.
    pub position: usize,
    /// Makes the keys of this page's saves unique.
    pub page_key: String,
    /// A message about the last post, when scripts are off.
    pub message: Option<String>,
}

/// The runner's state, shared by its parts.
#[derive(Clone, Copy)]
struct Runner {
    sitting: StoredValue<Sitting>,
    sheet: RwSignal<Sheet>,
    position: RwSignal<usize>,
    remaining: RwSignal<i64>,
    saving: RwSignal<Saving>,
    outbox: StoredValue<Outbox>,
    leaving: RwSignal<bool>,
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
    /// Not on the server yet; the page keeps trying.
    Waiting,
    /// Something newer was saved elsewhere.
    Elsewhere,
    /// The time is up.
    Over,
    /// Signed out meanwhile.
    SignedOut,
}

impl Runner {
    fn count(self) -> usize {
        self.sitting.with_value(|sitting| sitting.questions.len())
    }

    /// Enters an act here at once, and sends it.
    fn act(self, act: Act) {
        if self.is_over() {
            return;
        }
        let sequence = self.sheet.with_untracked(Sheet::sequence) + 1;
        let taken = self.sheet.try_update(|sheet| sheet.apply(sequence, &act)).is_some_and(|done| done.is_ok());
        if taken {
            self.saving.set(Saving::Underway);
            outbox::send(self, sequence, act);
        }
    }

    fn choose(self, option: u8) {
        let item = self.position.get_untracked() as u16;
        let options = self.sitting.with_value(|sitting| sitting.questions[usize::from(item)].options.len());
        if usize::from(option) < options {
            self.act(Act::Answer { item, response: Response::Choice(option) });
        }
    }

    fn is_over(self) -> bool {
        matches!(self.saving.get_untracked(), Saving::Over | Saving::SignedOut)
    }
}

/// What only a browser does.
#[cfg(feature = "hydrate")]
impl Runner {
    fn toggle_flag(self) {
        let item = self.position.get_untracked() as u16;
        let flagged = self.sheet.with_untracked(|sheet| sheet.rows()[usize::from(item)].flagged);
        self.act(if flagged { Act::Unflag { item } } else { Act::Flag { item } });
    }

    fn toggle_strike(self, option: u8) {
        let item = self.position.get_untracked() as u16;
        let struck = self.sheet.with_untracked(|sheet| sheet.rows()[usize::from(item)].is_struck(option));
        self.act(if struck { Act::Restore { item, option } } else { Act::StrikeOut { item, option } });
    }

    fn go(self, position: usize) {
        if position < self.count() {
            self.position.set(position);
            keyboard::show_question(position);
        }
    }

    fn step(self, by: isize) {
        if let Some(position) = self.position.get_untracked().checked_add_signed(by) {
            self.go(position);
        }
    }

    fn review_address(self) -> String {
        self.sitting.with_value(|sitting| urls::review(&sitting.attempt))
    }
}

/// Does something later.
#[cfg(feature = "hydrate")]
fn later(milliseconds: u64, work: impl FnOnce() + 'static) {
    // A window without timers has no page to serve either.
    let _ = set_timeout(work, std::time::Duration::from_millis(milliseconds));
}

/// The runner.
#[island]
pub fn ExamRunner(sitting: Sitting) -> impl IntoView {
    let action = urls::attempt(&sitting.attempt);
    let message = sitting.message.clone();
    let runner = Runner {
        sheet: RwSignal::new(sitting.sheet.clone()),
        position: RwSignal::new(sitting.position),
        remaining: RwSignal::new(sitting.remaining),
        saving: RwSignal::new(Saving::Clean),
        leaving: RwSignal::new(false),
        outbox: StoredValue::new(Outbox::new(sitting.page_key.clone())),
        sitting: StoredValue::new(sitting),
    };
    clock::run(runner);
    keyboard::listen(runner);
    early::keep(runner);
    let sequence = move || runner.sheet.with(Sheet::sequence) + 1;
    let shown = move || runner.position.get() + 1;
    view! {
        <form method="post" action=action class="exam" autocomplete="off" on:submit=move |event| keyboard::submitted(runner, &event)>
            <input type="hidden" name="item" value=shown />
            <input type="hidden" name="sequence" value=sequence />
            <input type="hidden" name="key" value=runner.sitting.with_value(|sitting| sitting.page_key.clone()) />
            // The first button of a form is the one that Enter presses.
            <button name="go" value="next" class="unseen" tabindex="-1" aria-hidden="true">"Next"</button>
            <Bar runner=runner />
            {message.map(|text| view! { <p class="notice exam-notice" role="alert">{text}</p> })}
            <div class="exam-body">
                <QuestionView runner=runner />
                <Navigator runner=runner />
            </div>
        </form>
    }
}
