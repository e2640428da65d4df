use super::question::ItemFigures;
use super::{Column, FEWEST_TO_JUDGE};
use crate::figure::{Figure, wilson};
use crate::question::letter;

/// Below this correlation with the rest of the paper an item tells strong from weak poorly (Ebel 1965, Measuring Educational
/// Achievement: items below 0.20 are poor; said there of the difference between groups, and used for both since).
pub const LOW_DISCRIMINATION: f64 = 0.2;

/// From this facility on nearly everybody is right, and the item says little about anybody. Moodle's statistics report calls
/// 95 % and more extremely easy.
pub const NEARLY_ALL: f64 = 0.95;

/// More rapid answers than this share mean that an item is often answered unread (response time fidelity below 0.90; Wise 2006,
/// Applied Measurement in Education 19).
pub const MOST_RAPID: f64 = 0.1;

/// More omissions than this share are worth a look. Our own choice.
pub const MOST_OMITTED: f64 = 0.1;

/// Something about an item that should be looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// What it is.
    pub sign: Sign,
    /// Whether it is more than chance would easily bring: the 95 % interval lies wholly on the wrong side.
    pub sure: bool,
}

/// What is wrong, or looks wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// Those who do well on the rest do worse on this item.
    NegativeDiscrimination {
        /// The correlation with the rest of the paper.
        item_rest: f64,
    },
    /// The item hardly tells strong from weak.
    LowDiscrimination {
        /// The correlation with the rest of the paper.
        item_rest: f64,
    },
    /// A wrong option was chosen more often than a right one.
    KeyBeaten {
        /// The wrong option, counted from 0.
        option: u8,
        /// How many chose it.
        chosen: u32,
        /// How many chose the right one (of several, the least chosen).
        key: u32,
    },
    /// Among the best third a wrong option was chosen more often than a right one.
    KeyBeatenAmongBest {
        /// The wrong option, counted from 0.
        option: u8,
        /// How many of the best third chose it.
        chosen: u32,
        /// How many of the best third chose the right one.
        key: u32,
    },
    /// Nobody chose a wrong option.
    NeverChosen {
        /// The wrong option, counted from 0.
        option: u8,
        /// How many came to the item.
        people: u32,
    },
    /// Many answers came too fast for the question to have been read.
    TooFast {
        /// Their share.
        rapid: f64,
    },
    /// Nearly everybody is right.
    NearlyAllRight {
        /// The facility.
        facility: f64,
    },
    /// Candidates do worse than by guessing.
    BelowGuessing {
        /// The facility.
        facility: f64,
        /// What guessing brings.
        guessing: f64,
    },
    /// Many came to the item and passed it over.
    OftenOmitted {
        /// Their share.
        omitted: f64,
    },
}

impl Sign {
    /// A few words for a list.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::NegativeDiscrimination { .. } => "Negative discrimination",
            Self::LowDiscrimination { .. } => "Low discrimination",
            Self::KeyBeaten { .. } => "Key beaten by a wrong option",
            Self::KeyBeatenAmongBest { .. } => "Key beaten among the best",
            Self::NeverChosen { .. } => "Option never chosen",
            Self::TooFast { .. } => "Answered too fast",
            Self::NearlyAllRight { .. } => "Nearly everybody is right",
            Self::BelowGuessing { .. } => "Worse than guessing",
            Self::OftenOmitted { .. } => "Often passed over",
        }
    }

    /// Why it is flagged, with the numbers.
    pub fn reason(&self) -> String {
        match self {
            Self::NegativeDiscrimination { item_rest } => format!(
                "Candidates who do well on the rest of the paper do worse on this question (item-rest correlation {}). The \
                 key may be wrong, or the question may mislead those who know.",
                signed(*item_rest)
            ),
            Self::LowDiscrimination { item_rest } => format!(
                "The question hardly tells strong candidates from weak ones (item-rest correlation {}, below {}).",
                signed(*item_rest),
                signed(LOW_DISCRIMINATION)
            ),
            Self::KeyBeaten { option, chosen, key } => {
                format!("Option {} was chosen by {chosen}, the right one by {key}.", letter(*option))
            }
            Self::KeyBeatenAmongBest { option, chosen, key } => {
                format!(
                    "Among the best third option {} was chosen by {chosen}, the right one by {key}.",
                    letter(*option)
                )
            }
            Self::NeverChosen { option, people } => {
                format!("None of {people} chose option {}: it does no work.", letter(*option))
            }
            Self::TooFast { rapid } => format!(
                "{} of the answers took less than a tenth of the mean time (or than 10 seconds, where that is less): hardly \
                 time to read the question.",
                percent(*rapid)
            ),
            Self::NearlyAllRight { facility } => {
                format!("{} of the marks were reached: the question says little about anybody.", percent(*facility))
            }
            Self::BelowGuessing { facility, guessing } => format!(
                "{} of the marks were reached, and guessing would bring {}. The key may be wrong, or a wrong belief common.",
                percent(*facility),
                percent(*guessing)
            ),
            Self::OftenOmitted { omitted } => format!("{} came to the question and passed it over.", percent(*omitted)),
        }
    }
}

