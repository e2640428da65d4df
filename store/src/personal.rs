//! Everything that is kept about a person: taken out whole, or deleted.

use domain::award::day_of;
use domain::ids::{AccountId, MemberId, OrganisationId};
use domain::organisation::Entry as BookEntry;
use domain::time::Timestamp;
use serde::Serialize;
use serde_json::Value;
use sqlx::FromRow;

use crate::awards::let_go;
use crate::engine::{Conn, query};
use crate::organisations::{append, is_last_manager, needs};
use crate::{Fault, Store};

/// The columns of a person's rows as they are stored, a list for each table. Secrets (hashes) and keys of items are not in it.
#[derive(Debug, Serialize)]
pub struct PersonalData {
    account: AccountData,
    sessions: Vec<SessionData>,
    attempts: Vec<AttemptData>,
    attempt_events: Vec<EventData>,
    changed_results: Vec<ChangedData>,
    study_events: Vec<StudyData>,
    lesson_notes: Vec<NoteData>,
    memberships: Vec<MemberData>,
    award_entries: Vec<AwardData>,
    evidence: Vec<EvidenceData>,
    credit_entries: Vec<CreditData>,
    certificates_of_completion: Vec<CompletionData>,
    accommodations: Vec<AccommodationData>,
    reports: Vec<ReportData>,
    questions_written: Vec<QuestionData>,
    versions_of_questions: Vec<QuestionVersionData>,
    decisions_on_questions: Vec<QuestionEventData>,
    mails: Vec<MailData>,
    mail_preferences: Vec<PreferenceData>,
    classes: Vec<ClassData>,
    own_dates: Vec<OwnDatesData>,
    attendance: Vec<AttendanceData>,
    cohorts_taught: Vec<TaughtData>,
    done_in_classes: Vec<CohortEventData>,
    calendar_links: Vec<CalendarData>,
    marked_by_people: Vec<SheetData>,
    final_marks: Vec<FinalData>,
    marker_comments: Vec<CommentData>,
}

