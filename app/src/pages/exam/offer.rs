use content::Library;
use domain::attempt::{Mode, Phase, Stretch};
use domain::bank::BankUse;
use domain::ids::{AttemptId, ItemId, OrganisationId, PaperId};
use domain::item::Item;
use domain::paper::Drawer;
use domain::question::Level;
use domain::record::StudyRecord;
use domain::scheme::Scheme;
use domain::time::Millis;
use store::{AttemptHead, Fault, KeptPaper};

use crate::journey;
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
    level: Level,
    record: StudyRecord,
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
    /// Questions of the organisation's own that stand in it, in the versions in use.
    pub own: Vec<Item>,
    /// Those of them that ride along unscored.
    pub pilots: Vec<ItemId>,
    /// Whether each draw gives another paper.
    pub varies: bool,
}

impl Offer {
    /// The paper that an address asks for; else the one sat last, if it is of the level that the person is on; else the first
    /// of that level; else the first.
    pub fn chosen(&self, wanted: &str) -> Option<&PaperChoice> {
        let called = |id: &str| self.papers.iter().find(|paper| paper.id == id);
        let last = self.finished.first().and_then(|head| {
            let fixed = head.paper.as_ref().and_then(|paper| called(paper.as_str()));
            fixed.or_else(|| head.scheme.as_ref().and_then(|scheme| called(scheme.as_str())))
        });
        let of_level = |paper: &&PaperChoice| paper.scheme.level == self.level;
        let first = || self.papers.iter().find(of_level).or(self.papers.first());
        called(wanted).or(last.filter(of_level)).or_else(first)
    }
}

impl Offer {
    /// Items that a paper could hold and that the person has not met.
    pub fn unseen(&self, library: &Library, paper: &PaperChoice) -> usize {
        let is_new = |item: &&ItemId| self.record.times_seen(item) == 0;
        if let Some((_, sections)) = &paper.fixed {
            return sections.iter().flatten().filter(is_new).count();
        }
        let scheme = &paper.scheme;
        let pool = scheme.blueprint.as_ref().and_then(|blueprint| blueprint.pool.as_ref());
        let items = library.items.iter().filter(|item| item.is_live() && item.level == scheme.level);
        items.filter(|item| item.pool.as_ref() == pool).map(|item| &item.id).filter(is_new).count()
    }
}

impl PaperChoice {
    /// An item of the paper in the version in use.
    pub fn item<'a>(&'a self, library: &'a Library, id: &ItemId) -> Option<&'a Item> {
        self.own.iter().find(|item| item.id == *id).or_else(|| library.item(id))
    }

    /// The time that its trial questions are expected to take; it is added to that of the rules.
    pub fn added(&self) -> Millis {
        let pilots = self.own.iter().filter(|item| self.pilots.contains(&item.id));
        Millis(pilots.map(|item| i64::from(item.seconds) * 1_000).sum())
    }

    /// The working time.
    pub fn time(&self) -> Millis {
        Millis(self.scheme.time().0 + self.added().0)
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
    let accommodations = site.store.accommodations(&viewer.account).await?;
    let mut papers = of_the_course(library).chain(of_trainers(site, viewer).await?).collect::<Vec<_>>();
    papers.sort_by_key(|paper| (paper.scheme.level, position(library, &paper.scheme)));
    let is_running = |head: &&AttemptHead| head.phase == Phase::Running && head.mode == Mode::Exam;
    Ok(Offer {
        running: attempts.iter().find(is_running).map(|head| head.id.clone()),
        finished: attempts.into_iter().filter(|head| head.mode == Mode::Exam && head.phase != Phase::Running).collect(),
        level: journey::level_of(site, viewer, &record).await?,
        stretch: domain::accommodation::stretch_at(&accommodations, site.now().wall),
        record,
        papers,
    })
}

/// One of the papers that somebody can sit.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn find_paper(site: &Site, viewer: &Viewer, id: &str) -> Result<Option<PaperChoice>, Fault> {
    let found = of_the_course(site.library()).find(|paper| paper.id == id);
    match found {
        Some(paper) => Ok(Some(paper)),
        None => Ok(of_trainers(site, viewer).await?.into_iter().find(|paper| paper.id == id)),
    }
}

