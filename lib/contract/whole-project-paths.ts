/** What is done to a project as a whole, or from one to another. */
export const wholeProjectPaths = {
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
} as const;
