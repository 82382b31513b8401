//! How far long work is: a bar on a terminal, a line now and then elsewhere. On standard error, as it is no data.

use std::io::{self, Write};

use indicatif::{ProgressBar as Bar, ProgressDrawTarget, ProgressStyle};

/// A bar, which appears when it has something to show.
pub struct ProgressBar {
    bar: Bar,
    /// Tenths of the present part that are done.
    tenths: u64,
}

impl ProgressBar {
    /// A bar that counts entries.
    pub fn of_entries() -> Self {
        Self::with_template("{msg:10} {wide_bar} {pos}/{len} entries  {eta}")
    }

    /// A bar that counts bytes.
    pub fn of_bytes() -> Self {
        Self::with_template("{msg:10} {wide_bar} {bytes}/{total_bytes}  {eta}")
    }

    fn with_template(template: &str) -> Self {
        let bar = Bar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(template).expect("a constant template is sound");
        Self { bar: bar.with_style(style), tenths: 0 }
    }

    /// `done` of `total` is done of the part of the work that `name` tells.
    pub fn show(&mut self, name: &'static str, done: u64, total: u64) {
        if self.bar.message() != name {
            self.bar.reset();
            self.bar.set_message(name);
            self.tenths = 0;
        }
        self.bar.set_length(total);
        self.bar.set_position(done);
        if self.bar.is_hidden() {
            self.line(name, done.saturating_mul(10).checked_div(total).unwrap_or_default());
        }
    }

    /// Says every tenth once; what ends at once says nothing.
    fn line(&mut self, name: &str, tenths: u64) {
        if tenths > self.tenths && tenths < 10 {
            self.tenths = tenths;
            // Where standard error is closed nobody wants to know.
            let _ = writeln!(io::stderr(), "{name}: {}%", tenths * 10);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
