/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  query Sessions {\n    sessions {\n      id\n      current\n      createdAt\n      lastUsedAt\n      address\n      userAgent\n    }\n  }\n": typeof types.SessionsDocument,
    "\n  mutation RevokeSession($id: ID!) {\n    revokeSession(id: $id) {\n      id\n    }\n  }\n": typeof types.RevokeSessionDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $search: String, $sort: [String!], $pagination: PaginationInput) {\n    auditEvents(filter: $filter, search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        at\n        actorKind\n        actorId\n        actorEmail\n        action\n        targetKind\n        targetId\n        targetName\n        details\n        address\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  query AuditActors {\n    adminUsers(sort: [\"email\"], pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        email\n      }\n    }\n  }\n": typeof types.AuditActorsDocument,
    "\n  query ContentModel {\n    contentModel {\n      contentTypes {\n        contentType\n        displayName\n        description\n        kind\n        builtIn\n        hasDrafts\n        actions\n        draftActions\n        typeName\n        oneField\n        listField\n        attributes {\n          ...Attribute\n        }\n      }\n      components {\n        uid\n        displayName\n        typeName\n        attributes {\n          ...Attribute\n        }\n      }\n    }\n  }\n\n  fragment Attribute on UsableAttribute {\n    name\n    type\n    actions\n    draftActions\n    required\n    unique\n    list\n    default\n    min\n    max\n    minLength\n    maxLength\n    pattern\n    members {\n      value\n      name\n    }\n    targetField\n    target\n    components\n    allowedTypes\n  }\n": typeof types.ContentModelDocument,
    "\n  query Server {\n    server {\n      version\n      database\n    }\n    permissionCatalog {\n      contentTypes {\n        contentType\n      }\n    }\n  }\n": typeof types.ServerDocument,
    "\n  query HomeTokens {\n    expiring: apiTokens(status: ACTIVE, sort: [\"expiresAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n      pageInfo {\n        total\n      }\n    }\n    unused: apiTokens(status: ACTIVE, sort: [\"lastUsedAt\", \"createdAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n    }\n  }\n\n  fragment HomeToken on ApiToken {\n    id\n    name\n    expiresAt\n    createdAt\n    lastUsedAt\n  }\n": typeof types.HomeTokensDocument,
    "\n  query RecentRefusals {\n    recentRefusals {\n      since\n      unauthenticated\n      forbidden\n      refusals {\n        reason\n        surface\n        route\n        tokenId\n        tokenName\n        missing\n        count\n        lastAt\n      }\n    }\n  }\n": typeof types.RecentRefusalsDocument,
    "\n  query AdminUsers($search: String, $sort: [String!], $pagination: PaginationInput) {\n    adminUsers(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...PersonFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment PersonFacts on AdminUser {\n    id\n    email\n    name\n    enabled\n    createdAt\n    lastLoginAt\n    revision\n    roles {\n      id\n      name\n    }\n  }\n": typeof types.AdminUsersDocument,
    "\n  query AdminUser($id: ID!) {\n    adminUser(id: $id) {\n      ...PersonFacts\n    }\n  }\n": typeof types.AdminUserDocument,
    "\n  query RoleChoices {\n    roles(pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        name\n        description\n      }\n    }\n  }\n": typeof types.RoleChoicesDocument,
    "\n  mutation CreateAdminUser($input: CreateAdminUserInput!) {\n    createAdminUser(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": typeof types.CreateAdminUserDocument,
    "\n  mutation UpdateAdminUser($id: ID!, $input: UpdateAdminUserInput!) {\n    updateAdminUser(id: $id, input: $input) {\n      user {\n        ...PersonFacts\n      }\n    }\n  }\n": typeof types.UpdateAdminUserDocument,
    "\n  mutation DeleteAdminUser($id: ID!) {\n    deleteAdminUser(id: $id) {\n      id\n    }\n  }\n": typeof types.DeleteAdminUserDocument,
    "\n  query PermissionCatalog {\n    permissionCatalog {\n      contentTypes {\n        contentType\n        displayName\n        kind\n        hasDrafts\n        actions {\n          action\n          operations\n          routes {\n            method\n            path\n          }\n        }\n        fields {\n          name\n          target\n          readable\n          writable\n        }\n      }\n      management {\n        permission\n        held\n      }\n    }\n  }\n": typeof types.PermissionCatalogDocument,
    "\n  query PublicPermissions {\n    publicPermissions {\n      ...OpenToAll\n    }\n  }\n\n  fragment OpenToAll on PublicPermissions {\n    revision\n    permissions\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n": typeof types.PublicPermissionsDocument,
    "\n  mutation SetPublicPermissions($input: SetPublicPermissionsInput!) {\n    setPublicPermissions(input: $input) {\n      publicPermissions {\n        ...OpenToAll\n      }\n    }\n  }\n": typeof types.SetPublicPermissionsDocument,
    "\n  query Roles($search: String, $sort: [String!], $pagination: PaginationInput) {\n    roles(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...RoleFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment RoleFacts on Role {\n    id\n    name\n    code\n    description\n    builtIn\n    permissions\n    userCount\n    createdAt\n    updatedAt\n    revision\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n": typeof types.RolesDocument,
    "\n  query Role($id: ID!) {\n    role(id: $id) {\n      ...RoleFacts\n    }\n  }\n": typeof types.RoleDocument,
    "\n  mutation CreateRole($input: CreateRoleInput!) {\n    createRole(input: $input) {\n      role {\n        id\n      }\n    }\n  }\n": typeof types.CreateRoleDocument,
    "\n  mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {\n    updateRole(id: $id, input: $input) {\n      role {\n        ...RoleFacts\n      }\n    }\n  }\n": typeof types.UpdateRoleDocument,
    "\n  mutation DeleteRole($id: ID!) {\n    deleteRole(id: $id) {\n      id\n    }\n  }\n": typeof types.DeleteRoleDocument,
    "\n  mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {\n    setUpAdministrator(code: $code, input: $input) {\n      user {\n        email\n      }\n    }\n  }\n": typeof types.SetUpDocument,
    "\n  query Me {\n    me {\n      user {\n        id\n        email\n        name\n        roles {\n          id\n          name\n        }\n      }\n      permissions\n      grants {\n        contentType\n        actions\n        fields\n        status\n        locales\n      }\n    }\n  }\n": typeof types.MeDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation Renew {\n    refreshSession {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n": typeof types.RenewDocument,
    "\n  mutation SignOut {\n    logout {\n      sessionId\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  query ApiTokens(\n    $search: String\n    $type: ApiTokenType\n    $status: ApiTokenStatus\n    $sort: [String!]\n    $pagination: PaginationInput\n  ) {\n    apiTokens(search: $search, type: $type, status: $status, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        name\n        description\n        type\n        status\n        expiresAt\n        createdAt\n        lastUsedAt\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n": typeof types.ApiTokensDocument,
    "\n  query ApiToken($id: ID!) {\n    apiToken(id: $id) {\n      ...TokenFacts\n    }\n  }\n\n  fragment TokenFacts on ApiToken {\n    id\n    name\n    description\n    type\n    status\n    lifespan\n    expiresAt\n    createdAt\n    updatedAt\n    lastUsedAt\n    lastRegeneratedAt\n    hint\n    formerSecrets {\n      hint\n      expiresAt\n      lastUsedAt\n    }\n    revision\n    readDrafts\n    grants {\n      contentType\n      actions\n      fields\n      status\n      locales\n    }\n    permissions\n  }\n": typeof types.ApiTokenDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      secret\n      token {\n        id\n      }\n    }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation UpdateApiToken($id: ID!, $input: UpdateApiTokenInput!) {\n    updateApiToken(id: $id, input: $input) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": typeof types.UpdateApiTokenDocument,
    "\n  mutation RegenerateApiToken($id: ID!, $lifespan: TokenLifespan, $expiresAt: DateTime, $overlapSeconds: Int) {\n    regenerateApiToken(id: $id, lifespan: $lifespan, expiresAt: $expiresAt, overlapSeconds: $overlapSeconds) {\n      secret\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": typeof types.RegenerateApiTokenDocument,
    "\n  mutation SetApiTokenEnabled($id: ID!, $enabled: Boolean!) {\n    setApiTokenEnabled(id: $id, enabled: $enabled) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": typeof types.SetApiTokenEnabledDocument,
    "\n  mutation DeleteApiToken($id: ID!) {\n    deleteApiToken(id: $id) {\n      id\n    }\n  }\n": typeof types.DeleteApiTokenDocument,
    "\n  query TokenView($id: ID!) {\n    apiTokenView(id: $id) {\n      beyond\n      operations {\n        contentType\n        kind\n        action\n        fields {\n          name\n          scalar\n          target\n        }\n        routes {\n          path\n        }\n        operations\n      }\n    }\n  }\n": typeof types.TokenViewDocument,
    "\n  query ContentTypes {\n    contentTypes {\n      singularName\n      displayName\n      description\n      uid\n      kind\n      hasDrafts\n      definition\n    }\n  }\n": typeof types.ContentTypesDocument,
    "\n  query PlanContentTypeChange($singularName: String!, $definition: JSON, $alongWith: [JSON!]) {\n    planContentTypeChange(singularName: $singularName, definition: $definition, alongWith: $alongWith) {\n      created\n      changed\n      deleted\n      losesData\n      revision\n      steps {\n        description\n        losesData\n        sql\n      }\n    }\n    contentTypes {\n      singularName\n      definition\n    }\n  }\n": typeof types.PlanContentTypeChangeDocument,
    "\n  mutation CreateContentType($input: CreateContentTypeInput!) {\n    createContentType(input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n": typeof types.CreateContentTypeDocument,
    "\n  mutation UpdateContentType($singularName: String!, $input: UpdateContentTypeInput!) {\n    updateContentType(singularName: $singularName, input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n": typeof types.UpdateContentTypeDocument,
    "\n  mutation DeleteContentType($singularName: String!, $confirmDataLoss: Boolean!, $expectedRevision: Int) {\n    deleteContentType(\n      singularName: $singularName\n      confirmDataLoss: $confirmDataLoss\n      expectedRevision: $expectedRevision\n    ) {\n      singularName\n    }\n  }\n": typeof types.DeleteContentTypeDocument,
};
const documents: Documents = {
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  query Sessions {\n    sessions {\n      id\n      current\n      createdAt\n      lastUsedAt\n      address\n      userAgent\n    }\n  }\n": types.SessionsDocument,
    "\n  mutation RevokeSession($id: ID!) {\n    revokeSession(id: $id) {\n      id\n    }\n  }\n": types.RevokeSessionDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $search: String, $sort: [String!], $pagination: PaginationInput) {\n    auditEvents(filter: $filter, search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        at\n        actorKind\n        actorId\n        actorEmail\n        action\n        targetKind\n        targetId\n        targetName\n        details\n        address\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n": types.AuditEventsDocument,
    "\n  query AuditActors {\n    adminUsers(sort: [\"email\"], pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        email\n      }\n    }\n  }\n": types.AuditActorsDocument,
    "\n  query ContentModel {\n    contentModel {\n      contentTypes {\n        contentType\n        displayName\n        description\n        kind\n        builtIn\n        hasDrafts\n        actions\n        draftActions\n        typeName\n        oneField\n        listField\n        attributes {\n          ...Attribute\n        }\n      }\n      components {\n        uid\n        displayName\n        typeName\n        attributes {\n          ...Attribute\n        }\n      }\n    }\n  }\n\n  fragment Attribute on UsableAttribute {\n    name\n    type\n    actions\n    draftActions\n    required\n    unique\n    list\n    default\n    min\n    max\n    minLength\n    maxLength\n    pattern\n    members {\n      value\n      name\n    }\n    targetField\n    target\n    components\n    allowedTypes\n  }\n": types.ContentModelDocument,
    "\n  query Server {\n    server {\n      version\n      database\n    }\n    permissionCatalog {\n      contentTypes {\n        contentType\n      }\n    }\n  }\n": types.ServerDocument,
    "\n  query HomeTokens {\n    expiring: apiTokens(status: ACTIVE, sort: [\"expiresAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n      pageInfo {\n        total\n      }\n    }\n    unused: apiTokens(status: ACTIVE, sort: [\"lastUsedAt\", \"createdAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n    }\n  }\n\n  fragment HomeToken on ApiToken {\n    id\n    name\n    expiresAt\n    createdAt\n    lastUsedAt\n  }\n": types.HomeTokensDocument,
    "\n  query RecentRefusals {\n    recentRefusals {\n      since\n      unauthenticated\n      forbidden\n      refusals {\n        reason\n        surface\n        route\n        tokenId\n        tokenName\n        missing\n        count\n        lastAt\n      }\n    }\n  }\n": types.RecentRefusalsDocument,
    "\n  query AdminUsers($search: String, $sort: [String!], $pagination: PaginationInput) {\n    adminUsers(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...PersonFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment PersonFacts on AdminUser {\n    id\n    email\n    name\n    enabled\n    createdAt\n    lastLoginAt\n    revision\n    roles {\n      id\n      name\n    }\n  }\n": types.AdminUsersDocument,
    "\n  query AdminUser($id: ID!) {\n    adminUser(id: $id) {\n      ...PersonFacts\n    }\n  }\n": types.AdminUserDocument,
    "\n  query RoleChoices {\n    roles(pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        name\n        description\n      }\n    }\n  }\n": types.RoleChoicesDocument,
    "\n  mutation CreateAdminUser($input: CreateAdminUserInput!) {\n    createAdminUser(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": types.CreateAdminUserDocument,
    "\n  mutation UpdateAdminUser($id: ID!, $input: UpdateAdminUserInput!) {\n    updateAdminUser(id: $id, input: $input) {\n      user {\n        ...PersonFacts\n      }\n    }\n  }\n": types.UpdateAdminUserDocument,
    "\n  mutation DeleteAdminUser($id: ID!) {\n    deleteAdminUser(id: $id) {\n      id\n    }\n  }\n": types.DeleteAdminUserDocument,
    "\n  query PermissionCatalog {\n    permissionCatalog {\n      contentTypes {\n        contentType\n        displayName\n        kind\n        hasDrafts\n        actions {\n          action\n          operations\n          routes {\n            method\n            path\n          }\n        }\n        fields {\n          name\n          target\n          readable\n          writable\n        }\n      }\n      management {\n        permission\n        held\n      }\n    }\n  }\n": types.PermissionCatalogDocument,
    "\n  query PublicPermissions {\n    publicPermissions {\n      ...OpenToAll\n    }\n  }\n\n  fragment OpenToAll on PublicPermissions {\n    revision\n    permissions\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n": types.PublicPermissionsDocument,
    "\n  mutation SetPublicPermissions($input: SetPublicPermissionsInput!) {\n    setPublicPermissions(input: $input) {\n      publicPermissions {\n        ...OpenToAll\n      }\n    }\n  }\n": types.SetPublicPermissionsDocument,
    "\n  query Roles($search: String, $sort: [String!], $pagination: PaginationInput) {\n    roles(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...RoleFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment RoleFacts on Role {\n    id\n    name\n    code\n    description\n    builtIn\n    permissions\n    userCount\n    createdAt\n    updatedAt\n    revision\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n": types.RolesDocument,
    "\n  query Role($id: ID!) {\n    role(id: $id) {\n      ...RoleFacts\n    }\n  }\n": types.RoleDocument,
    "\n  mutation CreateRole($input: CreateRoleInput!) {\n    createRole(input: $input) {\n      role {\n        id\n      }\n    }\n  }\n": types.CreateRoleDocument,
    "\n  mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {\n    updateRole(id: $id, input: $input) {\n      role {\n        ...RoleFacts\n      }\n    }\n  }\n": types.UpdateRoleDocument,
    "\n  mutation DeleteRole($id: ID!) {\n    deleteRole(id: $id) {\n      id\n    }\n  }\n": types.DeleteRoleDocument,
    "\n  mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {\n    setUpAdministrator(code: $code, input: $input) {\n      user {\n        email\n      }\n    }\n  }\n": types.SetUpDocument,
    "\n  query Me {\n    me {\n      user {\n        id\n        email\n        name\n        roles {\n          id\n          name\n        }\n      }\n      permissions\n      grants {\n        contentType\n        actions\n        fields\n        status\n        locales\n      }\n    }\n  }\n": types.MeDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation Renew {\n    refreshSession {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n": types.RenewDocument,
    "\n  mutation SignOut {\n    logout {\n      sessionId\n    }\n  }\n": types.SignOutDocument,
    "\n  query ApiTokens(\n    $search: String\n    $type: ApiTokenType\n    $status: ApiTokenStatus\n    $sort: [String!]\n    $pagination: PaginationInput\n  ) {\n    apiTokens(search: $search, type: $type, status: $status, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        name\n        description\n        type\n        status\n        expiresAt\n        createdAt\n        lastUsedAt\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n": types.ApiTokensDocument,
    "\n  query ApiToken($id: ID!) {\n    apiToken(id: $id) {\n      ...TokenFacts\n    }\n  }\n\n  fragment TokenFacts on ApiToken {\n    id\n    name\n    description\n    type\n    status\n    lifespan\n    expiresAt\n    createdAt\n    updatedAt\n    lastUsedAt\n    lastRegeneratedAt\n    hint\n    formerSecrets {\n      hint\n      expiresAt\n      lastUsedAt\n    }\n    revision\n    readDrafts\n    grants {\n      contentType\n      actions\n      fields\n      status\n      locales\n    }\n    permissions\n  }\n": types.ApiTokenDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      secret\n      token {\n        id\n      }\n    }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation UpdateApiToken($id: ID!, $input: UpdateApiTokenInput!) {\n    updateApiToken(id: $id, input: $input) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": types.UpdateApiTokenDocument,
    "\n  mutation RegenerateApiToken($id: ID!, $lifespan: TokenLifespan, $expiresAt: DateTime, $overlapSeconds: Int) {\n    regenerateApiToken(id: $id, lifespan: $lifespan, expiresAt: $expiresAt, overlapSeconds: $overlapSeconds) {\n      secret\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": types.RegenerateApiTokenDocument,
    "\n  mutation SetApiTokenEnabled($id: ID!, $enabled: Boolean!) {\n    setApiTokenEnabled(id: $id, enabled: $enabled) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n": types.SetApiTokenEnabledDocument,
    "\n  mutation DeleteApiToken($id: ID!) {\n    deleteApiToken(id: $id) {\n      id\n    }\n  }\n": types.DeleteApiTokenDocument,
    "\n  query TokenView($id: ID!) {\n    apiTokenView(id: $id) {\n      beyond\n      operations {\n        contentType\n        kind\n        action\n        fields {\n          name\n          scalar\n          target\n        }\n        routes {\n          path\n        }\n        operations\n      }\n    }\n  }\n": types.TokenViewDocument,
    "\n  query ContentTypes {\n    contentTypes {\n      singularName\n      displayName\n      description\n      uid\n      kind\n      hasDrafts\n      definition\n    }\n  }\n": types.ContentTypesDocument,
    "\n  query PlanContentTypeChange($singularName: String!, $definition: JSON, $alongWith: [JSON!]) {\n    planContentTypeChange(singularName: $singularName, definition: $definition, alongWith: $alongWith) {\n      created\n      changed\n      deleted\n      losesData\n      revision\n      steps {\n        description\n        losesData\n        sql\n      }\n    }\n    contentTypes {\n      singularName\n      definition\n    }\n  }\n": types.PlanContentTypeChangeDocument,
    "\n  mutation CreateContentType($input: CreateContentTypeInput!) {\n    createContentType(input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n": types.CreateContentTypeDocument,
    "\n  mutation UpdateContentType($singularName: String!, $input: UpdateContentTypeInput!) {\n    updateContentType(singularName: $singularName, input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n": types.UpdateContentTypeDocument,
    "\n  mutation DeleteContentType($singularName: String!, $confirmDataLoss: Boolean!, $expectedRevision: Int) {\n    deleteContentType(\n      singularName: $singularName\n      confirmDataLoss: $confirmDataLoss\n      expectedRevision: $expectedRevision\n    ) {\n      singularName\n    }\n  }\n": types.DeleteContentTypeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').ChangePasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions {\n    sessions {\n      id\n      current\n      createdAt\n      lastUsedAt\n      address\n      userAgent\n    }\n  }\n"): typeof import('./graphql').SessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeSession($id: ID!) {\n    revokeSession(id: $id) {\n      id\n    }\n  }\n"): typeof import('./graphql').RevokeSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents($filter: AuditEventFilter, $search: String, $sort: [String!], $pagination: PaginationInput) {\n    auditEvents(filter: $filter, search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        at\n        actorKind\n        actorId\n        actorEmail\n        action\n        targetKind\n        targetId\n        targetName\n        details\n        address\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n"): typeof import('./graphql').AuditEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditActors {\n    adminUsers(sort: [\"email\"], pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        email\n      }\n    }\n  }\n"): typeof import('./graphql').AuditActorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentModel {\n    contentModel {\n      contentTypes {\n        contentType\n        displayName\n        description\n        kind\n        builtIn\n        hasDrafts\n        actions\n        draftActions\n        typeName\n        oneField\n        listField\n        attributes {\n          ...Attribute\n        }\n      }\n      components {\n        uid\n        displayName\n        typeName\n        attributes {\n          ...Attribute\n        }\n      }\n    }\n  }\n\n  fragment Attribute on UsableAttribute {\n    name\n    type\n    actions\n    draftActions\n    required\n    unique\n    list\n    default\n    min\n    max\n    minLength\n    maxLength\n    pattern\n    members {\n      value\n      name\n    }\n    targetField\n    target\n    components\n    allowedTypes\n  }\n"): typeof import('./graphql').ContentModelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Server {\n    server {\n      version\n      database\n    }\n    permissionCatalog {\n      contentTypes {\n        contentType\n      }\n    }\n  }\n"): typeof import('./graphql').ServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomeTokens {\n    expiring: apiTokens(status: ACTIVE, sort: [\"expiresAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n      pageInfo {\n        total\n      }\n    }\n    unused: apiTokens(status: ACTIVE, sort: [\"lastUsedAt\", \"createdAt\"], pagination: { pageSize: 20 }) {\n      nodes {\n        ...HomeToken\n      }\n    }\n  }\n\n  fragment HomeToken on ApiToken {\n    id\n    name\n    expiresAt\n    createdAt\n    lastUsedAt\n  }\n"): typeof import('./graphql').HomeTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecentRefusals {\n    recentRefusals {\n      since\n      unauthenticated\n      forbidden\n      refusals {\n        reason\n        surface\n        route\n        tokenId\n        tokenName\n        missing\n        count\n        lastAt\n      }\n    }\n  }\n"): typeof import('./graphql').RecentRefusalsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminUsers($search: String, $sort: [String!], $pagination: PaginationInput) {\n    adminUsers(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...PersonFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment PersonFacts on AdminUser {\n    id\n    email\n    name\n    enabled\n    createdAt\n    lastLoginAt\n    revision\n    roles {\n      id\n      name\n    }\n  }\n"): typeof import('./graphql').AdminUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminUser($id: ID!) {\n    adminUser(id: $id) {\n      ...PersonFacts\n    }\n  }\n"): typeof import('./graphql').AdminUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RoleChoices {\n    roles(pagination: { pageSize: 100 }) {\n      nodes {\n        id\n        name\n        description\n      }\n    }\n  }\n"): typeof import('./graphql').RoleChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAdminUser($input: CreateAdminUserInput!) {\n    createAdminUser(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').CreateAdminUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateAdminUser($id: ID!, $input: UpdateAdminUserInput!) {\n    updateAdminUser(id: $id, input: $input) {\n      user {\n        ...PersonFacts\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateAdminUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAdminUser($id: ID!) {\n    deleteAdminUser(id: $id) {\n      id\n    }\n  }\n"): typeof import('./graphql').DeleteAdminUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PermissionCatalog {\n    permissionCatalog {\n      contentTypes {\n        contentType\n        displayName\n        kind\n        hasDrafts\n        actions {\n          action\n          operations\n          routes {\n            method\n            path\n          }\n        }\n        fields {\n          name\n          target\n          readable\n          writable\n        }\n      }\n      management {\n        permission\n        held\n      }\n    }\n  }\n"): typeof import('./graphql').PermissionCatalogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PublicPermissions {\n    publicPermissions {\n      ...OpenToAll\n    }\n  }\n\n  fragment OpenToAll on PublicPermissions {\n    revision\n    permissions\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n"): typeof import('./graphql').PublicPermissionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPublicPermissions($input: SetPublicPermissionsInput!) {\n    setPublicPermissions(input: $input) {\n      publicPermissions {\n        ...OpenToAll\n      }\n    }\n  }\n"): typeof import('./graphql').SetPublicPermissionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Roles($search: String, $sort: [String!], $pagination: PaginationInput) {\n    roles(search: $search, sort: $sort, pagination: $pagination) {\n      nodes {\n        ...RoleFacts\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n\n  fragment RoleFacts on Role {\n    id\n    name\n    code\n    description\n    builtIn\n    permissions\n    userCount\n    createdAt\n    updatedAt\n    revision\n    grants {\n      contentType\n      actions\n      fields\n      status\n    }\n  }\n"): typeof import('./graphql').RolesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Role($id: ID!) {\n    role(id: $id) {\n      ...RoleFacts\n    }\n  }\n"): typeof import('./graphql').RoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRole($input: CreateRoleInput!) {\n    createRole(input: $input) {\n      role {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').CreateRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {\n    updateRole(id: $id, input: $input) {\n      role {\n        ...RoleFacts\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteRole($id: ID!) {\n    deleteRole(id: $id) {\n      id\n    }\n  }\n"): typeof import('./graphql').DeleteRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {\n    setUpAdministrator(code: $code, input: $input) {\n      user {\n        email\n      }\n    }\n  }\n"): typeof import('./graphql').SetUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      user {\n        id\n        email\n        name\n        roles {\n          id\n          name\n        }\n      }\n      permissions\n      grants {\n        contentType\n        actions\n        fields\n        status\n        locales\n      }\n    }\n  }\n"): typeof import('./graphql').MeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Renew {\n    refreshSession {\n      accessToken\n      expiresAt\n      user {\n        id\n        email\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').RenewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    logout {\n      sessionId\n    }\n  }\n"): typeof import('./graphql').SignOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens(\n    $search: String\n    $type: ApiTokenType\n    $status: ApiTokenStatus\n    $sort: [String!]\n    $pagination: PaginationInput\n  ) {\n    apiTokens(search: $search, type: $type, status: $status, sort: $sort, pagination: $pagination) {\n      nodes {\n        id\n        name\n        description\n        type\n        status\n        expiresAt\n        createdAt\n        lastUsedAt\n      }\n      pageInfo {\n        page\n        pageCount\n        total\n      }\n    }\n  }\n"): typeof import('./graphql').ApiTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiToken($id: ID!) {\n    apiToken(id: $id) {\n      ...TokenFacts\n    }\n  }\n\n  fragment TokenFacts on ApiToken {\n    id\n    name\n    description\n    type\n    status\n    lifespan\n    expiresAt\n    createdAt\n    updatedAt\n    lastUsedAt\n    lastRegeneratedAt\n    hint\n    formerSecrets {\n      hint\n      expiresAt\n      lastUsedAt\n    }\n    revision\n    readDrafts\n    grants {\n      contentType\n      actions\n      fields\n      status\n      locales\n    }\n    permissions\n  }\n"): typeof import('./graphql').ApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      secret\n      token {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').CreateApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApiToken($id: ID!, $input: UpdateApiTokenInput!) {\n    updateApiToken(id: $id, input: $input) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegenerateApiToken($id: ID!, $lifespan: TokenLifespan, $expiresAt: DateTime, $overlapSeconds: Int) {\n    regenerateApiToken(id: $id, lifespan: $lifespan, expiresAt: $expiresAt, overlapSeconds: $overlapSeconds) {\n      secret\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n"): typeof import('./graphql').RegenerateApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetApiTokenEnabled($id: ID!, $enabled: Boolean!) {\n    setApiTokenEnabled(id: $id, enabled: $enabled) {\n      token {\n        ...TokenFacts\n      }\n    }\n  }\n"): typeof import('./graphql').SetApiTokenEnabledDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteApiToken($id: ID!) {\n    deleteApiToken(id: $id) {\n      id\n    }\n  }\n"): typeof import('./graphql').DeleteApiTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TokenView($id: ID!) {\n    apiTokenView(id: $id) {\n      beyond\n      operations {\n        contentType\n        kind\n        action\n        fields {\n          name\n          scalar\n          target\n        }\n        routes {\n          path\n        }\n        operations\n      }\n    }\n  }\n"): typeof import('./graphql').TokenViewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentTypes {\n    contentTypes {\n      singularName\n      displayName\n      description\n      uid\n      kind\n      hasDrafts\n      definition\n    }\n  }\n"): typeof import('./graphql').ContentTypesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlanContentTypeChange($singularName: String!, $definition: JSON, $alongWith: [JSON!]) {\n    planContentTypeChange(singularName: $singularName, definition: $definition, alongWith: $alongWith) {\n      created\n      changed\n      deleted\n      losesData\n      revision\n      steps {\n        description\n        losesData\n        sql\n      }\n    }\n    contentTypes {\n      singularName\n      definition\n    }\n  }\n"): typeof import('./graphql').PlanContentTypeChangeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContentType($input: CreateContentTypeInput!) {\n    createContentType(input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n"): typeof import('./graphql').CreateContentTypeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateContentType($singularName: String!, $input: UpdateContentTypeInput!) {\n    updateContentType(singularName: $singularName, input: $input) {\n      contentType {\n        singularName\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateContentTypeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteContentType($singularName: String!, $confirmDataLoss: Boolean!, $expectedRevision: Int) {\n    deleteContentType(\n      singularName: $singularName\n      confirmDataLoss: $confirmDataLoss\n      expectedRevision: $expectedRevision\n    ) {\n      singularName\n    }\n  }\n"): typeof import('./graphql').DeleteContentTypeDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
