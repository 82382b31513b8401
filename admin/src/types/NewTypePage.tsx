import { Radio, SimpleGrid } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useManagement } from "../api/management";
import { useSaving } from "../api/useSaving";
import { notify } from "../design/notices";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { type Definition, emptyDefinition, infoOf, type Kind, kindOf, singularOf } from "./definition";
import { CREATE, TYPES } from "./operations";
import { PlanDialog } from "./PlanDialog";
import { changeOf } from "./relations";
import { TypeForm } from "./TypeForm";
import { usePlan } from "./usePlan";

const KINDS: { value: Kind; label: string; about: string }[] = [
  { value: "collectionType", label: "Collection type", about: "Many entries, such as articles" },
  { value: "singleType", label: "Single type", about: "One entry, such as a homepage" },
  { value: "component", label: "Component", about: "A group of fields that types use" },
];

/** Makes a content type or a component. */
export function NewTypePage() {
  const { kind } = useSearch({ from: "/gate/settings/content-types/new" });
  const [empty, setEmpty] = useState(() => emptyDefinition(kind ?? "collectionType"));
  const [draft, setDraft] = useState(empty);
  const { data, error } = useManagement(TYPES, {});
  const types = (data?.contentTypes ?? []).map(({ definition }) => definition as Definition);
  const planning = usePlan();
  const create = useSaving(CREATE, false);
  const navigate = useNavigate();
  const saved = useRef(false);
  const singularName = singularOf(draft);
  const isTaken = types.some((type) => singularOf(type) === singularName);

  function begin(next: Kind) {
    const fresh = emptyDefinition(next);
    setEmpty(fresh);
    setDraft({ ...fresh, attributes: draft.attributes });
  }

  function plan() {
    create.reset();
    void planning.make({ singularName, ...changeOf(draft, undefined, types) });
  }

  function apply(confirmDataLoss: boolean) {
    const input = { ...changeOf(draft, undefined, types), confirmDataLoss, expectedRevision: planning.plan?.revision };
    create.save({ input }, ({ createContentType: { contentType } }) => {
      saved.current = true;
      notify(`“${infoOf(draft, "displayName") || contentType.singularName}” is created`);
      void navigate({
        to: "/settings/content-types/$name",
        params: { name: contentType.singularName },
        replace: true,
      });
    });
  }

  return (
    <Page title="Create a content type" back={{ to: "/settings/content-types", label: "Content Types" }}>
      <Trouble problem={error} />
      <TypeForm
        // The names of another kind are typed anew.
        key={kindOf(draft)}
        definition={draft}
        onChange={setDraft}
        types={types}
        dirty={draft !== empty}
        isSaved={() => saved.current}
        waiting={planning.waiting}
        problem={isTaken ? new Error(`There is a content type “${singularName}” already.`) : planning.problem}
        singular={singularName}
        onSubmit={plan}
      >
        <Panel>
          <Radio.Group label="Kind" value={kindOf(draft)} onChange={(value) => begin(value)}>
            <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
              {KINDS.map(({ value, label, about }) => (
                <Radio key={value} value={value} label={label} description={about} />
              ))}
            </SimpleGrid>
          </Radio.Group>
        </Panel>
      </TypeForm>
      {planning.plan && !isTaken && (
        <PlanDialog
          title={`Create “${singularName}”?`}
          verb="Create"
          plan={planning.plan}
          waiting={create.waiting}
          problem={create.problem}
          isStale={create.isOutdated}
          onApply={apply}
          onPlanAgain={plan}
          onClose={planning.forget}
        />
      )}
    </Page>
  );
}
