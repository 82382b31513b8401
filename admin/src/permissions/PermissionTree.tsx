import { Badge, CloseButton, Code, Group, Text } from "@mantine/core";

import { Icon } from "../design/Icon";
import { EVERY, type CatalogType } from "./catalog";
import { type Choices, countTicked, type GrantLine } from "./choices";
import classes from "./PermissionTree.module.css";
import { TypePermissions } from "./TypePermissions";

type Props = {
  types: CatalogType[];
  choices: Choices;
  /** Grants that no box can show; they can only be taken away. */
  kept: GrantLine[];
  onChange: (choices: Choices, kept: GrantLine[]) => void;
  /** Says why the boxes are as they are, where something else decides. */
  locked?: string;
  readOnly?: boolean;
};

/** What may be done with content: a part for each content type, in each a box per action, in each of those its fields. */
export function PermissionTree({ types, choices, kept, onChange, locked, readOnly = false }: Props) {
  const shown = locked ? types : [EVERY, ...types];
  return (
    <div className={classes.tree}>
      {locked && (
        <Text size="sm" className={classes.locked}>
          <Icon name="key" size={16} /> {locked}
        </Text>
      )}
      {shown.map((type) => (
        <TypePermissions
          key={type.contentType}
          type={type}
          choices={choices}
          ticked={countTicked(choices, type.contentType)}
          readOnly={readOnly}
          onChange={(next) => onChange(next, kept)}
        />
      ))}
      {kept.map((grant) => (
        <Group key={JSON.stringify(grant)} className={classes.kept} gap="xs">
          <Badge variant="light">also</Badge>
          <Code>{textOf(grant)}</Code>
          {!readOnly && (
            <CloseButton
              aria-label={`Take away ${textOf(grant)}`}
              onClick={() =>
                onChange(
                  choices,
                  kept.filter((other) => other !== grant),
                )
              }
            />
          )}
        </Group>
      ))}
      {types.length === 0 && (
        <Text c="dimmed" size="sm" p="md">
          There are no content types yet.
        </Text>
      )}
    </div>
  );
}

function textOf(grant: GrantLine): string {
  const fields = grant.fields ? `(${grant.fields.join(",")})` : "";
  const drafts = grant.status === "DRAFT" ? "+drafts" : "";
  const locales = grant.locales ? `@${grant.locales.join(",")}` : "";
  return `${grant.contentType}:${grant.actions.join(",")}${fields}${drafts}${locales}`;
}
