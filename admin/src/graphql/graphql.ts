/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether a token works. */
export type ApiTokenStatus =
  /** It works. */
  | 'ACTIVE'
  /** An administrator switched it off. */
  | 'DISABLED'
  /** Its time is over. */
  | 'EXPIRED';

/** What a token may do with content. */
export type ApiTokenType =
  /** Do what its grants say. */
  | 'CUSTOM'
  /** Do everything with every content type, future ones included. */
  | 'FULL_ACCESS'
  /** Read every content type, future ones included. */
  | 'READ_ONLY';

/** What an attribute holds, as in Strapi's schema.json. */
export type AttributeType =
  /** A whole number of 64 bits, as a text in REST. */
  | 'BIGINTEGER'
  /** The nodes of Strapi's editor. */
  | 'BLOCKS'
  /** True or false. */
  | 'BOOLEAN'
  /** One component, or a list of it. */
  | 'COMPONENT'
  /** A day. */
  | 'DATE'
  /** A moment. */
  | 'DATETIME'
  /** A number with two decimals where the database knows such. */
  | 'DECIMAL'
  /** A list of components of several kinds. */
  | 'DYNAMICZONE'
  /** An e-mail address. */
  | 'EMAIL'
  /** One of a list of words. */
  | 'ENUMERATION'
  /** A floating point number. */
  | 'FLOAT'
  /** A whole number of 32 bits. */
  | 'INTEGER'
  /** Any JSON. */
  | 'JSON'
  /** Files. */
  | 'MEDIA'
  /** A password, which is written and never read. */
  | 'PASSWORD'
  /** Entries that it leads to. */
  | 'RELATION'
  /** A text in Markdown. */
  | 'RICHTEXT'
  /** A short text. */
  | 'STRING'
  /** A text. */
  | 'TEXT'
  /** A time of day. */
  | 'TIME'
  /** A moment in another column type. */
  | 'TIMESTAMP'
  /** A text for addresses, unique. */
  | 'UID';

/** Who acted. */
export type AuditActorKind =
  /** A person with a session. */
  | 'ADMINISTRATOR'
  /** Whoever ran a command on the server's own machine. */
  | 'OPERATOR'
  /** The server itself, or somebody unknown, as at a failed login. */
  | 'SYSTEM';

/** Which events a list holds. What is absent does not narrow it. */
export type AuditEventFilter = {
  /** What was done, such as api-token.create. */
  action?: string | null | undefined;
  /** The id of the administrator who acted. */
  actorId?: string | null | undefined;
  /** No earlier than this. */
  since?: string | null | undefined;
  /** The id of what it was done to. */
  targetId?: string | null | undefined;
  /** What it was done to, such as api-token. */
  targetKind?: string | null | undefined;
  /** Earlier than this. */
  until?: string | null | undefined;
};

/** A password and the one to replace it. */
export type ChangePasswordInput = {
  /** The password in force. */
  currentPassword: string;
  /** At least 8 characters, among them a lower-case letter, an upper-case letter and a digit. */
  newPassword: string;
};

/** One thing that can be done with entries of a content type. */
export type ContentAction =
  /** Make new entries. */
  | 'create'
  /** Remove entries. */
  | 'delete'
  /** List entries, and see them through relations. */
  | 'find'
  /** Read one entry by its document id. */
  | 'findOne'
  /** Make the written draft the published entry. */
  | 'publish'
  /** Change entries. */
  | 'update';

/** An API for content. */
export type ContentSurface =
  /** GraphQL. */
  | 'GRAPHQL'
  /** REST. */
  | 'REST';

/** Whether a content type has many entries, one, or is a component. */
export type ContentTypeKind =
  /** Many entries. */
  | 'COLLECTION'
  /** No entries of its own: a group of fields that is part of entries. */
  | 'COMPONENT'
  /** One entry. */
  | 'SINGLE';

/** An administrator to be made. */
export type CreateAdminUserInput = {
  /** What the person logs in with; unique in whatever case. */
  email: string;
  /** Whether the person may log in. */
  enabled?: boolean;
  /** How the person is called. */
  name?: string | null | undefined;
  /** At least 8 characters, among them a lower-case letter, an upper-case letter and a digit. */
  password: string;
  /** The ids of the roles; at least one, and together no more than the caller holds. */
  roles: Array<string>;
};

/** A token to be made. */
export type CreateApiTokenInput = {
  /** Free text, at most 1,000 characters. */
  description?: string | null | undefined;
  /** When the token stops working; in the future. */
  expiresAt?: string | null | undefined;
  /** What a token of type CUSTOM may do; this or permissions. The list may be empty. */
  grants?: Array<GrantInput> | null | undefined;
  /** How long the token works; this or expiresAt, and unlimited without either. */
  lifespan?: TokenLifespan | null | undefined;
  /** The name, 1 to 100 characters, unique in whatever case. */
  name: string;
  /** The same as texts, such as article:find(title,slug). */
  permissions?: Array<string> | null | undefined;
  /** Whether a token of type `READ_ONLY` reads drafts too. */
  readDrafts?: boolean;
  /** What the token may do with content. */
  type: ApiTokenType;
};

/** A content type to be made. */
export type CreateContentTypeInput = {
  /**
   * Whole definitions of other content types that change in the same step, such as the other ends of relations. Needs
   * content-types.update.
   */
  alongWith?: Array<unknown> | null | undefined;
  /** Whether stored values may be lost. */
  confirmDataLoss?: boolean;
  /** The definition in the form of Strapi's schema.json. */
  definition: unknown;
  /** The revision of the plan that was looked at; refused where the content types were changed since. */
  expectedRevision?: number | null | undefined;
};

