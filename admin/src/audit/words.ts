// What is done and to what, in words. What is not here is shown as the server calls it.

import type { AuditEvent } from "./operations";

export const ACTIONS: Record<string, string> = {
  "api-token.create": "Token created",
  "api-token.update": "Token changed",
  "api-token.regenerate": "Token regenerated",
  "api-token.enable": "Token enabled",
  "api-token.disable": "Token disabled",
  "api-token.delete": "Token deleted",
  "administrator.create": "Administrator created",
  "administrator.update": "Administrator changed",
  "administrator.delete": "Administrator deleted",
  "administrator.change-password": "Own password changed",
  "role.create": "Role created",
  "role.update": "Role changed",
  "role.delete": "Role deleted",
  "public-permissions.update": "Public access changed",
  "content-type.create": "Content type created",
  "content-type.update": "Content type changed",
  "content-type.delete": "Content type deleted",
  "content-type.replace": "Content types replaced",
  "content.import": "Content imported",
  "session.login": "Signed in",
  "session.refuse": "Sign-in refused",
  "session.logout": "Signed out",
  "session.revoke": "Session ended",
  "session.reuse": "Used refresh token came back",
  "setup.refuse": "Set-up code refused",
};

export const TARGETS: Record<string, string> = {
  "api-token": "API token",
  administrator: "Administrator",
  role: "Role",
  "public-permissions": "Public access",
  "content-type": "Content type",
  content: "Content",
  session: "Session",
  setup: "Set-up",
};

const NOBODY = { ADMINISTRATOR: "Unknown", OPERATOR: "Command line", SYSTEM: "The server" };

export function actionInWords(action: string): string {
  return ACTIONS[action] ?? action;
}

export function targetInWords(kind: string): string {
  return TARGETS[kind] ?? kind;
}

/** Who acted: an address, or in a word who it was otherwise. */
export function actorInWords(event: AuditEvent): string {
  return event.actorEmail ?? NOBODY[event.actorKind];
}
