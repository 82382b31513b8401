// Runs the snippets that the panel shows, as people would who paste them.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Where a script finds the libraries that it imports. */
const TESTS = fileURLToPath(new URL("..", import.meta.url));

/** What a snippet prints with this secret in the place of its placeholder, read as JSON. */
export async function runSnippet(code, secret) {
  const filled = code.replaceAll("<YOUR_TOKEN>", secret);
  const { stdout } = filled.startsWith("curl ")
    ? await run("sh", ["-c", filled.replace("curl ", "curl --silent ")])
    : await run(process.execPath, ["--input-type=module", "--eval", filled], { cwd: TESTS });
  return JSON.parse(stdout);
}
