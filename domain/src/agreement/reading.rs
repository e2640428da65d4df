/// How a kappa is read in words (Landis and Koch 1977, Biometrics 33). Their borders are a habit and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Below 0.
    Poor,
    /// Up to 0.20.
    Slight,
    /// Up to 0.40.
    Fair,
    /// Up to 0.60.
    Moderate,
    /// Up to 0.80.
    Substantial,
    /// Above 0.80.
    AlmostPerfect,
}

impl Reading {
    /// Reads a kappa.
    pub fn of(kappa: f64) -> Self {
        match kappa {
            kappa if kappa < 0.0 => Self::Poor,
            kappa if kappa <= 0.2 => Self::Slight,
            kappa if kappa <= 0.4 => Self::Fair,
            kappa if kappa <= 0.6 => Self::Moderate,
            kappa if kappa <= 0.8 => Self::Substantial,
            _ => Self::AlmostPerfect,
        }
    }

    /// As it is said.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Poor => "worse than chance",
            Self::Slight => "slight",
            Self::Fair => "fair",
            Self::Moderate => "moderate",
            Self::Substantial => "substantial",
            Self::AlmostPerfect => "almost perfect",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_border_belongs_to_the_lower_word() {
        let read = [-0.1, 0.0, 0.2, 0.21, 0.4, 0.6, 0.61, 0.8, 0.81, 1.0].map(Reading::of);
        use Reading::{AlmostPerfect, Fair, Moderate, Poor, Slight, Substantial};
        let wanted =
            [Poor, Slight, Slight, Fair, Fair, Moderate, Substantial, Substantial, AlmostPerfect, AlmostPerfect];
        assert_eq!(read, wanted);
    }
}
