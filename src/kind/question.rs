//! A question: a point on which the accounts differ, or that is open.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Kind, linked};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::schema::{Field, Schema, Shape, Word};
use crate::model::{Details, KindName, Look, Record, Ref, Summary};
use crate::text::SourceId;
use crate::text::place::{FieldPath, Place};

/// Accounts that differ need to be two.
pub static SINGLE_ACCOUNT: Code = Code {
    name: "single-account",
    severity: Severity::Warning,
    fixed: false,
    doc: "A question that is `settled` gives only one account. Readers cannot see what it was settled between.\n\n**Mend it:** Give the other account too, with who gave it, or set `status: open` if nobody has answered yet.",
};

/// The codes of this kind.
pub static CODES: &[&Code] = &[&SINGLE_ACCOUNT];

/// Whether a question is answered.
pub const STATUSES: &[Word] =
    &[("open", "nobody can tell yet which account holds"), ("settled", "one account has been shown to hold; the text says how")];

/// One account of what is in question.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// What it says; inline Markdown.
    pub says: Arc<str>,
    /// Who gives it.
    pub by: Vec<Ref>,
    /// Where it stands.
    pub sources: Vec<Ref>,
}

/// A point on which the accounts differ, or that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The accounts, in the writer's order.
    pub accounts: Vec<Account>,
    /// A word of [`STATUSES`].
    pub status: Arc<str>,
    /// What the question is about.
    pub about: Vec<Ref>,
}

impl Question {
    /// Whether nobody can tell yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        &*self.status == "open"
    }
}

impl Details for Question {
    fn linked_data(&self, me: &Summary, _look: &dyn Look) -> Option<Json> {
        Some(Json::Object(linked::article(me)))
    }

    fn check(&self, _me: &Summary, source: &SourceId, _look: &dyn Look) -> Vec<Diagnostic> {
        if self.is_open() || self.accounts.len() > 1 {
            return Vec::new();
        }
        let message = "the question is settled, and only one account is given";
        let place = Place::key(source, FieldPath::key("accounts"));
        vec![Diagnostic::new(&SINGLE_ACCOUNT, place, message).hint("give the other account too, or set `status: open`")]
    }
}

fn make(record: &Record) -> Option<Arc<dyn Details>> {
    let account =
        |group: &Record| Some(Account { says: group.text("says")?, by: group.references("by"), sources: group.references("sources") });
    let accounts: Vec<Account> = record.groups("accounts").into_iter().filter_map(account).collect();
    if accounts.is_empty() {
        return None;
    }
    Some(Arc::new(Question { accounts, status: record.text("status")?, about: record.references("about") }))
}

fn schema() -> Schema {
    let account = vec![
        Field::new(
            "says",
            Shape::Prose,
            "\"Two Telegram channels were listed as extremist materials.\"",
            "What the account says, in a sentence.",
        )
        .required(),
        Field::new("by", Shape::references(&["actor"], "accounts given"), "[interior-ministry]", "Who gives the account."),
        Field::new("sources", Shape::references(&["source"], "cited by"), "[newsbel-2021-08-18]", "Where the account stands."),
    ];
    vec![
        Field::new(
            "accounts",
            Shape::groups(account),
            "[{says: \"Two channels were listed.\", by: [interior-ministry]}, {says: \"The group was designated.\", by: [afp]}]",
            "The accounts, side by side.",
        )
        .required(),
        Field::new("status", Shape::Word(STATUSES), "open", "Whether the question is answered.").required(),
        Field::new(
            "about",
            Shape::references(&[], "questions about it"),
            "[five-terabytes]",
            "What the question is about: entries of any kind. While it is open, their pages show it near the top.",
        ),
    ]
}

/// The row of the table.
#[must_use]
pub fn kind() -> Kind {
    Kind {
        name: KindName::new("question"),
        label: "question".into(),
        plural: "questions".into(),
        title: "Open questions".into(),
        doc: "A point on which the accounts differ, or that nobody can answer yet. It gives all accounts and chooses none until one has been shown to hold.".into(),
        schema: schema(),
        dated: false,
        make,
        template: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kind::linked::stage::Stage;

    #[test]
    fn what_is_settled_was_between_two() {
        let check = |status: &str, accounts: &str| {
            Stage::new(&[("q", &format!("kind: question\ntitle: Q\naccounts: {accounts}\nstatus: {status}\n"))]).check("q")
        };
        let expected = [
            "single-account accounts:: the question is settled, and only one account is given (give the other account too, or set `status: open`)",
        ];
        assert_eq!(check("settled", "{says: A}"), expected);
        assert_eq!(check("settled", "[{says: A}, {says: B}]"), [] as [&str; 0]);
        assert_eq!(check("open", "{says: A}"), [] as [&str; 0]);
    }
}
