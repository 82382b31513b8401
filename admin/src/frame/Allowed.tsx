import { Outlet, useLocation } from "@tanstack/react-router";

import { useMay } from "../session/me";
import { Forbidden } from "./Forbidden";
import { SECTIONS } from "./sections";

/** The page at the present address, where it belongs to no section or to one that the person may see. */
export function Allowed() {
  const may = useMay();
  const path = useLocation({ select: (location) => location.pathname });
  const permission = permissionAt(path);
  return permission && !may(permission) ? <Forbidden permission={permission} /> : <Outlet />;
}

function permissionAt(path: string): string | undefined {
  const sections = SECTIONS.flatMap((group) => group.sections);
  return sections.find(({ to }) => to !== "/" && (path === to || path.startsWith(`${to}/`)))?.permission;
}
