use content::Library;
use domain::attempt::{Mode, Phase, Stretch};
use domain::ids::{AttemptId, ItemId, PaperId};
use domain::question::Level;
use domain::scheme::Scheme;
use store::{AttemptHead, Fault};

use crate::site::{Site, Viewer};

/// The papers that somebody can sit, and what they have done with them.
pub struct Offer {
    /// The exam that is running, if there is one.
    pub running: Option<AttemptId>,
    /// Finished exams.
    pub finished: Vec<AttemptHead>,
    /// Papers by level, in the order of the files; fixed ones after the drawn ones.
    pub papers: Vec<PaperChoice>,
    /// What the person's accommodations add.
    pub stretch: Stretch,
}

/// A paper that can be sat.
#[derive(Clone)]
pub struct PaperChoice {
    /// What it is called in addresses and forms: the scheme's or the fixed paper's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its rules.
    pub scheme: Scheme,
    /// The fixed paper, with its items by section.
    pub fixed: Option<(PaperId, Vec<Vec<ItemId>>)>,
    /// Who fixed it, where it was a trainer.
    pub made_by: Option<String>,
    /// Whether each draw gives another paper.
    pub varies: bool,
    /// Items that it could hold and that the person has not met.
    pub unseen: usize,
}

impl Offer {
    /// The paper that an address asks for; else the one sat last; else the first.
    pub fn chosen(&self, wanted: &str) -> Option<&PaperChoice> {
        let called = |id: &str| self.papers.iter().find(|paper| paper.id == id);
        let last = self.finished.first().and_then(|head| {
            let fixed = head.paper.as_ref().and_then(|paper| called(paper.as_str()));
            fixed.or_else(|| head.scheme.as_ref().and_then(|scheme| called(scheme.as_str())))
        });
        called(wanted).or(last).or_else(|| self.papers.first())
    }
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_offer(site: &Site, viewer: &Viewer) -> Result<Offer, Fault> {
    let library = site.library();
    let attempts = site.store.attempts(&viewer.account).await?;
    let record = site.store.study_record(&viewer.account).await?;
    let is_running = |head: &&AttemptHead| head.phase == Phase::Running && head.mode == Mode::Exam;
    let unseen = |scheme: &Scheme| {
        let pool = scheme.blueprint.as_ref().and_then(|blueprint| blueprint.pool.as_ref());
        let items = library.items.iter().filter(|item| item.is_live() && item.level == scheme.level);
        items.filter(|item| item.pool.as_ref() == pool && record.times_seen(&item.id) == 0).count()
    };
    let drawn = library.schemes.iter().filter_map(|scheme| {
        let drawer = library.drawer(&scheme.id)?;
        Some(PaperChoice {
            id: scheme.id.to_string(),
            title: scheme.name.clone(),
            fixed: None,
            made_by: None,
            varies: drawer.has_choice(),
            unseen: unseen(scheme),
            scheme: scheme.clone(),
        })
    });
    let fixed = |id: PaperId, title: String, scheme: &domain::ids::SchemeId, sections: Vec<Vec<ItemId>>, made_by| {
        let scheme = library.scheme(scheme)?.clone();
        let unseen = sections.iter().flatten().filter(|item| record.times_seen(item) == 0).count();
        let paper = Some((id.clone(), sections));
        Some(PaperChoice { id: id.to_string(), title, scheme, fixed: paper, made_by, varies: false, unseen })
    };
    let ours = library.papers.iter().filter(|paper| library.is_live(paper));
    // A scheme whose only paper is the fixed one is offered once.
    let ours = ours.filter(|paper| library.drawer(&paper.scheme).is_none_or(domain::paper::Drawer::has_choice));
    let ours = ours
        .filter_map(|paper| fixed(paper.id.clone(), paper.title.clone(), &paper.scheme, paper.sections.clone(), None));
    let kept = match &viewer.organisation {
        Some(organisation) => site.store.kept_papers(organisation).await?,
        None => Vec::new(),
    };
    let known = |items: &[Vec<ItemId>]| items.iter().flatten().all(|item| library.item(item).is_some());
    let kept = kept.into_iter().filter(|paper| known(&paper.sections));
    let kept = kept.filter_map(|paper| {
        let mut choice = fixed(paper.id, paper.title, &paper.scheme, paper.sections, Some(paper.made_by))?;
        choice.scheme.review = paper.review;
        Some(choice)
    });
    let mut papers = drawn.chain(ours).chain(kept).collect::<Vec<_>>();
    papers.sort_by_key(|paper| (paper.scheme.level, position(library, &paper.scheme)));
    let accommodations = site.store.accommodations(&viewer.account).await?;
    Ok(Offer {
        running: attempts.iter().find(is_running).map(|head| head.id.clone()),
        finished: attempts.into_iter().filter(|head| head.mode == Mode::Exam && head.phase != Phase::Running).collect(),
        stretch: domain::accommodation::stretch_at(&accommodations, site.now().wall),
        papers,
    })
}

fn position(library: &Library, scheme: &Scheme) -> usize {
    library.schemes.iter().position(|other| other.id == scheme.id).unwrap_or(usize::MAX)
}

/// The levels, each with its papers.
pub fn by_level(papers: &[PaperChoice]) -> Vec<(Level, Vec<&PaperChoice>)> {
    let of = |level| papers.iter().filter(|paper| paper.scheme.level == level).collect::<Vec<_>>();
    Level::ALL.into_iter().map(|level| (level, of(level))).filter(|(_, papers)| !papers.is_empty()).collect()
}
