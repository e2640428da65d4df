//! The mock exam: which papers there are and the facts of each, the runner's page, and the review before handing in.

mod aids;
mod facts;
mod held;
mod offer;
mod review;
mod sitting;
mod tutorial;

use domain::attempt::Refusal;

pub use facts::{FactsPage, trial_words};
pub use held::HeldPage;
pub use offer::{Offer, PaperChoice, find_paper, load_offer, papers_of};
pub use review::ReviewPage;
pub use sitting::{RunnerPage, Sheets, load_sitting};
pub use tutorial::{TutorialPage, rehearsal};

/// What is said when a post was not taken.
pub fn refusal_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Stale => {
            "Not changed: a newer choice for this question was saved in another window. It is shown below; choose again to change it."
        }
        Refusal::UnknownItem | Refusal::UnknownOption => "That choice is not on this paper. Nothing was changed.",
        Refusal::TooMany => "You chose more options than the question asks for. Take some back and save again.",
        Refusal::Repeated => {
            "You used an option twice; here each serves once at most. Change one of them and save again."
        }
        Refusal::TooLong => "That text is longer than can be kept. Shorten it and save again; what you typed is below.",
        Refusal::Over => "This exam has been handed in already. Nothing was changed.",
        Refusal::Late => "The time is up. What was saved before the deadline counts.",
        Refusal::OnBreak => "A break is running. Go on with the exam first; nothing was changed.",
        Refusal::SectionClosed => "That section is closed: each section has its own time. Nothing was changed.",
        Refusal::AlreadyAnswered => "You answered this question already; in practice the first answer counts.",
    }
}
