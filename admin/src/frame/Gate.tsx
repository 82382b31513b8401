import { useEffect } from "react";

import { queryClient } from "../api/queryClient";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { useManagement } from "../api/management";
import { Door } from "../session/Door";
import { EndedDialog } from "../session/EndedDialog";
import { ME } from "../session/me";
import { restore } from "../session/session";
import { SignInForm } from "../session/SignInForm";
import { useSession } from "../session/useSession";
import { Frame } from "./Frame";

/** Shows the panel to those who are signed in, at the address that they came for; the others sign in there first. */
export function Gate() {
  const session = useSession();

  useEffect(() => {
    if (session.phase === "restoring") {
      void restore();
    } else if (session.phase === "signed-out") {
      queryClient.clear();
    }
  }, [session.phase]);

  if (session.phase === "restoring") {
    return <Waiting />;
  }
  if (session.phase === "signed-out") {
    return (
      <Door title="Sign in">
        <SignInForm />
      </Door>
    );
  }
  return (
    <>
      <SignedIn />
      {session.phase === "ended" && <EndedDialog user={session.user} />}
    </>
  );
}

/** Waits for what the person may do, so that nothing appears only to vanish. */
function SignedIn() {
  const me = useManagement(ME, {});
  if (me.data) {
    return <Frame />;
  }
  return me.error ? <Trouble problem={me.error} retry={() => void me.refetch()} /> : <Waiting />;
}
