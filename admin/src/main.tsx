import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./design/mantine.css";
import "./design/design.css";
import { queryClient } from "./api/queryClient";
import { guardDoubleClicks } from "./design/doubleClick";
import { Notices } from "./design/notices";
import { theme } from "./design/theme";
import { router } from "./router";

const root = document.getElementById("root");
// The page's policy lets in the styles that carry this.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
setNonce(nonce);
guardDoubleClicks();

if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Notices />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
