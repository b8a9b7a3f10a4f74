import type { TuningServer as Dialect } from "@/lib/domain/training-job/place";
import { probe, readModels } from "./probe";
import { type TuningAddress, TuningApi } from "./tuning-api";
import { findFile, isFileReady, sendFile } from "./tuning-files";
import { cancelJob, createJob, findJob, readCheckpoints, readEvents, readJob } from "./tuning-jobs";
import type { TuningServer } from "./tuning-server";

/** A server with OpenAI's fine-tuning API, under its key; nothing is sent yet. `dialect`: as somebody says that it speaks. */
export function openTuning(address: TuningAddress, dialect: Dialect): TuningServer {
  const api = new TuningApi(address);
  return {
    probe: (signal) => probe(api, dialect, signal),
    findFile: (file, signal) => findFile(api, file, signal),
    sendFile: (file, signal) => sendFile(api, file, signal),
    isFileReady: (id, signal) => isFileReady(api, id, signal),
    findJob: (sought, signal) => findJob(api, sought, signal),
    create: (body, signal) => createJob(api, body, signal),
    read: (id, signal) => readJob(api, id, signal),
    events: (id, since, signal) => readEvents(api, id, since, signal),
    checkpoints: (id, signal) => readCheckpoints(api, id, signal),
    cancel: (id, signal) => cancelJob(api, id, signal),
    models: async (signal) => readModels(api, signal),
  };
}
