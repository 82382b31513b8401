//! What a server does beside serving: it notices what other processes change and writes when tokens were last used.

use std::future::Future;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::service::Services;

/// How often the content model's revision is looked at: well within the second after which a change must act.
const POLL: Duration = Duration::from_millis(250);

/// Runs until `stop` is done.
pub async fn run(services: Services, stop: impl Future<Output = ()>) {
    tokio::select! {
        () = services.authenticator.maintain() => {}
        () = follow_model(&services) => {}
        () = stop => {}
    }
}

/// Swaps the model when another process has changed it. A failure is logged and tried again at the next turn.
async fn follow_model(services: &Services) {
    let mut turns = interval(POLL);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(error) = services.model.refresh().await {
            tracing::warn!(?error, "the content model cannot be read");
        }
    }
}
