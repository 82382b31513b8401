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
    sections: [{ to: "/settings/api-tokens", label: "API Tokens", icon: "key", permission: "api-tokens.read" }],
  },
  {
    title: "You",
    sections: [{ to: "/account", label: "Account", icon: "user" }],
  },
];
