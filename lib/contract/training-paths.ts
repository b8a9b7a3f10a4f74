/** Of data sets, their snapshots and splits, and exports. */
export const trainingPaths = {
  listSplits: "GET /api/v1/projects/{project}/splits",
  createSplit: "POST /api/v1/projects/{project}/splits",
  previewSplit: "POST /api/v1/projects/{project}/splits/preview",
  getSplit: "GET /api/v1/projects/{project}/splits/{splitId}",
  checkSplit: "GET /api/v1/projects/{project}/splits/{splitId}/check",
  previewExport: "GET /api/v1/projects/{project}/exports/preview",
  exportDialogues: "GET /api/v1/projects/{project}/exports",
} as const;
