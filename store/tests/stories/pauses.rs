use domain::attempt::{GRACE, Phase, Refusal};
use domain::ids::{AccountId, AttemptId, OrganisationId};
use domain::layout::{Layout, Section};
use domain::marks::Marks;
use domain::time::Millis;
use store::{NewAttempt, Pause, SaveOutcome, Saved, Status};

use crate::accommodations::breaks;
use crate::ground::{GRANTED, Ground, at, new_exam, right, saved, trainer};

/// Somebody who sits an exam with breaks or sections.
struct Sitter {
    ground: Ground,
    ada: AccountId,
    exam: AttemptId,
}

impl Sitter {
    async fn with_breaks(ground: Ground, length: i64) -> Self {
        let org = ground.organisation("Larkfield IT").await;
        let ada = ground.member(&org, "ada").await;
        ground.store.approve(&trainer(&org), &ada, breaks(length), at(0)).await.unwrap().expect("she is in reach");
        let exam = ground.exam(&ada, 3, at(0)).await;
        Self { ground, ada, exam }
    }

    /// Two items in 60 seconds, then two in 40.
    async fn with_sections(ground: Ground) -> Self {
        let ada = ground.person("ada").await;
        let section = |seconds: i64| Section {
            title: format!("{seconds} seconds"),
            items: 2,
            minimum_percent: Some(50),
            limit: Some(Millis(seconds * 1_000)),
        };
        let new = new_exam(&ada, 4);
        let layout = Layout { sections: vec![section(60), section(40)], ..new.layout.clone() };
        let exam = ground.start(NewAttempt { layout, ..new }, at(0)).await;
        Self { ground, ada, exam }
    }

    async fn pause(&self, pause: Pause, now: i64) -> Status {
        let status = self.ground.store.pause_attempt(&self.ada, &self.exam, pause, at(now)).await.unwrap();
        let read = self.ground.store.attempt_status(&self.ada, &self.exam, at(now)).await.unwrap();
        assert_eq!(status, read, "what is returned is how it stands");
        status.expect("it is there")
    }

    async fn save(&self, sequence: u64, item: u16, now: i64) -> SaveOutcome {
        self.ground.store.save(&self.ada, &self.exam, saved(sequence, right(item)), at(now)).await.unwrap()
    }
}

fn kept(remaining: i64) -> SaveOutcome {
    SaveOutcome::Saved(Saved { remaining: Millis(remaining), holds: true })
}

pub async fn a_break_stops_the_clock_until_its_time_is_used_up(ground: Ground) {
    let sitter = Sitter::with_breaks(ground, 30_000).await;
    let (store, refused) = (&sitter.ground.store, SaveOutcome::Refused(Refusal::OnBreak));
    assert_eq!(sitter.save(1, 0, 10_000).await, kept(90_000));
    let began = sitter.pause(Pause::Begin, 20_000).await;
    assert_eq!((began.resting, began.remaining, began.break_left), (true, Millis(80_000), Millis(30_000)));
    let lines = sitter.ground.lines(&sitter.exam).await;
    assert_eq!(sitter.pause(Pause::Begin, 25_000).await.remaining, Millis(80_000), "it runs already");
    assert_eq!(sitter.save(2, 1, 25_000).await, refused);
    assert_eq!(sitter.save(1, 0, 25_000).await, kept(80_000), "what was saved before stays saved");
    assert_eq!(sitter.ground.lines(&sitter.exam).await, lines, "and nothing is written in a break");
    let ended = sitter.pause(Pause::End, 40_000).await;
    assert_eq!((ended.resting, ended.remaining, ended.break_left), (false, Millis(80_000), Millis(10_000)));
    assert_eq!(sitter.pause(Pause::End, 41_000).await.remaining, Millis(79_000), "it has ended");
    assert_eq!(sitter.save(2, 1, 45_000).await, kept(75_000));

    sitter.pause(Pause::Begin, 50_000).await;
    assert_eq!(sitter.save(3, 2, 59_999).await, refused);
    assert_eq!(sitter.save(3, 2, 61_000).await, kept(69_000), "the break ended by itself");
    let lines = sitter.ground.lines(&sitter.exam).await;
    for now in [61_500, 62_000] {
        let again = sitter.pause(Pause::Begin, now).await;
        let wanted = (false, Millis(130_000 - now), Millis(0));
        assert_eq!((again.resting, again.remaining, again.break_left), wanted, "its time is used up");
    }
    assert_eq!(sitter.ground.lines(&sitter.exam).await, lines, "what does not apply is not written");
    assert_eq!(store.expire_due(at(130_000 + GRACE.0)).await.unwrap(), [], "the deadline went with the breaks");
    assert_eq!(store.expire_due(at(130_001 + GRACE.0)).await.unwrap(), std::slice::from_ref(&sitter.exam));
    let attempt = sitter.ground.attempt(&sitter.ada, &sitter.exam).await;
    assert_eq!((attempt.head.used, attempt.head.score), (Some(GRANTED), Some(Marks(300))));
    assert_eq!(attempt.spent, [Millis(20_000), Millis(10_000), Millis(70_000)], "breaks count for no question");
}

