//! `dossier schema`: JSON Schema of front matter, of `dossier.yaml` and of `theme.yaml`, for editors.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Failure, args, root, say, unknown_kind};
use crate::build::Options;
use crate::check::all_codes;
use crate::kind::Kinds;
use crate::kind::declared::{kind_schema, relation_schema};
use crate::kind::schema::{file_schema, groups_by_name, json_schema};
use crate::parse::config::{self, read_config};
use crate::read::read;
use crate::render::theme;

/// The schema of `dossier.yaml`, by this name.
const SETTINGS: &str = "settings";
/// The schema of `theme.yaml`.
const THEME: &str = "theme";

/// Prints a schema.
pub fn schema(args: &args::Schema) -> Result<(), Failure> {
    let kinds = match root(args.root.as_deref()) {
        Ok(root) => read_config(&read(&root)?, &Options::default(), &all_codes()).value.kinds,
        // Outside a dossier the built-in kinds are what there is.
        Err(_) if args.root.is_none() => Arc::new(Kinds::with(Vec::new())),
        Err(failure) => return Err(failure),
    };
    let schema = match args.kind.as_deref() {
        Some(name) if kinds.get(name).is_some() => json_schema(&kinds, Some(name)),
        None => json_schema(&kinds, None),
        Some(SETTINGS) => settings(),
        Some(THEME) => theme(),
        Some(name) => return Err(unknown_kind(&kinds, name)),
    };
    say(&pretty(&schema)?)
}

/// A schema as text.
pub(super) fn pretty(schema: &Value) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(schema).map_err(anyhow::Error::new)?)
}

/// The schema of the front matter of all built-in kinds.
pub(super) fn front_matter() -> Value {
    json_schema(&Kinds::with(Vec::new()), None)
}

/// The schema of `dossier.yaml`.
pub(super) fn settings() -> Value {
    let codes = all_codes();
    let names: Vec<&str> = codes.iter().filter(|code| !code.fixed).map(|code| code.name).collect();
    let weights = json!({"type": "object", "propertyNames": {"enum": names}, "additionalProperties": {"enum": ["allow", "warn", "deny"]}});
    let text = json!({"type": "string"});
    let label = json!({"anyOf": [text, {"type": "object", "additionalProperties": text}]});
    let links = json!({"enum": ["warn", "text", "plain"]});
    let group = json!({"type": "object", "properties": {"label": label, "designated_links": links}, "required": ["label"], "additionalProperties": false});
    let jurisdiction = json!({"anyOf": [text, group]});
    let relations = groups_by_name(relation_schema(), &[]);
    let inside = [
        ("jurisdictions", json!({"type": "object", "additionalProperties": jurisdiction})),
        ("rules", weights),
        ("kinds", groups_by_name(kind_schema(), &[("relations", relations)])),
    ];
    file_schema("Settings of a dossier", "`dossier.yaml`: the file that makes a folder a dossier.", config::schema(), &inside)
}

/// The schema of `theme.yaml`.
pub(super) fn theme() -> Value {
    file_schema("A theme", "`theme.yaml`: what a theme says of itself.", theme::schema(), &[])
}
