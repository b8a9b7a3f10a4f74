import { dataPaths } from "@/lib/contract/data-paths";
import { callerOf, urlsOf } from "./call";

/** Calls of imports, scans, data sets, splits and training files: only their screens load this table. */
export const callData = callerOf(dataPaths);
export const urlOfData = urlsOf(dataPaths);
