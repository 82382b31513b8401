import { useParams } from "@tanstack/react-router";

import { useManagement } from "../api/management";
import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { Missing } from "../frame/Missing";
import { TOKEN } from "./operations";
import { TokenEditor } from "./TokenEditor";

/** One token: waits until it is there. */
export function TokenPage() {
  const { id } = useParams({ from: "/gate/settings/api-tokens/$id" });
  const { data, error, refetch, isPlaceholderData } = useManagement(TOKEN, { id });

  if (data?.apiToken && !isPlaceholderData) {
    return <TokenEditor key={id} stored={data.apiToken} />;
  }
  if (data && !isPlaceholderData) {
    return <Missing />;
  }
  return (
    <Page title="API Token" back={{ to: "/settings/api-tokens", label: "API Tokens" }}>
      {error ? <Trouble problem={error} retry={() => void refetch()} /> : <Waiting />}
    </Page>
  );
}
