//! What a front matter may hold, as data. One description of a field serves decoding, hints, JSON Schema,
//! `dossier new`, the reference page, the card and the backlinks.

use std::borrow::Cow;

/// One word a field may hold, and what it means.
pub type Word = (&'static str, &'static str);

/// Text that is built in or comes from `dossier.yaml`.
pub type Text = Cow<'static, str>;

/// A relation: a field that points to other entries, and what they call it from their side.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relation {
    /// The kinds it may point to; empty means any.
    pub to: Cow<'static, [Text]>,
    /// The heading of the backlinks on the other entry's page: "claims made". English; a theme may
    /// translate it under `inverse-KIND-FIELD`.
    pub inverse: Text,
}

/// What a value must be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One line or paragraph of text, not empty.
    Text,
    /// Text in which inline Markdown is read.
    Prose,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// An EDTF date or interval.
    When,
    /// One full day, `2021-08-18`.
    Day,
    /// An EDTF interval, or one date that stands for the interval of its length.
    Interval,
    /// One of these words.
    Word(&'static [Word]),
    /// A key of `jurisdictions:` in `dossier.yaml`.
    Jurisdiction,
    /// A language tag.
    Language,
    /// An `http` or `https` address.
    Url,
    /// A path inside the site or the dossier.
    Path,
    /// A reference to an entry.
    Ref(Relation),
    /// A reference to an entry where there is one of that name, else the name itself.
    RefOrName(Relation),
    /// A list of these; a single value counts as a list of one.
    List(Box<Shape>),
    /// A group of fields.
    Group(Cow<'static, [Field]>),
    /// Language tags and a text for each.
    ByLanguage,
    /// A text for all languages, or language tags and a text for each.
    TextOrByLanguage,
    /// Anything; passed on as it is.
    Free,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name in YAML.
    pub name: Text,
    /// What it must be.
    pub shape: Shape,
    /// Whether an entry without it is a mistake.
    pub required: bool,
    /// What it is for, one or two sentences of Markdown.
    pub doc: Text,
    /// An example as YAML, on one line.
    pub example: Text,
    /// Its label on the card, in English; a theme may translate it under `field-NAME`.
    pub label: Text,
}

/// The fields of a kind, in the order in which they are written and shown.
pub type Schema = Vec<Field>;

impl Field {
    /// A field that need not be there. The label is the name with blanks, until [`Field::labelled`].
    #[must_use]
    pub fn new(name: &'static str, shape: Shape, example: &'static str, doc: &'static str) -> Self {
        let label = if name.contains('_') { Text::Owned(name.replace('_', " ")) } else { Text::Borrowed(name) };
        Self { name: name.into(), shape, required: false, doc: doc.into(), example: example.into(), label }
    }

    /// The same, required.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with a label for people.
    #[must_use]
    pub fn labelled(mut self, label: &'static str) -> Self {
        self.label = label.into();
        self
    }
}

impl Shape {
    /// A reference to an entry of one of these kinds (none: any); `inverse` heads the backlinks there.
    #[must_use]
    pub fn reference(to: &'static [&'static str], inverse: &'static str) -> Self {
        let to = to.iter().map(|kind| Text::Borrowed(*kind)).collect::<Vec<_>>();
        Self::Ref(Relation { to: to.into(), inverse: inverse.into() })
    }

    /// Several references.
    #[must_use]
    pub fn references(to: &'static [&'static str], inverse: &'static str) -> Self {
        Self::List(Box::new(Self::reference(to, inverse)))
    }

    /// A list of groups of fields.
    #[must_use]
    pub fn groups(fields: Vec<Field>) -> Self {
        Self::List(Box::new(Self::Group(fields.into())))
    }

    /// A list of texts.
    #[must_use]
    pub fn texts() -> Self {
        Self::List(Box::new(Self::Text))
    }

    /// The relation, if this shape or what it lists is a reference.
    #[must_use]
    pub fn relation(&self) -> Option<&Relation> {
        match self {
            Self::Ref(relation) | Self::RefOrName(relation) => Some(relation),
            Self::List(inner) => inner.relation(),
            _ => None,
        }
    }
}
