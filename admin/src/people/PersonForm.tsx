import { Button, Checkbox, Group, PasswordInput, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import type { ReactNode, SubmitEvent } from "react";

import { useManagement } from "../api/management";
import { messageAt } from "../api/problem";
import { UnsavedChanges } from "../design/UnsavedChanges";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { useMay, useMe } from "../session/me";
import { PASSWORD_RULES } from "../session/passwordRules";
import type { PersonDraft } from "./draft";
import { type Person, ROLE_CHOICES } from "./operations";

const FIELDS = ["email", "name", "password", "roles"];

type Props = {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  dirty: boolean;
  /** Asked when a page is about to be left, as what is shown can be a moment older than what was saved. */
  isSaved: () => boolean;
  waiting: boolean;
  problem: unknown;
  /** The administrator who is changed; nothing where one is made. */
  stored?: Person;
  readOnly?: boolean;
  verb: string;
  onSubmit: () => void;
  children?: ReactNode;
};

/** Everything about an administrator that is typed or chosen. */
export function PersonForm(props: Props) {
  const { draft, problem, stored, readOnly = false } = props;

  function set(change: Partial<PersonDraft>) {
    props.onChange({ ...draft, ...change });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    props.onSubmit();
  }

  return (
    <form onSubmit={submit} aria-label="Administrator" noValidate>
      <Trouble problem={problem} fields={FIELDS} />
      {props.children}
      <Stack gap="lg">
        <Panel title="Person">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            <Stack gap="sm">
              <TextInput
                label="E-mail"
                description="What the person signs in with"
                type="email"
                autoComplete="off"
                value={draft.email}
                readOnly={readOnly}
                error={messageAt(problem, "email")}
                onChange={(event) => set({ email: event.currentTarget.value })}
              />
              <TextInput
                label="Name"
                autoComplete="off"
                value={draft.name}
                readOnly={readOnly}
                error={messageAt(problem, "name")}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            </Stack>
            <Stack gap="sm">
              {!readOnly && (
                <PasswordInput
                  label={stored ? "New password" : "Password"}
                  description={stored ? `Leave it empty to keep the present one. ${PASSWORD_RULES}` : PASSWORD_RULES}
                  autoComplete="new-password"
                  value={draft.password}
                  error={messageAt(problem, "password")}
                  onChange={(event) => set({ password: event.currentTarget.value })}
                  visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
                />
              )}
              <Switch
                label="May sign in"
                description={stored ? "Switching it off signs them out everywhere" : undefined}
                checked={draft.enabled}
                disabled={readOnly}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
              />
            </Stack>
          </SimpleGrid>
        </Panel>
        <Panel title="Roles" about="Together they say what the person may do.">
          <RoleBoxes
            chosen={draft.roles}
            stored={stored}
            readOnly={readOnly}
            error={messageAt(problem, "roles")}
            onChange={(roles) => set({ roles })}
          />
        </Panel>
        {!readOnly && (
          <Group>
            <Button type="submit" loading={props.waiting}>
              {props.verb}
            </Button>
          </Group>
        )}
      </Stack>
      <UnsavedChanges dirty={props.dirty} isSaved={props.isSaved} />
    </form>
  );
}

type RoleProps = {
  chosen: string[];
  stored: Person | undefined;
  readOnly: boolean;
  error: string | undefined;
  onChange: (ids: string[]) => void;
};

/** All roles; where the person may not see them, those of the account and their own. */
function RoleBoxes({ chosen, stored, readOnly, error, onChange }: RoleProps) {
  const may = useMay();
  const me = useMe();
  const { data, error: problem } = useManagement(ROLE_CHOICES, {}, { enabled: may("roles.read") });
  const known = new Map([...(stored?.roles ?? []), ...(me?.user.roles ?? [])].map((role) => [role.id, role]));
  const roles: { id: string; name: string; description?: string }[] = data?.roles.nodes ?? [...known.values()];

  return (
    <Checkbox.Group value={chosen} onChange={onChange} error={error} aria-label="Roles" readOnly={readOnly}>
      <Trouble problem={problem} />
      <Stack gap="sm" mb={error ? "xs" : 0}>
        {roles.map((role) => (
          <Checkbox
            key={role.id}
            value={role.id}
            label={role.name}
            description={role.description}
            disabled={readOnly}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
