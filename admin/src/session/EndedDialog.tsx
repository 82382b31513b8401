import { Button, Text } from "@mantine/core";

import { Dialog } from "../design/Dialog";
import { signOut, type User } from "./session";
import { SignInForm } from "./SignInForm";

/** Over the page of somebody whose session ended: what they typed is below, and goes on when they are back. */
export function EndedDialog({ user }: { user: User }) {
  return (
    <Dialog opened title="Your session has ended">
      <Text size="sm" mb="md">
        Sign in again to go on. Nothing that you typed is lost.
      </Text>
      <SignInForm email={user.email} />
      <Button variant="subtle" fullWidth mt="xs" onClick={() => void signOut()}>
        Leave without saving
      </Button>
    </Dialog>
  );
}
