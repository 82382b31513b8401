import type { IconName } from "../design/Icon";

/** A place that the navigation leads to; with a permission, it is there for those who hold it. */
export type Section = { to: string; label: string; icon: IconName; permission?: string };

export const SECTIONS: { title: string; sections: Section[] }[] = [
  {
    title: "",
    sections: [{ to: "/", label: "Home", icon: "home" }],
  },
  {
    title: "Settings",
    sections: [
      { to: "/settings/api-tokens", label: "API Tokens", icon: "key", permission: "api-tokens.read" },
      {
        to: "/settings/public-permissions",
        label: "Public Access",
        icon: "globe",
        permission: "public-permissions.read",
      },
      { to: "/settings/content-types", label: "Content Types", icon: "types", permission: "content-types.read" },
      { to: "/settings/administrators", label: "Administrators", icon: "people", permission: "users.read" },
      { to: "/settings/roles", label: "Roles", icon: "shield", permission: "roles.read" },
      { to: "/settings/audit", label: "Audit Log", icon: "clock", permission: "audit.read" },
    ],
  },
  {
    title: "You",
    sections: [{ to: "/account", label: "Account", icon: "user" }],
  },
];
