import { Button } from "@mantine/core";
import { useState } from "react";

import { useManagementChange } from "../api/management";
import { Icon } from "../design/Icon";
import { notify } from "../design/notices";
import { Trouble } from "../design/Trouble";
import { useMay } from "../session/me";
import { DeleteToken } from "./DeleteToken";
import { SET_ENABLED, type Token } from "./operations";
import { RegenerateToken } from "./RegenerateToken";

type Props = {
  token: Token;
  /** Called with the token after a change by one of the buttons. */
  onChanged: (token: Token) => void;
  onDeleted: () => void;
};

/** What can be done with a token as a whole, as far as the person may. */
export function TokenActions({ token, onChanged, onDeleted }: Props) {
  const may = useMay();
  const [asking, setAsking] = useState<"regenerate" | "delete">();
  const setEnabled = useManagementChange(SET_ENABLED);
  const isDisabled = token.status === "DISABLED";

  function toggle() {
    setEnabled.mutate(
      { id: token.id, enabled: isDisabled },
      {
        onSuccess: ({ setApiTokenEnabled }) => {
          onChanged(setApiTokenEnabled.token);
          notify(isDisabled ? `“${token.name}” works again` : `“${token.name}” is disabled`);
        },
      },
    );
  }

  return (
    <>
      {may("api-tokens.update") && (
        <Button variant="default" loading={setEnabled.isPending} onClick={toggle}>
          {isDisabled ? "Enable" : "Disable"}
        </Button>
      )}
      {may("api-tokens.regenerate") && (
        <Button variant="default" leftSection={<Icon name="refresh" />} onClick={() => setAsking("regenerate")}>
          Regenerate
        </Button>
      )}
      {may("api-tokens.delete") && (
        <Button variant="default" leftSection={<Icon name="bin" />} onClick={() => setAsking("delete")}>
          Delete
        </Button>
      )}
      <Trouble problem={setEnabled.error} />
      <RegenerateToken
        token={token}
        opened={asking === "regenerate"}
        onClose={() => setAsking(undefined)}
        onChanged={onChanged}
      />
      <DeleteToken
        token={asking === "delete" ? token : undefined}
        onClose={() => setAsking(undefined)}
        onDeleted={onDeleted}
      />
    </>
  );
}
