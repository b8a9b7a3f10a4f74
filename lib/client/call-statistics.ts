import { statisticsPaths } from "@/lib/contract/statistics-paths";
import { callerOf, urlsOf } from "./call";

/** Calls of what is measured of data, and of alerts and targets: only their screens load this table. */
export const callStatistics = callerOf(statisticsPaths);
export const urlOfStatistics = urlsOf(statisticsPaths);
