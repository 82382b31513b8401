import { useCallback, useEffect, useState } from "react";

import { CredentialBar } from "../CredentialBar";
import { describe } from "./api";
import { byContentType, type Description } from "./description";
import { OperationPanel } from "./OperationPanel";

const ENDPOINT = { url: "", kind: "content" } as const;

/** What the credential may do, below a bar to enter it; it lives in this component's state only. */
export function Reference() {
  const [bearer, setBearer] = useState("");
  const [described, setDescribed] = useState<Description | string>("");

  const present = useCallback((next: string) => {
    // Nothing of the former credential's view stays on the screen.
    setDescribed("");
    setBearer(next);
  }, []);

  useEffect(() => {
    let current = true;
    void describe(bearer).then((next) => current && setDescribed(next));
    return () => {
      current = false;
    };
  }, [bearer]);

  return (
    <>
      <CredentialBar endpoint={ENDPOINT} bearer={bearer} onPresent={present} />
      <main className="reference">
        {typeof described === "string" ? (
          <p role="status">{described}</p>
        ) : (
          <Operations bearer={bearer} description={described} />
        )}
      </main>
    </>
  );
}

function Operations({ bearer, description }: { bearer: string; description: Description }) {
  const groups = byContentType(description);
  if (groups.length === 0) {
    return <p role="status">This token may do nothing with content.</p>;
  }
  return groups.map(([group, operations]) => (
    <section key={group} aria-label={group}>
      <h2>{group}</h2>
      {operations.map((listed) => (
        <OperationPanel
          key={listed.operation.operationId}
          bearer={bearer}
          listed={listed}
          schemas={description.components.schemas}
        />
      ))}
    </section>
  ));
}
