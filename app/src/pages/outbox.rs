//! For administrators, and for managers of an organisation: mail that waits, was sent, or went wrong.

use domain::ids::MailId;
use domain::time::Millis;
use leptos::prelude::*;
use store::{KeptMail, MailState, OutboxRow, Seat};

use super::organisation::OfficeNav;
use crate::mail::kind_words;
use crate::parts::StaffNav;
use crate::{urls, when};

/// Whose outbox it is, and with it where its pages are.
#[derive(Clone, Debug)]
pub enum Desk {
    /// That of an administrator.
    Staff,
    /// That of an organisation's manager.
    Books(Box<Seat>),
}

impl Desk {
    /// Its list.
    pub fn list(&self) -> String {
        match self {
            Self::Staff => urls::OUTBOX.to_owned(),
            Self::Books(seat) => urls::office(&seat.organisation, "mail"),
        }
    }

    /// One of its mails.
    pub fn mail(&self, id: &MailId) -> String {
        format!("{}/{id}", self.list())
    }

    /// The head of a page: its words, below the way through the books or above that through the rooms of staff.
    fn head(&self, words: impl IntoView) -> AnyView {
        let words = words.into_any();
        match self {
            Self::Staff => {
                view! { <header class="page-head">{words}<StaffNav here=urls::OUTBOX /></header> }.into_any()
            }
            Self::Books(seat) => {
                view! { <header class="page-head"><OfficeNav seat=&**seat here="mail" />{words}</header> }.into_any()
            }
        }
    }
}

/// What was held longer than this means nothing any more and is not released with the rest.
pub const RELEVANT: Millis = Millis::minutes(7 * 24 * 60);

/// The list.
#[component]
pub fn OutboxPage(
    desk: Desk,
    rows: Vec<OutboxRow>,
    /// How many there are in each state.
    counts: Vec<(MailState, i64)>,
    /// The state that is shown; all without one.
    state: Option<MailState>,
    /// From whom mail comes; nothing where no mail server is set up.
    from: Option<String>,
) -> impl IntoView {
    let held = counts.iter().any(|(state, number)| *state == MailState::Held && *number > 0);
    let list = if rows.is_empty() {
        let words = if state.is_some() {
            "None."
        } else {
            "No mail yet. Invitations, reminders and summaries appear here as they are made."
        };
        view! { <p class="empty">{words}</p> }.into_any()
    } else {
        table(&desk, rows).into_any()
    };
    let whose = match &desk {
        Desk::Staff => "Mail of this service to the people you look after, of the last 90 days.",
        Desk::Books(_) => "Mail to the people of your organisation in its name, of the last 90 days.",
    };
    let head = desk.head(view! { <h1>"Outbox"</h1><p>{whose}</p> });
    view! {
        {head}
        {server(&desk, from, held)}
        {filters(&desk, &counts, state)}
        {list}
    }
}

/// Whether mail leaves the house, and what to do if not.
fn server(desk: &Desk, from: Option<String>, held: bool) -> AnyView {
    let Some(from) = from else {
        return view! {
            <div class="notice" role="note">
                <h2>"No mail server is set up"</h2>
                <p>
                    "Mail is kept here and nobody gets it. Whoever runs the service sets "<code>"CLAUSEWISE_SMTP_URL"</code>" and "
                    <code>"CLAUSEWISE_MAIL_FROM"</code>" and starts it again. Until then you can open a mail and pass its text on yourself."
                </p>
            </div>
        }
        .into_any();
    };
    let release = held.then(|| {
        let days = RELEVANT.0 / Millis::minutes(24 * 60).0;
        view! {
            <form method="post" action=format!("{}/release", desk.list()) class="stack">
                <p>"Some mail was held while there was no mail server. What is older than "{days}" days stays held; each can be sent by itself."</p>
                <button class="button">"Send what was held in the last "{days}" days"</button>
            </form>
        }
    });
    view! { <p>"Mail is sent as "{from}"."</p>{release} }.into_any()
}

fn filters(desk: &Desk, counts: &[(MailState, i64)], state: Option<MailState>) -> impl IntoView + use<> {
    let of = |one: MailState| counts.iter().find(|(state, _)| *state == one).map_or(0, |(_, number)| *number);
    let all = view! { <a href=desk.list() aria-current=state.is_none().then_some("page")>"All"</a> };
    let links = MailState::ALL.map(|one| {
        let address = format!("{}?state={}", desk.list(), one.word());
        let words = format!("{} ({})", state_words(one), of(one));
        view! { <a href=address aria-current=(state == Some(one)).then_some("page")>{words}</a> }
    });
    view! { <nav class="filters" aria-label="States">{all}{links.into_iter().collect_view()}</nav> }
}

fn table(desk: &Desk, rows: Vec<OutboxRow>) -> impl IntoView + use<> {
    let lines = rows.into_iter().map(|row| line(desk, row)).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Mails">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Subject"</th>
                        <th scope="col">"To"</th>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Made"</th>
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(desk: &Desk, row: OutboxRow) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row"><a href=desk.mail(&row.id)>{row.subject.clone()}</a></th>
            <td>{row.email.clone()}</td>
            <td>{kind_words(row.kind).0}</td>
            <td>{when::moment(row.made_at)}</td>
            <td>{standing(&row)}</td>
        </tr>
    }
}

/// Where a mail stands, with what went wrong and what comes next.
fn standing(row: &OutboxRow) -> impl IntoView + use<> {
    let tried = (row.tries > 0 && row.state != MailState::Sent)
        .then(|| format!(", tried {}", when::count(row.tries.max(0).unsigned_abs() as usize, "time", "times")));
    let next = (row.state == MailState::Queued && row.tries > 0)
        .then(|| view! { <br />"next try "{when::moment(row.not_before)} });
    let why = (!row.last_error.is_empty()).then(|| view! { <br /><span class="error">{row.last_error.clone()}</span> });
    let at = row.sent_at.map(|at| view! { " "{when::moment(at)} });
    view! { {state_words(row.state)}{at}{tried}{next}{why} }
}

const fn state_words(state: MailState) -> &'static str {
    match state {
        MailState::Queued => "waits",
        MailState::Sending => "on its way",
        MailState::Sent => "sent",
        MailState::Failed => "given up",
        MailState::Held => "held",
        MailState::Declined => "not wanted",
    }
}

/// One mail.
#[component]
pub fn KeptMailPage(
    desk: Desk,
    mail: KeptMail,
    /// From whom mail comes; nothing where no mail server is set up.
    from: Option<String>,
) -> impl IntoView {
    let KeptMail { row, text, html } = mail;
    let again = from.is_some() && matches!(row.state, MailState::Failed | MailState::Held);
    let again = again.then(|| {
        view! { <form method="post" action=format!("{}/retry", desk.mail(&row.id))><button class="button">"Send it again"</button></form> }
    });
    let head = desk.head(view! {
        <h1>{row.subject.clone()}</h1>
        <p>"To "{row.email.clone()}" · "{kind_words(row.kind).0}" · made "{when::moment(row.made_at)}</p>
    });
    view! {
        {head}
        <p>{standing(&row)}</p>
        {again}
        <section>
            <h2>"As plain text"</h2>
            <pre class="mail" tabindex="0">{text}</pre>
        </section>
        <details>
            <summary>"The same as HTML"</summary>
            <pre class="mail" tabindex="0">{html}</pre>
        </details>
        <p class="actions"><a class="button quiet" href=desk.list()>"Back to the outbox"</a></p>
    }
}
