import type { CallInput, CallOutput, Endpoint } from "./endpoint";
import { accountEndpoints } from "./endpoints/accounts";
import { assignmentEndpoints } from "./endpoints/assignments";
import { ballotEndpoints } from "./endpoints/ballots";
import { benchmarkEndpoints } from "./endpoints/benchmarks";
import { bulkActEndpoints } from "./endpoints/bulk-acts";
import { comparisonEndpoints } from "./endpoints/comparisons";
import { dataSetEndpoints, snapshotEndpoints } from "./endpoints/data-sets";
import { detectorEndpoints } from "./endpoints/detectors";
import { dialogueScoreEndpoints } from "./endpoints/dialogue-scores";
import { dialogueEndpoints } from "./endpoints/dialogues";
import { duplicateEndpoints } from "./endpoints/duplicates";
import { entryEndpoints } from "./endpoints/entry";
import { evaluationResultEndpoints } from "./endpoints/evaluation-results";
import { evaluationEndpoints } from "./endpoints/evaluations";
import { eventEndpoints } from "./endpoints/events";
import { exportEndpoints } from "./endpoints/exports";
import { gapEndpoints, vectorEndpoints } from "./endpoints/gaps";
import { importEndpoints } from "./endpoints/imports";
import { jobEndpoints } from "./endpoints/jobs";
import { judgeRunEndpoints, rulingEndpoints } from "./endpoints/judge-runs";
import { modelEndpoints } from "./endpoints/models";
import { openNameEndpoints } from "./endpoints/open-names";
import { overviewEndpoints } from "./endpoints/overview";
import { performanceEndpoints } from "./endpoints/performance";
import { budgetEndpoints, projectEndpoints } from "./endpoints/projects";
import { queueEndpoints } from "./endpoints/queues";
import { resultEndpoints } from "./endpoints/results";
import { reviewItemEndpoints } from "./endpoints/review-items";
import { runEndpoints } from "./endpoints/runs";
import { savedFilterEndpoints } from "./endpoints/saved-filters";
import { scanEndpoints } from "./endpoints/scans";
import { seedSetEndpoints } from "./endpoints/seed-sets";
import { sideBySideEndpoints } from "./endpoints/side-by-side";
import { snapshotFigureEndpoints } from "./endpoints/snapshot-figures";
import { splitEndpoints } from "./endpoints/splits";
import { statisticsEndpoints } from "./endpoints/statistics";
import { teamEndpoints } from "./endpoints/team";
import { tokenizerEndpoints } from "./endpoints/tokenizers";
import { tokenEndpoints } from "./endpoints/tokens";
import { topicMapEndpoints } from "./endpoints/topic-maps";
import { destinationEndpoints, trainingExportEndpoints } from "./endpoints/training-exports";
import {
  lineageEndpoints,
  publicationEndpoints,
  trainingEndpoints,
  trainingPlaceEndpoints,
} from "./endpoints/trainings";
import type { EndpointName } from "./paths";

/** What goes in and comes out at every path. The browser imports only its type. */
export const endpoints = {
  ...entryEndpoints,
  ...modelEndpoints,
  ...seedSetEndpoints,
  ...importEndpoints,
  ...dataSetEndpoints,
  ...snapshotEndpoints,
  ...runEndpoints,
  ...dialogueEndpoints,
  ...eventEndpoints,
  ...exportEndpoints,
  ...sideBySideEndpoints,
  ...performanceEndpoints,
  ...snapshotFigureEndpoints,
  ...dialogueScoreEndpoints,
  ...vectorEndpoints,
  ...detectorEndpoints,
  ...gapEndpoints,
  ...statisticsEndpoints,
  ...topicMapEndpoints,
  ...splitEndpoints,
  ...trainingExportEndpoints,
  ...destinationEndpoints,
  ...tokenizerEndpoints,
  ...trainingEndpoints,
  ...publicationEndpoints,
  ...trainingPlaceEndpoints,
  ...lineageEndpoints,
  ...overviewEndpoints,
  ...savedFilterEndpoints,
  ...scanEndpoints,
  ...duplicateEndpoints,
  ...bulkActEndpoints,
  ...projectEndpoints,
  ...budgetEndpoints,
  ...queueEndpoints,
  ...assignmentEndpoints,
  ...reviewItemEndpoints,
  ...resultEndpoints,
  ...benchmarkEndpoints,
  ...evaluationEndpoints,
  ...ballotEndpoints,
  ...evaluationResultEndpoints,
  ...openNameEndpoints,
  ...comparisonEndpoints,
  ...judgeRunEndpoints,
  ...rulingEndpoints,
  ...jobEndpoints,
  ...teamEndpoints,
  ...tokenEndpoints,
  ...accountEndpoints,
} satisfies Record<EndpointName, Endpoint>;

export type Endpoints = typeof endpoints;

/** `{ params, query, body }` of a call by name. */
export type InputOf<N extends EndpointName> = CallInput<Endpoints[N], N>;
/** The answer to a call by name. */
export type AnswerOf<N extends EndpointName> = CallOutput<Endpoints[N]>;
