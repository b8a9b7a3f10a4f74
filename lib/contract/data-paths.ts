/** Paths of data sets and their snapshots. */
const dataSetPaths = {
  listDataSets: "GET /api/v1/projects/{project}/data-sets",
  createDataSet: "POST /api/v1/projects/{project}/data-sets",
  getDataSet: "GET /api/v1/projects/{project}/data-sets/{dataSetId}",
  updateDataSet: "PUT /api/v1/projects/{project}/data-sets/{dataSetId}",
  listDataSetChanges: "GET /api/v1/projects/{project}/data-sets/{dataSetId}/changes",
  setDataSetMember: "PUT /api/v1/projects/{project}/data-sets/{dataSetId}/members/{memberId}",
  addToDataSet: "POST /api/v1/projects/{project}/data-sets/{dataSetId}/dialogues",
  removeFromDataSet: "POST /api/v1/projects/{project}/data-sets/{dataSetId}/removals",
  previewSnapshot: "GET /api/v1/projects/{project}/data-sets/{dataSetId}/snapshots/preview",
  createSnapshot: "POST /api/v1/projects/{project}/data-sets/{dataSetId}/snapshots",
  listSnapshots: "GET /api/v1/projects/{project}/snapshots",
  getSnapshot: "GET /api/v1/projects/{project}/snapshots/{snapshotId}",
  listSnapshotDialogues: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/dialogues",
  countSignals: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/signals",
  compareSnapshots: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/difference",
  listSnapshotChanges: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/changes",
  getSnapshotFigures: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/figures",
  measureSnapshot: "POST /api/v1/projects/{project}/snapshots/{snapshotId}/figures",
  getCard: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/card",
  updateCard: "PUT /api/v1/projects/{project}/snapshots/{snapshotId}/card",
  listCardVersions: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/card-versions",
  downloadCard: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/card-file",
  downloadCroissant: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/croissant",
  getSnapshotChange: "GET /api/v1/projects/{project}/snapshots/{snapshotId}/changes/{dialogueId}",
} as const;

/** Of splits of snapshots, and of training files. */
const trainingPaths = {
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
  listDestinations: "GET /api/v1/projects/{project}/destinations",
  createDestination: "POST /api/v1/projects/{project}/destinations",
  updateDestination: "PUT /api/v1/projects/{project}/destinations/{destinationId}",
  removeDestination: "DELETE /api/v1/projects/{project}/destinations/{destinationId}",
  testDestination: "POST /api/v1/projects/{project}/destinations/{destinationId}/tests",
  listTokenizers: "GET /api/v1/projects/{project}/tokenizers",
  addTokenizer: "POST /api/v1/projects/{project}/tokenizers",
  removeTokenizer: "DELETE /api/v1/projects/{project}/tokenizers/{tokenizerId}",
  listPushes: "GET /api/v1/projects/{project}/training-exports/{exportId}/pushes",
  createPush: "POST /api/v1/projects/{project}/training-exports/{exportId}/pushes",
  listSigningKeys: "GET /api/v1/projects/{project}/signing-keys",
} as const;

/** Of files of dialogues on their way in, and of what is found in dialogues and taken out. */
const importPaths = {
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

/** Of data on its way in, kept in data sets, and on its way out: called by those screens alone. */
export const dataPaths = { ...importPaths, ...dataSetPaths, ...trainingPaths } as const;
