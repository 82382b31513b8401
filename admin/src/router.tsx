// Every address of the panel, on one page. Pages are loaded when they are first opened.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";

import { listAddress } from "./api/address";
import { PANEL_PATH } from "./api/addresses";
import { auditSearch } from "./audit/search";
import { listSearch } from "./content/search";
import { Waiting } from "./design/Waiting";
import { Broken } from "./frame/Broken";
import { Gate } from "./frame/Gate";
import { Missing } from "./frame/Missing";
import { tokenSearch } from "./tokens/search";
import { newTypeSearch, typeListSearch } from "./types/search";

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

const types = createRoute({
  getParentRoute: () => gate,
  path: "/settings/content-types",
  validateSearch: typeListSearch,
  component: lazyRouteComponent(() => import("./types/TypeListPage"), "TypeListPage"),
});

const newType = createRoute({
  getParentRoute: () => gate,
  path: "/settings/content-types/new",
  validateSearch: newTypeSearch,
  component: lazyRouteComponent(() => import("./types/NewTypePage"), "NewTypePage"),
});

const type = createRoute({
  getParentRoute: () => gate,
  path: "/settings/content-types/$name",
  component: lazyRouteComponent(() => import("./types/TypePage"), "TypePage"),
});

const people = createRoute({
  getParentRoute: () => gate,
  path: "/settings/administrators",
  validateSearch: listAddress,
  component: lazyRouteComponent(() => import("./people/PersonListPage"), "PersonListPage"),
});

const newPerson = createRoute({
  getParentRoute: () => gate,
  path: "/settings/administrators/new",
  component: lazyRouteComponent(() => import("./people/NewPersonPage"), "NewPersonPage"),
});

const person = createRoute({
  getParentRoute: () => gate,
  path: "/settings/administrators/$id",
  component: lazyRouteComponent(() => import("./people/PersonPage"), "PersonPage"),
});

const roles = createRoute({
  getParentRoute: () => gate,
  path: "/settings/roles",
  validateSearch: listAddress,
  component: lazyRouteComponent(() => import("./roles/RoleListPage"), "RoleListPage"),
});

const newRole = createRoute({
  getParentRoute: () => gate,
  path: "/settings/roles/new",
  component: lazyRouteComponent(() => import("./roles/NewRolePage"), "NewRolePage"),
});

const role = createRoute({
  getParentRoute: () => gate,
  path: "/settings/roles/$id",
  component: lazyRouteComponent(() => import("./roles/RolePage"), "RolePage"),
});

const publicPermissions = createRoute({
  getParentRoute: () => gate,
  path: "/settings/public-permissions",
  component: lazyRouteComponent(() => import("./public/PublicPage"), "PublicPage"),
});

const audit = createRoute({
  getParentRoute: () => gate,
  path: "/settings/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./audit/AuditPage"), "AuditPage"),
});

const peoplePages = [people, newPerson, person, roles, newRole, role] as const;
const settingsPages = [types, newType, type, ...peoplePages, publicPermissions, audit] as const;

const elsewhere = createRoute({ getParentRoute: () => gate, path: "/$", component: Missing });

export const router = createRouter({
  routeTree: root.addChildren([
    setUp,
    gate.addChildren([home, account, ...contentPages, tokens, newToken, token, ...settingsPages, elsewhere]),
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
