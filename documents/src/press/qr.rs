//! QR codes as drawings.

use qrcode::{Color, QrCode};

/// Blank modules around a code that readers ask for (ISO/IEC 18004).
const QUIET: usize = 4;

/// A code as one path of dark modules, for SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The path's data.
    pub path: String,
    /// Modules along an edge, the quiet ones around it among them.
    pub side: usize,
}

/// The QR code of a text; nothing when the text is too long for any code.
pub fn drawing(text: &str) -> Option<Drawing> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        for (x, length) in runs(row) {
            path += &format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
        }
    }
    Some(Drawing { path, side: width + 2 * QUIET })
}

/// The same as a drawing in one black path.
pub fn svg(text: &str) -> Option<String> {
    let Drawing { path, side } = drawing(text)?;
    Some(format!(r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>"##))
}

/// Where dark runs of a row begin, and how long they are.
fn runs(row: &[Color]) -> Vec<(usize, usize)> {
    let mut found = Vec::<(usize, usize)>::new();
    for (x, colour) in row.iter().enumerate() {
        match found.last_mut() {
            _ if *colour == Color::Light => {}
            Some((start, length)) if *start + *length == x => *length += 1,
            _ => found.push((x, 1)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = QrCode::new("https://example.org/c/1").expect("short enough");
        let dark = code.to_colors().iter().filter(|colour| **colour == Color::Dark).count();
        let drawn = code.to_colors().chunks(code.width()).flat_map(runs).map(|(_, length)| length).sum::<usize>();
        assert_eq!(drawn, dark);
        assert!(svg("https://example.org/c/1").is_some_and(|svg| svg.contains("viewBox=\"0 0 33 33\"")));
    }

    #[test]
    fn what_fits_no_code_has_none() {
        assert_eq!(svg(&"x".repeat(5000)), None);
    }
}
