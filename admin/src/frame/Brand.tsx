import classes from "./Brand.module.css";

/** The name of the program with its mark, a keyhole. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
        <rect width="26" height="26" rx="7" className={classes.ground} />
        <circle cx="13" cy="10.5" r="4" className={classes.hole} />
        <path d="M13 10.5 16 20h-6z" className={classes.hole} />
      </svg>
      Keyway
    </span>
  );
}
