import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "graphiql/style.css";
import "./explorer.css";
import "./setUp.css";
import { endpointOfSetUp, takeSetupCode } from "./address";
import { Explorer } from "./Explorer";
import { SetUp } from "./SetUp";

const root = document.getElementById("root");
if (root) {
  const setUp = endpointOfSetUp();
  createRoot(root).render(
    <StrictMode>{setUp ? <SetUp endpoint={setUp} code={takeSetupCode()} /> : <Explorer />}</StrictMode>,
  );
}
