import { Alert, Button, Group, Text } from "@mantine/core";

type Props = {
  /** What was changed, such as "this token". */
  what: string;
  /** How it is called. */
  name: string;
  onTheirs: () => void;
  onMine: () => void;
  /** What saving puts over it. */
  mine?: string;
  /** What the button says that goes on with what was typed. */
  verb?: string;
};

/** Says that somebody else was faster, and leaves the choice. */
export function Outdated({ what, name, onTheirs, onMine, mine = "your version", verb = "Save mine over it" }: Props) {
  return (
    <Alert color="orange" role="alert" title={`Somebody else has changed ${what} meanwhile`} mb="md">
      <Text size="sm" mb="sm">
        Nothing is saved yet. See {name} as it is now, which drops what you typed, or save {mine} over it.
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onTheirs}>
          Show their version
        </Button>
        <Button variant="default" size="xs" onClick={onMine}>
          {verb}
        </Button>
      </Group>
    </Alert>
  );
}
