import { Alert, Button, Group, Text } from "@mantine/core";

/** Says that somebody else was faster, and leaves the choice. */
export function Outdated({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  return (
    <Alert color="orange" role="alert" title="Somebody else has changed this entry meanwhile" mb="md">
      <Text size="sm" mb="sm">
        Nothing is saved yet. See the entry as it is now, which drops what you typed, or save the fields that you
        changed over it.
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onTheirs}>
          Show their version
        </Button>
        <Button variant="default" size="xs" onClick={onMine}>
          Save mine over it
        </Button>
      </Group>
    </Alert>
  );
}
