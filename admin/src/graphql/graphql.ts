/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** A kind of database. */
export type DatabaseKind =
  /** MySQL or MariaDB. */
  | 'MYSQL'
  /** PostgreSQL. */
  | 'POSTGRESQL'
  /** SQLite. */
  | 'SQLITE';

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

/** The first administrator, to be made. */
export type SetUpAdministratorInput = {
  /** What the person logs in with. */
  email: string;
  /** How the person is called. */
  name?: string | null | undefined;
  /** At least 8 characters, among them a lower-case letter, an upper-case letter and a digit. */
  password: string;
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

export type ServerQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerQuery = { server: { version: string, database: DatabaseKind }, permissionCatalog: { contentTypes: Array<{ contentType: string }> } };

export type SetUpMutationVariables = Exact<{
  code: string;
  input: SetUpAdministratorInput;
}>;


export type SetUpMutation = { setUpAdministrator: { user: { email: string } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { permissions: Array<string>, user: { id: string, email: string, name: string, roles: Array<{ id: string, name: string }> }, grants: Array<{ contentType: string, actions: Array<ContentAction>, fields: Array<string> | null, status: GrantStatus }> } };

export type SignInMutationVariables = Exact<{
  input: LoginInput;
}>;


export type SignInMutation = { login: { accessToken: string, expiresAt: string, user: { id: string, email: string, name: string } } };

export type RenewMutationVariables = Exact<{ [key: string]: never; }>;


export type RenewMutation = { refreshSession: { accessToken: string, expiresAt: string, user: { id: string, email: string, name: string } } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { logout: { sessionId: string } };

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