import { useManagement } from "../api/management";
import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { PUBLIC } from "./operations";
import { PublicEditor } from "./PublicEditor";

/** What is open without a token. */
export function PublicPage() {
  const { data, error, refetch } = useManagement(PUBLIC, {});
  return (
    <Page title="Public Access" about="What everybody may do with content, without any token.">
      {data ? (
        <PublicEditor stored={data.publicPermissions} />
      ) : error ? (
        <Trouble problem={error} retry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}
