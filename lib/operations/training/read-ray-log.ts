import { readLines } from "@/lib/engines/read-lines";
import { keepTold } from "./keep-told";
import type { OnRay } from "./ray-remote";

/** Of a log so much is taken at once: what is longer is read on at the next look, which is due at once. */
const mostAtOnce = 2_000_000;

/** Reads what is new in the log and keeps what it tells; true where there is more to be read. `isLast`: nothing is written to it any more. */
export async function readRayLog(onRay: OnRay, id: string, { isLast }: { isLast: boolean }): Promise<boolean> {
  const { task, tools, cluster, remote, save } = onRay;
  let text = "";
  for await (const piece of cluster.log(id, { skip: remote.read, most: mostAtOnce }, tools.signal)) text += piece;
  const isMore = text.length === mostAtOnce;
  const { events, read } = readLines(text, {
    isLast: isLast && !isMore,
    step: task.spec.engine === "trl" ? null : remote.step,
  });
  await keepTold(tools, events);
  const told: Partial<OnRay["remote"]> = {};
  for (const event of events) {
    if (event.type === "step") told.step = event.step;
    if (event.type === "done") told.folder = event.folder;
    if (event.type === "failed") told.fault = { kind: event.kind, error: event.error };
  }
  if (read > 0) await save(Object.assign({ read: remote.read + read }, told));
  return isMore;
}
