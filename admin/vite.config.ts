import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// The page stands at every address below /admin and names that folder as its base; from there its files are in assets/.
const ASSETS_FROM_BASE = "assets/";

// A running server, for the development server to ask.
const BACKEND = process.env.PANEL_BACKEND ?? "http://127.0.0.1:1337";

/** Does for the development server what the program does for each answer: fills in base, content path and nonce. */
function placeholders(): Plugin {
  return {
    name: "placeholders",
    apply: "serve",
    transformIndexHtml: (html) =>
      html.replace("__BASE__", "/admin/").replace("__CONTENT__", "/graphql").replace("__NONCE__", "development"),
  };
}

export default defineConfig(({ command }) => ({
  base: command === "serve" ? "/admin/" : "./",
  plugins: [react(), placeholders()],
  experimental: {
    renderBuiltUrl: (filename, { hostType }) =>
      hostType === "html" ? ASSETS_FROM_BASE + filename : { relative: true },
  },
  build: {
    assetsDir: "",
    modulePreload: { polyfill: false },
    target: "es2022",
    // Browsers that know light-dark(), so that it stays as it is written.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      "/admin/graphql": BACKEND,
      "/admin/view-as": BACKEND,
      "/api": BACKEND,
      "/graphql": BACKEND,
      "/uploads": BACKEND,
    },
  },
}));
