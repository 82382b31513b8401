import { Button, NativeSelect, TextInput } from "@mantine/core";

import { useManagement } from "../api/management";
import { useMay } from "../session/me";
import classes from "./Audit.module.css";
import { ACTORS } from "./operations";
import { type AuditSearch, isNarrowed } from "./search";
import { ACTIONS, TARGETS } from "./words";

type Props = { wanted: AuditSearch; onChange: (change: Partial<AuditSearch>) => void };

const NOTHING: Partial<AuditSearch> = {
  q: undefined,
  actor: undefined,
  action: undefined,
  kind: undefined,
  target: undefined,
  since: undefined,
  until: undefined,
};

/** Which events the list holds. */
export function AuditFilters({ wanted, onChange }: Props) {
  return (
    <div className={classes.filters}>
      <ActorChoice chosen={wanted.actor} onChange={(actor) => onChange({ actor })} />
      <Choice
        label="Action"
        any="Any action"
        words={ACTIONS}
        chosen={wanted.action}
        onChange={(action) => onChange({ action })}
      />
      <Choice
        label="Target"
        any="Any target"
        words={TARGETS}
        chosen={wanted.kind}
        onChange={(kind) => onChange({ kind, target: undefined })}
      />
      <TextInput
        label="From"
        type="date"
        value={wanted.since ?? ""}
        max={wanted.until}
        onChange={(event) => onChange({ since: event.currentTarget.value || undefined })}
      />
      <TextInput
        label="Until"
        type="date"
        value={wanted.until ?? ""}
        min={wanted.since}
        onChange={(event) => onChange({ until: event.currentTarget.value || undefined })}
      />
      {isNarrowed(wanted) && (
        <Button variant="default" onClick={() => onChange(NOTHING)}>
          Show everything
        </Button>
      )}
    </div>
  );
}

type ActorProps = { chosen: string | undefined; onChange: (id: string | undefined) => void };

/** The administrators, as far as the person may see them. Somebody who is none any more stays chosen by their id. */
function ActorChoice({ chosen, onChange }: ActorProps) {
  const may = useMay();
  const { data } = useManagement(ACTORS, {}, { enabled: may("users.read") });
  const people = data?.adminUsers.nodes ?? [];
  const words = Object.fromEntries(people.map(({ id, email }) => [id, email]));
  return <Choice label="Who" any="Anybody" words={words} chosen={chosen} onChange={onChange} />;
}

type ChoiceProps = ActorProps & { label: string; any: string; words: Record<string, string> };

function Choice({ label, any, words, chosen, onChange }: ChoiceProps) {
  const known = Object.entries(words).map(([value, word]) => ({ value, label: word }));
  const unknown = chosen && !(chosen in words) ? [{ value: chosen, label: chosen }] : [];
  return (
    <NativeSelect
      label={label}
      data={[{ value: "", label: any }, ...known, ...unknown]}
      value={chosen ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