impl Flag {
    /// How far it can be relied on, in words.
    pub const fn certainty(&self) -> &'static str {
        if self.sure { "more than chance" } else { "may be chance: few answers" }
    }
}

fn signed(value: f64) -> String {
    format!("{value:.2}").replace('-', "−")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The flags of an item, the gravest first.
pub(super) fn flags(figures: &ItemFigures, column: &Column) -> Vec<Flag> {
    let mut flags = Vec::new();
    discrimination(figures, &mut flags);
    key_beaten(figures, &mut flags);
    difficulty(figures, column, &mut flags);
    if let Ok(times) = &figures.times
        && times.rapid.value > MOST_RAPID
    {
        let sure = times.rapid.surely_above(MOST_RAPID);
        flags.push(Flag { sign: Sign::TooFast { rapid: times.rapid.value }, sure });
    }
    if let Ok(Figure { n, .. }) = figures.facility {
        let omitted = f64::from(figures.omitted) / f64::from(n);
        if omitted > MOST_OMITTED {
            let sure = wilson(omitted, n).is_some_and(|interval| interval.low > MOST_OMITTED);
            flags.push(Flag { sign: Sign::OftenOmitted { omitted }, sure });
        }
    }
    if figures.reached >= FEWEST_TO_JUDGE {
        let unused = figures.options.iter().filter(|option| !option.key && option.people == 0);
        let sign = |option: u8| Sign::NeverChosen { option, people: figures.reached };
        flags.extend(unused.map(|unused| Flag { sign: sign(unused.option), sure: true }));
    }
    flags
}

fn discrimination(figures: &ItemFigures, flags: &mut Vec<Flag>) {
    let Ok(found) = figures.item_rest else { return };
    let item_rest = found.value;
    if item_rest < 0.0 {
        flags.push(Flag { sign: Sign::NegativeDiscrimination { item_rest }, sure: found.surely_below(0.0) });
    } else if item_rest < LOW_DISCRIMINATION {
        let sure = found.surely_below(LOW_DISCRIMINATION);
        flags.push(Flag { sign: Sign::LowDiscrimination { item_rest }, sure });
    }
}

fn difficulty(figures: &ItemFigures, column: &Column, flags: &mut Vec<Flag>) {
    let Ok(found) = figures.facility else { return };
    let facility = found.value;
    if facility >= NEARLY_ALL {
        flags.push(Flag { sign: Sign::NearlyAllRight { facility }, sure: found.surely_above(NEARLY_ALL) });
    }
    let single = figures.options.iter().filter(|option| option.key).count() == 1;
    let guessing = 1.0 / f64::from(column.options.max(1));
    if single && facility < guessing {
        let sure = found.surely_below(guessing);
        flags.push(Flag { sign: Sign::BelowGuessing { facility, guessing }, sure });
    }
}

fn key_beaten(figures: &ItemFigures, flags: &mut Vec<Flag>) {
    let options = &figures.options;
    if figures.facility.is_err() {
        return;
    }
    let everybody = options.iter().map(|option| option.people).collect::<Vec<_>>();
    if let Some((option, chosen, key)) = beaten(figures, &everybody) {
        flags.push(Flag { sign: Sign::KeyBeaten { option, chosen, key }, sure: most(chosen, key) });
    }
    let best = figures.by_thirds.as_ref().and_then(|table| table.top());
    if let Some((option, chosen, key)) = best.and_then(|group| beaten(figures, &group.chosen)) {
        flags.push(Flag { sign: Sign::KeyBeatenAmongBest { option, chosen, key }, sure: most(chosen, key) });
    }
}

/// The wrong option that was chosen most, if a right one was chosen less.
fn beaten(figures: &ItemFigures, people: &[u32]) -> Option<(u8, u32, u32)> {
    let counts = || figures.options.iter().zip(people);
    let key = counts().filter(|(option, _)| option.key).map(|(_, people)| *people).min()?;
    let wrong =
        counts().filter(|(option, _)| !option.key).max_by_key(|(option, people)| (**people, u8::MAX - option.option));
    wrong.filter(|(_, chosen)| **chosen > key).map(|(option, chosen)| (option.option, *chosen, key))
}

/// Whether more than half of those who chose one of two would choose the first.
fn most(one: u32, other: u32) -> bool {
    let all = one + other;
    wilson(f64::from(one) / f64::from(all.max(1)), all).is_some_and(|interval| interval.low > 0.5)
}
