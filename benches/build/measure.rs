//! What a piece of work costs: wall time, CPU time of the whole process, peak memory.
//!
//! Both of the latter belong to a process, not to a piece of work: a case has them to itself only in a
//! process of its own (see `case`). What a platform does not tell is `None`, never a guess: CPU time is
//! known on Unix, peak memory on Linux.

use std::time::{Duration, Instant};

/// What a piece of work cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// User and system time of all threads.
    pub cpu: Option<Duration>,
    /// The most memory the process held, in KiB.
    pub peak: Option<u64>,
}

/// A measurement that goes on.
pub struct Meter {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Meter {
    /// Starts to measure.
    pub fn start() -> Self {
        reset_peak();
        Self { wall: Instant::now(), cpu: cpu_time() }
    }

    /// What it has cost since.
    pub fn stop(self) -> Cost {
        let wall = self.wall.elapsed();
        let cpu = self.cpu.zip(cpu_time()).map(|(before, after)| after.saturating_sub(before));
        Cost { wall, cpu, peak: peak() }
    }
}

/// The process clock and not `/proc/self/stat`: that counts in hundredths of a second, which is more than
/// a hundred entries cost.
#[cfg(unix)]
fn cpu_time() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).ok()
}

#[cfg(not(unix))]
fn cpu_time() -> Option<Duration> {
    None
}

/// Linux keeps the highest mark; `5` lowers it to what is held now. Where the write is not allowed the
/// mark includes the start of the program, some 3 MiB.
fn reset_peak() {
    if cfg!(target_os = "linux") {
        let _unless_forbidden = std::fs::write("/proc/self/clear_refs", "5");
    }
}

fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
