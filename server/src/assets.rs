//! The files that browsers load, built into the executable with the hash of their content in the name.

use app::site::Assets;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::stop::Stop;

/// One file, with its compressed forms.
pub struct Asset {
    /// The name that pages ask for.
    pub name: &'static str,
    /// The name with the hash.
    pub file: &'static str,
    /// Content type.
    pub content_type: &'static str,
    /// The file as it is.
    pub plain: &'static [u8],
    /// Compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// Compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/site.rs"));

const ICON: &str = include_str!("../../style/icons/icon.svg");

/// Addresses of the assets for pages.
pub fn addresses() -> Assets {
    let address = |name: &str| {
        let file = SITE.iter().find(|asset| asset.name == name).map_or(name, |asset| asset.file);
        format!("/assets/{file}")
    };
    Assets {
        css: address("site.css"),
        pages_css: address("pages.css"),
        script: address("site.js"),
        live_script: address("live.js"),
        bank_script: address("bank.js"),
        marking_script: address("marking.js"),
        exam_script: address("exam.js"),
        island_script: address("clausewise.js"),
        wasm: address("clausewise.wasm"),
        sans: address("inter.woff2"),
        serif: address("serif.woff2"),
    }
}

/// Serves one asset; its name carries its hash, so browsers may keep it for ever.
pub async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Stop> {
    let asset = SITE.iter().find(|asset| asset.file == file).ok_or(Stop::NotFound)?;
    let accepts = |coding: &str| {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        accepted.split(',').any(|one| one.split(';').next().is_some_and(|name| name.trim() == coding))
    };
    let (body, coding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (asset.plain, None),
    };
    let mut response = body.into_response();
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    set.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}

/// Serves the icon.
pub async fn icon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, ICON).into_response()
}
