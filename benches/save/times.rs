//! Many waits, said in one line.

use std::time::Duration;

/// The median, the ninth of ten and the longest.
pub fn line(name: &str, mut all: Vec<Duration>, more: &str) -> String {
    all.sort();
    let at = |part: usize| all.get((all.len() * part / 10).min(all.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    format!("{name:<10} median {:7.1} ms   p90 {:7.1}   longest {:7.1}   {more}", at(5), at(9), at(10))
}
