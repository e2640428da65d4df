//! The one form of a document that is hashed: JSON-LD to RDF, then RDFC-1.0.

use std::collections::HashSet;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use sophia_api::prelude::*;
use sophia_api::quad::Spog;
use sophia_api::term::SimpleTerm;
use sophia_c14n::hash::Sha256;
use sophia_c14n::rdfc10::normalize_with;
use sophia_jsonld::loader::{ClosureLoader, FutureExt};
use sophia_jsonld::options::Policy;
use sophia_jsonld::{JsonLdOptions, JsonLdParser};

use super::contexts::Contexts;
use super::fault::BadgeFault;

/// How often blank nodes may be compared with their neighbours before a document counts as hostile.
const DEPTH: f32 = 1.0;
const PERMUTATIONS: usize = 6;

/// The canonical N-Quads of a document, which must be of a shape and size that the caller knows.
///
/// A member that no context defines is an error: it would otherwise vanish, and could be changed under the signature.
pub fn form(document: &Value, contexts: Contexts) -> Result<String, BadgeFault> {
    let quads = quads(&document.to_string(), contexts)?;
    let mut out = Vec::new();
    normalize_with::<Sha256, _, _>(&quads, &mut out, DEPTH, PERMUTATIONS).map_err(fault)?;
    String::from_utf8(out).map_err(fault)
}

type Quads = HashSet<Spog<SimpleTerm<'static>>>;

fn quads(text: &str, contexts: Contexts) -> Result<Quads, BadgeFault> {
    let load = move || {
        ClosureLoader::new(move |address: Iri<String>| {
            let found = contexts(address.as_str()).map(str::to_owned);
            async move { found.ok_or_else(|| format!("the context {} is not known", address.as_str())) }.boxed()
        })
    };
    let options = JsonLdOptions::new().with_document_loader_closure(load).with_expansion_policy(Policy::Strictest);
    let parser = JsonLdParser::new_with_options(options);
    ready(parser.async_parse_str(text))?.collect_quads().map_err(fault)
}

/// The value of a future that never waits: contexts are in memory.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, BadgeFault> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(BadgeFault::Canonical("it waits for something that is not here".to_owned())),
    }
}

fn fault(problem: impl std::fmt::Display) -> BadgeFault {
    BadgeFault::Canonical(problem.to_string())
}
