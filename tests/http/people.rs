//! Who uses the service: a type for each role, made through the public routes.

use std::ops::{Deref, DerefMut};

use app::urls;
use domain::attempt::{Act, Save};
use domain::ids::AccountId;
use store::Role;

use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;

pub const PASSWORD: &str = "violet kettle morning tram";
pub const SCHEME: &str = "practice-foundation-2018";

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

impl<'s> Candidate<'s> {
    /// Somebody who has just signed up and in; the name decides the address.
    pub async fn on(server: &'s Server, name: &str) -> Self {
        let mut door = Anonymous::on(server);
        let email = address(name);
        door.sign_up(name, &email).await;
        door.sign_in(&email).await
    }

    /// Starts an exam; its id.
    pub async fn start_exam(&mut self) -> String {
        let page = self.post(urls::EXAM, &[("scheme", SCHEME)]).await;
        last_segment(page.location())
    }

    /// Uses a button of the exam form on a question, counted from 1, as a browser without scripts does.
    pub async fn press(&mut self, exam: &str, question: usize, choice: Option<u8>, button: &str) -> Page {
        let page = self.get(&urls::question(exam, question)).await;
        self.press_on(&page, exam, choice, button).await
    }

    /// Uses a button of a form that was opened before.
    pub async fn press_on(&mut self, page: &Page, exam: &str, choice: Option<u8>, button: &str) -> Page {
        let [item, sequence, key] = ["item", "sequence", "key"].map(|name| page.field(name));
        let choice = choice.map(|choice| choice.to_string());
        let mut fields = vec![("item", item.as_str()), ("sequence", &sequence), ("key", &key), ("go", button)];
        fields.extend(choice.as_deref().map(|choice| ("choice", choice)));
        self.post(&urls::attempt(exam), &fields).await
    }

    /// Saves as the exam island does.
    pub async fn save(&mut self, exam: &str, key: &str, sequence: u64, act: Act) -> Page {
        let save = Save { key: key.to_owned(), sequence, act };
        self.call(SAVE, &serde_json::json!({ "attempt": exam, "save": save })).await
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

async fn in_role<'s>(server: &'s Server, role: Role) -> Browser<'s> {
    let name = format!("Some {}", role.word());
    let person = Candidate::on(server, &name).await;
    server.store().set_role(&person.account(&name).await, role).await.expect("the store answers");
    person.0
}

impl<'s> Trainer<'s> {
    pub async fn on(server: &'s Server) -> Self {
        Self(in_role(server, Role::Trainer).await)
    }
}

impl<'s> Manager<'s> {
    pub async fn on(server: &'s Server) -> Self {
        Self(in_role(server, Role::Manager).await)
    }
}

impl<'s> Administrator<'s> {
    pub async fn on(server: &'s Server) -> Self {
        Self(in_role(server, Role::Administrator).await)
    }
}

/// Where the exam island saves.
pub const SAVE: &str = <app::api::SaveAct as leptos::server_fn::ServerFn>::PATH;

pub fn address(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

pub fn last_segment(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
