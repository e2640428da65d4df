use content::Library;
use domain::ids::{PaperId, SchemeId};
use domain::question::Level;
use store::KeptPaper;

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
pub fn papers(library: &Library, kept: &[KeptPaper], level: Level) -> Vec<Paper> {
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
    let kept = kept.iter().filter(|paper| of_level(&paper.scheme));
    let kept = kept.filter(|paper| paper.sections.iter().flatten().all(|item| library.item(item).is_some()));
    let kept = kept.map(|paper| (&paper.id, &paper.title, &paper.scheme));
    let same = fixed.chain(kept).map(|(id, title, scheme)| Paper {
        id: id.to_string(),
        title: format!("{title}, the same for everybody"),
        scheme: scheme.clone(),
        fixed: Some(id.clone()),
    });
    drawn.chain(same).collect()
}
