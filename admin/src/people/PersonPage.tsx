import { useParams } from "@tanstack/react-router";

import { Loaded } from "../frame/Loaded";
import { PERSON } from "./operations";
import { PersonEditor } from "./PersonEditor";

/** One administrator: waits until they are there. */
export function PersonPage() {
  const { id } = useParams({ from: "/gate/settings/administrators/$id" });
  return (
    <Loaded
      document={PERSON}
      variables={{ id }}
      title="Administrator"
      back={{ to: "/settings/administrators", label: "Administrators" }}
    >
      {({ adminUser }) => adminUser && <PersonEditor key={id} stored={adminUser} />}
    </Loaded>
  );
}
