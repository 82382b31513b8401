import type { Attribute } from "../model";

/** The rules of an attribute that are good to know before breaking them. */
export function rulesOf(attribute: Attribute): string | undefined {
  const { unique, type, minLength, maxLength } = attribute;
  const rules = [
    lengths(minLength, maxLength),
    bounds(attribute),
    unique && type !== "UID" ? "No two entries share it" : undefined,
    attribute.pattern ? `Matches ${attribute.pattern}` : undefined,
    attribute.actions.some((action) => action === "find" || action === "findOne")
      ? undefined
      : "Never shown. Leave it empty to keep what is stored",
  ];
  return rules.filter((rule) => rule !== undefined).join(". ") || undefined;
}

function lengths(least: number | null | undefined, most: number | null | undefined): string | undefined {
  if (least && most) {
    return `${least} to ${most} characters`;
  }
  if (most) {
    return `At most ${most} characters`;
  }
  return least ? `At least ${least} characters` : undefined;
}

function bounds({ type, min, max }: Attribute): string | undefined {
  const noun = type === "COMPONENT" || type === "DYNAMICZONE" ? " items" : "";
  const [least, most] = [numberText(min), numberText(max)];
  if (least && most) {
    return `${least} to ${most}${noun}`;
  }
  if (most) {
    return `At most ${most}${noun}`;
  }
  return least ? `At least ${least}${noun}` : undefined;
}

function numberText(value: unknown): string | undefined {
  return typeof value === "number" || typeof value === "string" ? String(value) : undefined;
}
