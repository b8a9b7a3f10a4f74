import { housePaths } from "@/lib/contract/house-paths";
import { callerOf, urlsOf } from "./call";

/** Calls of projects, accounts and tokens: only Settings, Team and the pages of the server load this table. */
export const callHouse = callerOf(housePaths);
export const urlOfHouse = urlsOf(housePaths);
