use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::places::Places;
use super::{Change, Fate, IntakeAward, IntakeGround, IntakeRefusal, IntakeRow, IntakeStep, key};
use crate::award::Day;
use crate::ids::{AssignmentId, AwardId, MemberId, PositionId};
use crate::organisation::{Assignment, Entry, Member, Person};

/// A person as the books say so far, the earlier rows taken into account.
struct Known {
    member: Member,
    held: Vec<(AssignmentId, Assignment)>,
}

/// Everybody.
pub(super) struct People {
    today: Day,
    by_email: HashMap<String, MemberId>,
    known: HashMap<MemberId, Known>,
    left: BTreeSet<MemberId>,
    gone: BTreeMap<String, Option<Day>>,
    /// The addresses of all who ever left.
    left_before: BTreeSet<String>,
    certificates: BTreeSet<(MemberId, String)>,
}

/// What a row comes to.
#[derive(Default)]
struct Draft {
    changes: Vec<Change>,
    lines: Vec<(Entry, Option<Person>)>,
}

impl People {
    pub(super) fn of(ground: &IntakeGround, today: Day) -> Self {
        let (mut by_email, mut known) = (HashMap::new(), HashMap::new());
        for (id, member) in &ground.books.members {
            let email = key(&member.person.email);
            // Who came back has two lines; the present one is meant, else the last one.
            let is_before =
                ground.left.contains(id) && by_email.get(&email).is_some_and(|one| !ground.left.contains(one));
            if !email.is_empty() && !is_before {
                by_email.insert(email, id.clone());
            }
            known.insert(id.clone(), Known { member: member.clone(), held: Vec::new() });
        }
        for (id, held) in &ground.books.assignments {
            if let Some(known) = known.get_mut(&held.member) {
                known.held.push((id.clone(), held.clone()));
            }
        }
        let (left, gone) = (ground.left.clone(), ground.gone());
        let left_before = left.iter().filter_map(|id| ground.books.members.get(id));
        let left_before = left_before.map(|member| key(&member.person.email)).collect();
        Self { today, by_email, known, left, gone, left_before, certificates: ground.certificates.clone() }
    }

