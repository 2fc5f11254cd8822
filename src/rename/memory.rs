//! What translations remember of their originals: a passage in which an id was rewritten is to be translated no more than before.

use std::collections::BTreeMap;

use super::{Edit, Work};
use crate::evidence::translation::Memory;
use crate::model::Entry;
use crate::parse::parse;
use crate::text::place::{FieldPath, Place};
use crate::text::{Source, SourceId};
use crate::yaml::{self, FrontMatter};

impl Work<'_> {
    /// Carries `made_from:` of translations over from their originals as they were to those as they will be. `texts` are the new
    /// texts of the files that change, by their names of before.
    pub(super) fn memories(&mut self, all: &[&Entry], texts: &BTreeMap<SourceId, Source>) {
        let main = self.way.dossier.config.main();
        for translation in all.iter().filter(|entry| entry.summary.lang != *main) {
            let Some(memory) = translation.summary.common.made_from.as_deref().and_then(Memory::read) else { continue };
            let original = all.iter().find(|entry| entry.summary.folded == translation.summary.folded && entry.summary.lang == *main);
            let Some(original) = original.filter(|original| texts.contains_key(&original.source)) else { continue };
            let new = parse(&texts[&original.source], &self.way.dossier.config).value;
            let Some(new) = new.first() else { continue };
            let before = Memory::of(self.way.dossier.as_written(original));
            let carried = memory.carried(&before, &Memory::of(&new.summary));
            if carried != memory {
                self.remember(&translation.source, &carried);
            }
        }
    }

    fn remember(&mut self, file: &SourceId, memory: &Memory) {
        let path = FieldPath::key("made_from");
        let Some(source) = self.snapshot.sources.get(file) else { return };
        let FrontMatter::Found { yaml, .. } = yaml::front_matter(&source.text) else { return };
        match yaml::locate_whole(&source.text[yaml.clone()], &path) {
            Some(at) => {
                let edit = Edit::new(yaml.start + at.start..yaml.start + at.end, format!("\"{memory}\""));
                self.edits.entry(file.clone()).or_default().insert(edit);
            }
            None => self.refuse(Place::value(file, path)),
        }
    }
}
