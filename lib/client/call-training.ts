import { trainingPaths } from "@/lib/contract/training-paths";
import { callerOf, urlsOf } from "./call";

/** Calls of trainings, places to train and lineages: only their screens load this table. */
export const callTraining = callerOf(trainingPaths);
export const urlOfTraining = urlsOf(trainingPaths);
