//! The one shape of a badge: facts written as JSON, and read from it.

use serde_json::{Map, Value, json};

use super::contexts::{CREDENTIALS, OPEN_BADGES};
use super::facts::{BadgeFacts, Course, Identity, Issuer, StatusEntry};
use super::fault::BadgeFault;
use super::field;

const PURPOSE: &str = "revocation";

/// The badge without its proof.
pub fn write(facts: &BadgeFacts) -> Result<Map<String, Value>, BadgeFault> {
    facts.check()?;
    let mut badge = field::members(json!({
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": facts.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.course.name,
        "issuer": {
            "id": facts.issuer.id,
            "type": ["Profile"],
            "name": facts.issuer.name,
            "url": facts.issuer.url,
        },
        "validFrom": field::write_time(facts.valid_from)?,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": facts.holder.iter().map(identity).collect::<Vec<_>>(),
            "achievement": {
                "id": facts.course.id,
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": facts.course.name,
                "description": facts.course.description,
                "criteria": { "narrative": facts.course.criteria },
            },
        },
        "credentialStatus": {
            "id": format!("{}#{}", facts.status.list, facts.status.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": PURPOSE,
            "statusListIndex": facts.status.index.to_string(),
            "statusListCredential": facts.status.list,
        },
    }));
    if let Some(until) = facts.valid_until {
        badge.insert("validUntil".to_owned(), field::write_time(until)?.into());
    }
    Ok(badge)
}

fn identity(identity: &Identity) -> Value {
    match identity {
        Identity::Email { salt, hash } => json!({
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "hashed": true,
            "identityHash": hash,
            "salt": salt,
        }),
        Identity::Name(name) => json!({
            "type": "IdentityObject",
            "identityType": "name",
            "hashed": false,
            "identityHash": name,
        }),
    }
}

/// The facts that a badge seems to state; only writing them again shows whether it says nothing else.
pub fn read(badge: &Value) -> Option<BadgeFacts> {
    let text = |pointer| badge.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let valid_until = match badge.get("validUntil") {
        None => None,
        Some(until) => Some(field::read_time(until.as_str()?)?),
    };
    let holder = badge.pointer("/credentialSubject/identifier")?.as_array()?;
    Some(BadgeFacts {
        id: text("/id")?,
        issuer: Issuer { id: text("/issuer/id")?, name: text("/issuer/name")?, url: text("/issuer/url")? },
        course: Course {
            id: text("/credentialSubject/achievement/id")?,
            name: text("/credentialSubject/achievement/name")?,
            description: text("/credentialSubject/achievement/description")?,
            criteria: text("/credentialSubject/achievement/criteria/narrative")?,
        },
        holder: holder.iter().take(3).map(read_identity).collect::<Option<_>>()?,
        valid_from: field::read_time(&text("/validFrom")?)?,
        valid_until,
        status: StatusEntry {
            list: text("/credentialStatus/statusListCredential")?,
            index: text("/credentialStatus/statusListIndex")?.parse().ok()?,
        },
    })
}

fn read_identity(identity: &Value) -> Option<Identity> {
    let text = |name: &str| identity.get(name).and_then(Value::as_str).map(str::to_owned);
    let hash = text("identityHash")?;
    if identity.get("hashed")?.as_bool()? {
        Some(Identity::Email { salt: text("salt")?, hash })
    } else {
        Some(Identity::Name(hash))
    }
}
