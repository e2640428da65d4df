//! Where links lead.

use std::ops::Range;

use domain::clause::ClauseNumber;

use super::Walk;
use crate::editions::Registry;
use crate::figure::escape;
use crate::links;

impl Walk<'_> {
    /// Opens a link.
    pub(super) fn link(&mut self, target: &str, range: Range<usize>) {
        let Some(open) = self.scope.links() else {
            return self.fault(range, "a link leads out of the paper", "write the words alone");
        };
        let (class, address) = match target.split_once(':') {
            Some(("clause", clause)) => return self.clause(clause, open.known.registry, range),
            Some(("term", id)) => {
                if !open.known.glossary.knows(id) {
                    self.fault(range, format!("unknown term {id}"), "link the id of a term, or add it to the glossary");
                }
                (" class=\"term\"", links::term(id))
            }
            Some(("lesson", id)) => {
                if !open.lessons.contains(id) {
                    self.fault(range, format!("unknown lesson {id}"), "link the name of a lesson's file");
                }
                ("", links::lesson(id))
            }
            _ => {
                self.fault(range, format!("unknown kind of link {target}"), "link clause:, term: or lesson:");
                ("", "#".to_owned())
            }
        };
        self.raw(format!("<a{class} href=\"{}\">", escape(&address)));
    }

    /// Closes a link.
    pub(super) fn link_end(&mut self) {
        if self.scope.links().is_some() {
            self.raw("</a>");
        }
    }

    fn clause(&mut self, target: &str, registry: &Registry, range: Range<usize>) {
        let taught = registry.taught.id.as_str();
        let (edition, number) = target.split_once('/').unwrap_or((taught, target));
        match registry.edition(edition) {
            None => self.fault(range, format!("unknown edition {edition}"), "link clause:2011/8.1 or clause:8.6.1"),
            Some(known) => {
                let found = ClauseNumber::parse(number).is_some_and(|n| known.clauses.contains_key(&n));
                if !found && !known.clauses.is_empty() {
                    let message = format!("unknown clause {number} of the {edition} edition");
                    self.fault(range, message, "link a clause of that edition");
                }
            }
        }
        let class = if edition == taught { "chip" } else { "chip legacy" };
        self.raw(format!("<a class=\"{class}\" href=\"{}\">", escape(&links::clause(edition, number))));
    }
}
