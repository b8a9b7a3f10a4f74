/** Of files of dialogues on their way in, and of what is found in dialogues and taken out. */
export const importPaths = {
  listImports: "GET /api/v1/projects/{project}/imports",
  previewImport: "POST /api/v1/projects/{project}/imports/preview",
  createImport: "POST /api/v1/projects/{project}/imports",
  getImport: "GET /api/v1/projects/{project}/imports/{importId}",
  listImportProblems: "GET /api/v1/projects/{project}/imports/{importId}/problems",
  downloadImportProblems: "GET /api/v1/projects/{project}/imports/{importId}/problems-file",

  createUpload: "POST /api/v1/projects/{project}/uploads",
  getUpload: "GET /api/v1/projects/{project}/uploads/{uploadId}",
  sendPart: "PUT /api/v1/projects/{project}/uploads/{uploadId}/parts",
  importUpload: "POST /api/v1/projects/{project}/uploads/{uploadId}/import",

  listScans: "GET /api/v1/projects/{project}/scans",
  createScan: "POST /api/v1/projects/{project}/scans",
  getScan: "GET /api/v1/projects/{project}/scans/{scanId}",
  listFindings: "GET /api/v1/projects/{project}/scans/{scanId}/findings",
  leaveFindings: "POST /api/v1/projects/{project}/scans/{scanId}/leave",
} as const;