macro_rules! rows {
    ($($name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {$(
        #[derive(Debug, Serialize, FromRow)]
        struct $name { $($field: $kind),* }
    )*};
}

rows! {
    AccountData {
        id: String, organisation_id: Option<String>, email: String, name: String, role: String,
        exam_date: Option<String>, created_at: i64,
    }
    SessionData { id: String, created_at: i64, seen_at: i64, agent: String }
    AttemptRow {
        id: String, mode: String, level: String, scheme_id: Option<String>, title: String, paper: String,
        pass_mark: Option<i64>, started_at: i64, granted: Option<i64>, phase: String, finished_at: Option<i64>,
        used: Option<i64>, score: Option<i64>, marks: i64, result: Option<String>, answers_by_item: Option<String>,
    }
    ChangedData {
        attempt_id: String, made_at: i64, made_by: String, reason: String, score_before: i64, marks_before: i64,
        passed_before: Option<bool>, score_after: i64, marks_after: i64, passed_after: Option<bool>,
    }
    EventRow { attempt_id: String, number: i64, sequence: i64, at: i64, body: String }
    StudyRow { at: i64, body: String }
    NoteData { lesson_id: String, body: String, updated_at: i64 }
    AccommodationData {
        percent: i64, extra: i64, breaks: i64, reason: String, approved_by: String, approved_at: i64, valid_from: i64,
        valid_until: Option<i64>, class: Option<String>,
    }
    ReportData {
        item_id: String, body: String, made_at: i64, state: String, answer: String, decided_at: Option<i64>,
    }
    QuestionData {
        id: String, author_name: String, state: String, label: String, beginning: String, made_at: i64, changed_at: i64,
    }
    QuestionVersionData { item_id: String, number: i64, note: String, made_by_name: String, made_at: i64 }
    QuestionEventData {
        item_id: String, version: i64, made_at: i64, made_by_name: String, act: String, words: String,
    }
    MemberData {
        organisation: String, name: String, email: String, role: String, state: String, starts_on: Option<String>,
        ends_on: Option<String>, joined_at: Option<i64>, left_at: Option<i64>,
    }
    AwardRow { award_id: String, number: i64, recorded_at: i64, recorded_by: String, body: String }
    EvidenceData {
        award_id: String, name: String, media_type: String, size: i64, sha256: String, made_at: i64, made_by: String,
    }
    CreditData {
        award_id: String, number: i64, qualification: String, half_credits: i64, kind: String, reverses: Option<i64>,
        reason: String, at: i64,
    }
    CompletionRow {
        level: String, edition: String, title: String, holder: String, email: String, lessons: i64, hours: i64,
        completed_on: String, mock_percent: i64, mock_on: String, code: String, salt: String, shown: String,
        issued_at: i64, withdrawn_at: Option<i64>, withdrawn_by: String, withdrawn_reason: String,
    }
    MailData {
        email: String, kind: String, subject: String, body_text: String, body_html: String, made_at: i64, state: String,
        sent_at: Option<i64>,
    }
    SheetRow { attempt_id: String, place: i64, body: String, at: i64 }
    FinalRow {
        attempt_id: String, place: i64, number: i64, marks: i64, body: String, reason: String, at: i64,
        counts_at: Option<i64>,
    }
    CommentData { words: String, used: i64, made_at: i64 }
    PreferenceData { kind: String, wanted: bool, changed_at: i64 }
    ClassData {
        class: String, organisation: String, name: String, email: String, state: String, joined_at: Option<i64>,
        left_at: Option<i64>,
    }
    OwnDatesData {
        class: String, entry: String, opens_at: Option<i64>, due_at: Option<i64>, closes_at: Option<i64>, reason: String,
        set_by: String, set_at: i64,
    }
    AttendanceData { class: String, entry: String, presence: String, set_by: String, set_at: i64 }
    TaughtData { class: String, added_by: String, added_at: i64 }
    CohortEventRow { class: String, at: i64, kind: String, by_you: String, details: String }
    CalendarData { made_at: i64 }
}

#[derive(Debug, Serialize)]
struct AttemptData {
    #[serde(flatten)]
    row: AttemptRow,
    paper_items: Value,
    marks_by_item_and_area: Value,
}

#[derive(Debug, Serialize)]
struct SheetData {
    attempt_id: String,
    place: i64,
    at: i64,
    judgement: Value,
}

#[derive(Debug, Serialize)]
struct FinalData {
    #[serde(flatten)]
    row: FinalRow,
    judgement: Value,
}

#[derive(Debug, Serialize)]
struct CohortEventData {
    class: String,
    at: i64,
    kind: String,
    by_you: bool,
    details: Value,
}

#[derive(Debug, Serialize)]
struct CompletionData {
    #[serde(flatten)]
    row: CompletionRow,
    shown_to_others: Value,
}

#[derive(Debug, Serialize)]
struct EventData {
    attempt_id: String,
    number: i64,
    sequence: i64,
    at: i64,
    event: Value,
}

#[derive(Debug, Serialize)]
struct StudyData {
    at: i64,
    event: Value,
}

#[derive(Debug, Serialize)]
struct AwardData {
    award_id: String,
    number: i64,
    recorded_at: i64,
    recorded_by: String,
    event: Value,
}

fn json(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.to_owned()))
}

/// What became of deleting an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone.
    Done,
    /// There is no such account.
    Absent,
    /// The person alone answers for the books of an organisation to which others belong. Nothing was changed.
    LastManager,
}

