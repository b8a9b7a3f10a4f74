"use client";

import { JudgeSimulator } from "../training-job/judge-simulator";
import { LineageGraph } from "../training-job/lineage-graph";
import { PublishPanel } from "../training-job/publish-panel";
import { TrainingCurves } from "../training-job/training-curves";
import { CorpusSection } from "./corpus-section";
import { CorrelationPanel } from "./correlation-panel";
import { Distributions } from "./distributions";
import { DrawnMap } from "./map/drawn-map";
import { OverTimeLines } from "./over-time-lines";
import { ScalingPanel } from "./scaling-panel";

/** What is drawn of figures. */
export const statisticsParts = {
  CorpusSection,
  CorrelationPanel,
  Distributions,
  DrawnMap,
  JudgeSimulator,
  LineageGraph,
  OverTimeLines,
  PublishPanel,
  ScalingPanel,
  TrainingCurves,
};
