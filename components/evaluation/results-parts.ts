import { EvaluationFiles } from "./evaluation-files";
import { ResultsBody } from "./results-body";

/** Figures of an evaluation, and the files made of it. */
export const resultsParts = { EvaluationFiles, ResultsBody };