impl Store {
    /// Takes out everything that is kept about a person. Nothing when there is no such account.
    pub async fn personal_data(&self, id: &AccountId) -> Result<Option<PersonalData>, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let who = id.as_str();
        let Some(account) = query!(conn, "personal/account.sql", [who], optional AccountData)? else { return Ok(None) };
        let attempts = query!(conn, "personal/attempts.sql", [who], all AttemptRow)?;
        let events = query!(conn, "personal/attempt_events.sql", [who], all EventRow)?;
        let study = query!(conn, "personal/study_events.sql", [who], all StudyRow)?;
        let awards = query!(conn, "personal/award_entries.sql", [who], all AwardRow)?;
        Ok(Some(PersonalData {
            account,
            sessions: query!(conn, "personal/sessions.sql", [who], all SessionData)?,
            attempts: attempts.into_iter().map(AttemptData::from).collect(),
            attempt_events: events.into_iter().map(EventData::from).collect(),
            changed_results: query!(conn, "personal/changed_results.sql", [who], all ChangedData)?,
            study_events: study.into_iter().map(|row| StudyData { at: row.at, event: json(&row.body) }).collect(),
            lesson_notes: query!(conn, "personal/notes.sql", [who], all NoteData)?,
            memberships: query!(conn, "personal/memberships.sql", [who], all MemberData)?,
            award_entries: awards.into_iter().map(AwardData::from).collect(),
            evidence: query!(conn, "personal/evidence.sql", [who], all EvidenceData)?,
            credit_entries: query!(conn, "personal/credits.sql", [who], all CreditData)?,
            certificates_of_completion: query!(conn, "personal/completions.sql", [who], all CompletionRow)?
                .into_iter()
                .map(CompletionData::from)
                .collect(),
            accommodations: query!(conn, "personal/accommodations.sql", [who], all AccommodationData)?,
            reports: query!(conn, "personal/reports.sql", [who], all ReportData)?,
            questions_written: query!(conn, "personal/bank_items.sql", [who], all QuestionData)?,
            versions_of_questions: query!(conn, "personal/bank_versions.sql", [who], all QuestionVersionData)?,
            decisions_on_questions: query!(conn, "personal/bank_events.sql", [who], all QuestionEventData)?,
            mails: query!(conn, "personal/mails.sql", [who], all MailData)?,
            mail_preferences: query!(conn, "personal/mail_preferences.sql", [who], all PreferenceData)?,
            classes: query!(conn, "personal/classes.sql", [who], all ClassData)?,
            own_dates: query!(conn, "personal/own_dates.sql", [who], all OwnDatesData)?,
            attendance: query!(conn, "personal/attendance.sql", [who], all AttendanceData)?,
            cohorts_taught: query!(conn, "personal/cohorts_taught.sql", [who], all TaughtData)?,
            done_in_classes: query!(conn, "personal/cohort_events.sql", [who], all CohortEventRow)?
                .into_iter()
                .map(CohortEventData::from)
                .collect(),
            calendar_links: query!(conn, "personal/calendar_links.sql", [who], all CalendarData)?,
            marked_by_people: query!(conn, "personal/mark_sheets.sql", [who], all SheetRow)?
                .into_iter()
                .map(SheetData::from)
                .collect(),
            final_marks: query!(conn, "personal/final_marks.sql", [who], all FinalRow)?
                .into_iter()
                .map(FinalData::from)
                .collect(),
            marker_comments: query!(conn, "personal/marker_comments.sql", [who], all CommentData)?,
        }))
    }

    /// Deletes an account and everything that hangs on it, unless others would be left in books for which nobody answers.
    ///
    /// Organisations keep what is theirs, without the account: the person has left them, and awards that they saw stay in
    /// their books with the files that prove them. What no organisation saw is gone with its log. Certificates of completion are gone: their codes are unknown from
    /// now on, and the places of their badges stay taken, with nothing that leads to the person.
    pub async fn delete_account(&self, id: &AccountId, now: Timestamp) -> Result<Deletion, Fault> {
        let id = id.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let memberships = memberships(conn, &id).await?;
                for (member, organisation, _) in &memberships {
                    let others = query!(
                        conn,
                        "personal/others.sql",
                        [organisation.as_str(), member.as_str()],
                        optional(String,)
                    )?;
                    if others.is_some() && is_last_manager(conn, organisation, member, now).await? {
                        return Ok(Deletion::LastManager);
                    }
                }
                let_go(conn, &id).await?;
                leave(conn, memberships, now).await?;
                // Questions that colleagues know stay the organisation's, without a name; what nobody else has seen goes.
                query!(conn, "personal/delete_bank_drafts.sql", [id.as_str()], rows)?;
                query!(conn, "personal/leave_bank_items.sql", [id.as_str()], rows)?;
                query!(conn, "personal/leave_bank_versions.sql", [id.as_str()], rows)?;
                query!(conn, "personal/leave_bank_events.sql", [id.as_str()], rows)?;
                query!(conn, "personal/leave_awards.sql", [id.as_str()], rows)?;
                query!(conn, "personal/delete_awards.sql", [id.as_str()], rows)?;
                // Those to the address that somebody else's account or none was meant for; the own ones go with the account.
                query!(conn, "mail/forget_done.sql", [id.as_str()], rows)?;
                query!(conn, "mail/forget_preferences.sql", [id.as_str()], rows)?;
                // Places that trainers listed by the address and nobody took.
                query!(conn, "personal/forget_listed.sql", [id.as_str()], rows)?;
                let rows = query!(conn, "personal/delete.sql", [id.as_str()], rows)?;
                Ok(if rows == 1 { Deletion::Done } else { Deletion::Absent })
            })
        })
        .await
    }
}

