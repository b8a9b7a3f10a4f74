import { JobsAbout } from "../job/jobs-about";
import { CandidateTable } from "./candidate-table";
import { EvaluationSteering } from "./evaluation-steering";
import { JudgesPanel } from "./judges-panel";
import { OpenNamesPanel } from "./open-names-panel";
import { RulingLog } from "./ruling-log";
import { SetUpPanel } from "./set-up-panel";

/** What the page of an evaluation is made of. */
export const evaluationBody = {
  CandidateTable,
  EvaluationSteering,
  JobsAbout,
  JudgesPanel,
  OpenNamesPanel,
  RulingLog,
  SetUpPanel,
};
