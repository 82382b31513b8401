import { Alert, Button } from "@mantine/core";

import { messageBeyond } from "../api/problem";
import { Icon } from "./Icon";

type Props = {
  problem: unknown;
  /** The inputs that show what is wrong with them themselves. */
  fields?: string[];
  retry?: () => void;
};

/** Says what went wrong and what to do; nothing where nothing did. */
export function Trouble({ problem, fields = [], retry }: Props) {
  const message = messageBeyond(problem, fields);
  if (!message) {
    return null;
  }
  return (
    <Alert color="red" role="alert" icon={<Icon name="warning" />} title="That did not work" mb="md">
      {message}
      {retry && (
        <div>
          <Button variant="default" size="xs" mt="sm" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  );
}
