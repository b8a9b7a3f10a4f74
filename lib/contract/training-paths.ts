/** Of splits of snapshots, and of training files. */
export const trainingPaths = {
  listSplits: "GET /api/v1/projects/{project}/splits",
  createSplit: "POST /api/v1/projects/{project}/splits",
  previewSplit: "POST /api/v1/projects/{project}/splits/preview",
  getSplit: "GET /api/v1/projects/{project}/splits/{splitId}",
  checkSplit: "GET /api/v1/projects/{project}/splits/{splitId}/check",
  listTrainingExports: "GET /api/v1/projects/{project}/training-exports",
  previewTrainingExport: "POST /api/v1/projects/{project}/training-exports/preview",
  createTrainingExport: "POST /api/v1/projects/{project}/training-exports",
  getTrainingExport: "GET /api/v1/projects/{project}/training-exports/{exportId}",
  listExportDownloads: "GET /api/v1/projects/{project}/training-exports/{exportId}/downloads",
  downloadExportFile: "GET /api/v1/projects/{project}/training-exports/{exportId}/files/{fileName}",
  listSigningKeys: "GET /api/v1/projects/{project}/signing-keys",
} as const;
