/** What the server asks of a password. */
export const PASSWORD_RULES =
  "At least 8 characters, among them a lower-case letter, an upper-case letter and a digit.";
