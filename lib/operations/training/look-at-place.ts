import type { Queryable } from "@/lib/data/sql";
import { findTrainingPlace, writePlaceAbilities } from "@/lib/data/training/training-places";
import { untilReachable } from "@/lib/data/until-reachable";
import { type PlaceAbilities, placeAbilitiesSchema } from "@/lib/domain/training-job/place";
import { tuningDialects } from "@/lib/domain/tuning-dialects";
import { openPlaceOf } from "./open-place-of";

type Tools = { signal: AbortSignal; whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T> };

/** Looks what a place is and can do, and keeps that; what was found, in words. Throws where it does not answer, with what to do. */
export async function lookAtTrainingPlace(id: string, { signal, whileHeld }: Tools): Promise<string> {
  if (!(await untilReachable(() => findTrainingPlace(id))))
    throw new Error("This place was removed. Nothing was asked.");
  const opened = await untilReachable(() => openPlaceOf({ placeId: id }));
  if (opened.kind === "none") throw new Error(opened.error);
  const isRay = opened.kind === "ray";
  const [abilities, words] = isRay ? await lookAtCluster(opened, signal) : await lookAtServer(opened, signal);
  await untilReachable(() => whileHeld((tx) => writePlaceAbilities(tx, id, abilities)));
  return words;
}

type Opened<K> = Extract<Awaited<ReturnType<typeof openPlaceOf>>, { kind: K }>;

async function lookAtCluster(
  { cluster, place }: Opened<"ray">,
  signal: AbortSignal,
): Promise<[PlaceAbilities, string]> {
  const { version, cpus, gpus } = await cluster.probe(signal);
  const abilities = placeAbilitiesSchema.parse({
    server: "ray",
    version: `Ray ${version}`,
    cores: cpus,
    gpus,
    cancel: true,
  });
  const has = cpus === null ? "" : ` with ${cpus} cores and ${gpus ?? 0} GPUs`;
  const wanted = place.settings.gpus;
  const short =
    gpus !== null && wanted > gpus ? ` Jobs ask for ${wanted} GPUs, so they wait until it has as many.` : "";
  const kept =
    place.settings.storage === ""
      ? " No storage is named: what is trained stays on the machine that trained it, and cannot be gone on with elsewhere."
      : "";
  return [abilities, `Ray ${version}${has} takes jobs.${short}${kept}`];
}

async function lookAtServer(
  { server, place, dialect }: Opened<"fine_tuning">,
  signal: AbortSignal,
): Promise<[PlaceAbilities, string]> {
  const abilities = await server.probe(signal);
  const found = Object.entries(tuningDialects).find(([id]) => id === abilities.server)?.[1] ?? dialect;
  const can = [
    [abilities.cancel, "cancel"],
    [abilities.masks, "read masks"],
    [abilities.validation, "take a held-out part"],
  ] as const;
  const cannot = can.filter(([one]) => one === false).map(([, what]) => what);
  const unknown = can.filter(([one]) => one === null).map(([, what]) => what);
  const models = abilities.models.length === 0 ? "names no models" : `names ${abilities.models.length} models`;
  const sentences = [
    `${new URL(place.baseUrl).host} has the fine-tuning API${found.name === "Another server" ? "" : ` as ${found.name} has it`}, and ${models}.`,
    cannot.length > 0 ? `It cannot ${cannot.join(", or ")}.` : "",
    unknown.length > 0 ? `Whether it can ${unknown.join(", or ")} it does not tell.` : "",
    ...found.notes,
  ];
  return [abilities, sentences.filter((one) => one !== "").join(" ")];
}
