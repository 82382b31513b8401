import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "../bar.css";
import "./reference.css";
import { Reference } from "./Reference";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Reference />
    </StrictMode>,
  );
}
