//! A progress bar, on a terminal, once a build takes longer than half a second.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::{Progress, Stage};

/// A build that is done sooner needs no bar: it would only flash.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of one build.
pub struct Bar {
    started: Instant,
    bar: ProgressBar,
    shown: Mutex<bool>,
}

impl Bar {
    /// A bar that is not to be seen yet. Where standard error is no terminal it never is.
    pub fn new() -> Self {
        let style = ProgressStyle::with_template("{msg:>8} {wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style);
        Self { started: Instant::now(), bar, shown: Mutex::new(false) }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn show_when_late(&self) {
        if self.started.elapsed() < PATIENCE {
            return;
        }
        // A lock that a panicking thread left behind guards nothing here but one flag.
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !*shown {
            *shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }
}

impl Progress for Bar {
    fn stage(&self, stage: Stage, steps: usize) {
        let name = match stage {
            Stage::Parse => "reading",
            Stage::Link => "linking",
            Stage::Check => "checking",
            Stage::Code => "code",
            Stage::Render => "pages",
            Stage::Done => "done",
        };
        self.bar.set_message(name);
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.show_when_late();
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.bar.position().is_multiple_of(64) {
            self.show_when_late();
        }
    }
}
