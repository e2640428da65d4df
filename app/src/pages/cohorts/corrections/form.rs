//! What a trainer wants to put right, as typed.

use domain::item::Item;
use domain::question::{ASSERTION_REASON, Form as Asked, letter};
use domain::regrade::Correction;
use domain::response::Response;
use leptos::prelude::*;
use store::Teaching;

use crate::form::{ErrorSummary, Form};
use crate::islands::exam::answer::{Given, fields};
use crate::pages::cohorts::CohortNav;
use crate::parts::called;
use crate::urls;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Another answer is right.
    Key,
    /// Several answers are right.
    Several,
    /// Everybody gets the marks.
    Everyone,
    /// The question does not count.
    Drop,
}

impl What {
    const ALL: [Self; 4] = [Self::Key, Self::Several, Self::Everyone, Self::Drop];

    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Several => "several",
            Self::Everyone => "everyone",
            Self::Drop => "drop",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }
}

/// What was chosen in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// What is to be done.
    pub what: Option<What>,
    /// The one right answer.
    pub key: Option<Response>,
    /// Options of which each is right.
    pub several: Vec<u8>,
    /// Why.
    pub reason: String,
}

impl Wish {
    /// The correction, or the field that lacks something and what to do.
    ///
    /// # Errors
    /// The name of the field and a sentence.
    pub fn correction(&self) -> Result<Correction, (&'static str, &'static str)> {
        match self.what {
            None => Err(("what", "Choose what is to be done.")),
            Some(What::Key) => {
                let key = self.key.clone().ok_or(("key", "Choose the right answer."))?;
                Ok(Correction::Key(key))
            }
            Some(What::Several) if self.several.len() < 2 => Err((
                "several",
                "Choose at least two options. If one alone is right, choose “Another answer is right”.",
            )),
            Some(What::Several) => Ok(Correction::AnyOf(self.several.iter().copied().map(Response::Choice).collect())),
            Some(What::Everyone) => Ok(Correction::Everyone),
            Some(What::Drop) => Ok(Correction::Drop),
        }
    }
}

/// The form.
#[component]
pub fn CorrectionForm<'a>(
    teaching: &'a Teaching,
    item: &'a Item,
    wish: Wish,
    /// Id, question and version; and what is wrong.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let asked = item.body.form();
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="corrections" />
            <h1>"Correct question "{called(item)}</h1>
            <p>"What you choose here holds for everybody of this cohort who was shown this version of the question, in every mock exam. Nothing is changed \
                before you have seen what it would do."</p>
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <p class="stem">{item.stem.clone()}</p>
            <form method="post" action=urls::cohort_page(&cohort.id, "corrections") class="stack correction">
                {hidden(&form)}
                <fieldset id="what">
                    <legend>"What is to be done"</legend>
                    {(!matches!(asked, Asked::Text { .. })).then(|| key(&asked, &wish, &form))}
                    {several(&asked, &wish, &form)}
                    {plain(&wish, What::Everyone, "Give everybody the marks", "Also to those who did not answer.")}
                    {plain(&wish, What::Drop, "Drop the question", "It is worth nothing then, and the mark to pass is lowered in proportion.")}
                </fieldset>
                {reason(&wish, &form)}
                <button class="button" name="go" value="preview">"See what it would do"</button>
            </form>
        </section>
    }
}

/// The fields that a page carries on unseen.
pub(super) fn hidden(form: &Form) -> impl IntoView + use<> {
    let fields = ["id", "item", "version"].map(|name| {
        let value = form.value(name);
        view! { <input type="hidden" name=name value=value /> }
    });
    fields.into_iter().collect_view()
}

fn radio(wish: &Wish, what: What, label: &'static str) -> impl IntoView + use<> {
    let id = format!("what-{}", what.word());
    let checked = wish.what == Some(what);
    view! { <input type="radio" id=id.clone() name="what" value=what.word() checked=checked /><label for=id>{label}</label> }
}

fn plain(wish: &Wish, what: What, label: &'static str, help: &'static str) -> impl IntoView + use<> {
    view! { <div class="field check">{radio(wish, what, label)}<p class="help">{help}</p></div> }
}

fn error(form: &Form, field: &'static str) -> Option<impl IntoView + use<>> {
    let message = form.error(field)?.to_owned();
    Some(view! { <p class="error">{message}</p> })
}

fn key(asked: &Asked, wish: &Wish, form: &Form) -> impl IntoView + use<> {
    let html = fields(asked, Given { response: wish.key.as_ref(), struck: None });
    view! {
        <div class="field check" id="key">
            {radio(wish, What::Key, "Another answer is right")}
            {error(form, "key")}
            <div class="fields" inner_html=html></div>
        </div>
    }
}

fn several(asked: &Asked, wish: &Wish, form: &Form) -> Option<impl IntoView + use<>> {
    let texts = match asked {
        Asked::Single { options } => options.clone(),
        Asked::AssertionReason { .. } => ASSERTION_REASON.map(str::to_owned).to_vec(),
        _ => return None,
    };
    let boxes = (0_u8..).zip(texts).map(|(option, text)| {
        let id = format!("also-{option}");
        let checked = wish.several.contains(&option);
        view! {
            <li>
                <input type="checkbox" id=id.clone() name="also" value=option.to_string() checked=checked />
                <label for=id><span class="letter">{letter(option).to_string()}</span>" "{text}</label>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    Some(view! {
        <div class="field check" id="several">
            {radio(wish, What::Several, "Several answers are right")}
            {error(form, "several")}
            <ul class="plain-list">{boxes}</ul>
        </div>
    })
}

fn reason(wish: &Wish, form: &Form) -> impl IntoView + use<> {
    let wrong = form.error("reason").is_some();
    let text = wish.reason.clone();
    view! {
        <div class="field" class:wrong=wrong>
            <label for="reason">"Why"</label>
            <p class="help" id="reason-help">"Everybody whose result changes is told this, and it stays in the list of corrections."</p>
            {error(form, "reason")}
            <textarea id="reason" name="reason" rows="3" maxlength="300" aria-describedby="reason-help">{text}</textarea>
        </div>
    }
}
