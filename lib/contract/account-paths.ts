/** Endpoints of accounts as such: opened and closed by owners, kept safe by their people. */
export const accountPaths = {
  listAccounts: "GET /api/v1/accounts",
  admitPerson: "POST /api/v1/accounts",
  closeAccount: "POST /api/v1/accounts/{accountId}/close",
  openAccount: "POST /api/v1/accounts/{accountId}/open",
  changePassword: "PUT /api/v1/password",
  endSessions: "DELETE /api/v1/sessions",
  createPasswordReset: "POST /api/v1/projects/{project}/members/{memberId}/password-reset",
  resetPassword: "POST /api/v1/password-resets/use",
} as const;