pub async fn a_break_that_ran_out_stays_over(ground: Ground) {
    let sitter = Sitter::with_breaks(ground, 10_000).await;
    let store = &sitter.ground.store;
    sitter.pause(Pause::Begin, 20_000).await;
    assert_eq!(sitter.save(1, 0, 31_000).await, kept(79_000));
    let org = sitter.ground.column("SELECT id FROM organisation").await.remove(0).expect("there is one");
    let staff = trainer(&OrganisationId::new(org));
    let more = store.approve(&staff, &sitter.ada, breaks(40_000), at(32_000)).await.unwrap();
    assert_eq!(more, Some(vec![sitter.exam.clone()]));
    assert_eq!(sitter.save(2, 1, 33_000).await, kept(77_000), "more time for breaks does not bring it back");
    let again = sitter.pause(Pause::Begin, 40_000).await;
    assert_eq!((again.resting, again.remaining, again.break_left), (true, Millis(70_000), Millis(30_000)));
    assert_eq!(sitter.pause(Pause::Begin, 71_000).await.break_left, Millis(0));
    assert_eq!(sitter.pause(Pause::End, 72_000).await.remaining, Millis(68_000), "what is over by itself may be ended");
}

pub async fn an_exam_may_end_in_a_break(ground: Ground) {
    let sitter = Sitter::with_breaks(ground, 30_000).await;
    let store = &sitter.ground.store;
    assert_eq!(sitter.save(1, 0, 10_000).await, kept(90_000));
    sitter.pause(Pause::Begin, 99_000).await;
    assert_eq!(store.expire_due(at(GRANTED.0 + GRACE.0 + 1)).await.unwrap(), [], "a break may outlast the deadline");
    store.submit(&sitter.ada, &sitter.exam, at(105_000)).await.unwrap();
    let status = sitter.pause(Pause::End, 106_000).await;
    assert_eq!((status.phase, status.resting), (Phase::Submitted, false));
    let lines = sitter.ground.lines(&sitter.exam).await;
    for pause in [Pause::Begin, Pause::End, Pause::LeaveSection(0)] {
        sitter.pause(pause, 107_000).await;
    }
    assert_eq!(sitter.ground.lines(&sitter.exam).await, lines, "an ended exam has no breaks");
    assert_eq!(sitter.ground.attempt(&sitter.ada, &sitter.exam).await.head.used, Some(Millis(99_000)));
    let ben = sitter.ground.person("ben").await;
    let foreign = store.pause_attempt(&ben, &sitter.exam, Pause::Begin, at(108_000)).await.unwrap();
    assert_eq!(foreign, None, "somebody else's looks absent");
}

