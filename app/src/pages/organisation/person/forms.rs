//! What can be changed about a person.

use domain::organisation::{Effect, PlanKind, Role};
use domain::question::Level;
use leptos::prelude::*;
use store::{InvitationMail, Joining, MailState, PersonFile, Seat, Structure};

use super::facts;
use crate::form::{Choice, Field, Form, Want};
use crate::pages::award::EditionField;
use crate::when;

fn levels() -> Vec<(String, String)> {
    Level::ALL.map(|level| (level.word().to_owned(), level.name().to_owned())).to_vec()
}

/// Whether one of these fields was refused: then its form stands open.
pub(super) fn is_wrong(form: &Form, names: &[&str]) -> bool {
    names.iter().any(|name| form.error(name).is_some())
}

pub fn record(address: &str, form: &Form) -> AnyView {
    let open = is_wrong(form, &["level", "institute", "certificate_number", "awarded_on", "expires_on", "edition"]);
    let action = format!("{address}/awards");
    let form = form.clone();
    view! {
        <details open=open>
            <summary>"Record a certificate"</summary>
            <form method="post" action=action class="stack">
                <input type="hidden" name="id" value=form.value("fresh") />
                <Choice form=form.clone() name="level" label="Qualification" options=levels() />
                <Field form=form.clone() name="institute" label="Institute on the certificate" longest=120 />
                <Field form=form.clone() name="certificate_number" label="Certificate number" longest=80 />
                <Field form=form.clone() name="awarded_on" label="Date on the certificate" kind="date" />
                <Field form=form.clone() name="expires_on" label="Valid until (optional)" kind="date" want=Want::Optional />
                <EditionField form=form />
                <button class="button">"Record it"</button>
            </form>
        </details>
    }
    .into_any()
}

pub fn assign(structure: &Structure, address: &str, form: &Form) -> Option<AnyView> {
    let options = structure.positions.iter().map(|one| (one.id.to_string(), structure.position_words(&one.id)));
    let options = options.collect::<Vec<_>>();
    if options.is_empty() {
        return None;
    }
    let (open, action, form) =
        (is_wrong(form, &["holds", "from", "until"]), format!("{address}/positions"), form.clone());
    let form = view! {
        <details open=open>
            <summary>"Give a position"</summary>
            <form method="post" action=action class="stack">
                <input type="hidden" name="id" value=form.value("fresh") />
                <Choice form=form.clone() name="holds" label="Position" options=options />
                <Field form=form.clone() name="from" label="First day in it" kind="date" />
                <Field form=form name="until" label="Last day in it (optional)" kind="date" want=Want::Optional />
                <button class="button" name="go" value="assign">"Give the position"</button>
            </form>
        </details>
    };
    Some(form.into_any())
}

pub fn observe(address: &str, form: &Form) -> AnyView {
    let (open, action) = (is_wrong(form, &["seen_on", "effect", "words"]), format!("{address}/observations"));
    let effects = Effect::ALL.map(|effect| (effect.word().to_owned(), effect.name().to_owned())).to_vec();
    let form = form.clone();
    view! {
        <details open=open>
            <summary>"Note what you observed"</summary>
            <form method="post" action=action class="stack">
                <input type="hidden" name="id" value=form.value("fresh") />
                <Field form=form.clone() name="seen_on" label="On which day" kind="date" />
                <Choice form=form.clone() name="effect" label="How it went" options=effects />
                <Field form=form name="words" label="What you saw" help="For instance: led the review of a change alone." longest=300 />
                <button class="button">"Note it"</button>
            </form>
        </details>
    }
    .into_any()
}

pub fn plan(address: &str, form: &Form) -> AnyView {
    let (open, action) = (is_wrong(form, &["due_on", "cost"]), format!("{address}/plan"));
    let kinds = PlanKind::ALL.map(|kind| (kind.word().to_owned(), kind.name().to_owned())).to_vec();
    let form = form.clone();
    view! {
        <details open=open>
            <summary>"Plan something"</summary>
            <form method="post" action=action class="stack">
                <input type="hidden" name="id" value=form.value("fresh") />
                <Choice form=form.clone() name="kind" label="What" help="Once the award has ended, the whole course is planned instead of a refresher." options=kinds />
                <Choice form=form.clone() name="plan_level" label="Towards which qualification" options=levels() />
                <Field form=form.clone() name="due_on" label="Day of the exam, or by when" kind="date" />
                <Field form=form name="cost" label="Cost (optional)" help="In the organisation's currency, for instance 250.00." longest=12 want=Want::Optional />
                <button class="button" name="go" value="plan">"Plan it"</button>
            </form>
        </details>
    }
    .into_any()
}

