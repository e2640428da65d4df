//! What a candidate does with a paper: answers everything in order, flags, strikes out, and changes some answers.

use domain::attempt::Act;
use rand::RngExt;
use rand::rngs::StdRng;

use crate::sitters::{ITEMS, answer};

/// The acts of one sitting.
pub fn acts(rng: &mut StdRng) -> Vec<Act> {
    let mut acts = Vec::new();
    for item in 0..ITEMS {
        if one_in(rng, 6) {
            acts.push(Act::StrikeOut { item, option: rng.random_range(0..3) });
        }
        if one_in(rng, 6) {
            acts.push(Act::Flag { item });
        }
        acts.push(answer(item, rng.random_range(0..3)));
        let earlier = rng.random_range(0..=item);
        match rng.random_range(0..20) {
            0 => acts.push(Act::Clear { item: earlier }),
            1 => acts.push(Act::Unflag { item: earlier }),
            2 => acts.push(Act::Restore { item: earlier, option: rng.random_range(0..3) }),
            3..6 => acts.push(answer(earlier, rng.random_range(0..3))),
            _ => {}
        }
    }
    acts
}

fn one_in(rng: &mut StdRng, times: u32) -> bool {
    rng.random_range(0..times) == 0
}
