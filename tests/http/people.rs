//! Who uses the service: a type for each role, made through the public routes.

use std::ops::{Deref, DerefMut};

pub use app::api::{HOLD, PAUSE, SAVE};

use app::api::Standing;
use app::urls;
use domain::attempt::{Act, Save};
use domain::ids::{AccountId, OrganisationId};
use domain::response::Response;
use store::Role;

use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;

pub const PASSWORD: &str = "violet kettle morning tram";
pub const SCHEME: &str = "practice-foundation-2018";
/// The organisation of those who belong together, and another one.
pub const HOME: &str = "Larkfield IT";
pub const ELSEWHERE: &str = "Fernhill Water";

macro_rules! roles {
    ($($name:ident)*) => {$(
        pub struct $name<'s>(Browser<'s>);

        impl<'s> Deref for $name<'s> {
            type Target = Browser<'s>;

            fn deref(&self) -> &Browser<'s> {
                &self.0
            }
        }

        impl<'s> DerefMut for $name<'s> {
            fn deref_mut(&mut self) -> &mut Browser<'s> {
                &mut self.0
            }
        }
    )*};
}

roles! { Anonymous Candidate Trainer Manager Administrator }

impl<'s> Anonymous<'s> {
    pub fn on(server: &'s Server) -> Self {
        Self(Browser::new(server))
    }

    pub async fn sign_up(&mut self, name: &str, email: &str) -> Page {
        self.post(urls::SIGN_UP, &[("name", name), ("email", email), ("password", PASSWORD)]).await
    }

    pub async fn try_sign_in(&mut self, email: &str, password: &str) -> Page {
        self.post(urls::SIGN_IN, &[("email", email), ("password", password)]).await
    }

    pub async fn sign_in(mut self, email: &str) -> Candidate<'s> {
        let page = self.try_sign_in(email, PASSWORD).await;
        assert!(page.status.is_redirection(), "{email} cannot sign in: {}", page.words());
        Candidate(self.0)
    }
}

impl<'s> From<Browser<'s>> for Candidate<'s> {
    /// Somebody who is signed in already.
    fn from(browser: Browser<'s>) -> Self {
        Self(browser)
    }
}

impl<'s> Candidate<'s> {
    /// Somebody who has just signed up and in; the name decides the address.
    pub async fn on(server: &'s Server, name: &str) -> Self {
        let mut door = Anonymous::on(server);
        let email = address(name);
        door.sign_up(name, &email).await;
        door.sign_in(&email).await
    }

    /// Starts a Foundation exam; its id.
    pub async fn start_exam(&mut self) -> String {
        self.start_paper(SCHEME).await
    }

    /// Starts the exam of a scheme or of a fixed paper; its id.
    pub async fn start_paper(&mut self, paper: &str) -> String {
        let page = self.post(urls::EXAM, &[("paper", paper)]).await;
        last_segment(page.location())
    }

    /// Uses a button of the exam form on a question, counted from 1, as a browser without scripts does.
    pub async fn press(&mut self, exam: &str, question: usize, choice: Option<u8>, button: &str) -> Page {
        let page = self.get(&urls::question(exam, question)).await;
        self.press_on(&page, exam, choice, button).await
    }

    /// Uses a button of a form that was opened before.
    pub async fn press_on(&mut self, page: &Page, exam: &str, choice: Option<u8>, button: &str) -> Page {
        let entered = choice.map(|choice| ("choice".to_owned(), choice.to_string()));
        self.enter_on(page, exam, entered.as_slice(), button).await
    }

    /// Enters an answer of any format to a question, counted from 1, and uses a button.
    pub async fn enter(&mut self, exam: &str, question: usize, response: &Response, button: &str) -> Page {
        let page = self.get(&urls::question(exam, question)).await;
        self.enter_on(&page, exam, &fields_of(response), button).await
    }

