// Where in the form a broken rule belongs. The server names a place either from the definition or from the type's name.

import { Problem } from "../api/problem";

/** A broken rule: where in the definition, and what is wrong. */
export type Finding = { path: string[]; message: string };

/** The rules that are broken in the definition of `singular`, and in words what is broken elsewhere. */
export function findingsOf(problem: unknown, singular: string): { own: Finding[]; others: string | undefined } {
  if (!problem) {
    return { own: [], others: undefined };
  }
  if (!(problem instanceof Problem) || problem.violations.length === 0) {
    return { own: [], others: problem instanceof Error ? problem.message : "Something went wrong" };
  }
  const all = problem.violations.map(({ path, message }) => {
    const isOwn = path[0] === "definition" || path[0] === singular;
    const place = isOwn ? path.slice(1) : path;
    return { isOwn: isOwn && place.length > 0, path: place, message: withoutPlace(message, path) };
  });
  const others = all
    .filter(({ isOwn }) => !isOwn)
    .map(({ path, message }) => [path.join("."), message].join(" ").trim());
  return { own: all.filter(({ isOwn }) => isOwn), others: others.length > 0 ? others.join(". ") : undefined };
}

/** What is wrong with a key of the definition itself, such as `info.singularName`. */
export function messageOf(findings: Finding[], ...path: string[]): string | undefined {
  const found = findings.filter((finding) => path.every((step, index) => finding.path[index] === step));
  return found.length > 0 ? found.map(({ message }) => sentence(message)).join(" ") : undefined;
}

/** What is wrong with an attribute, each with the option that it is about. */
export function findingsOfAttribute(findings: Finding[], name: string): Finding[] {
  const own = findings.filter(({ path }) => path[0] === "attributes" && path[1] === name);
  return own.map(({ path, message }) => ({ path: path.slice(2), message }));
}

/** Messages begin with the place that they are about; beside the place itself that is too much. */
function withoutPlace(message: string, path: string[]): string {
  for (const place of [path.join("."), path.slice(1).join(".")]) {
    if (place && message.startsWith(`${place} `)) {
      return message.slice(place.length + 1);
    }
  }
  return message;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
