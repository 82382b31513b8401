import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "graphiql/style.css";
import "./bar.css";
import "./explorer.css";
import { currentView } from "./address";
import { Explorer } from "./Explorer";
import { ViewExplorer } from "./ViewExplorer";

const root = document.getElementById("root");
const view = currentView();
if (root) {
  createRoot(root).render(<StrictMode>{view ? <ViewExplorer view={view} /> : <Explorer />}</StrictMode>);
}
