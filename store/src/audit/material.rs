use std::collections::BTreeMap;

use domain::award::day_of;
use domain::ids::{EvidenceId, MemberId, OrganisationId};
use domain::marks::Marks;
use domain::organisation::{Books, Entry, File, Material, Mock, Observation};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::apart::apart;
use crate::engine::query;
use crate::organisations::read::{BookLine, until};
use crate::{Fault, Store};

#[derive(FromRow)]
struct MockRow {
    member_id: String,
    id: String,
    finished_at: i64,
    level: String,
    title: String,
    score: i64,
    marks: i64,
    passed: Option<bool>,
}

impl MockRow {
    fn mock(self) -> Result<Mock, Fault> {
        let corrupt = |column, value: &str| Fault::corrupt("attempt", column, &self.id, value);
        let marks =
            |column, marks: i64| i32::try_from(marks).map(Marks).map_err(|_| corrupt(column, &marks.to_string()));
        Ok(Mock {
            at: Timestamp(self.finished_at),
            level: Level::from_word(&self.level).ok_or_else(|| corrupt("level", &self.level))?,
            score: marks("score", self.score)?,
            marks: marks("marks", self.marks)?,
            passed: self.passed,
            title: self.title,
        })
    }
}

impl Store {
    /// All that a pack is made from.
    pub(super) async fn material(&self, organisation: &OrganisationId, known: Timestamp) -> Result<Material, Fault> {
        let rules = self.library().credits.rules.clone();
        let mut material = Material { rules, ..Material::default() };
        let mut books = Books::default();
        let mut conn = self.read().await?;
        let take = |line: BookLine| {
            if let Entry::Observed { member, on, effect, words, .. } = &line.entry {
                let (words, by) = (words.clone(), line.by.clone());
                let seen = Observation { on: *on, effect: *effect, words, by, at: line.at };
                material.observations.entry(member.clone()).or_default().push(seen);
            }
            books.replay(day_of(line.at), line.entry, line.person);
        };
        until(&mut conn, organisation, known, take).await?;
        drop(conn);
        material.books = books;
        let seen = self.awards_seen(organisation, known).await?;
        for (member, logs) in apart(move || seen.by_member()).await?? {
            material.awards.insert(member, logs.into_iter().map(|log| (log.id, log.entries)).collect());
        }
        let mut conn = self.read().await?;
        let binds = (organisation.as_str(), known.0);
        let files = query!(&mut conn, "files.sql", [binds.0, binds.1], all(String, String, String))?;
        let file = |(id, name, digest): (String, String, String)| {
            let id = EvidenceId::new(id);
            (id.clone(), File { id, name, digest })
        };
        material.files = files.into_iter().map(file).collect();
        material.mocks = mocks(query!(&mut conn, "mocks.sql", [binds.0, binds.1], all MockRow)?)?;
        Ok(material)
    }
}

fn mocks(rows: Vec<MockRow>) -> Result<BTreeMap<MemberId, Vec<Mock>>, Fault> {
    let mut mocks = BTreeMap::<MemberId, Vec<Mock>>::new();
    for row in rows {
        let member = MemberId::new(row.member_id.as_str());
        mocks.entry(member).or_default().push(row.mock()?);
    }
    Ok(mocks)
}
