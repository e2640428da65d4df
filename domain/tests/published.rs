//! The figures of response matrices that others have analysed, where the matrices are at hand. Their licences keep them out of this
//! repository: `CLAUSEWISE_ITEM_ANALYSIS`, set when this is compiled, names the folder with `lsat6/responses.csv` and
//! `moodle-case00/results00.csv`.

use std::path::Path;

use domain::analysis::{Analysis, Answers, Coefficient, analyse};
use domain::figure::Found;
use domain::ids::ItemId;
use domain::marks::Marks;

/// The analysis of a matrix, if there is one.
fn analysed(file: &str, item: fn(&str) -> bool) -> Option<Analysis> {
    let text = std::fs::read_to_string(Path::new(option_env!("CLAUSEWISE_ITEM_ANALYSIS")?).join(file))
        .expect("the folder that was named holds the matrix");
    let named = |heading: &str| item(heading).then(|| ItemId::new(heading));
    let answers = Answers::read(&text, Marks::ONE, named).expect("the matrix is sound");
    Some(analyse(&answers, None))
}

#[track_caller]
fn agrees(found: Found, published: f64) {
    let value = found.expect("there is a figure").value;
    assert!((value - published).abs() < 1e-6, "{value} is not {published}");
}

/// LSAT section 6 (Bock and Lieberman 1970; Thissen 1982), analysed by R 4.2.2 with psych 2.2.9 (facility, deviation, item-total,
/// item-rest, alpha without) and psychometric 2.3 (top third less bottom third).
const LSAT6: [[f64; 6]; 5] = [
    [0.924, 0.265130711714607, 0.362010437161764, 0.112832688922342, 0.275356210798234, 0.183183183183183],
    [0.709, 0.454450795494436, 0.566772095384459, 0.15317812011653, 0.237583904646682, 0.633633633633634],
    [0.553, 0.497431843008103, 0.618439753567376, 0.17277894329109, 0.216799462943282, 0.81981981981982],
    [0.763, 0.425455064621415, 0.534418326243924, 0.144428095247094, 0.245932710433571, 0.474474474474474],
    [0.87, 0.336471712352188, 0.435366427887606, 0.121596402547096, 0.266294411208251, 0.186186186186186],
];

#[test]
fn lsat6_as_r_analyses_it() {
    let Some(found) = analysed("lsat6/responses.csv", |heading| heading.starts_with('Q')) else { return };
    assert_eq!((found.attempts, found.items.len()), (1_000, 5));
    assert_eq!(found.reliability.coefficient, Coefficient::Kr20);
    agrees(found.reliability.figure, 0.294997192215944);
    agrees(found.reliability.error, 0.869066612393306);
    agrees(found.distribution.mean, 3.819);
    agrees(found.distribution.median, 4.0);
    agrees(found.distribution.deviation, 1.0350412118898);
    for (item, [facility, deviation, total, rest, without, thirds]) in found.items.iter().zip(LSAT6) {
        agrees(item.facility, facility);
        agrees(item.deviation, deviation);
        agrees(item.item_total, total);
        agrees(item.item_rest, rest);
        agrees(item.reliability_without, without);
        agrees(item.thirds, thirds);
    }
}

/// Moodle 3.3.1, mod/quiz/report/statistics/tests/fixtures, case 00: facility, deviation, discrimination index (item-rest
/// correlation) and discriminative efficiency, the last two in percent.
const MOODLE: [[f64; 4]; 7] = [
    [0.704, 0.4513682901, -7.0650767526, -9.4550536967],
    [0.48, 0.5099019514, -28.8982125772, -36.7834118938],
    [0.973333332, 0.13333334, -9.1230674268, -21.6545012165],
    [0.68, 0.4760952286, -22.6306444113, -31.4411395613],
    [0.52, 0.3055050463, -17.6997047674, -21.1794802584],
    [0.64, 0.4898979486, -45.3785178421, -56.9365974439],
    [0.62, 0.331662479, -5.6543166602, -6.5043742058],
];

#[test]
fn a_quiz_as_moodle_analyses_it() {
    let item = |heading: &str| heading.starts_with("slots.");
    let Some(found) = analysed("moodle-case00/results00.csv", item) else { return };
    assert_eq!((found.attempts, found.items.len()), (25, 7));
    assert_eq!(found.reliability.coefficient, Coefficient::Alpha);
    agrees(found.reliability.figure, -0.872230935542);
    agrees(found.reliability.error, 1.1106813066);
    agrees(found.distribution.mean, 4.617333332);
    agrees(found.distribution.median, 4.5);
    agrees(found.distribution.deviation, 0.8117265554);
    agrees(found.distribution.skewness, -0.092502502);
    agrees(found.distribution.kurtosis, -0.7073968557);
    for (item, [facility, deviation, rest, efficiency]) in found.items.iter().zip(MOODLE) {
        agrees(item.facility, facility);
        agrees(item.deviation, deviation);
        agrees(item.item_rest, rest / 100.0);
        agrees(item.efficiency, efficiency / 100.0);
    }
}
