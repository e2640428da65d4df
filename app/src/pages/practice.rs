//! Practice: choose areas and number, feedback after each answer.

mod asked;
mod choice;
mod question;
mod told;

pub use choice::{Choice, ChoicePage, Which, is_offered, load};
pub use question::{Question, QuestionPage, Sent, load_question};
