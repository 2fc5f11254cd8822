//! Where a claim stands, and what must hold in its history.

use super::*;
use crate::kind::linked::stage::Stage;
use crate::model::date::Day;

const ACTORS: [(&str, &str); 2] =
    [("group", "kind: actor\ntitle: The Group\ntype: group\n"), ("ministry", "kind: actor\ntitle: Ministry\ntype: state-body\n")];

fn stage(history: &str) -> Stage {
    let claim = format!("kind: claim\ntitle: C\nstatement: It is\nclaimed_by: group\n{history}");
    Stage::new(&[ACTORS[0], ACTORS[1], ("c", &claim)])
}

fn check(history: &str, expected: &[&str]) {
    assert_eq!(stage(history).check("c"), expected, "{history}");
}

fn standing(history: &str, day: Option<(i64, u8, u8)>) -> Option<&'static str> {
    let stage = stage(history);
    let day = day.map(|(year, month, day)| Day::new(year, month, day).expect("the test's day is in the calendar"));
    stage.summary("c").details.standing_on(day).map(Standing::word)
}

#[test]
fn what_holds_on_a_day() {
    let history = "history:\n  - {date: 2022-01-24, standing: confirmed}\n  - {date: 2021-08-18, standing: claimed}\n  - {date: 2021-12, standing: disputed}\n";
    assert_eq!(standing(history, None), Some("confirmed"));
    assert_eq!(standing(history, Some((2021, 8, 17))), None, "before the first step");
    assert_eq!(standing(history, Some((2021, 8, 18))), Some("claimed"));
    assert_eq!(standing(history, Some((2021, 11, 30))), Some("claimed"));
    assert_eq!(standing(history, Some((2021, 12, 1))), Some("disputed"), "not surely after");
    assert_eq!(standing(history, Some((2022, 1, 23))), Some("disputed"));
    let same_day = "history:\n  - {date: 2021-08-18, standing: claimed}\n  - {date: 2021-08-18, standing: denied}\n";
    assert_eq!(standing(same_day, Some((2021, 8, 18))), Some("denied"), "the one written last");
}

#[test]
fn a_sound_history() {
    check(
        "history:\n  - {date: 2021-08, standing: claimed, by: group, sources: s}\n  - {date: 2021-08-18, standing: confirmed, by: [group, ministry], sources: s}\nresponses:\n  - {by: ministry, stance: confirms}\n  - {by: group, stance: denies}\n",
        &[],
    );
}

#[test]
fn steps_that_jump_back_or_rest_on_nothing() {
    check(
        "history:\n  - {date: 2021-08-18, standing: claimed, sources: s}\n  - {date: 2012-09, standing: disputed}\n",
        &[
            "unordered-history history[1].date: the step is dated `2012-09`, before the step above it (mend the date, or put the steps in the order of their dates)",
            "standing-without-source history[1].standing: the step `disputed` names no source (add `sources:` to the step)",
            "standing-without-voice history[1].standing: the step `disputed` does not say by whom (add `by:` to the step)",
        ],
    );
}

#[test]
fn nobody_confirms_their_own_claim() {
    check(
        "history:\n  - {date: 2021-08-18, standing: confirmed, by: The Group, sources: s}\nresponses: {by: group, stance: confirms-in-part}\n",
        &[
            "self-confirmation history[0].by: the claim is `confirmed` by nobody but those who make it (name who else confirmed it, or leave it at `claimed`)",
            "self-confirmation responses[0].by: a response by the claimant confirms the claim (take it out: to repeat a claim is not to confirm it)",
        ],
    );
}

#[test]
fn linked_data_is_a_claim_and_no_review() {
    let node = stage("about: [ministry, nobody]\nhistory:\n  - {date: 2021-08-18, standing: claimed, sources: s}\n").linked_data("c");
    assert_eq!(
        node,
        concat!(
            r#"{"@type":"Claim","text":"It is","author":{"@type":"Organization","name":"The Group","url":"https://dossier.example/x/group/index.html"},"#,
            r#""about":[{"@type":"GovernmentOrganization","name":"Ministry","url":"https://dossier.example/x/ministry/index.html"},{"@type":"Thing","name":"nobody"}],"#,
            r#""datePublished":"2021-08-18","appearance":{"@type":"Thing","name":"s"},"creativeWorkStatus":"claimed"}"#
        )
    );
}
