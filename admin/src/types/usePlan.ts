import { useRef, useState } from "react";

import { readNow } from "../api/readNow";
import { PLAN, type Plan } from "./operations";

type Wanted = { singularName: string; definition: unknown; alongWith?: unknown[] };

/** A plan, and the definitions that it was made on. */
export type Planned = { plan: Plan; types: { singularName: string; definition: unknown }[] };

/** Asks what a change would do. */
export function usePlan() {
  const [plan, setPlan] = useState<Plan>();
  const [problem, setProblem] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);
  // Set at once, where state would let a second click through.
  const busy = useRef(false);

  /** Shows the plan, where `accept` says that it is about what the page shows. */
  async function make(wanted: Wanted, accept: (planned: Planned) => boolean = () => true) {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setWaiting(true);
    try {
      const { planContentTypeChange, contentTypes } = await readNow(PLAN, wanted);
      const accepted = accept({ plan: planContentTypeChange, types: contentTypes });
      setPlan(accepted ? planContentTypeChange : undefined);
      setProblem(undefined);
    } catch (caught) {
      setPlan(undefined);
      setProblem(caught);
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  }

  function forget() {
    setPlan(undefined);
    setProblem(undefined);
  }

  return { plan, problem, waiting, make, forget };
}