/** A role to be made. */
export type CreateRoleInput = {
  /** Free text, at most 1,000 characters. */
  description?: string | null | undefined;
  /** What the role lets its administrators do with content. */
  grants?: Array<GrantInput> | null | undefined;
  /** The name, 1 to 100 characters, unique in whatever case. */
  name: string;
  /** Management permissions, such as api-tokens.read. */
  permissions?: Array<string> | null | undefined;
};

/** A kind of database. */
export type DatabaseKind =
  /** MySQL or MariaDB. */
  | 'MYSQL'
  /** PostgreSQL. */
  | 'POSTGRESQL'
  /** SQLite. */
  | 'SQLITE';

/** One line of what may be done with content. */
export type GrantInput = {
  /** What may be done; at least one action. */
  actions: Array<ContentAction>;
  /** The singular name of the content type, or * for every one, future ones included. */
  contentType: string;
  /** The fields that the actions open; all of them, future ones included, when absent or null. */
  fields?: Array<string> | null | undefined;
  /** The locales that are meant, at least one; all of them, future ones included, when absent or null. */
  locales?: Array<string> | null | undefined;
  /** Whether the reading actions show drafts too; published entries only when absent. */
  status?: GrantStatus | null | undefined;
};

/** Which rows of a document can be read. */
export type GrantStatus =
  /** Drafts too. */
  | 'DRAFT'
  /** Published entries only. */
  | 'PUBLISHED';

/** What an administrator logs in with. */
export type LoginInput = {
  /** The administrator's email, in whatever case. */
  email: string;
  /** The administrator's password. */
  password: string;
};

/** Which page of a list is wanted. */
export type PaginationInput = {
  /** The page, counted from 1. */
  page?: number;
  /** Entries on a page, at most 100. */
  pageSize?: number;
};

/** Why a request was refused. */
export type RefusalReason =
  /** Its token is switched off. */
  | 'DISABLED'
  /** The time of its token is over. */
  | 'EXPIRED'
  /** It asked for something that it has no permission for. */
  | 'MISSING_PERMISSION'
  /** It presented no credential, and nothing is public. */
  | 'NO_CREDENTIAL'
  /** Nobody knows the credential that it presented. */
  | 'UNKNOWN_CREDENTIAL';

/** What is to be open without a token: grants or permissions. */
export type SetPublicPermissionsInput = {
  /** The revision that was looked at; CONFLICT where somebody changed the permissions since. */
  expectedRevision?: number | null | undefined;
  /** The grants. */
  grants?: Array<GrantInput> | null | undefined;
  /** The same as texts, such as article:find(title). */
  permissions?: Array<string> | null | undefined;
};

/** The first administrator, to be made. */
export type SetUpAdministratorInput = {
  /** What the person logs in with. */
  email: string;
  /** How the person is called. */
  name?: string | null | undefined;
  /** At least 8 characters, among them a lower-case letter, an upper-case letter and a digit. */
  password: string;
};

/** How long a token works. */
export type TokenLifespan =
  /** 7 days. */
  | 'DAYS_7'
  /** 30 days. */
  | 'DAYS_30'
  /** 90 days. */
  | 'DAYS_90'
  /** Until it is deleted. */
  | 'UNLIMITED';

/** What to change about an administrator. Absent fields keep their value. */
export type UpdateAdminUserInput = {
  /** What the person logs in with; unique in whatever case. */
  email?: string | null | undefined;
  /** Whether the person may log in. Switching off ends their sessions. */
  enabled?: boolean | null | undefined;
  /** The revision of the account that was looked at; CONFLICT where somebody changed it since. */
  expectedRevision?: number | null | undefined;
  /** How the person is called; null empties it. */
  name?: string | null | undefined;
  /** A new password, as for a new account. Ends the person's sessions. */
  password?: string | null | undefined;
  /** The ids of all roles that the person is to have; at least one, and together no more than the caller holds. */
  roles?: Array<string> | null | undefined;
};

/** What to change about a token. Absent fields keep their value. */
export type UpdateApiTokenInput = {
  /** Free text, at most 1,000 characters; null empties it. */
  description?: string | null | undefined;
  /** The revision of the token that was looked at; CONFLICT where somebody changed it since. */
  expectedRevision?: number | null | undefined;
  /** When the token stops working, in the future; null for never. */
  expiresAt?: string | null | undefined;
  /** All that a token of type CUSTOM may do; this or permissions. Null takes everything away. */
  grants?: Array<GrantInput> | null | undefined;
  /** How long the token works from now; this or expiresAt. */
  lifespan?: TokenLifespan | null | undefined;
  /** The name, 1 to 100 characters, unique in whatever case. */
  name?: string | null | undefined;
  /** The same as texts, such as article:find(title,slug). */
  permissions?: Array<string> | null | undefined;
  /** Whether a token of type `READ_ONLY` reads drafts too. */
  readDrafts?: boolean | null | undefined;
  /** What the token may do with content. A token that becomes CUSTOM needs grants or permissions along with it. */
  type?: ApiTokenType | null | undefined;
};

