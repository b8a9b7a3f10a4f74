import * as z from "zod";
import { PlaceFault } from "@/lib/domain/place-fault";
import { type PlaceAbilities, placeAbilitiesSchema, type TuningServer } from "@/lib/domain/training-job/place";
import { serverAt, tuningDialects } from "@/lib/domain/tuning-dialects";
import { readList } from "./read-list";
import type { TuningApi } from "./tuning-api";

const mostModels = 500;

/** Nothing of this name is anywhere: what is asked about it is refused, and how it is refused tells. */
const nobody = "realchat-looks-whether-this-can-be-done";

const documentSchema = z.object({
  info: z.object({ title: z.string().nullish(), version: z.string().nullish() }).nullish(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
type Described = z.infer<typeof documentSchema>;

/**
 * What a server can do, found without beginning anything: its list of jobs, its models, how it refuses to cancel a job that is not
 * there, and its own description where it publishes one. What none of these tell is what its dialect is known for.
 */
export async function probe(api: TuningApi, asked: TuningServer, signal: AbortSignal): Promise<PlaceAbilities> {
  const jobs = await readList(api, { path: "/fine_tuning/jobs", pageSize: 1, signal }, () => true);
  if (jobs === null)
    throw new PlaceFault("fix", `${api.host} has no fine-tuning API at this address: it knows no /fine_tuning/jobs.`);
  const described = await readDescription(api, signal);
  const isUnsloth = /unsloth/i.test(described?.info?.title ?? "");
  const server = asked !== "auto" ? asked : isUnsloth ? "unsloth" : serverAt(api.address.url);
  const { masks, validation, lora, full, name } = tuningDialects[server];
  return placeAbilitiesSchema.parse({
    server,
    version: described?.info?.version ? `${described.info.title ?? name} ${described.info.version}` : null,
    models: await readModels(api, signal),
    validation: validation ?? (described && mentions(described, "validation_file")),
    cancel: await canCancel(api, signal),
    masks,
    lora,
    full,
  });
}

export async function readModels(api: TuningApi, signal: AbortSignal): Promise<string[]> {
  const found = await readList(api, { path: "/models", pageSize: mostModels, signal }, () => true);
  return (found ?? []).slice(0, mostModels).map(({ id }) => id);
}

/** Of a job that is not there a server says that it knows no such job; of a route that is not there, no such route. */
async function canCancel(api: TuningApi, signal: AbortSignal): Promise<boolean | null> {
  const path = `/fine_tuning/jobs/${nobody}/cancel`;
  const { status, text } = await api.hear({ method: "POST", path, json: {}, signal });
  if (status === 405 || status === 501) return false;
  if (status === 404) return text.includes(nobody) || /job|fine.?tun/i.test(text.replaceAll(path, ""));
  if (status === 401 || status === 403 || status >= 500) return null;
  return status < 300 || status === 400 || status === 409 || status === 422;
}

/** The OpenAPI document that many servers publish beside their API; null where there is none. */
async function readDescription(api: TuningApi, signal: AbortSignal): Promise<Described | null> {
  const origin = api.root();
  try {
    const answer = await origin.hear({ method: "GET", path: "/openapi.json", signal });
    const read = answer.status === 200 ? documentSchema.safeParse(JSON.parse(answer.text)) : null;
    return read?.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlaceFault) return null;
    throw error;
  }
}

/** Whether what is sent to begin a job may hold this; null where the description leaves that open. */
function mentions({ paths }: Described, field: string): boolean | null {
  const create = Object.entries(paths).find(([path]) => path.endsWith("/fine_tuning/jobs"))?.[1].post;
  const text = JSON.stringify(create ?? null);
  if (text.includes(field)) return true;
  // A body that is read by hand is described as anything.
  return null;
}
