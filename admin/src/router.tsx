// Every address of the panel, on one page. Pages are loaded when they are first opened.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";

import { PANEL_PATH } from "./api/addresses";
import { listSearch } from "./content/search";
import { Waiting } from "./design/Waiting";
import { Broken } from "./frame/Broken";
import { Gate } from "./frame/Gate";
import { Missing } from "./frame/Missing";
import { tokenSearch } from "./tokens/search";

const root = createRootRoute({ notFoundComponent: Missing });

const gate = createRoute({ getParentRoute: () => root, id: "gate", component: Gate });

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./session/SetUpPage"), "SetUpPage"),
});

const home = createRoute({
  getParentRoute: () => gate,
  path: "/",
  component: lazyRouteComponent(() => import("./home/HomePage"), "HomePage"),
});

const account = createRoute({
  getParentRoute: () => gate,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/AccountPage"), "AccountPage"),
});

const content = createRoute({
  getParentRoute: () => gate,
  path: "/content",
  component: lazyRouteComponent(() => import("./content/ContentPage"), "ContentPage"),
});

const contentType = createRoute({
  getParentRoute: () => gate,
  path: "/content/$type",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./content/TypePage"), "TypePage"),
});

const newEntry = createRoute({
  getParentRoute: () => gate,
  path: "/content/$type/new",
  component: lazyRouteComponent(() => import("./content/EntryPage"), "NewEntryPage"),
});

const entry = createRoute({
  getParentRoute: () => gate,
  path: "/content/$type/$id",
  component: lazyRouteComponent(() => import("./content/EntryPage"), "EntryPage"),
});

const tokens = createRoute({
  getParentRoute: () => gate,
  path: "/settings/api-tokens",
  validateSearch: tokenSearch,
  component: lazyRouteComponent(() => import("./tokens/TokenListPage"), "TokenListPage"),
});

const newToken = createRoute({
  getParentRoute: () => gate,
  path: "/settings/api-tokens/new",
  component: lazyRouteComponent(() => import("./tokens/NewTokenPage"), "NewTokenPage"),
});

const token = createRoute({
  getParentRoute: () => gate,
  path: "/settings/api-tokens/$id",
  component: lazyRouteComponent(() => import("./tokens/TokenPage"), "TokenPage"),
});

const contentPages = [content, contentType, newEntry, entry] as const;

const elsewhere = createRoute({ getParentRoute: () => gate, path: "/$", component: Missing });

export const router = createRouter({
  routeTree: root.addChildren([
    setUp,
    gate.addChildren([home, account, ...contentPages, tokens, newToken, token, elsewhere]),
  ]),
  basepath: PANEL_PATH,
  defaultPreload: "intent",
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
