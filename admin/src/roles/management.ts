// The management permissions in words, grouped by what they are about.

export type Permission = { permission: string; held: boolean };

/** What is about one thing; `label` says about which. */
export type Group = { label: string; members: (Permission & { verb: string })[] };

const SUBJECTS: Record<string, string> = {
  "api-tokens": "API tokens",
  "public-permissions": "Public access",
  users: "Administrators",
  roles: "Roles",
  "content-types": "Content types",
  audit: "Audit log",
};

const VERBS: Record<string, string> = {
  read: "See",
  create: "Create",
  update: "Change",
  regenerate: "Regenerate",
  delete: "Delete",
};

/** The groups in the server's order. What has no word here is called as the server calls it. */
export function groupsOf(permissions: Permission[]): Group[] {
  const groups = new Map<string, Group>();
  for (const permission of permissions) {
    const [subject = "", verb = ""] = permission.permission.split(".");
    const group = groups.get(subject) ?? { label: SUBJECTS[subject] ?? subject, members: [] };
    group.members.push({ ...permission, verb: VERBS[verb] ?? verb });
    groups.set(subject, group);
  }
  return [...groups.values()];
}
