import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The explorer answers at /graphql and at /admin/graphql, the reference of the REST API at /api/docs, perhaps behind a
// proxy's prefix. Relative to each, the assets are in graphql/explorer/, so one build serves all of them.
const ASSETS_FROM_PAGE = "graphql/explorer/";

export default defineConfig({
  plugins: [react()],
  experimental: {
    renderBuiltUrl: (filename, { hostType }) =>
      hostType === "html" ? ASSETS_FROM_PAGE + filename : { relative: true },
  },
  build: {
    assetsDir: "",
    rollupOptions: { input: ["index.html", "reference.html"] },
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 4000,
  },
});