    /// Enters fields into a form that was opened before, and uses a button.
    pub async fn enter_on(&mut self, page: &Page, exam: &str, entered: &[(String, String)], button: &str) -> Page {
        let hidden = ["item", "sequence", "entered", "key"].map(|name| (name, page.field(name)));
        let mut fields = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
        fields.extend(entered.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        fields.push(("go", button));
        self.post(&urls::attempt(exam), &fields).await
    }

    /// Saves as the exam island does.
    pub async fn save(&mut self, exam: &str, key: &str, sequence: u64, act: Act) -> Page {
        let save = Save { key: key.to_owned(), sequence, act };
        self.call(SAVE, &serde_json::json!({ "attempt": exam, "save": save })).await
    }

    /// Saves an answer as the exam island does.
    pub async fn save_answer(&mut self, exam: &str, place: usize, response: Response) -> Page {
        let act = Act::Answer { item: place as u16, response };
        self.save(exam, &format!("answer-{place}"), 1 + place as u64, act).await
    }

    /// Takes an exam over as a page of the island does; the sequence from which the page counts.
    pub async fn hold(&mut self, exam: &str, page: &str) -> u64 {
        let reply = self.call(HOLD, &serde_json::json!({ "attempt": exam, "page": page })).await;
        let reply = serde_json::from_str::<serde_json::Value>(&reply.body).expect("replies are JSON");
        reply["held"]["sequence"].as_u64().unwrap_or_else(|| panic!("not held: {reply}"))
    }

    /// How a running exam stands, as its pages are told.
    pub async fn standing(&mut self, exam: &str) -> Standing {
        self.listen(&urls::events(exam)).await.next().await.expect("it is told at once")
    }

    /// Starts a practice set of so many questions of one area; its id.
    pub async fn start_practice(&mut self, area: &str, number: usize) -> String {
        let number = number.to_string();
        let page = self.post(urls::PRACTICE, &[("area", area), ("number", &number), ("which", "new")]).await;
        last_segment(page.location())
    }

    /// Answers a question of a practice set, counted from 1.
    pub async fn practise(&mut self, set: &str, question: usize, choice: u8) -> Page {
        let page = self.get(&urls::practice(set, question)).await;
        let (key, choice) = (page.field("key"), choice.to_string());
        self.post(&urls::practice(set, question), &[("key", &key), ("choice", &choice)]).await
    }

    pub async fn account(&self, name: &str) -> AccountId {
        let account = self.server.store().account_by_email(&address(name)).await.expect("the store answers");
        account.expect("the account is there").id
    }
}

/// Puts somebody into an organisation, as an operator does in the database.
pub async fn join(server: &Server, name: &str, organisation: &str) -> OrganisationId {
    let pool = server.sql().await;
    let made = "INSERT INTO organisation (id, name, created_at) VALUES ($1, $1, 0) ON CONFLICT DO NOTHING";
    sqlx::query(made).bind(organisation).execute(&pool).await.expect("the organisation is there");
    let joined = "UPDATE account SET organisation_id = $1 WHERE email_key = $2";
    let joined = sqlx::query(joined).bind(organisation).bind(address(name)).execute(&pool).await;
    assert_eq!(joined.expect("the account is there").rows_affected(), 1, "{name}");
    OrganisationId::new(organisation)
}

async fn in_role<'s>(server: &'s Server, role: Role, organisation: Option<&str>) -> Browser<'s> {
    let name = format!("Some {} of {}", role.word(), organisation.unwrap_or("none"));
    let person = Candidate::on(server, &name).await;
    server.store().set_role(&person.account(&name).await, role).await.expect("the store answers");
    if let Some(organisation) = organisation {
        join(server, &name, organisation).await;
    }
    person.0
}

macro_rules! staff {
    ($($name:ident)*) => {$(
        impl<'s> $name<'s> {
            /// Somebody in this role, of an organisation or of none.
            pub async fn of(server: &'s Server, organisation: Option<&str>) -> Self {
                Self(in_role(server, Role::$name, organisation).await)
            }
        }
    )*};
}

staff! { Trainer Manager Administrator }

/// The fields of a form in which an answer is entered.
pub fn fields_of(response: &Response) -> Vec<(String, String)> {
    let field = |name: &str, option: &u8| (name.to_owned(), option.to_string());
    match response {
        Response::Choice(option) => vec![field("choice", option)],
        Response::Choices(chosen) => chosen.iter().map(|option| field("choices", option)).collect(),
        Response::Slots(slots) => {
            let option = |slot: &Option<u8>| slot.map_or_else(String::new, |option| option.to_string());
            slots.iter().enumerate().map(|(row, slot)| (format!("slot-{row}"), option(slot))).collect()
        }
        Response::Finding(finding) => {
            let evidence = finding.evidence.iter().map(|line| field("evidence", line));
            let picks = [("grade", finding.grade), ("clause", finding.clause), ("next", finding.next)];
            evidence.chain(picks.iter().filter_map(|(name, pick)| Some(field(name, pick.as_ref()?)))).collect()
        }
        Response::Text(text) => vec![("text".to_owned(), text.clone())],
    }
}

pub fn address(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

pub fn last_segment(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