pub fn close_plan(address: &str, plan: &str, words: &str) -> impl IntoView + use<> {
    let (action, id, words) = (format!("{address}/plan"), plan.to_owned(), format!(" {words}"));
    view! {
        <form method="post" action=action class="inline-form">
            <input type="hidden" name="plan" value=id />
            <button class="quiet" name="go" value="done">"Carried out"<span class="unseen">{words.clone()}</span></button>
            <button class="quiet" name="go" value="dropped">"Given up"<span class="unseen">{words}</span></button>
        </form>
    }
}

/// Where the mail of an invitation stands, in words.
fn mail_words(mail: Option<InvitationMail>) -> &'static str {
    match mail.map(|mail| mail.state) {
        Some(MailState::Sent) => "The mail with its link was sent.",
        Some(MailState::Queued | MailState::Sending) => "The mail with its link waits to be sent.",
        Some(MailState::Held) => {
            "The mail with its link is held, because this service has no mail server yet. Send the link yourself: invite again to see it."
        }
        Some(MailState::Failed) => {
            "The mail with its link could not be delivered. Check the address, or invite again and send the link yourself."
        }
        Some(MailState::Declined) => "The mail with its link was not sent.",
        None => "No mail is kept for it.",
    }
}

pub fn invitation(file: &PersonFile, address: &str, form: &Form) -> Option<impl IntoView + use<>> {
    let (words, button) = match file.joining {
        Joining::Listed => ("An invitation lets the person see what these books hold, show the own certificates, and study here. Until then you keep the record alone. The invitation goes out by mail.".to_owned(), "Invite"),
        Joining::Invited => {
            let at = file.invited_at.map(when::date).unwrap_or_default();
            (format!("Invited on {at}. {} A new invitation ends the earlier one.", mail_words(file.invitation_mail)), "Invite again")
        }
        Joining::Joined | Joining::Left => return None,
    };
    let action = format!("{address}/invitation");
    Some(view! {
        <section>
            <h2>"Invitation"</h2>
            <p>{words}</p>
            <form method="post" action=action>
                <input type="hidden" name="invitation" value=form.value("invitation") />
                <button class="button">{button}</button>
            </form>
        </section>
    })
}

pub fn managing(seat: &Seat, structure: &Structure, file: &PersonFile, address: &str, form: &Form) -> AnyView {
    if file.joining == Joining::Left {
        return erasing(seat, file, address).into_any();
    }
    let roles = Role::ALL.map(|role| (role.word().to_owned(), role.name().to_owned())).to_vec();
    let mut departments = vec![(String::new(), "none".to_owned())];
    departments.extend(structure.departments.iter().map(|one| (one.id.to_string(), one.path.clone())));
    view! {
        {facts::correct(file, address, form)}
        <section>
            <h2>"Role and leaving"</h2>
            <div class="pair">{role(address, form, roles, departments)}{leaving(address, form)}</div>
        </section>
    }
    .into_any()
}

fn role(address: &str, form: &Form, roles: Vec<(String, String)>, departments: Vec<(String, String)>) -> AnyView {
    let (action, form) = (format!("{address}/role"), form.clone());
    view! {
        <form method="post" action=action class="stack">
            <Choice form=form.clone() name="role" label="What the person may do here" help="A trainer leads classes and writes questions; an author writes questions alone; an auditor reads all books and changes nothing." options=roles />
            <Choice form=form name="lead_of" label="Department of a team lead" help="A team lead sees and decides about it and those below it." options=departments />
            <button class="button">"Keep the role"</button>
        </form>
    }
    .into_any()
}

fn leaving(address: &str, form: &Form) -> AnyView {
    let (action, form) = (format!("{address}/leave"), form.clone());
    view! {
        <form method="post" action=action class="stack">
            <Field form=form name="left_on" label="Last day" kind="date" />
            <p class="help">"A day that lies ahead is noted, and the person stays until then. With today or a day that is over, the person leaves now: the person's positions end, requirements concern the person no more, and nothing new of the own record is shown. What is known until then stays for reports."</p>
            <button class="button">"The person leaves"</button>
        </form>
    }
    .into_any()
}

fn erasing(seat: &Seat, file: &PersonFile, address: &str) -> impl IntoView + use<> {
    let (months, action) = (seat.settings.keep_months, format!("{address}/erase"));
    let button = if file.name.is_empty() {
        view! { <p class="help">"Name and address were taken out."</p> }.into_any()
    } else {
        view! { <form method="post" action=action><button class="button">"Take out name and address"</button></form> }
            .into_any()
    };
    view! {
        <section>
            <h2>"Erasure"</h2>
            <p>"Name and e-mail address are taken out of these books and of their log, for good, with the mails to the person and the files that you kept as proof. What the person held and when stays, without a name, so that earlier reports still add up, until the "{months}" months are over for which this organisation keeps data. The person's own record is not touched."</p>
            {button}
        </section>
    }
}
