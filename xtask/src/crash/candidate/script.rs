//! What a candidate does with a paper: answers everything in order, marks this and that, and changes some answers.

use domain::attempt::{Act, Confidence, Span};
use rand::RngExt;
use rand::rngs::StdRng;

use crate::sitters::{ITEMS, answer};

/// The acts of one sitting.
pub fn acts(rng: &mut StdRng) -> Vec<Act> {
    let mut acts = Vec::new();
    for item in 0..ITEMS {
        acts.push(Act::View { item });
        if one_in(rng, 8) {
            acts.push(Act::StrikeOut { item, option: rng.random_range(0..3) });
        }
        if one_in(rng, 8) {
            acts.push(Act::Flag { item });
        }
        acts.push(answer(item, rng.random_range(0..3)));
        let earlier = rng.random_range(0..=item);
        match rng.random_range(0..24) {
            0 => acts.push(Act::Clear { item: earlier }),
            1 => acts.push(Act::Unflag { item: earlier }),
            2 => acts.push(Act::Restore { item: earlier, option: rng.random_range(0..3) }),
            3 => acts.push(Act::Note { item: earlier, text: format!("Think again about {item}: 8.5.1.2?") }),
            4 => acts.push(Act::Confide { item: earlier, confidence: Some(Confidence::ALL[usize::from(item) % 3]) }),
            5 => acts.push(Act::Highlight { item: earlier, spans: vec![Span { text: 0, from: 2, to: 9 }] }),
            6..10 => acts.push(answer(earlier, rng.random_range(0..3))),
            _ => {}
        }
    }
    acts
}

fn one_in(rng: &mut StdRng, times: u32) -> bool {
    rng.random_range(0..times) == 0
}
