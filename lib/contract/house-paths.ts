/** Of projects, accounts and tokens as such: called by Settings, Team and the pages of the server alone. */
export const housePaths = {
  listProjects: "GET /api/v1/projects",
  createProject: "POST /api/v1/projects",

  // What is done to a project as a whole, or from one to another.
  listAuditLines: "GET /api/v1/audit-lines",
  countProject: "GET /api/v1/projects/{project}/counts",
  archiveProject: "POST /api/v1/projects/{project}/archive",
  unarchiveProject: "POST /api/v1/projects/{project}/unarchive",
  deleteProject: "POST /api/v1/projects/{project}/delete",
  exportProject: "GET /api/v1/projects/{project}/file",
  importProject: "POST /api/v1/projects/{project}/project-imports",
  listBudgets: "GET /api/v1/budgets",
  updateBudget: "PUT /api/v1/budgets/{projectId}",
  getBudget: "GET /api/v1/projects/{project}/budget",
  createCopy: "POST /api/v1/projects/{project}/copies",

  // Endpoints of accounts as such: opened and closed by owners, kept safe by their people.
  listAccounts: "GET /api/v1/accounts",
  admitPerson: "POST /api/v1/accounts",
  closeAccount: "POST /api/v1/accounts/{accountId}/close",
  openAccount: "POST /api/v1/accounts/{accountId}/open",
  changePassword: "PUT /api/v1/password",
  endSessions: "DELETE /api/v1/sessions",
  listApiTokens: "GET /api/v1/api-tokens",
  createApiToken: "POST /api/v1/api-tokens",
  deleteApiToken: "DELETE /api/v1/api-tokens/{apiTokenId}",
  listTeamTokens: "GET /api/v1/projects/{project}/team-tokens",
  shutOutToken: "DELETE /api/v1/projects/{project}/team-tokens/{apiTokenId}",
} as const;
