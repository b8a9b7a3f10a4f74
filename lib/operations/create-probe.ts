import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notify";
import { findModel } from "@/lib/data/models";
import { insertProbe } from "@/lib/data/probes";
import type { Probe } from "@/lib/domain/model";

/** Asks a worker to test the connection: what can be reached from there is what counts. */
export async function createProbe(modelId: string): Promise<Probe> {
  if (!(await findModel(modelId))) throw new AppError("not_found", "There is no such model.");
  const probe = await insertProbe(modelId);
  await notifyControl([probe.id]);
  return probe;
}
