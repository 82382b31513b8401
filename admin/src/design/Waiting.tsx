import { Center, Loader } from "@mantine/core";

/** Stands where something is about to be. */
export function Waiting({ what = "Loading" }: { what?: string }) {
  return (
    <Center mih={160} role="status" aria-label={what}>
      <Loader size="sm" />
    </Center>
  );
}
