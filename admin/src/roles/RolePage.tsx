import { useParams } from "@tanstack/react-router";

import { Loaded } from "../frame/Loaded";
import { ROLE } from "./operations";
import { RoleEditor } from "./RoleEditor";

/** One role: waits until it is there. */
export function RolePage() {
  const { id } = useParams({ from: "/gate/settings/roles/$id" });
  return (
    <Loaded document={ROLE} variables={{ id }} title="Role" back={{ to: "/settings/roles", label: "Roles" }}>
      {({ role }) => role && <RoleEditor key={id} stored={role} />}
    </Loaded>
  );
}
