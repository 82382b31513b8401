import { Checkbox, Text } from "@mantine/core";

import { type Group, groupsOf, type Permission } from "./management";
import classes from "./ManagementBoxes.module.css";

type Props = {
  permissions: Permission[];
  chosen: string[];
  readOnly: boolean;
  onChange: (chosen: string[]) => void;
};

/** A box for each management permission, grouped by what it is about. What the person does not hold cannot be given. */
export function ManagementBoxes({ permissions, chosen, readOnly, onChange }: Props) {
  const limited = permissions.some(({ held }) => !held) && !readOnly;
  return (
    <div className={classes.groups}>
      {groupsOf(permissions).map((group) => (
        <GroupBoxes key={group.label} group={group} chosen={chosen} readOnly={readOnly} onChange={onChange} />
      ))}
      {limited && (
        <Text size="sm" c="dimmed" className={classes.hint}>
          You can give what you hold yourself.
        </Text>
      )}
    </div>
  );
}

type GroupProps = Omit<Props, "permissions"> & { group: Group };

function GroupBoxes({ group: { label, members }, chosen, readOnly, onChange }: GroupProps) {
  const ticked = members.filter(({ permission }) => chosen.includes(permission)).length;
  const givable = members.filter(({ held }) => held).map(({ permission }) => permission);
  const missing = givable.filter((permission) => !chosen.includes(permission));

  function set(names: string[], wanted: boolean) {
    const others = chosen.filter((name) => !names.includes(name));
    onChange(wanted ? [...others, ...names] : others);
  }

  return (
    <fieldset className={classes.group}>
      <legend className="visually-hidden">{label}</legend>
      <Checkbox
        label={<strong>{label}</strong>}
        checked={ticked === members.length}
        indeterminate={ticked > 0 && ticked < members.length}
        disabled={readOnly || givable.length === 0}
        onChange={() => set(givable, missing.length > 0)}
      />
      {members.map(({ permission, held, verb }) => (
        <Checkbox
          key={permission}
          className={classes.member}
          label={verb}
          description={permission}
          checked={chosen.includes(permission)}
          disabled={readOnly || !held}
          onChange={(event) => set([permission], event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
