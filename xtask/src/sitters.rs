//! Scripted candidates: people made without signing up, who talk to the server as the pages do.

pub mod ground;
pub mod hall;
pub mod people;
pub mod start;
pub mod wire;

use anyhow::Result;
use domain::attempt::{Act, Save};
use domain::ids::AttemptId;
use domain::response::Response;

use wire::{JSON, post};

/// Questions of the Foundation paper.
pub const ITEMS: u16 = 40;
/// Options that every question of it has.
const OPTIONS: u64 = 3;

/// Somebody sitting an exam who answers question after question, and begins again at the first.
#[derive(Clone)]
pub struct Candidate {
    pub cookie: String,
    pub attempt: AttemptId,
    /// Saves sent so far.
    pub saves: u64,
}

impl Candidate {
    /// Writes the next save: another answer to another item.
    pub fn save(&mut self, request: &mut Vec<u8>) {
        self.saves += 1;
        let (item, turn) = (self.saves % u64::from(ITEMS), self.saves / u64::from(ITEMS));
        let act = answer(item as u16, (turn % OPTIONS) as u8);
        let save = Save { key: format!("{}-{}", self.attempt, self.saves), sequence: self.saves, act };
        write_save(request, &self.cookie, &self.attempt, &save);
    }
}

/// Chooses an option, both counted from 0.
pub fn answer(item: u16, option: u8) -> Act {
    Act::Answer { item, response: Response::Choice(option % OPTIONS as u8) }
}

/// Appends a save as the exam island sends it.
pub fn write_save(request: &mut Vec<u8>, cookie: &str, attempt: &AttemptId, save: &Save) {
    let body = serde_json::json!({ "attempt": attempt, "save": save }).to_string();
    post(request, "/api/attempt/save", cookie, JSON, &body);
}

/// One thread for everybody: what they do is wait.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
