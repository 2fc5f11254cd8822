//! `.well-known/security.txt` (RFC 9116): whom to tell of a hole in the site.
//!
//! The standard wants a day on which the file runs out. A build has no clock: the day is that of the settings, or a year after
//! the newest day on which anything of the dossier was looked at. So the file of a dossier that nobody looks after runs out.

use super::{Page, PageType, Plan};
use crate::parse::config::machines::address_of;
use crate::render::Press;
use crate::render::frame::absolute;

/// The file, where there is somebody to tell and the site is at the root of its host, where alone it is looked for.
pub const PAGE: PageType = PageType { name: "security", templates: &[], plan, make };

/// Where it is.
const PATH: &str = ".well-known/security.txt";

fn plan(press: &Press<'_>) -> Vec<Plan> {
    let config = &press.dossier.config;
    let is_there = contact(press).is_some() && config.base_path() == "/" && press.dossier.as_of.is_none();
    let expires = config.machines.security_expires.is_some() || press.reviewed.is_some();
    Plan::new(PATH, config.main(), "").filter(|_| is_there && expires).into_iter().collect()
}

/// Whom to tell, as an address.
fn contact(press: &Press<'_>) -> Option<String> {
    let config = &press.dossier.config;
    address_of(config.machines.security_contact.as_ref().unwrap_or(&config.contact))
}

fn make(press: &Press<'_>, _plan: &Plan) -> Page {
    let config = &press.dossier.config;
    let machines = &config.machines;
    let expires = machines.security_expires.or_else(|| press.reviewed.and_then(|day| day.plus_days(365)));
    let (Some(contact), Some(expires)) = (contact(press), expires) else { return Page::Text(String::new()) };
    let mut out = format!("Contact: {contact}\nExpires: {expires}T00:00:00Z\n");
    let languages: Vec<&str> = config.languages.iter().map(|lang| lang.as_str()).collect();
    out += &format!("Preferred-Languages: {}\n", languages.join(", "));
    let own = Some(absolute(press, PATH)).filter(|own| !own.is_empty()).map(|own| own.to_string());
    let onion = config.onion.as_ref().map(|onion| format!("{onion}{PATH}"));
    for address in own.into_iter().chain(onion) {
        out += &format!("Canonical: {address}\n");
    }
    for (name, value) in [("Policy", &machines.security_policy), ("Encryption", &machines.security_encryption)] {
        if let Some(value) = value {
            out += &format!("{name}: {value}\n");
        }
    }
    Page::Text(out)
}
