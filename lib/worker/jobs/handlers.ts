import { compareFingerprints } from "./compare-fingerprints";
import { deleteProject } from "./delete-project";
import { doBulkAct } from "./do-bulk-act";
import { importProject } from "./import-project";
import type { JobHandlers } from "./job-handler";
import { testConnection } from "./test-connection";
import { workOutResults } from "./work-out-results";
import { writeAnswers } from "./write-answers";
import { writeJudgments } from "./write-judgments";

export const jobHandlers: JobHandlers = {
  answers: writeAnswers,
  judgments: writeJudgments,
  connection_test: testConnection,
  duplicates: compareFingerprints,
  bulk_act: doBulkAct,
  evaluation_results: workOutResults,
  project_import: importProject,
  project_deletion: deleteProject,
};
