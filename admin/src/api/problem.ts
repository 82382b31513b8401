// What can go wrong with a request, in one type.

type Violation = { path: string[]; message: string };

export type GraphqlError = {
  message: string;
  extensions?: {
    code?: string;
    violations?: Violation[];
    details?: { missing?: string };
    error?: { details?: { missing?: string; errors?: Violation[] } };
  };
};

const UNREACHABLE =
  "The server cannot be reached. What you typed is still here; try again when the connection is back.";

/** A request that failed, in words for people and with what fields need to know. */
export class Problem extends Error {
  readonly code: string;
  readonly violations: Violation[];

  constructor(message: string, code: string, violations: Violation[] = []) {
    super(message);
    this.code = code;
    this.violations = violations;
  }

  static unreachable(): Problem {
    return new Problem(UNREACHABLE, "UNREACHABLE");
  }

  static of(errors: GraphqlError[]): Problem {
    const [first] = errors;
    const extensions = errors.map((error) => error.extensions ?? {});
    const violations = extensions.flatMap((each) => [
      ...(each.violations ?? []),
      ...(each.error?.details?.errors ?? []),
    ]);
    const missing = extensions[0]?.details?.missing ?? extensions[0]?.error?.details?.missing;
    const message = first?.message ?? "The server did not say what is wrong";
    const told = missing && !message.includes(missing) ? `${message}: ${missing} is missing` : message;
    return new Problem(told, extensions[0]?.code ?? "UNKNOWN", violations);
  }
}

/** What is wrong with one field of the input, to stand below it; nothing where it is right. */
export function messageAt(problem: unknown, ...path: string[]): string | undefined {
  const own = violationsOf(problem).filter((violation) => path.every((step, index) => violation.path[index] === step));
  return own.length > 0 ? own.map((violation) => sentence(violation.message)).join(" ") : undefined;
}

/** What is wrong beyond the fields that show their own message. */
export function messageBeyond(problem: unknown, fields: string[]): string | undefined {
  if (!problem) {
    return undefined;
  }
  const message = problem instanceof Error ? problem.message : "Something went wrong";
  const violations = violationsOf(problem);
  if (violations.length === 0) {
    return message;
  }
  const others = violations.filter((violation) => !fields.includes(violation.path[0] ?? ""));
  return others.length > 0 ? others.map((violation) => sentence(violation.message)).join(" ") : undefined;
}

/** The rules that a request broke. */
export function violationsOf(problem: unknown): Violation[] {
  return problem instanceof Problem ? problem.violations : [];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