pub async fn without_an_accommodation_there_is_no_break(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 3, at(0)).await;
    let sitter = Sitter { ground, ada, exam };
    for pause in [Pause::Begin, Pause::End, Pause::LeaveSection(0)] {
        let status = sitter.pause(pause, 10_000).await;
        assert_eq!((status.resting, status.remaining, status.section), (false, Millis(90_000), 0));
        assert_eq!(status.section_remaining, None);
    }
    assert_eq!(sitter.ground.lines(&sitter.exam).await, 1, "what does not apply is not written");
}

pub async fn a_section_that_is_over_stays_closed(ground: Ground) {
    let sitter = Sitter::with_sections(ground).await;
    let (store, closed) = (&sitter.ground.store, SaveOutcome::Refused(Refusal::SectionClosed));
    assert_eq!(sitter.save(1, 0, 59_000).await, kept(41_000));
    assert_eq!(sitter.save(2, 2, 59_500).await, closed, "the next one has not begun");
    assert_eq!(sitter.save(3, 1, 60_000 + GRACE.0).await, kept(38_000), "sent in time, it is taken");
    assert_eq!(sitter.save(4, 1, 60_001 + GRACE.0).await, closed);
    assert_eq!(sitter.save(1, 0, 63_000).await, kept(37_000), "what was saved before stays saved");
    let status = sitter.pause(Pause::LeaveSection(0), 64_000).await;
    assert_eq!((status.section, status.section_remaining, status.remaining), (1, Some(Millis(36_000)), Millis(36_000)));
    assert_eq!(sitter.save(5, 2, 99_000).await, kept(1_000));
    assert_eq!(sitter.save(6, 3, 100_000 + GRACE.0).await, kept(0));
    assert_eq!(sitter.save(7, 3, 100_001 + GRACE.0).await, SaveOutcome::Refused(Refusal::Late));
    assert_eq!(store.expire_due(at(100_000 + GRACE.0)).await.unwrap(), []);
    assert_eq!(store.expire_due(at(100_001 + GRACE.0)).await.unwrap(), std::slice::from_ref(&sitter.exam));
    let attempt = sitter.ground.attempt(&sitter.ada, &sitter.exam).await;
    let result = attempt.result.expect("it is marked");
    let sections = result.sections.iter().map(|section| section.score).collect::<Vec<_>>();
    assert_eq!((sections, result.passed, attempt.head.used), (vec![Marks(200), Marks(200)], Some(true), Some(GRANTED)));
}

pub async fn a_section_may_be_left_early(ground: Ground) {
    let sitter = Sitter::with_sections(ground).await;
    let store = &sitter.ground.store;
    let lines = sitter.ground.lines(&sitter.exam).await;
    assert_eq!(sitter.pause(Pause::LeaveSection(1), 10_000).await.section, 0, "that one is not open");
    assert_eq!(sitter.ground.lines(&sitter.exam).await, lines);
    for now in [20_000, 21_000] {
        let status = sitter.pause(Pause::LeaveSection(0), now).await;
        assert_eq!((status.section, status.remaining), (1, Millis(60_000 - now)), "its time is given up");
    }
    assert_eq!(sitter.ground.lines(&sitter.exam).await, lines + 1, "it is left once");
    assert_eq!(sitter.save(1, 0, 20_001).await, SaveOutcome::Refused(Refusal::SectionClosed), "closed at once");
    assert_eq!(sitter.save(2, 2, 30_000).await, kept(30_000));
    assert_eq!(sitter.save(3, 3, 31_000).await, kept(29_000));
    let status = sitter.pause(Pause::LeaveSection(1), 40_000).await;
    assert_eq!(
        (status.phase, status.section, status.remaining),
        (Phase::Running, 1, Millis(20_000)),
        "none comes after"
    );
    assert_eq!(store.expire_due(at(60_001 + GRACE.0)).await.unwrap(), std::slice::from_ref(&sitter.exam));
    let head = sitter.ground.attempt(&sitter.ada, &sitter.exam).await.head;
    assert_eq!((head.score, head.passed), (Some(Marks(200)), Some(false)), "the first section has less than its floor");
    assert_eq!(head.used, Some(Millis(60_000)));
}
