import { Alert, Group, Text } from "@mantine/core";

import { CopyText } from "../design/CopyText";
import { Icon } from "../design/Icon";
import classes from "./SecretBanner.module.css";

/** The one time that a secret is shown. */
export function SecretBanner({ secret }: { secret: string }) {
  return (
    <Alert color="teal" icon={<Icon name="key" />} title="Copy the secret now" mb="lg" role="status">
      <Text size="sm" mb="sm">
        It will not be shown again: a reload hides it for good, and nobody can look it up.
      </Text>
      <Group gap="sm" align="center">
        <code className={classes.secret}>{secret}</code>
        <CopyText text={secret} label="Copy the secret" />
      </Group>
    </Alert>
  );
}
