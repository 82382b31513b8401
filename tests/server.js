// The server under test, as the environment names it: the JSON line of `keyway demo --json` in KEYWAY_DEMO.

const demo = JSON.parse(process.env.KEYWAY_DEMO ?? "null");
if (!demo) {
  throw new Error("Set KEYWAY_DEMO to the line that `keyway demo --json` prints, or run ./test at the root");
}

export const { url, admin, tokens } = demo;

const LOGIN = "mutation ($input: LoginInput!) { login(input: $input) { accessToken } }";

/** Signs the demo's administrator in and gives back the access token. */
export async function accessToken() {
  const response = await fetch(`${url}/admin/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: LOGIN, variables: { input: { email: admin.email, password: admin.password } } }),
  });
  const answer = await response.json();
  if (!answer.data?.login) {
    throw new Error(`Signing in failed: ${JSON.stringify(answer)}`);
  }
  return answer.data.login.accessToken;
}
