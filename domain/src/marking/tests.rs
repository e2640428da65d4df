mod formats;
mod laws;
mod papers;

use super::*;

#[test]
fn standing_has_a_band_around_the_pass_mark() {
    assert_eq!(Standing::of(59, 65), Standing::Below);
    assert_eq!(Standing::of(60, 65), Standing::Near);
    assert_eq!(Standing::of(70, 65), Standing::Near);
    assert_eq!(Standing::of(71, 65), Standing::Above);
}
