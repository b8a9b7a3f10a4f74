import { must } from "@/lib/base/assert";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { texts } from "./door/row";
import type { Kept } from "./door/scope-plain";
import { statement } from "./door/statement";

const find = statement(
  "keptFromRater.find",
  { origins: texts, models: texts },
  (rater: string) => sql`SELECT kept_origins(${rater}) AS origins, kept_models(${rater}) AS models`,
);

/** What open evaluations that this person votes in keep from them, by id. */
export async function readKept(rater: string): Promise<Kept> {
  return must(await first(find(rater)), "one row");
}
