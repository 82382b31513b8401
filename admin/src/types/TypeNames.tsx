import { SimpleGrid, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { type Definition, hasDrafts, infoOf, kebab, kindOf, plural, withDrafts, withInfo } from "./definition";
import { type Finding, messageOf } from "./findings";

type Props = {
  definition: Definition;
  onChange: (definition: Definition) => void;
  isNew: boolean;
  findings: Finding[];
  readOnly: boolean;
};

/** What a type is called. The names of a new one follow from the first until somebody types others. */
export function TypeNames({ definition, onChange, isNew, findings, readOnly }: Props) {
  const isComponent = kindOf(definition) === "component";
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      {isComponent ? (
        <ComponentNames
          definition={definition}
          onChange={onChange}
          isNew={isNew}
          findings={findings}
          readOnly={readOnly}
        />
      ) : (
        <ContentNames
          definition={definition}
          onChange={onChange}
          isNew={isNew}
          findings={findings}
          readOnly={readOnly}
        />
      )}
      <Stack gap="sm">
        <Textarea
          label="Description"
          rows={2}
          value={infoOf(definition, "description")}
          readOnly={readOnly}
          error={messageOf(findings, "info", "description")}
          onChange={(event) => onChange(withInfo(definition, { description: event.currentTarget.value }))}
        />
        {!isComponent && (
          <Switch
            label="Drafts"
            description="Entries are written as drafts, and published when they are ready"
            checked={hasDrafts(definition)}
            disabled={readOnly}
            onChange={(event) => onChange(withDrafts(definition, event.currentTarget.checked))}
          />
        )}
      </Stack>
    </SimpleGrid>
  );
}

function ContentNames({ definition, onChange, isNew, findings, readOnly }: Props) {
  const [own, setOwn] = useState(!isNew || infoOf(definition, "singularName") !== "");

  function name(displayName: string) {
    const singularName = kebab(displayName);
    const named = own ? definition : withNames(definition, singularName, plural(singularName));
    onChange(withInfo(named, { displayName }));
  }

  function rename(singularName: string, pluralName: string) {
    setOwn(true);
    onChange(isNew ? withNames(definition, singularName, pluralName) : withInfo(definition, { pluralName }));
  }

  return (
    <Stack gap="sm">
      <TextInput
        label="Display name"
        value={infoOf(definition, "displayName")}
        readOnly={readOnly}
        error={messageOf(findings, "info", "displayName")}
        onChange={(event) => name(event.currentTarget.value)}
      />
      <TextInput
        label="Singular name"
        description={isNew ? "Such as article; it stays for good" : "It stays; another name is another content type"}
        value={infoOf(definition, "singularName")}
        readOnly={readOnly || !isNew}
        error={messageOf(findings, "info", "singularName")}
        onChange={(event) => rename(event.currentTarget.value, infoOf(definition, "pluralName"))}
      />
      <TextInput
        label="Plural name"
        description="Such as articles; the routes of REST have it"
        value={infoOf(definition, "pluralName")}
        readOnly={readOnly}
        error={messageOf(findings, "info", "pluralName")}
        onChange={(event) => rename(infoOf(definition, "singularName"), event.currentTarget.value)}
      />
    </Stack>
  );
}

/** The names of a new type; its table is called like many of its entries, as in Strapi. */
function withNames(definition: Definition, singularName: string, pluralName: string): Definition {
  const named = { ...definition, collectionName: pluralName.replace(/-/g, "_") };
  return withInfo(named, { singularName, pluralName });
}

function ComponentNames({ definition, onChange, isNew, findings, readOnly }: Props) {
  const [category = "", ...rest] = (definition.uid ?? "").split(".");
  const short = rest.join(".");
  const [own, setOwn] = useState(!isNew || short !== "");

  function call(nextCategory: string, nextShort: string, displayName = infoOf(definition, "displayName")) {
    const table = `components_${nextCategory}_${plural(nextShort)}`.replace(/[^A-Za-z0-9]+/g, "_");
    const named = { ...definition, uid: `${nextCategory}.${nextShort}`, collectionName: table };
    onChange(withInfo(named, { displayName }));
  }

  function name(displayName: string) {
    if (own) {
      onChange(withInfo(definition, { displayName }));
    } else {
      call(category, kebab(displayName), displayName);
    }
  }

  return (
    <Stack gap="sm">
      <TextInput
        label="Display name"
        value={infoOf(definition, "displayName")}
        readOnly={readOnly}
        error={messageOf(findings, "info", "displayName")}
        onChange={(event) => name(event.currentTarget.value)}
      />
      <TextInput
        label="Category"
        description="Such as shared"
        value={category}
        readOnly={readOnly || !isNew}
        error={messageOf(findings, "uid") ?? messageOf(findings, "collectionName")}
        onChange={(event) => call(event.currentTarget.value, short)}
      />
      <TextInput
        label="Name"
        description={isNew ? "Such as seo; it stays for good" : "Category and name stay"}
        value={short}
        readOnly={readOnly || !isNew}
        onChange={(event) => {
          setOwn(true);
          call(category, event.currentTarget.value);
        }}
      />
    </Stack>
  );
}
