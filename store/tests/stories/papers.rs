use domain::ids::{OrganisationId, PaperId, SchemeId};
use domain::layout::ReviewPolicy;
use store::{KeptPaper, NewAttempt, Role, Staff, fresh_id};

use crate::ground::{Ground, at, item, new_exam, trainer};

fn paper(title: &str, made: i64, review: ReviewPolicy) -> KeptPaper {
    KeptPaper {
        id: PaperId::new(fresh_id(at(made).wall)),
        title: title.to_owned(),
        scheme: SchemeId::new("a scheme"),
        sections: vec![vec![item(2), item(0)], Vec::new(), vec![item(1)]],
        pilots: vec![item(3)],
        review,
        made_by: "Tess Trainer".to_owned(),
        made_at: at(made).wall,
    }
}

pub async fn a_paper_belongs_to_an_organisation(ground: Ground) {
    let (store, org, other) =
        (&ground.store, ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let made = ReviewPolicy::ALL.map(|policy| paper(policy.word(), policy as i64, policy));
    for one in &made {
        assert!(store.keep_paper(&trainer(&org), one.clone()).await.unwrap());
        assert!(!store.keep_paper(&trainer(&other), one.clone()).await.unwrap(), "its id is taken");
    }
    let [first, second, third] = made;
    assert_eq!(
        store.kept_papers(&org).await.unwrap(),
        [third.clone(), second.clone(), first.clone()],
        "the newest first"
    );
    assert_eq!(store.kept_papers(&other).await.unwrap(), []);
    let nowhere = OrganisationId::new("nowhere");
    assert!(!store.keep_paper(&trainer(&nowhere), paper("Nobody's", 0, ReviewPolicy::Score)).await.unwrap());
    let alone = Staff::of(Role::Administrator, None, "Ann").expect("administrators look after somebody");
    assert!(!store.keep_paper(&alone, paper("Nobody's", 0, ReviewPolicy::Score)).await.unwrap());

    assert!(!store.withdraw_paper(&trainer(&other), &second.id, at(9).wall).await.unwrap(), "another's looks absent");
    assert!(!store.withdraw_paper(&trainer(&org), &PaperId::new("nothing"), at(9).wall).await.unwrap());
    assert!(store.withdraw_paper(&trainer(&org), &second.id, at(9).wall).await.unwrap());
    assert!(!store.withdraw_paper(&trainer(&org), &second.id, at(9).wall).await.unwrap(), "it is withdrawn");
    assert_eq!(store.kept_papers(&org).await.unwrap(), [third, first]);
}

pub async fn a_sitting_names_its_fixed_paper(ground: Ground) {
    let (ada, fixed) = (ground.person("ada").await, PaperId::new("a paper"));
    let name = SchemeId::new("a scheme");
    let scheme = Some(name.clone());
    let exam = ground
        .start(NewAttempt { fixed: Some(fixed.clone()), scheme: scheme.clone(), ..new_exam(&ada, 2) }, at(0))
        .await;
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.head.paper, attempt.head.scheme), (Some(fixed), scheme.clone()));
    let ben = ground.person("ben").await;
    let drawn = NewAttempt { scheme, ..new_exam(&ben, 2) };
    ground.start(drawn, at(9)).await;
    let latest = ground.store.latest_papers(9).await.unwrap();
    assert_eq!(latest, [(name, vec![item(0), item(1)])], "what was chosen by somebody wears nothing");
    assert_eq!((attempt.vault.as_str(), attempt.layout), ("a vault", new_exam(&ada, 2).layout));
}
