import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page answers at /graphql and at /admin/graphql, perhaps behind a proxy's prefix. Relative to either, its assets
// are in graphql/explorer/, so one build serves all of them.
const ASSETS_FROM_PAGE = "graphql/explorer/";

export default defineConfig({
  plugins: [react()],
  experimental: {
    renderBuiltUrl: (filename, { hostType }) =>
      hostType === "html" ? ASSETS_FROM_PAGE + filename : { relative: true },
  },
  build: {
    assetsDir: "",
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 4000,
  },
});
