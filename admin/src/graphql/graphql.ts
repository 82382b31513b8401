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
  | 'BIGINTEGER'
  | 'BLOCKS'
  | 'BOOLEAN'
  | 'COMPONENT'
  | 'DATE'
  | 'DATETIME'
  | 'DECIMAL'
  | 'DYNAMICZONE'
  | 'EMAIL'
  | 'ENUMERATION'
  | 'FLOAT'
  | 'INTEGER'
  | 'JSON'
  | 'MEDIA'
  | 'PASSWORD'
  | 'RELATION'
  | 'RICHTEXT'
  | 'STRING'
  | 'TEXT'
  | 'TIME'
  | 'TIMESTAMP'
  | 'UID';

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

/** Whether a content type has many entries, one, or is a component. */
export type ContentTypeKind =
  /** Many entries. */
  | 'COLLECTION'
  /** No entries of its own: a group of fields that is part of entries. */
  | 'COMPONENT'
  /** One entry. */
  | 'SINGLE';

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

export type ContentModelQueryVariables = Exact<{ [key: string]: never; }>;


export type ContentModelQuery = { contentModel: { contentTypes: Array<{ contentType: string, displayName: string, description: string, kind: ContentTypeKind, builtIn: boolean, hasDrafts: boolean, actions: Array<ContentAction>, draftActions: Array<ContentAction>, typeName: string, oneField: string, listField: string | null, attributes: Array<{ name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> }> }>, components: Array<{ uid: string, displayName: string, typeName: string, attributes: Array<{ name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> }> }> } };

export type AttributeFragment = { name: string, type: AttributeType, actions: Array<ContentAction>, draftActions: Array<ContentAction>, required: boolean, unique: boolean, list: boolean, default: unknown, min: unknown, max: unknown, minLength: number | null, maxLength: number | null, pattern: string | null, targetField: string | null, target: string | null, components: Array<string>, allowedTypes: Array<string>, members: Array<{ value: string, name: string }> };

export type ServerQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerQuery = { server: { version: string, database: DatabaseKind }, permissionCatalog: { contentTypes: Array<{ contentType: string }> } };

export type PermissionCatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type PermissionCatalogQuery = { permissionCatalog: { contentTypes: Array<{ contentType: string, displayName: string, kind: ContentTypeKind, hasDrafts: boolean, actions: Array<{ action: ContentAction, operations: Array<string>, routes: Array<{ method: string, path: string }> }>, fields: Array<{ name: string, target: string | null, readable: boolean, writable: boolean }> }>, management: Array<{ permission: string, held: boolean }> } };

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