/// Papers that are drawn, and those fixed in the course. A scheme whose only paper is the fixed one is offered once.
fn of_the_course(library: &Library) -> impl Iterator<Item = PaperChoice> + use<'_> {
    let drawn = library.schemes.iter().filter_map(|scheme| {
        let drawer = library.drawer(&scheme.id)?;
        Some(PaperChoice {
            id: scheme.id.to_string(),
            title: scheme.name.clone(),
            fixed: None,
            made_by: None,
            own: Vec::new(),
            pilots: Vec::new(),
            varies: drawer.has_choice(),
            scheme: scheme.clone(),
        })
    });
    let fixed = library.papers.iter().filter(|paper| library.is_live(paper));
    let fixed = fixed.filter(|paper| library.drawer(&paper.scheme).is_none_or(Drawer::has_choice));
    drawn.chain(fixed.filter_map(|paper| {
        Some(PaperChoice {
            id: paper.id.to_string(),
            title: paper.title.clone(),
            scheme: library.scheme(&paper.scheme)?.clone(),
            fixed: Some((paper.id.clone(), paper.sections.clone())),
            made_by: None,
            own: Vec::new(),
            pilots: Vec::new(),
            varies: false,
        })
    }))
}

/// Papers that trainers of the person's organisation fixed.
async fn of_trainers(site: &Site, viewer: &Viewer) -> Result<Vec<PaperChoice>, Fault> {
    match &viewer.organisation {
        Some(organisation) => papers_of(site, organisation).await,
        None => Ok(Vec::new()),
    }
}

/// Papers that trainers of an organisation fixed.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn papers_of(site: &Site, organisation: &OrganisationId) -> Result<Vec<PaperChoice>, Fault> {
    let library = site.library();
    let kept = site.store.kept_papers(organisation).await?;
    let of_the_bank = |paper: &KeptPaper| {
        let mut ids = paper.sections.iter().flatten().chain(&paper.pilots);
        ids.any(|id| library.item(id).is_none())
    };
    let own = match kept.iter().any(of_the_bank) {
        true => site.store.own_items(organisation).await?,
        false => Vec::new(),
    };
    let find = |id: &ItemId| own.iter().map(|own| &own.item).find(|item| item.id == *id);
    // What became a pilot counts for nobody, so it does not stand in for the question that was fixed.
    let counts = |id: &ItemId| own.iter().any(|own| own.used == BankUse::Live && own.item.id == *id);
    let is_there = |id: &ItemId| library.item(id).is_some() || counts(id);
    let kept = kept.into_iter().filter(|paper| paper.sections.iter().flatten().all(is_there));
    let choices = kept.filter_map(|paper| {
        // A trial question that was retired meanwhile is left out: nothing hangs on it.
        let pilots = paper.pilots.into_iter().filter(|id| find(id).is_some()).collect::<Vec<_>>();
        let own = paper.sections.iter().flatten().chain(&pilots).filter_map(find).cloned().collect();
        Some(PaperChoice {
            own,
            pilots,
            id: paper.id.to_string(),
            title: paper.title,
            scheme: Scheme { review: paper.review, ..library.scheme(&paper.scheme)?.clone() },
            fixed: Some((paper.id, paper.sections)),
            made_by: Some(paper.made_by),
            varies: false,
        })
    });
    Ok(choices.collect())
}

fn position(library: &Library, scheme: &Scheme) -> usize {
    library.schemes.iter().position(|other| other.id == scheme.id).unwrap_or(usize::MAX)
}

/// The levels, each with its papers.
pub fn by_level(papers: &[PaperChoice]) -> Vec<(Level, Vec<&PaperChoice>)> {
    let of = |level| papers.iter().filter(|paper| paper.scheme.level == level).collect::<Vec<_>>();
    Level::ALL.into_iter().map(|level| (level, of(level))).filter(|(_, papers)| !papers.is_empty()).collect()
}