/** What a content type is to become. */
export type UpdateContentTypeInput = {
  /** Whole definitions of other content types that change in the same step, such as the other ends of relations. */
  alongWith?: Array<unknown> | null | undefined;
  /** Whether stored values may be lost. */
  confirmDataLoss?: boolean;
  /** The whole definition in the form of Strapi's schema.json. */
  definition: unknown;
  /** The revision of the plan that was looked at; refused where the content types were changed since. */
  expectedRevision?: number | null | undefined;
};

/** What to change about a role. Absent fields keep their value. */
export type UpdateRoleInput = {
  /** Free text, at most 1,000 characters; null empties it. */
  description?: string | null | undefined;
  /** The revision of the role that was looked at; CONFLICT where somebody changed it since. */
  expectedRevision?: number | null | undefined;
  /** All content grants that the role is to have; null takes them all away. */
  grants?: Array<GrantInput> | null | undefined;
  /** The name, 1 to 100 characters, unique in whatever case. */
  name?: string | null | undefined;
  /** All management permissions that the role is to have; null takes them all away. */
  permissions?: Array<string> | null | undefined;
};

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { user: { id: string } } };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { sessions: Array<{ id: string, current: boolean, createdAt: string, lastUsedAt: string, address: string | null, userAgent: string | null }> };

export type RevokeSessionMutationVariables = Exact<{
  id: string;
}>;


export type RevokeSessionMutation = { revokeSession: { id: string } };

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  search?: string | null | undefined;
  sort?: Array<string> | string | null | undefined;
  pagination?: PaginationInput | null | undefined;
}>;


export type AuditEventsQuery = { auditEvents: { nodes: Array<{ id: string, at: string, actorKind: AuditActorKind, actorId: string | null, actorEmail: string | null, action: string, targetKind: string, targetId: string | null, targetName: string | null, details: unknown, address: string | null }>, pageInfo: { page: number, pageCount: number, total: number } } };

export type AuditActorsQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditActorsQuery = { adminUsers: { nodes: Array<{ id: string, email: string }> } };

export type ContentModelQueryVariables = Exact<{ [key: string]: never; }>;


export type ContentModelQuery = { contentModel: { contentTypes: Array<{ contentType: string, displayName: string, description: string, kind: ContentTypeKind, builtIn: boolean, hasDrafts: boolean, actions: Array<ContentAction>, draftActions: Array<ContentAction>, typeName: string, oneField: string, listField: string | null, attributes: Array<{ name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> }> }>, components: Array<{ uid: string, displayName: string, typeName: string, attributes: Array<{ name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> }> }> } };

export type AttributeFragment = { name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> };

export type ServerQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerQuery = { server: { version: string, database: DatabaseKind }, permissionCatalog: { contentTypes: Array<{ contentType: string }> } };

export type HomeTokensQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeTokensQuery = { expiring: { nodes: Array<{ id: string, name: string, expiresAt: string | null, createdAt: string, lastUsedAt: string | null }>, pageInfo: { total: number } }, unused: { nodes: Array<{ id: string, name: string, expiresAt: string | null, createdAt: string, lastUsedAt: string | null }> } };

export type HomeTokenFragment = { id: string, name: string, expiresAt: string | null, createdAt: string, lastUsedAt: string | null };

export type RecentRefusalsQueryVariables = Exact<{ [key: string]: never; }>;


export type RecentRefusalsQuery = { recentRefusals: { since: string, unauthenticated: number, forbidden: number, refusals: Array<{ reason: RefusalReason, surface: ContentSurface, route: string | null, tokenId: string | null, tokenName: string | null, missing: string | null, count: number, lastAt: string }> } };

export type AdminUsersQueryVariables = Exact<{
  search?: string | null | undefined;
  sort?: Array<string> | string | null | undefined;
  pagination?: PaginationInput | null | undefined;
}>;


export type AdminUsersQuery = { adminUsers: { nodes: Array<{ id: string, email: string, name: string, enabled: boolean, createdAt: string, lastLoginAt: string | null, revision: number, roles: Array<{ id: string, name: string }> }>, pageInfo: { page: number, pageCount: number, total: number } } };

export type PersonFactsFragment = { id: string, email: string, name: string, enabled: boolean, createdAt: string, lastLoginAt: string | null, revision: number, roles: Array<{ id: string, name: string }> };

export type AdminUserQueryVariables = Exact<{
  id: string;
}>;


export type AdminUserQuery = { adminUser: { id: string, email: string, name: string, enabled: boolean, createdAt: string, lastLoginAt: string | null, revision: number, roles: Array<{ id: string, name: string }> } | null };

export type RoleChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type RoleChoicesQuery = { roles: { nodes: Array<{ id: string, name: string, description: string }> } };

export type CreateAdminUserMutationVariables = Exact<{
  input: CreateAdminUserInput;
}>;


export type CreateAdminUserMutation = { createAdminUser: { user: { id: string } } };

export type UpdateAdminUserMutationVariables = Exact<{
  id: string;
  input: UpdateAdminUserInput;
}>;


export type UpdateAdminUserMutation = { updateAdminUser: { user: { id: string, email: string, name: string, enabled: boolean, createdAt: string, lastLoginAt: string | null, revision: number, roles: Array<{ id: string, name: string }> } } };

export type DeleteAdminUserMutationVariables = Exact<{
  id: string;
}>;


export type DeleteAdminUserMutation = { deleteAdminUser: { id: string } };