    /// Decides about one row.
    pub(super) fn take(
        &mut self,
        row: &IntakeRow,
        places: &mut Places,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<IntakeStep, IntakeRefusal> {
        let email = key(&row.person.email);
        let returns = row.comes_back(&self.gone) == Some(true);
        let found = self.by_email.get(&email).filter(|id| !(returns && self.left.contains(*id))).cloned();
        let is_new = found.is_none();
        if found.as_ref().is_some_and(|id| self.is_of_before(row, &email, id)) {
            return Ok(IntakeStep::unchanged(row));
        }
        let id = found.unwrap_or_else(|| MemberId::new(fresh()));
        let mut draft = Draft::default();
        // Nothing more is said about who has left; the row only repeats the last day.
        let mut award = None;
        if !self.left.contains(&id) {
            let member = self.days(row, &id)?;
            let position = self.position(row, &id, &member, places, fresh)?;
            self.by_email.insert(email, id.clone());
            self.enter(row, &id, member, &mut draft);
            if let Some(position) = position {
                self.assign(&id, position, is_new, (places, fresh), &mut draft);
            }
            self.cut(&id, &mut draft);
            award = self.certify(row, &id, fresh, &mut draft);
        }
        let fate = match (is_new, draft.changes.is_empty()) {
            (true, _) => Fate::Created,
            (false, true) => Fate::Unchanged,
            (false, false) => Fate::Changed,
        };
        let (person, lines) = (row.person.clone(), draft.lines);
        Ok(IntakeStep { row: row.row, person, fate, changes: draft.changes, refusal: None, lines, award })
    }

    /// Whether a row is about the time before somebody came back: nothing more is said about that.
    fn is_of_before(&self, row: &IntakeRow, email: &str, id: &MemberId) -> bool {
        let first = self.known.get(id).and_then(|known| known.member.starts_on);
        let was_there = self.left_before.contains(email) && !self.left.contains(id);
        was_there && row.ends_on.zip(first).is_some_and(|(last, first)| last < first)
    }

    /// The person as row and books say together.
    fn days(&self, row: &IntakeRow, id: &MemberId) -> Result<Member, IntakeRefusal> {
        let known = self.known.get(id).map(|known| known.member.clone()).unwrap_or_default();
        let starts_on = row.starts_on.or(known.starts_on);
        let ends_on = row.ends_on.or(known.ends_on);
        if let (Some(first), Some(last)) = (starts_on, ends_on)
            && last < first
        {
            return Err(IntakeRefusal::Backwards { first, last });
        }
        let email = if known.person.email.is_empty() { row.person.email.clone() } else { known.person.email.clone() };
        let person = Person { name: row.person.name.clone(), email };
        Ok(Member { person, starts_on, ends_on, ..known })
    }

    /// The position that the person is to hold and does not hold yet.
    fn position(
        &self,
        row: &IntakeRow,
        id: &MemberId,
        member: &Member,
        places: &mut Places,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<Option<PositionId>, IntakeRefusal> {
        let is_gone = member.ends_on.is_some_and(|last| last < self.today);
        let held = self.known.get(id).map_or(&[][..], |known| &known.held);
        let counts = |held: &Assignment| is_gone || is_open(held, self.today);
        let holds =
            |meant: &dyn Fn(&PositionId) -> bool| held.iter().any(|(_, held)| counts(held) && meant(&held.position));
        let department = places.department(&row.department)?;
        let position = match (department, &row.position) {
            (None, None) => return Ok(None),
            (Some(department), None) if holds(&|held| places.is_in(held, &department)) => return Ok(None),
            (Some(department), None) => places.staff(&department, fresh),
            (None, Some(name)) if holds(&|held| places.is_called(held, name)) => return Ok(None),
            (None, Some(name)) => places.position_anywhere(name, fresh)?,
            (Some(department), Some(name)) => places.position(&department, name, fresh),
        };
        Ok((!holds(&|held| *held == position)).then_some(position))
    }

    fn enter(&mut self, row: &IntakeRow, id: &MemberId, member: Member, draft: &mut Draft) {
        let before = self.known.get(id).map(|known| &known.member);
        match before {
            None => draft.changes.push(Change::Person),
            Some(before) => {
                if before.person.name != row.person.name {
                    draft.changes.push(Change::Name(before.person.name.clone()));
                }
                let day = |before: Option<Day>, now: Option<Day>| now.filter(|now| before != Some(*now));
                draft.changes.extend(day(before.starts_on, member.starts_on).map(Change::FirstDay));
                draft.changes.extend(day(before.ends_on, member.ends_on).map(Change::LastDay));
            }
        }
        if !draft.changes.is_empty() {
            let (starts_on, ends_on) = (member.starts_on, member.ends_on);
            let entry = Entry::Member { member: id.clone(), starts_on, ends_on };
            draft.lines.push((entry, Some(member.person.clone())));
        }
        let known = self.known.entry(id.clone());
        known.or_insert_with(|| Known { member: Member::default(), held: Vec::new() }).member = member;
    }

    /// Puts the person into a position, out of the others that the person holds.
    fn assign(
        &mut self,
        id: &MemberId,
        position: PositionId,
        is_new: bool,
        (places, fresh): (&Places, &mut dyn FnMut() -> String),
        draft: &mut Draft,
    ) {
        let today = self.today;
        let Some(known) = self.known.get_mut(id) else { return };
        let (starts_on, until) = (known.member.starts_on, known.member.ends_on);
        let is_gone = until.is_some_and(|last| last < today);
        let from = match starts_on {
            Some(first) if is_new || is_gone => first,
            Some(first) => first.max(today),
            None => today,
        };
        let from = until.map_or(from, |last| from.min(last));
        for (assignment, held) in known.held.iter_mut().filter(|(_, held)| !is_gone && is_open(held, today)) {
            let last = from.pred_opt().unwrap_or(from);
            held.until = Some(last);
            draft.lines.push((Entry::Unassigned { assignment: assignment.clone(), until: last }, None));
        }
        draft.changes.push(Change::Position(places.words(&position), from));
        let assignment = AssignmentId::new(fresh());
        let held = Assignment { member: id.clone(), position: position.clone(), from, until };
        known.held.push((assignment.clone(), held));
        draft.lines.push((Entry::Assigned { assignment, member: id.clone(), position, from, until }, None));
    }

    /// Nobody holds a position beyond the last day.
    fn cut(&mut self, id: &MemberId, draft: &mut Draft) {
        let Some(known) = self.known.get_mut(id) else { return };
        let Some(last) = known.member.ends_on else { return };
        for (assignment, held) in &mut known.held {
            if held.until.is_none_or(|until| until > last) {
                held.until = Some(last);
                draft.lines.push((Entry::Unassigned { assignment: assignment.clone(), until: last }, None));
                if draft.changes.is_empty() {
                    draft.changes.push(Change::LastDay(last));
                }
            }
        }
    }

    fn certify(
        &mut self,
        row: &IntakeRow,
        id: &MemberId,
        fresh: &mut dyn FnMut() -> String,
        draft: &mut Draft,
    ) -> Option<IntakeAward> {
        let facts = row.certificate.clone()?;
        if !self.certificates.insert((id.clone(), facts.identity())) {
            return None;
        }
        draft.changes.push(Change::Certificate(facts.certificate_number.clone()));
        let account = self.known.get(id).and_then(|known| known.member.account.clone());
        Some(IntakeAward { id: AwardId::new(fresh()), member: id.clone(), account, facts })
    }
}

/// Whether it holds today or later.
fn is_open(held: &Assignment, today: Day) -> bool {
    held.until.is_none_or(|until| until >= today)
}
