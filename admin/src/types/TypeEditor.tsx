import { Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useSaving } from "../api/useSaving";
import { Icon } from "../design/Icon";
import { notify } from "../design/notices";
import { Outdated } from "../design/Outdated";
import { Page } from "../design/Page";
import { useMay } from "../session/me";
import { type Definition, isSame } from "./definition";
import { DeleteType } from "./DeleteType";
import { type ContentType, UPDATE } from "./operations";
import { PlanDialog } from "./PlanDialog";
import { changeOf } from "./relations";
import { TypeForm } from "./TypeForm";
import { KindBadges } from "./TypeListPage";
import { type Planned, usePlan } from "./usePlan";

const LIST = "/settings/content-types";

/** Changes a content type. `stored` is the newest that is known; the draft began with an older one, perhaps. */
export function TypeEditor({ stored, all }: { stored: ContentType; all: ContentType[] }) {
  const may = useMay();
  const navigate = useNavigate();
  const { singularName, displayName } = stored;
  const [begun, setBegun] = useState(stored.definition as Definition);
  const [draft, setDraft] = useState(begun);
  const [theirs, setTheirs] = useState<Definition>();
  const [doomed, setDoomed] = useState<ContentType>();
  const planning = usePlan();
  const update = useSaving(UPDATE);
  const left = useRef(false);
  const types = all.map(({ definition }) => definition as Definition);

  function beginWith(definition: Definition) {
    setBegun(definition);
    setDraft(definition);
    setTheirs(undefined);
    planning.forget();
    update.reset();
  }

  /** Plans the change of `former`, if that is what is still stored. */
  function planOn(former: Definition) {
    update.reset();
    const change = changeOf(draft, former, types);
    void planning.make({ singularName, ...change }, (planned: Planned) => {
      const present = planned.types.find((type) => type.singularName === singularName)?.definition;
      const isOutdated = !isSame(present, former);
      setTheirs(isOutdated ? (present as Definition | undefined) : undefined);
      return !isOutdated;
    });
  }

  function goOnWithMine() {
    if (theirs) {
      setBegun(theirs);
      planOn(theirs);
    }
  }

  function apply(confirmDataLoss: boolean) {
    const change = changeOf(draft, begun, types);
    const input = { ...change, confirmDataLoss, expectedRevision: planning.plan?.revision };
    update.save({ singularName, input }, () => {
      beginWith(change.definition);
      notify(`“${displayName}” is changed`);
    });
  }

  function leaveDeleted() {
    left.current = true;
    void navigate({ to: LIST, replace: true });
  }

  return (
    <Page
      title={displayName}
      back={{ to: LIST, label: "Content Types" }}
      about={
        <Group gap="xs">
          <KindBadges type={stored} />
          <Text span size="sm" ff="monospace">
            {stored.uid}
          </Text>
        </Group>
      }
      actions={
        may("content-types.delete") && (
          <Button variant="default" leftSection={<Icon name="bin" />} onClick={() => setDoomed(stored)}>
            Delete
          </Button>
        )
      }
    >
      <TypeForm
        definition={draft}
        onChange={setDraft}
        stored={begun}
        types={types}
        dirty={!isSame(draft, begun) || orderOf(draft) !== orderOf(begun)}
        isSaved={() => left.current}
        waiting={planning.waiting}
        problem={planning.problem}
        singular={singularName}
        readOnly={!may("content-types.update")}
        onSubmit={() => planOn(begun)}
      >
        {theirs && (
          <Outdated
            what="this content type"
            name={`“${displayName}”`}
            verb="Plan mine over it"
            onTheirs={() => beginWith(theirs)}
            onMine={goOnWithMine}
          />
        )}
      </TypeForm>
      {planning.plan && (
        <PlanDialog
          title={`Change “${displayName}”?`}
          verb="Apply"
          plan={planning.plan}
          waiting={update.waiting}
          problem={update.problem}
          isStale={update.isOutdated}
          onApply={apply}
          onPlanAgain={() => planOn(begun)}
          onClose={planning.forget}
        />
      )}
      <DeleteType type={doomed} onClose={() => setDoomed(undefined)} onDeleted={leaveDeleted} />
    </Page>
  );
}

function orderOf({ attributes }: Definition): string {
  return Object.keys(attributes).join();
}