/// A person in the books of an organisation, and the name.
type Membership = (MemberId, OrganisationId, String);

async fn memberships(conn: &mut Conn, account: &AccountId) -> Result<Vec<Membership>, Fault> {
    let rows = query!(conn, "personal/joined.sql", [account.as_str()], all(String, String, String))?;
    let membership = |(member, organisation, by)| (MemberId::new(member), OrganisationId::new(organisation), by);
    Ok(rows.into_iter().map(membership).collect())
}

/// Ends memberships.
async fn leave(conn: &mut Conn, memberships: Vec<Membership>, now: Timestamp) -> Result<(), Fault> {
    for (member, organisation, by) in memberships {
        let line = BookEntry::Left { member: member.clone(), on: day_of(now) };
        append::append(conn, &organisation, &by, now, vec![line.into()]).await?;
        needs::refresh(conn, &organisation, Some(&member), now).await?;
    }
    Ok(())
}

impl From<AwardRow> for AwardData {
    fn from(AwardRow { award_id, number, recorded_at, recorded_by, body }: AwardRow) -> Self {
        Self { award_id, number, recorded_at, recorded_by, event: json(&body) }
    }
}

impl From<AttemptRow> for AttemptData {
    fn from(mut row: AttemptRow) -> Self {
        // The digest of an item depends on its key; what a person sat is named by the items alone.
        let mut paper_items = json(&std::mem::take(&mut row.paper));
        for pinned in paper_items.as_array_mut().into_iter().flatten() {
            *pinned = pinned["item"].take();
        }
        let marks_by_item_and_area = row.result.take().map_or(Value::Null, |body| json(&body));
        Self { row, paper_items, marks_by_item_and_area }
    }
}

impl From<SheetRow> for SheetData {
    fn from(SheetRow { attempt_id, place, body, at }: SheetRow) -> Self {
        Self { attempt_id, place, at, judgement: json(&body) }
    }
}

impl From<FinalRow> for FinalData {
    fn from(mut row: FinalRow) -> Self {
        let judgement = json(&std::mem::take(&mut row.body));
        Self { row, judgement }
    }
}

impl From<CohortEventRow> for CohortEventData {
    fn from(CohortEventRow { class, at, kind, by_you, details }: CohortEventRow) -> Self {
        Self { class, at, kind, by_you: by_you == "yes", details: json(&details) }
    }
}

impl From<CompletionRow> for CompletionData {
    fn from(mut row: CompletionRow) -> Self {
        let shown_to_others = json(&std::mem::take(&mut row.shown));
        Self { row, shown_to_others }
    }
}

impl From<EventRow> for EventData {
    fn from(EventRow { attempt_id, number, sequence, at, body }: EventRow) -> Self {
        Self { attempt_id, number, sequence, at, event: json(&body) }
    }
}
