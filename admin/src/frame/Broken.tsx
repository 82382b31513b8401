import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";

/** Stands where a page failed: after an update of the server, the former pages are gone and a reload helps. */
export function Broken({ error }: { error: unknown }) {
  return (
    <Page title="This page failed">
      <Trouble problem={error} retry={() => window.location.reload()} />
    </Page>
  );
}
