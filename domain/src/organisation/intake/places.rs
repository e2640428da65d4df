use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::{IntakeRefusal, IntakeRow, key};
use crate::ids::{DepartmentId, PositionId};
use crate::organisation::{Books, Entry};

/// The position of those for whom a list names a department and no position.
const STAFF: &str = "Staff";

type Path = Vec<String>;

/// A department, known or to be made.
#[derive(Clone)]
struct Node {
    id: DepartmentId,
    /// As people write it.
    path: String,
}

/// Departments and positions, those of the books and those that the list makes.
pub(super) struct Places {
    organisation: String,
    nodes: HashMap<Path, Node>,
    /// Paths by their last name.
    ends: HashMap<String, Vec<Path>>,
    names: HashMap<DepartmentId, String>,
    positions: HashMap<(DepartmentId, String), PositionId>,
    about: HashMap<PositionId, (DepartmentId, String)>,
    by_name: HashMap<String, Vec<PositionId>>,
    structure: Vec<Entry>,
    made_departments: Vec<String>,
    made_positions: Vec<String>,
}

impl Places {
    /// Makes the departments that the rows name and the books do not have. Longer paths come first, so that what a short one
    /// means does not depend on the order of the rows.
    pub(super) fn of<'r>(
        books: &Books,
        rows: impl Iterator<Item = &'r IntakeRow>,
        fresh: &mut dyn FnMut() -> String,
    ) -> Self {
        let mut places = Self::known(books);
        let rows = rows.filter(|row| !row.department.is_empty()).collect::<Vec<_>>();
        let mut paths = rows.iter().map(|row| &row.department).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        paths.sort_by_key(|path| Reverse(path.len()));
        for path in paths {
            let sought = path.iter().map(|name| key(name)).collect::<Path>();
            if matches!(places.find(&sought), Ok(None)) {
                places.make(path, &sought, fresh);
            }
        }
        for row in rows {
            if let (Ok(Some(node)), Some(name)) = (places.department(&row.department), &row.position) {
                places.position(&node, name, fresh);
            }
        }
        places
    }

    fn known(books: &Books) -> Self {
        let mut places = Self {
            organisation: books.name.clone(),
            nodes: HashMap::new(),
            ends: HashMap::new(),
            names: HashMap::new(),
            positions: HashMap::new(),
            about: HashMap::new(),
            by_name: HashMap::new(),
            structure: Vec::new(),
            made_departments: Vec::new(),
            made_positions: Vec::new(),
        };
        for id in books.departments.keys() {
            let mut line = books.above(id);
            line.reverse();
            let names = line.iter().filter_map(|id| books.departments.get(id));
            places.add(names.map(|department| key(&department.name)).collect(), id.clone(), books.path(id));
        }
        for (id, position) in &books.positions {
            places.add_position(&position.department, &position.name, id.clone());
        }
        places
    }

    fn add(&mut self, sought: Path, id: DepartmentId, path: String) {
        let Some(end) = sought.last().cloned() else { return };
        self.names.insert(id.clone(), path.clone());
        if !self.nodes.contains_key(&sought) {
            self.ends.entry(end).or_default().push(sought.clone());
            self.nodes.insert(sought, Node { id, path });
        }
    }

    fn add_position(&mut self, department: &DepartmentId, name: &str, id: PositionId) {
        self.positions.entry((department.clone(), key(name))).or_insert_with(|| id.clone());
        self.by_name.entry(key(name)).or_default().push(id.clone());
        self.about.insert(id, (department.clone(), name.to_owned()));
    }

    /// The department that a path means: the whole path from the top, else the only one whose path ends so.
    fn find(&self, sought: &Path) -> Result<Option<&Node>, ()> {
        if let Some(node) = self.nodes.get(sought) {
            return Ok(Some(node));
        }
        let Some(end) = sought.last() else { return Ok(None) };
        let mut ending = self.ends.get(end).into_iter().flatten().filter(|path| path.ends_with(sought));
        match (ending.next(), ending.next()) {
            (Some(_), Some(_)) => Err(()),
            (Some(path), None) => Ok(self.nodes.get(path)),
            (None, _) => Ok(None),
        }
    }

    fn make(&mut self, path: &[String], sought: &[String], fresh: &mut dyn FnMut() -> String) {
        let mut parent: Option<Node> = None;
        for length in 1..=sought.len() {
            let here = sought[..length].to_vec();
            let node = self.nodes.get(&here).cloned().unwrap_or_else(|| {
                let (id, name) = (DepartmentId::new(fresh()), path[length - 1].clone());
                let words = parent.as_ref().map_or_else(|| name.clone(), |parent| format!("{} > {name}", parent.path));
                let parent = parent.as_ref().map(|parent| parent.id.clone());
                self.structure.push(Entry::Department { department: id.clone(), parent, name });
                self.made_departments.push(words.clone());
                self.add(here, id.clone(), words.clone());
                Node { id, path: words }
            });
            parent = Some(node);
        }
    }

    /// The department that a row names; nothing when it names none.
    pub(super) fn department(&self, path: &[String]) -> Result<Option<DepartmentId>, IntakeRefusal> {
        let sought = path.iter().map(|name| key(name)).collect::<Path>();
        let found = self.find(&sought).map_err(|()| IntakeRefusal::WhichDepartment(path.join(" > ")))?;
        Ok(found.map(|node| node.id.clone()))
    }

    /// The position of a name in a department, made where it is not there.
    pub(super) fn position(
        &mut self,
        department: &DepartmentId,
        name: &str,
        fresh: &mut dyn FnMut() -> String,
    ) -> PositionId {
        if let Some(id) = self.positions.get(&(department.clone(), key(name))) {
            return id.clone();
        }
        let id = PositionId::new(fresh());
        self.add_position(department, name, id.clone());
        self.made_positions.push(self.words(&id));
        let (position, department, name) = (id.clone(), department.clone(), name.to_owned());
        self.structure.push(Entry::Position { position, department, name });
        id
    }

    /// The position of those who have no other in a department.
    pub(super) fn staff(&mut self, department: &DepartmentId, fresh: &mut dyn FnMut() -> String) -> PositionId {
        self.position(department, STAFF, fresh)
    }

    /// The only position of a name, made at the top of the organisation where there is none.
    pub(super) fn position_anywhere(
        &mut self,
        name: &str,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<PositionId, IntakeRefusal> {
        match self.by_name.get(&key(name)).map(Vec::as_slice) {
            Some([one]) => Ok(one.clone()),
            Some([_, _, ..]) => Err(IntakeRefusal::WhichPosition(name.to_owned())),
            Some([]) | None => {
                let top = vec![self.organisation.clone()];
                let sought = vec![key(&self.organisation)];
                if !self.nodes.contains_key(&sought) {
                    self.make(&top, &sought, fresh);
                }
                let department = self.nodes[&sought].id.clone();
                Ok(self.position(&department, name, fresh))
            }
        }
    }

    /// A position with its department, in words.
    pub(super) fn words(&self, position: &PositionId) -> String {
        let Some((department, name)) = self.about.get(position) else { return String::new() };
        format!("{name}, {}", self.names.get(department).map_or("", String::as_str))
    }

    /// Whether a position lies in a department.
    pub(super) fn is_in(&self, position: &PositionId, department: &DepartmentId) -> bool {
        self.about.get(position).is_some_and(|(lies, _)| lies == department)
    }

    /// Whether a position is called so.
    pub(super) fn is_called(&self, position: &PositionId, name: &str) -> bool {
        self.about.get(position).is_some_and(|(_, known)| key(known) == key(name))
    }

    /// What is to be made: lines, departments and positions in words.
    pub(super) fn made(self) -> (Vec<Entry>, Vec<String>, Vec<String>) {
        (self.structure, self.made_departments, self.made_positions)
    }
}
