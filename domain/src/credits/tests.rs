use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

fn rules() -> Rules {
    use Group::{Capability, Capstone, Complementary, Earlier, Foundation, Lifecycle, Practitioner};
    let module = |(code, halves, group)| Module {
        code: code_of(code),
        name: code.to_owned(),
        value: (halves > 0).then_some(HalfCredits(halves)),
        group,
        valid_from: (code == "ITIL_P").then(|| day(2016)),
        valid_until: None,
        said: Said::default(),
    };
    let modules = [
        ("ITIL_F", 4, Foundation),
        ("SS", 6, Lifecycle),
        ("SD", 6, Lifecycle),
        ("ST", 6, Lifecycle),
        ("SO", 6, Lifecycle),
        ("CSI", 6, Lifecycle),
        ("OSA", 8, Capability),
        ("PPO", 8, Capability),
        ("RCV", 8, Capability),
        ("SOA", 8, Capability),
        ("ITIL_P", 6, Practitioner),
        ("MALC", 10, Capstone),
        ("ISO20K_F", 2, Complementary),
        ("ISO20K_P", 3, Complementary),
        ("ISO20K_A", 2, Complementary),
        ("COMP_OTHER", 0, Complementary),
        ("IPRC", 7, Earlier),
    ];
    let fact = |halves| Fact { value: HalfCredits(halves), said: Said::default() };
    Rules {
        modules: modules.map(module).into(),
        excluded: vec![Pair { of: [code_of("IPRC"), code_of("RCV")], said: Said::default() }],
        allowed: vec![Pair { of: [code_of("ST"), code_of("RCV")], said: Said::default() }],
        expert_total: fact(44),
        before_capstone: fact(34),
        complementary_cap: fact(12),
        same_subject: Fact::default(),
        closed_year: Fact { value: 2022, said: Said::default() },
    }
}

fn code_of(code: &str) -> Qualification {
    Qualification::from_code(code).expect("it is a code")
}

fn day(year: i32) -> Day {
    Day::from_ymd_opt(year, 6, 1).expect("it is a day")
}

/// A certificate: `CODE`, `CODE@year`, `CODE/institute` or `CODE@year/institute`; `8.0` is another complementary one of that value.
fn holding(text: &str) -> Holding {
    let (text, institute) = text.split_once('/').unwrap_or((text, "APMG"));
    let (code, year) = text.split_once('@').unwrap_or((text, "2018"));
    let stated = HalfCredits::from_text(code);
    Holding {
        awarded_on: day(year.parse().expect("a year")),
        qualification: code_of(if stated.is_some() { "COMP_OTHER" } else { code }),
        institute: institute.to_owned(),
        title: if stated.is_some() { code.to_owned() } else { String::new() },
        stated,
    }
}

fn held(text: &str) -> Vec<Holding> {
    text.split_whitespace().map(holding).collect()
}

#[test]
fn collections_come_to_what_the_rules_say() {
    use Capstone::{Held, Open, Short};
    let short = |halves| Short(HalfCredits(halves));
    let lifecycle = "ITIL_F SS SD ST SO CSI";
    let capability = "ITIL_F OSA PPO RCV SOA";
    let mixed = "ITIL_F SS SD OSA ISO20K_F ISO20K_P ISO20K_A";
    for (text, raw, counted, capstone, expert) in [
        ("".to_owned(), "0.0", "0.0", short(34), false),
        ("ITIL_F".to_owned(), "2.0", "2.0", short(30), false),
        (lifecycle.to_owned(), "17.0", "17.0", Open, false),
        (format!("{lifecycle} MALC"), "22.0", "22.0", Held, true),
        (capability.to_owned(), "18.0", "18.0", Open, false),
        (format!("{capability} MALC"), "23.0", "23.0", Held, true),
        ("ITIL_F ISO20K_F ISO20K_P ISO20K_A".to_owned(), "5.5", "5.5", short(23), false),
        (mixed.to_owned(), "15.5", "15.5", short(3), false),
        (format!("{mixed} ITIL_P"), "18.5", "18.5", Open, false),
        ("ITIL_F SS SD ST 1.5 2.5 4.0".to_owned(), "19.0", "17.0", Open, false),
        ("SS SD ST SO CSI OSA".to_owned(), "19.0", "0.0", short(34), false),
        (format!("{mixed} 1.0 MALC"), "21.5", "16.5", short(1), false),
        ("ITIL_F ISO20K_F/APMG ISO20K_F/EXIN".to_owned(), "4.0", "4.0", short(26), false),
    ] {
        let position = rules().judge(&held(&text));
        assert_eq!(
            (position.raw.to_string().as_str(), position.counted.to_string().as_str()),
            (raw, counted),
            "{text}"
        );
        assert_eq!((position.capstone, position.is_expert), (capstone, expert), "{text}");
    }
}

