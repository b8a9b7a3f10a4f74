/** Of what is measured of data, held against real people: called by the pages under Statistics alone. */
export const statisticsPaths = {
  getHumanReference: "GET /api/v1/projects/{project}/statistics/reference",
  setHumanReference: "PUT /api/v1/projects/{project}/statistics/reference",
  listHeadlines: "GET /api/v1/projects/{project}/statistics/headlines",
  getSideBySide: "GET /api/v1/projects/{project}/statistics/side-by-side",
  downloadSideBySide: "GET /api/v1/projects/{project}/statistics/side-by-side/file",
  getCorpusFigures: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/corpus-figures",
  measureCorpus: "POST /api/v1/projects/{project}/snapshots/{snapshotId}/corpus-figures",
  getDataSetFigures: "GET /api/v1/projects/{project}/data-sets/{dataSetId}/figures",
  followDataSet: "POST /api/v1/projects/{project}/data-sets/{dataSetId}/figures",
  getFiguresOverTime: "GET /api/v1/projects/{project}/data-sets/{dataSetId}/figures-over-time",

  getOverview: "GET /api/v1/projects/{project}/overview",
  listAlerts: "GET /api/v1/projects/{project}/alerts",
  seeAlert: "POST /api/v1/projects/{project}/alerts/{alertId}/seen",
  listAlertRules: "GET /api/v1/projects/{project}/alert-rules",
  createAlertRule: "POST /api/v1/projects/{project}/alert-rules",
  removeAlertRule: "DELETE /api/v1/projects/{project}/alert-rules/{alertRuleId}",
  getTarget: "GET /api/v1/projects/{project}/data-sets/{dataSetId}/target",
  setTarget: "PUT /api/v1/projects/{project}/data-sets/{dataSetId}/target",
} as const;
