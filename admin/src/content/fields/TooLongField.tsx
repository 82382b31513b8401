import { Input, Text } from "@mantine/core";

/** Stands where a list is longer than what the panel reads at once. */
export function TooLongField({ label }: { label: string }) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Text size="sm" c="dimmed">
        This list is too long to be changed here. The REST API adds to it and takes from it with <code>connect</code>{" "}
        and <code>disconnect</code>.
      </Text>
    </Input.Wrapper>
  );
}