#[test]
fn each_line_says_why() {
    use Verdict::*;
    let pair = || ExcludedPair(code_of("IPRC"));
    for (text, verdicts) in [
        ("ITIL_F SS SS/EXIN", vec![Counted, Counted, Repeat]),
        ("ITIL_F ISO20K_F/EXIN ISO20K_F@2019/exin", vec![Counted, Counted, Repeat]),
        ("ITIL_F 1.5 2.0 1.5@2019", vec![Counted, Counted, Counted, Repeat]),
        ("ITIL_F IPRC@2008 RCV", vec![Counted, Counted, pair()]),
        ("ITIL_F RCV@2008 IPRC", vec![Counted, Counted, ExcludedPair(code_of("RCV"))]),
        ("ITIL_F ST RCV", vec![Counted, Counted, Counted]),
        ("ITIL_F 5.5 1.5@2019 1.0@2020", vec![Counted, Counted, Cap, Cap]),
        ("ITIL_F ISO20K_F@2022 ISO20K_P@2023", vec![Counted, Counted, AfterClosing]),
        ("ISO20K_F ISO20K_F@2019", vec![FoundationMissing, Repeat]),
        ("SS ITIL_F@2023", vec![FoundationMissing, AfterClosing]),
        ("ITIL_F ITIL_P@2015 ITIL_P@2016", vec![Counted, NotInForce, Counted]),
        ("ITIL_F COMP_OTHER PMP", vec![Counted, NoValue, NoValue]),
        ("ITIL_F MALC", vec![Counted, CapstoneEarly]),
    ] {
        let position = rules().judge(&held(text));
        assert_eq!(position.lines.into_iter().map(|line| line.verdict).collect::<Vec<_>>(), verdicts, "{text}");
    }
}

#[test]
fn what_is_over_the_cap_counts_in_part() {
    let position = rules().judge(&held("ITIL_F 5.5 1.5@2019 1.0@2020"));
    let counted = position.lines.iter().map(|line| line.counted.0).collect::<Vec<_>>();
    assert_eq!(counted, [4, 11, 1, 0]);
}

#[test]
fn the_same_subject_from_another_institute_counts_once_where_the_rule_is_on() {
    let strict = Rules { same_subject: Fact { value: true, said: Said::default() }, ..rules() };
    let position = strict.judge(&held("ITIL_F ISO20K_F/APMG ISO20K_F@2019/EXIN"));
    assert_eq!(position.lines[2].verdict, Verdict::SameSubject);
    assert_eq!((position.raw, position.counted), (HalfCredits(8), HalfCredits(6)));
}

