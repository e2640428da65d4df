use domain::attempt::{Phase, Sheet};
use domain::marks::Marks;
use domain::question::{Form, Question, Terms};
use leptos::prelude::*;

use super::aids::{Aids, Dialogs};
use crate::api::Standing;
use crate::islands::exam::{ExamRunner, Sitting};
use crate::urls;

/// A rehearsal of the exam screen with questions about the screen itself: no clock, no marks, nothing saved.
pub fn rehearsal() -> Sitting {
    let question = |stem: &str, form: Form, marks: u16, partial: bool| Question {
        stem: stem.to_owned(),
        additional: None,
        form,
        marks: Marks::whole(marks),
        terms: Terms { partial, ..Terms::default() },
    };
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let questions = vec![
        question(
            "Choose one answer by a click anywhere on its row, or by its letter on the keyboard. Which row do you like? Change your mind as often as you wish; the small cross at the end of a row strikes it out.",
            Form::Single { options: texts(&["The first row", "The second row", "The third row", "The fourth row"]) },
            1,
            false,
        ),
        question(
            "Some questions ask for more than one answer and say how many. Choose TWO days of the weekend, then try to choose a third one.",
            Form::Multiple { options: texts(&["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]), choose: 2 },
            2,
            true,
        ),
        question(
            "Give each animal its sound. An option that serves once moves when you choose it again elsewhere.",
            Form::Matching {
                rows: texts(&["Dog", "Cat", "Cow"]),
                options: texts(&["Purrs", "Barks", "Moos", "Sings"]),
                reuse: false,
            },
            3,
            true,
        ),
        question(
            "Put the steps of making tea into order.",
            Form::Sequencing {
                steps: texts(&["Pour the water", "Boil the water", "Drink the tea", "Wait some minutes"]),
            },
            4,
            true,
        ),
        question(
            "Flag this question, write a note, say how sure you are: none of it changes a score. Then look at the grid of questions and open the review.",
            Form::Text { longest: 40 },
            1,
            false,
        ),
    ];
    Sitting {
        attempt: String::new(),
        title: "Try the exam screen".to_owned(),
        beside: vec![Vec::new(); questions.len()],
        groups: Vec::new(),
        sheet: Sheet::blank(questions.len()),
        standing: Standing {
            phase: Phase::Running,
            remaining: 0,
            section: 0,
            section_remaining: None,
            resting: false,
            break_left: 0,
            holder: String::new(),
        },
        position: 0,
        page_key: String::new(),
        vault: String::new(),
        open_book: false,
        message: None,
        questions,
    }
}

/// The rehearsal's page.
#[component]
pub fn TutorialPage(sitting: Sitting) -> impl IntoView {
    let aids = view! { <Aids sitting=&sitting /> }.into_any();
    view! {
        <ExamRunner packed=sitting.pack()>
            {aids}
            <div class="booklets" hidden=true></div>
        </ExamRunner>
        <Dialogs open_book=false />
        <p class="leave"><a class="button quiet" href=urls::EXAM>"Leave the rehearsal"</a></p>
    }
}
