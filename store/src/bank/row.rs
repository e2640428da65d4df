//! From rows to values.

use content::{Library, Neighbour, Written};
use domain::bank::{BankAct, BankState, BankUse};
use domain::ids::{AccountId, ItemId};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{BankEvent, BankRow, BankText, BankVersion, named};
use crate::Fault;

#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    author_id: Option<String>,
    author_name: String,
    state: String,
    version: i64,
    used: Option<i64>,
    used_as: String,
    level: String,
    kind: String,
    area: String,
    edition: String,
    label: String,
    beginning: String,
    changed_at: i64,
    /// Of somebody else's draft the version in use: nothing of what follows upon it is told.
    shared: Option<String>,
}

/// Reads a form as it was typed.
pub(super) fn form(written: &str, id: &ItemId) -> Result<Written, Fault> {
    serde_json::from_str(written).map_err(|error| Fault::corrupt("bank_version", "written", id, error))
}

impl Row {
    pub fn question(self) -> Result<BankRow, Fault> {
        let corrupt = |column, why: &str| Fault::corrupt("bank_item", column, &self.id, why);
        let used_as = || BankUse::from_word(&self.used_as).ok_or_else(|| corrupt("used_as", &self.used_as));
        let used = self.used.map(|number| Ok::<_, Fault>((number, used_as()?))).transpose()?;
        let state = BankState::from_word(&self.state).ok_or_else(|| corrupt("state", &self.state))?;
        let id = ItemId::new(self.id);
        let shared = self.shared.map(|written| form(&written, &id)).transpose()?;
        let row = BankRow {
            state,
            used,
            id,
            author: self.author_id.map(AccountId::new),
            author_name: self.author_name,
            version: self.version,
            level: Level::from_word(&self.level),
            kind: self.kind,
            area: self.area,
            edition: self.edition,
            label: self.label,
            beginning: self.beginning,
            changed_at: Timestamp(self.changed_at),
        };
        Ok(match shared {
            None => row,
            Some(written) => BankRow {
                level: Level::from_word(&written.level),
                kind: written.kind.word().to_owned(),
                beginning: written.begin(),
                label: written.label.trim().to_owned(),
                area: written.area,
                ..row
            },
        })
    }
}

#[derive(FromRow)]
pub(super) struct NeighbourRow {
    id: String,
    level: String,
    family: String,
    label: String,
    beginning: String,
    asked: String,
    shared: Option<String>,
}

impl NeighbourRow {
    /// Tells of somebody else's draft what the version in use says.
    pub fn into_shared(self, library: &Library) -> Result<Self, Fault> {
        let Some(shared) = &self.shared else { return Ok(self) };
        let id = ItemId::new(self.id.clone());
        let written = form(shared, &id)?;
        Ok(Self {
            asked: library.judge_alone(&written, &id, 1).asked,
            beginning: written.begin(),
            label: written.label.trim().to_owned(),
            family: written.family.trim().to_owned(),
            level: written.level,
            ..self
        })
    }

    pub fn words(self) -> (String, String) {
        let name = named(&self.label, &self.beginning).to_owned();
        (self.asked, name)
    }

    /// Nothing for one without a level: it is compared with no other.
    pub fn neighbour(self) -> Option<Neighbour> {
        let level = Level::from_word(&self.level)?;
        let name = named(&self.label, &self.beginning).to_owned();
        let family = if self.family.is_empty() { self.id.clone() } else { self.family };
        Some(Neighbour { id: ItemId::new(self.id), name, level, family, asked: self.asked })
    }
}

#[derive(FromRow)]
pub(super) struct VersionRow {
    number: i64,
    note: String,
    made_by_name: String,
    made_at: i64,
}

impl VersionRow {
    pub fn version(self) -> BankVersion {
        let Self { number, note, made_by_name, made_at } = self;
        BankVersion { number, note, made_by: made_by_name, made_at: Timestamp(made_at) }
    }
}

#[derive(FromRow)]
pub(super) struct EventRow {
    version: i64,
    made_at: i64,
    made_by_name: String,
    act: String,
    words: String,
}

impl EventRow {
    pub fn event(self, id: &ItemId) -> Result<BankEvent, Fault> {
        let act = BankAct::from_word(&self.act).ok_or_else(|| Fault::corrupt("bank_event", "act", id, &self.act))?;
        let (version, made_at, made_by, words) = (self.version, Timestamp(self.made_at), self.made_by_name, self.words);
        Ok(BankEvent { version, made_at, made_by, act, words })
    }
}

#[derive(FromRow)]
pub(super) struct TextRow {
    digest: String,
    written: String,
    source: String,
}

impl TextRow {
    pub fn text(self, id: &ItemId) -> Result<BankText, Fault> {
        Ok(BankText { written: form(&self.written, id)?, source: self.source, digest: self.digest })
    }
}

#[derive(FromRow)]
pub(super) struct SeenRow {
    pub item_id: String,
    pub number: i64,
    #[sqlx(flatten)]
    pub text: TextRow,
}