#[test]
fn what_does_not_fit_together_is_told() {
    let early = |halves| Inconsistency::CapstoneEarly(HalfCredits(halves));
    let before = |code| Inconsistency::BeforeFoundation(code_of(code));
    for (text, expected) in [
        ("ITIL_F SS SD OSA ISO20K_F ISO20K_P ISO20K_A 1.0 MALC", vec![early(1)]),
        ("ITIL_F SS SD ST SO CSI@2020 MALC@2019", vec![early(6)]),
        ("ITIL_F SS@2017 ISO20K_F@2016 OSA", vec![before("SS")]),
        ("ITIL_F SS SD ST SO CSI MALC", vec![]),
        ("SS MALC", vec![]),
    ] {
        assert_eq!(rules().judge(&held(text)).inconsistencies, expected, "{text}");
    }
}

fn any_holding() -> impl Strategy<Value = Holding> {
    let codes = rules().modules.into_iter().map(|module| module.code).collect::<Vec<_>>();
    (proptest::sample::select(codes), 2005..2026, 0..3_u8, 0..14_u16).prop_map(
        |(qualification, year, institute, halves)| {
            let other = qualification.code() == "COMP_OTHER" && halves > 0;
            Holding {
                awarded_on: day(year),
                qualification,
                institute: format!("Institute {institute}"),
                title: if other { format!("Title {}", halves % 3) } else { String::new() },
                stated: other.then_some(HalfCredits(halves)),
            }
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_recording_changes_no_sum(
        held in prop::collection::vec(any_holding(), 0..14).prop_flat_map(|held| {
            (Just(held.clone()), Just(held).prop_shuffle())
        })
    ) {
        let (one, other) = (rules().judge(&held.0), rules().judge(&held.1));
        prop_assert_eq!((one.raw, one.counted, one.capstone, one.is_expert), (other.raw, other.counted, other.capstone, other.is_expert));
    }

    #[test]
    fn sums_are_those_of_the_lines_and_no_limit_is_passed(held in prop::collection::vec(any_holding(), 0..20)) {
        let rules = rules();
        let position = rules.judge(&held);
        prop_assert_eq!(position.lines.len(), held.len());
        let sum = |of: fn(&Line) -> HalfCredits| position.lines.iter().map(of).sum::<HalfCredits>();
        prop_assert_eq!((sum(|line| line.value), sum(|line| line.counted)), (position.raw, position.counted));
        for line in &position.lines {
            prop_assert!(line.counted <= line.value);
            prop_assert_eq!(line.verdict == Verdict::Counted, line.counted == line.value && line.value.0 > 0);
        }
        let of_group = |group: Group| {
            let lines = position.lines.iter().zip(&held);
            let of = lines.filter(|(_, holding)| rules.module(&holding.qualification).map(|module| module.group) == Some(group));
            of.map(|(line, _)| line.counted).sum::<HalfCredits>()
        };
        prop_assert!(of_group(Group::Complementary) <= rules.complementary_cap.value);
        prop_assert!(of_group(Group::Foundation) <= HalfCredits(4));
        if position.is_expert {
            prop_assert!(position.counted >= rules.expert_total.value && position.capstone == Capstone::Held);
        }
    }

    #[test]
    fn a_collection_without_foundation_counts_nothing(codes in subsequence(vec!["SS", "SD", "OSA", "MALC", "ISO20K_F", "IPRC"], 0..6)) {
        prop_assert_eq!(rules().judge(&held(&codes.join(" "))).counted, HalfCredits(0));
    }
}

#[test]
fn a_certificate_is_called_by_its_level_its_own_title_or_its_name() {
    let mut rules = rules();
    let foundation = rules.modules.iter_mut().find(|module| module.code == code_of("ITIL_F")).expect("it is there");
    foundation.name = "ITIL v3 Foundation".to_owned();
    let other = crate::award::Other { title: "Scrum Master".to_owned(), half_credits: HalfCredits(2) };
    for (code, other, expected) in [
        ("ISO20K_F", None, "Foundation"),
        ("ITIL_F", None, "ITIL v3 Foundation"),
        ("COMP_OTHER", Some(&other), "Scrum Master"),
        ("NOTHING", None, "NOTHING"),
    ] {
        assert_eq!(rules.title(&code_of(code), other), expected);
    }
}
