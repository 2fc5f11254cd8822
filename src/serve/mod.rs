//! The writer's loop: files change, the site follows.

pub mod watch;