export type PermissionCatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type PermissionCatalogQuery = { permissionCatalog: { contentTypes: Array<{ contentType: string, displayName: string, kind: ContentTypeKind, hasDrafts: boolean, actions: Array<{ action: ContentAction, operations: Array<string>, routes: Array<{ method: string, path: string }> }>, fields: Array<{ name: string, target: string | null, readable: boolean, writable: boolean }> }>, management: Array<{ permission: string, held: boolean }> } };

export type PublicPermissionsQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicPermissionsQuery = { publicPermissions: { revision: number, permissions: Array<string>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> } };

export type OpenToAllFragment = { revision: number, permissions: Array<string>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> };

export type SetPublicPermissionsMutationVariables = Exact<{
  input: SetPublicPermissionsInput;
}>;


export type SetPublicPermissionsMutation = { setPublicPermissions: { publicPermissions: { revision: number, permissions: Array<string>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> } } };

export type RolesQueryVariables = Exact<{
  search?: string | null | undefined;
  sort?: Array<string> | string | null | undefined;
  pagination?: PaginationInput | null | undefined;
}>;


export type RolesQuery = { roles: { nodes: Array<{ id: string, name: string, code: string, description: string, builtIn: boolean, permissions: Array<string>, userCount: number, createdAt: string, updatedAt: string, revision: number, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> }>, pageInfo: { page: number, pageCount: number, total: number } } };

export type RoleFactsFragment = { id: string, name: string, code: string, description: string, builtIn: boolean, permissions: Array<string>, userCount: number, createdAt: string, updatedAt: string, revision: number, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> };

export type RoleQueryVariables = Exact<{
  id: string;
}>;


export type RoleQuery = { role: { id: string, name: string, code: string, description: string, builtIn: boolean, permissions: Array<string>, userCount: number, createdAt: string, updatedAt: string, revision: number, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> } | null };

export type CreateRoleMutationVariables = Exact<{
  input: CreateRoleInput;
}>;


export type CreateRoleMutation = { createRole: { role: { id: string } } };

export type UpdateRoleMutationVariables = Exact<{
  id: string;
  input: UpdateRoleInput;
}>;


export type UpdateRoleMutation = { updateRole: { role: { id: string, name: string, code: string, description: string, builtIn: boolean, permissions: Array<string>, userCount: number, createdAt: string, updatedAt: string, revision: number, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> } } };

export type DeleteRoleMutationVariables = Exact<{
  id: string;
}>;


export type DeleteRoleMutation = { deleteRole: { id: string } };

export type SetUpMutationVariables = Exact<{
  code: string;
  input: SetUpAdministratorInput;
}>;


