//! Questions that are put right after they were sat: the form, what it would do, and what was done.

mod form;
mod list;
mod one;
mod preview;

use domain::item::Item;
use domain::question::{ASSERTION_REASON, Form, letter};
use domain::regrade::{Correction, Unfit};
use domain::response::Response;
use store::CorrectionRefusal;

pub use form::{CorrectionForm, What, Wish};
pub use list::CorrectionsPage;
pub use one::CorrectionPage;
pub use preview::{CorrectionPreview, UndoPreview};

use crate::parts::given;

/// What a correction says, in a sentence.
pub fn stated(item: &Item, correction: &Correction) -> String {
    let form = item.body.form();
    match correction {
        Correction::Key(key) => format!("the right answer is {}.", answer(&form, key)),
        Correction::AnyOf(keys) => {
            let keys = keys.iter().map(|key| answer(&form, key)).collect::<Vec<_>>();
            format!("each of these is right: {}.", keys.join("; "))
        }
        Correction::Everyone => "everybody who had the question gets all its marks.".to_owned(),
        Correction::Drop => "the question does not count, and the mark to pass is lowered in proportion.".to_owned(),
    }
}

/// An answer in a few words: letters where options have them.
fn answer(form: &Form, response: &Response) -> String {
    let named = |option: u8, texts: &[String]| match texts.get(usize::from(option)) {
        Some(text) => format!("{} ({text})", letter(option)),
        None => letter(option).to_string(),
    };
    match (form, response) {
        (Form::Single { options }, Response::Choice(option)) => named(*option, options),
        (Form::AssertionReason { .. }, Response::Choice(option)) => {
            named(*option, &ASSERTION_REASON.map(str::to_owned))
        }
        (Form::Multiple { options, .. }, Response::Choices(chosen)) => {
            chosen.iter().map(|option| named(*option, options)).collect::<Vec<_>>().join(" and ")
        }
        _ => given(form, response).join("; "),
    }
}

/// Why a correction is not made, and what to do.
pub fn refusal(refusal: CorrectionRefusal) -> &'static str {
    match refusal {
        CorrectionRefusal::Unfit(Unfit::NoAnswer) => {
            "This cannot be the answer to the question. Choose as many options as it asks for, and fill every row."
        }
        CorrectionRefusal::Unfit(Unfit::OwnWords) => {
            "An answer in own words has no key. Give everybody the marks, or drop the question."
        }
        CorrectionRefusal::Unfit(Unfit::NothingLeft) => {
            "Without this question nothing would be left of a paper. Give everybody the marks instead."
        }
        CorrectionRefusal::Corrected => {
            "This version of the question is corrected already. Undo that correction first; it stands in the list of corrections."
        }
        CorrectionRefusal::Unseen => {
            "Nobody of this cohort was shown this version of the question, so there is nothing to correct."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::samples::{item, single};

    #[test]
    fn a_correction_is_said_in_a_sentence() {
        let item = item(single(&["plan", "policy", "process"], 0));
        let say = |correction| stated(&item, &correction);
        assert_eq!(say(Correction::Key(Response::Choice(1))), "the right answer is B (policy).");
        let two = Correction::AnyOf(vec![Response::Choice(0), Response::Choice(2)]);
        assert_eq!(say(two), "each of these is right: A (plan); C (process).");
        assert!(say(Correction::Drop).contains("lowered"));
    }
}
