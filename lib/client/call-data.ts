import { dataPaths } from "@/lib/contract/data-paths";
import { statisticsPaths } from "@/lib/contract/statistics-paths";
import { callerOf, urlsOf } from "./call";

const table = { ...dataPaths, ...statisticsPaths };

/** Calls of imports, scans, data sets, splits, training files and statistics: only their screens load this table. */
export const callData = callerOf(table);
export const urlOfData = urlsOf(table);
