//! Numbers, numbers with a tolerance, ranges.

use winnow::Parser;
use winnow::ascii::{digit0, digit1, space0};
use winnow::combinator::{alt, opt, preceded, separated_pair};
use winnow::error::ContextError;
use winnow::token::one_of;

use crate::item::Span;

/// Reads `1822`, `1822:5`, `1..5` or `*`.
pub fn span(text: &str) -> Option<Span> {
    let text = text.trim();
    if text.is_empty() || text == "*" {
        return Some(Span::Anything);
    }
    let between = separated_pair(number, (space0, "..", space0), number).map(|(low, high)| Span::Between { low, high });
    let around = (number, opt(preceded((space0, ':', space0), number)));
    let around = around.map(|(value, tolerance)| Span::Around { value, tolerance: tolerance.unwrap_or_else(zero) });
    alt((between, around)).parse(text).ok()
}

fn zero() -> String {
    "0".to_owned()
}

/// A decimal number of reasonable length, with a point.
fn number(input: &mut &str) -> Result<String, ContextError> {
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digit1);
    let whole = (digit1, opt(('.', digit1))).void();
    let part = ('.', digit1).void();
    (opt(one_of(['+', '-'])), alt((whole, part)), opt(exponent), digit0)
        .take()
        .verify(|text: &str| text.len() <= 40)
        .map(|text: &str| text.trim_start_matches('+').to_owned())
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: &str, tolerance: &str) -> Option<Span> {
        Some(Span::Around { value: value.to_owned(), tolerance: tolerance.to_owned() })
    }

    #[test]
    fn numbers_are_read_as_they_were_written() {
        assert_eq!(span("1822"), around("1822", "0"));
        assert_eq!(span(" -3.142:0.001 "), around("-3.142", "0.001"));
        assert_eq!(span("+.5e-3 : 1"), around(".5e-3", "1"));
        assert_eq!(span("1..5"), Some(Span::Between { low: "1".to_owned(), high: "5".to_owned() }));
        assert_eq!(span("*"), Some(Span::Anything));
        for text in ["one", "1:", "1..", "1,5", "1 2", "--1", "1e"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
