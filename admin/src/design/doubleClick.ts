// People double-click buttons. The second click belongs to what the first one hit, and is not for whatever the next page
// shows in that place.

let hit: Node | undefined;

/** Lets the second click of a double click do nothing where the first one took away what it hit. */
export function guardDoubleClicks(): void {
  document.addEventListener("click", guard, { capture: true });
}

function guard(event: MouseEvent): void {
  if (event.detail > 1 && hit && !hit.isConnected) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.target instanceof Node) {
    hit = event.target;
  }
}
