use content::Library;
use domain::cohort::Task;
use domain::ids::{PaperId, SchemeId};
use domain::question::Level;

use crate::pages::exam::PaperChoice;

/// A paper that can be assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called in forms: the id of its scheme, or of the fixed paper.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its rules.
    pub scheme: SchemeId,
    /// The fixed paper; else one is drawn for each person.
    pub fixed: Option<PaperId>,
}

/// The papers of a level: schemes from which one can be drawn, those fixed in the course, and those that the organisation fixed.
pub fn papers(library: &Library, kept: &[PaperChoice], level: Level) -> Vec<Paper> {
    let of_level = |id: &SchemeId| library.scheme(id).is_some_and(|scheme| scheme.level == level);
    let drawn = library.schemes.iter().filter(|scheme| scheme.level == level && library.drawer(&scheme.id).is_some());
    let drawn = drawn.map(|scheme| Paper {
        id: scheme.id.to_string(),
        title: format!("{}, drawn for each person", scheme.name),
        scheme: scheme.id.clone(),
        fixed: None,
    });
    let fixed = library.papers.iter().filter(|paper| of_level(&paper.scheme) && library.is_live(paper));
    let fixed = fixed.map(|paper| (&paper.id, &paper.title, &paper.scheme));
    let kept = kept.iter().filter(|paper| paper.scheme.level == level);
    let kept = kept.filter_map(|paper| Some((&paper.fixed.as_ref()?.0, &paper.title, &paper.scheme.id)));
    let same = fixed.chain(kept).map(|(id, title, scheme)| Paper {
        id: id.to_string(),
        title: format!("{title}, the same for everybody"),
        scheme: scheme.clone(),
        fixed: Some(id.clone()),
    });
    drawn.chain(same).collect()
}

/// The paper that is planned already, so that it can stay though nobody could choose it now.
pub fn planned_paper(library: &Library, task: &Task) -> Option<Paper> {
    let Task::Paper { scheme, fixed, .. } = task else { return None };
    let id = fixed.as_ref().map_or_else(|| scheme.to_string(), ToString::to_string);
    let name = library.scheme(scheme).map_or_else(|| scheme.to_string(), |scheme| scheme.name.clone());
    let title = format!("{name}, as planned: no longer available");
    Some(Paper { id, title, scheme: scheme.clone(), fixed: fixed.clone() })
}