export type SetUpMutation = { setUpAdministrator: { user: { email: string } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { permissions: Array<string>, user: { id: string, email: string, name: string, roles: Array<{ id: string, name: string }> }, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> } };

export type SignInMutationVariables = Exact<{
  input: LoginInput;
}>;


export type SignInMutation = { login: { accessToken: string, expiresAt: string, user: { id: string, email: string, name: string } } };

export type RenewMutationVariables = Exact<{ [key: string]: never; }>;


export type RenewMutation = { refreshSession: { accessToken: string, expiresAt: string, user: { id: string, email: string, name: string } } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { logout: { sessionId: string } };

export type ApiTokensQueryVariables = Exact<{
  search?: string | null | undefined;
  type?: ApiTokenType | null | undefined;
  status?: ApiTokenStatus | null | undefined;
  sort?: Array<string> | string | null | undefined;
  pagination?: PaginationInput | null | undefined;
}>;


export type ApiTokensQuery = { apiTokens: { nodes: Array<{ id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, expiresAt: string | null, createdAt: string, lastUsedAt: string | null }>, pageInfo: { page: number, pageCount: number, total: number } } };

export type ApiTokenQueryVariables = Exact<{
  id: string;
}>;


export type ApiTokenQuery = { apiToken: { id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, lifespan: TokenLifespan | null, expiresAt: string | null, createdAt: string, updatedAt: string, lastUsedAt: string | null, lastRegeneratedAt: string | null, hint: string, revision: number, readDrafts: boolean, permissions: Array<string>, formerSecrets: Array<{ hint: string, expiresAt: string, lastUsedAt: string | null }>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> | null } | null };

export type TokenFactsFragment = { id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, lifespan: TokenLifespan | null, expiresAt: string | null, createdAt: string, updatedAt: string, lastUsedAt: string | null, lastRegeneratedAt: string | null, hint: string, revision: number, readDrafts: boolean, permissions: Array<string>, formerSecrets: Array<{ hint: string, expiresAt: string, lastUsedAt: string | null }>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> | null };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { createApiToken: { secret: string, token: { id: string } } };

export type UpdateApiTokenMutationVariables = Exact<{
  id: string;
  input: UpdateApiTokenInput;
}>;


export type UpdateApiTokenMutation = { updateApiToken: { token: { id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, lifespan: TokenLifespan | null, expiresAt: string | null, createdAt: string, updatedAt: string, lastUsedAt: string | null, lastRegeneratedAt: string | null, hint: string, revision: number, readDrafts: boolean, permissions: Array<string>, formerSecrets: Array<{ hint: string, expiresAt: string, lastUsedAt: string | null }>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> | null } } };

export type RegenerateApiTokenMutationVariables = Exact<{
  id: string;
  lifespan?: TokenLifespan | null | undefined;
  expiresAt?: string | null | undefined;
  overlapSeconds?: number | null | undefined;
}>;


export type RegenerateApiTokenMutation = { regenerateApiToken: { secret: string, token: { id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, lifespan: TokenLifespan | null, expiresAt: string | null, createdAt: string, updatedAt: string, lastUsedAt: string | null, lastRegeneratedAt: string | null, hint: string, revision: number, readDrafts: boolean, permissions: Array<string>, formerSecrets: Array<{ hint: string, expiresAt: string, lastUsedAt: string | null }>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> | null } } };

export type SetApiTokenEnabledMutationVariables = Exact<{
  id: string;
  enabled: boolean;
}>;


export type SetApiTokenEnabledMutation = { setApiTokenEnabled: { token: { id: string, name: string, description: string, type: ApiTokenType, status: ApiTokenStatus, lifespan: TokenLifespan | null, expiresAt: string | null, createdAt: string, updatedAt: string, lastUsedAt: string | null, lastRegeneratedAt: string | null, hint: string, revision: number, readDrafts: boolean, permissions: Array<string>, formerSecrets: Array<{ hint: string, expiresAt: string, lastUsedAt: string | null }>, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus, locales: Array<string> | null }> | null } } };

export type DeleteApiTokenMutationVariables = Exact<{
  id: string;
}>;


export type DeleteApiTokenMutation = { deleteApiToken: { id: string } };

export type TokenViewQueryVariables = Exact<{
  id: string;
}>;


export type TokenViewQuery = { apiTokenView: { beyond: Array<string>, operations: Array<{ contentType: string, kind: ContentTypeKind, action: ContentAction, operations: Array<string>, fields: Array<{ name: string, scalar: boolean, target: string | null }>, routes: Array<{ path: string }> }> } };

export type ContentTypesQueryVariables = Exact<{ [key: string]: never; }>;


export type ContentTypesQuery = { contentTypes: Array<{ singularName: string, displayName: string, description: string, uid: string, kind: ContentTypeKind, hasDrafts: boolean, definition: unknown }> };

export type PlanContentTypeChangeQueryVariables = Exact<{
  singularName: string;
  definition?: unknown;
  alongWith?: Array<unknown> | unknown | null | undefined;
}>;


export type PlanContentTypeChangeQuery = { planContentTypeChange: { created: Array<string>, changed: Array<string>, deleted: Array<string>, losesData: boolean, revision: number, steps: Array<{ description: string, losesData: boolean, sql: Array<string> }> }, contentTypes: Array<{ singularName: string, definition: unknown }> };

export type CreateContentTypeMutationVariables = Exact<{
  input: CreateContentTypeInput;
}>;


export type CreateContentTypeMutation = { createContentType: { contentType: { singularName: string } } };

export type UpdateContentTypeMutationVariables = Exact<{
  singularName: string;
  input: UpdateContentTypeInput;
}>;


export type UpdateContentTypeMutation = { updateContentType: { contentType: { singularName: string } } };

export type DeleteContentTypeMutationVariables = Exact<{
  singularName: string;
  confirmDataLoss: boolean;
  expectedRevision?: number | null | undefined;
}>;


export type DeleteContentTypeMutation = { deleteContentType: { singularName: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AttributeFragmentDoc = new TypedDocumentString(`
    fragment Attribute on UsableAttribute {
  name
  type
  actions
  draftActions
  required
  unique
  list
  default
  min
  max
  minLength
  maxLength
  pattern
  members {
    value
    name
  }
  targetField
  target
  components
  allowedTypes
}
    `, {"fragmentName":"Attribute"}) as unknown as TypedDocumentString<AttributeFragment, unknown>;
export const HomeTokenFragmentDoc = new TypedDocumentString(`
    fragment HomeToken on ApiToken {
  id
  name
  expiresAt
  createdAt
  lastUsedAt
}
    `, {"fragmentName":"HomeToken"}) as unknown as TypedDocumentString<HomeTokenFragment, unknown>;
export const PersonFactsFragmentDoc = new TypedDocumentString(`
    fragment PersonFacts on AdminUser {
  id
  email
  name
  enabled
  createdAt
  lastLoginAt
  revision
  roles {
    id
    name
  }
}
    `, {"fragmentName":"PersonFacts"}) as unknown as TypedDocumentString<PersonFactsFragment, unknown>;
export const OpenToAllFragmentDoc = new TypedDocumentString(`
    fragment OpenToAll on PublicPermissions {
  revision
  permissions
  grants {
    contentType
    actions
    fields
    status
  }
}
    `, {"fragmentName":"OpenToAll"}) as unknown as TypedDocumentString<OpenToAllFragment, unknown>;
export const RoleFactsFragmentDoc = new TypedDocumentString(`
    fragment RoleFacts on Role {
  id
  name
  code
  description
  builtIn
  permissions
  userCount
  createdAt
  updatedAt
  revision
  grants {
    contentType
    actions
    fields
    status
  }
}
    `, {"fragmentName":"RoleFacts"}) as unknown as TypedDocumentString<RoleFactsFragment, unknown>;
export const TokenFactsFragmentDoc = new TypedDocumentString(`
    fragment TokenFacts on ApiToken {
  id
  name
  description
  type
  status
  lifespan
  expiresAt
  createdAt
  updatedAt
  lastUsedAt
  lastRegeneratedAt
  hint
  formerSecrets {
    hint
    expiresAt
    lastUsedAt
  }
  revision
  readDrafts
  grants {
    contentType
    actions
    fields
    status
    locales
  }
  permissions
}
    `, {"fragmentName":"TokenFacts"}) as unknown as TypedDocumentString<TokenFactsFragment, unknown>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  sessions {
    id
    current
    createdAt
    lastUsedAt
    address
    userAgent
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($id: ID!) {
  revokeSession(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const AuditEventsDocument = new TypedDocumentString(`
    query AuditEvents($filter: AuditEventFilter, $search: String, $sort: [String!], $pagination: PaginationInput) {
  auditEvents(
    filter: $filter
    search: $search
    sort: $sort
    pagination: $pagination
  ) {
    nodes {
      id
      at
      actorKind
      actorId
      actorEmail
      action
      targetKind
      targetId
      targetName
      details
      address
    }
    pageInfo {
      page
      pageCount
      total
    }
  }
}
    `) as unknown as TypedDocumentString<AuditEventsQuery, AuditEventsQueryVariables>;
export const AuditActorsDocument = new TypedDocumentString(`
    query AuditActors {
  adminUsers(sort: ["email"], pagination: {pageSize: 100}) {
    nodes {
      id
      email
    }
  }
}
    `) as unknown as TypedDocumentString<AuditActorsQuery, AuditActorsQueryVariables>;
export const ContentModelDocument = new TypedDocumentString(`
    query ContentModel {
  contentModel {
    contentTypes {
      contentType
      displayName
      description
      kind
      builtIn
      hasDrafts
      actions
      draftActions
      typeName
      oneField
      listField
      attributes {
        ...Attribute
      }
    }
    components {
      uid
      displayName
      typeName
      attributes {
        ...Attribute
      }
    }
  }
}
    fragment Attribute on UsableAttribute {
  name
  type
  actions
  draftActions
  required
  unique
  list
  default
  min
  max
  minLength
  maxLength
  pattern
  members {
    value
    name
  }
  targetField
  target
  components
  allowedTypes
}`) as unknown as TypedDocumentString<ContentModelQuery, ContentModelQueryVariables>;
export const ServerDocument = new TypedDocumentString(`
    query Server {
  server {
    version
    database
  }
  permissionCatalog {
    contentTypes {
      contentType
    }
  }
}
    `) as unknown as TypedDocumentString<ServerQuery, ServerQueryVariables>;
export const HomeTokensDocument = new TypedDocumentString(`
    query HomeTokens {
  expiring: apiTokens(
    status: ACTIVE
    sort: ["expiresAt"]
    pagination: {pageSize: 20}
  ) {
    nodes {
      ...HomeToken
    }
    pageInfo {
      total
    }
  }
  unused: apiTokens(
    status: ACTIVE
    sort: ["lastUsedAt", "createdAt"]
    pagination: {pageSize: 20}
  ) {
    nodes {
      ...HomeToken
    }
  }
}
    fragment HomeToken on ApiToken {
  id
  name
  expiresAt
  createdAt
  lastUsedAt
}`) as unknown as TypedDocumentString<HomeTokensQuery, HomeTokensQueryVariables>;
export const RecentRefusalsDocument = new TypedDocumentString(`
    query RecentRefusals {
  recentRefusals {
    since
    unauthenticated
    forbidden
    refusals {
      reason
      surface
      route
      tokenId
      tokenName
      missing
      count
      lastAt
    }
  }
}
    `) as unknown as TypedDocumentString<RecentRefusalsQuery, RecentRefusalsQueryVariables>;
export const AdminUsersDocument = new TypedDocumentString(`
    query AdminUsers($search: String, $sort: [String!], $pagination: PaginationInput) {
  adminUsers(search: $search, sort: $sort, pagination: $pagination) {
    nodes {
      ...PersonFacts
    }
    pageInfo {
      page
      pageCount
      total
    }
  }
}
    fragment PersonFacts on AdminUser {
  id
  email
  name
  enabled
  createdAt
  lastLoginAt
  revision
  roles {
    id
    name
  }
}`) as unknown as TypedDocumentString<AdminUsersQuery, AdminUsersQueryVariables>;
export const AdminUserDocument = new TypedDocumentString(`
    query AdminUser($id: ID!) {
  adminUser(id: $id) {
    ...PersonFacts
  }
}
    fragment PersonFacts on AdminUser {
  id
  email
  name
  enabled
  createdAt
  lastLoginAt
  revision
  roles {
    id
    name
  }
}`) as unknown as TypedDocumentString<AdminUserQuery, AdminUserQueryVariables>;
export const RoleChoicesDocument = new TypedDocumentString(`
    query RoleChoices {
  roles(pagination: {pageSize: 100}) {
    nodes {
      id
      name
      description
    }
  }
}
    `) as unknown as TypedDocumentString<RoleChoicesQuery, RoleChoicesQueryVariables>;
export const CreateAdminUserDocument = new TypedDocumentString(`
    mutation CreateAdminUser($input: CreateAdminUserInput!) {
  createAdminUser(input: $input) {
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAdminUserMutation, CreateAdminUserMutationVariables>;
export const UpdateAdminUserDocument = new TypedDocumentString(`
    mutation UpdateAdminUser($id: ID!, $input: UpdateAdminUserInput!) {
  updateAdminUser(id: $id, input: $input) {
    user {
      ...PersonFacts
    }
  }
}
    fragment PersonFacts on AdminUser {
  id
  email
  name
  enabled
  createdAt
  lastLoginAt
  revision
  roles {
    id
    name
  }
}`) as unknown as TypedDocumentString<UpdateAdminUserMutation, UpdateAdminUserMutationVariables>;
export const DeleteAdminUserDocument = new TypedDocumentString(`
    mutation DeleteAdminUser($id: ID!) {
  deleteAdminUser(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteAdminUserMutation, DeleteAdminUserMutationVariables>;
export const PermissionCatalogDocument = new TypedDocumentString(`
    query PermissionCatalog {
  permissionCatalog {
    contentTypes {
      contentType
      displayName
      kind
      hasDrafts
      actions {
        action
        operations
        routes {
          method
          path
        }
      }
      fields {
        name
        target
        readable
        writable
      }
    }
    management {
      permission
      held
    }
  }
}
    `) as unknown as TypedDocumentString<PermissionCatalogQuery, PermissionCatalogQueryVariables>;
export const PublicPermissionsDocument = new TypedDocumentString(`
    query PublicPermissions {
  publicPermissions {
    ...OpenToAll
  }
}
    fragment OpenToAll on PublicPermissions {
  revision
  permissions
  grants {
    contentType
    actions
    fields
    status
  }
}`) as unknown as TypedDocumentString<PublicPermissionsQuery, PublicPermissionsQueryVariables>;
export const SetPublicPermissionsDocument = new TypedDocumentString(`
    mutation SetPublicPermissions($input: SetPublicPermissionsInput!) {
  setPublicPermissions(input: $input) {
    publicPermissions {
      ...OpenToAll
    }
  }
}
    fragment OpenToAll on PublicPermissions {
  revision
  permissions
  grants {
    contentType
    actions
    fields
    status
  }
}`) as unknown as TypedDocumentString<SetPublicPermissionsMutation, SetPublicPermissionsMutationVariables>;
export const RolesDocument = new TypedDocumentString(`
    query Roles($search: String, $sort: [String!], $pagination: PaginationInput) {
  roles(search: $search, sort: $sort, pagination: $pagination) {
    nodes {
      ...RoleFacts
    }
    pageInfo {
      page
      pageCount
      total
    }
  }
}
    fragment RoleFacts on Role {
  id
  name
  code
  description
  builtIn
  permissions
  userCount
  createdAt
  updatedAt
  revision
  grants {
    contentType
    actions
    fields
    status
  }
}`) as unknown as TypedDocumentString<RolesQuery, RolesQueryVariables>;
export const RoleDocument = new TypedDocumentString(`
    query Role($id: ID!) {
  role(id: $id) {
    ...RoleFacts
  }
}
    fragment RoleFacts on Role {
  id
  name
  code
  description
  builtIn
  permissions
  userCount
  createdAt
  updatedAt
  revision
  grants {
    contentType
    actions
    fields
    status
  }
}`) as unknown as TypedDocumentString<RoleQuery, RoleQueryVariables>;
export const CreateRoleDocument = new TypedDocumentString(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRoleMutation, CreateRoleMutationVariables>;
export const UpdateRoleDocument = new TypedDocumentString(`
    mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {
  updateRole(id: $id, input: $input) {
    role {
      ...RoleFacts
    }
  }
}
    fragment RoleFacts on Role {
  id
  name
  code
  description
  builtIn
  permissions
  userCount
  createdAt
  updatedAt
  revision
  grants {
    contentType
    actions
    fields
    status
  }
}`) as unknown as TypedDocumentString<UpdateRoleMutation, UpdateRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($id: ID!) {
  deleteRole(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const SetUpDocument = new TypedDocumentString(`
    mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {
  setUpAdministrator(code: $code, input: $input) {
    user {
      email
    }
  }
}
    `) as unknown as TypedDocumentString<SetUpMutation, SetUpMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    user {
      id
      email
      name
      roles {
        id
        name
      }
    }
    permissions
    grants {
      contentType
      actions
      fields
      status
      locales
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: LoginInput!) {
  login(input: $input) {
    accessToken
    expiresAt
    user {
      id
      email
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const RenewDocument = new TypedDocumentString(`
    mutation Renew {
  refreshSession {
    accessToken
    expiresAt
    user {
      id
      email
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RenewMutation, RenewMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  logout {
    sessionId
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ApiTokensDocument = new TypedDocumentString(`
    query ApiTokens($search: String, $type: ApiTokenType, $status: ApiTokenStatus, $sort: [String!], $pagination: PaginationInput) {
  apiTokens(
    search: $search
    type: $type
    status: $status
    sort: $sort
    pagination: $pagination
  ) {
    nodes {
      id
      name
      description
      type
      status
      expiresAt
      createdAt
      lastUsedAt
    }
    pageInfo {
      page
      pageCount
      total
    }
  }
}
    `) as unknown as TypedDocumentString<ApiTokensQuery, ApiTokensQueryVariables>;
export const ApiTokenDocument = new TypedDocumentString(`
    query ApiToken($id: ID!) {
  apiToken(id: $id) {
    ...TokenFacts
  }
}
    fragment TokenFacts on ApiToken {
  id
  name
  description
  type
  status
  lifespan
  expiresAt
  createdAt
  updatedAt
  lastUsedAt
  lastRegeneratedAt
  hint
  formerSecrets {
    hint
    expiresAt
    lastUsedAt
  }
  revision
  readDrafts
  grants {
    contentType
    actions
    fields
    status
    locales
  }
  permissions
}`) as unknown as TypedDocumentString<ApiTokenQuery, ApiTokenQueryVariables>;
export const CreateApiTokenDocument = new TypedDocumentString(`
    mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    secret
    token {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiTokenMutation, CreateApiTokenMutationVariables>;
export const UpdateApiTokenDocument = new TypedDocumentString(`
    mutation UpdateApiToken($id: ID!, $input: UpdateApiTokenInput!) {
  updateApiToken(id: $id, input: $input) {
    token {
      ...TokenFacts
    }
  }
}
    fragment TokenFacts on ApiToken {
  id
  name
  description
  type
  status
  lifespan
  expiresAt
  createdAt
  updatedAt
  lastUsedAt
  lastRegeneratedAt
  hint
  formerSecrets {
    hint
    expiresAt
    lastUsedAt
  }
  revision
  readDrafts
  grants {
    contentType
    actions
    fields
    status
    locales
  }
  permissions
}`) as unknown as TypedDocumentString<UpdateApiTokenMutation, UpdateApiTokenMutationVariables>;
export const RegenerateApiTokenDocument = new TypedDocumentString(`
    mutation RegenerateApiToken($id: ID!, $lifespan: TokenLifespan, $expiresAt: DateTime, $overlapSeconds: Int) {
  regenerateApiToken(
    id: $id
    lifespan: $lifespan
    expiresAt: $expiresAt
    overlapSeconds: $overlapSeconds
  ) {
    secret
    token {
      ...TokenFacts
    }
  }
}
    fragment TokenFacts on ApiToken {
  id
  name
  description
  type
  status
  lifespan
  expiresAt
  createdAt
  updatedAt
  lastUsedAt
  lastRegeneratedAt
  hint
  formerSecrets {
    hint
    expiresAt
    lastUsedAt
  }
  revision
  readDrafts
  grants {
    contentType
    actions
    fields
    status
    locales
  }
  permissions
}`) as unknown as TypedDocumentString<RegenerateApiTokenMutation, RegenerateApiTokenMutationVariables>;
export const SetApiTokenEnabledDocument = new TypedDocumentString(`
    mutation SetApiTokenEnabled($id: ID!, $enabled: Boolean!) {
  setApiTokenEnabled(id: $id, enabled: $enabled) {
    token {
      ...TokenFacts
    }
  }
}
    fragment TokenFacts on ApiToken {
  id
  name
  description
  type
  status
  lifespan
  expiresAt
  createdAt
  updatedAt
  lastUsedAt
  lastRegeneratedAt
  hint
  formerSecrets {
    hint
    expiresAt
    lastUsedAt
  }
  revision
  readDrafts
  grants {
    contentType
    actions
    fields
    status
    locales
  }
  permissions
}`) as unknown as TypedDocumentString<SetApiTokenEnabledMutation, SetApiTokenEnabledMutationVariables>;
export const DeleteApiTokenDocument = new TypedDocumentString(`
    mutation DeleteApiToken($id: ID!) {
  deleteApiToken(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteApiTokenMutation, DeleteApiTokenMutationVariables>;
export const TokenViewDocument = new TypedDocumentString(`
    query TokenView($id: ID!) {
  apiTokenView(id: $id) {
    beyond
    operations {
      contentType
      kind
      action
      fields {
        name
        scalar
        target
      }
      routes {
        path
      }
      operations
    }
  }
}
    `) as unknown as TypedDocumentString<TokenViewQuery, TokenViewQueryVariables>;
export const ContentTypesDocument = new TypedDocumentString(`
    query ContentTypes {
  contentTypes {
    singularName
    displayName
    description
    uid
    kind
    hasDrafts
    definition
  }
}
    `) as unknown as TypedDocumentString<ContentTypesQuery, ContentTypesQueryVariables>;
export const PlanContentTypeChangeDocument = new TypedDocumentString(`
    query PlanContentTypeChange($singularName: String!, $definition: JSON, $alongWith: [JSON!]) {
  planContentTypeChange(
    singularName: $singularName
    definition: $definition
    alongWith: $alongWith
  ) {
    created
    changed
    deleted
    losesData
    revision
    steps {
      description
      losesData
      sql
    }
  }
  contentTypes {
    singularName
    definition
  }
}
    `) as unknown as TypedDocumentString<PlanContentTypeChangeQuery, PlanContentTypeChangeQueryVariables>;
export const CreateContentTypeDocument = new TypedDocumentString(`
    mutation CreateContentType($input: CreateContentTypeInput!) {
  createContentType(input: $input) {
    contentType {
      singularName
    }
  }
}
    `) as unknown as TypedDocumentString<CreateContentTypeMutation, CreateContentTypeMutationVariables>;
export const UpdateContentTypeDocument = new TypedDocumentString(`
    mutation UpdateContentType($singularName: String!, $input: UpdateContentTypeInput!) {
  updateContentType(singularName: $singularName, input: $input) {
    contentType {
      singularName
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateContentTypeMutation, UpdateContentTypeMutationVariables>;
export const DeleteContentTypeDocument = new TypedDocumentString(`
    mutation DeleteContentType($singularName: String!, $confirmDataLoss: Boolean!, $expectedRevision: Int) {
  deleteContentType(
    singularName: $singularName
    confirmDataLoss: $confirmDataLoss
    expectedRevision: $expectedRevision
  ) {
    singularName
  }
}
    `) as unknown as TypedDocumentString<DeleteContentTypeMutation, DeleteContentTypeMutationVariables>;