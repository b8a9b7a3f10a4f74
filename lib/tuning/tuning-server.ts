import type { TrainingEvent } from "@/lib/domain/training-job/event";
import type { PlaceAbilities } from "@/lib/domain/training-job/place";
import type { TuningJob } from "./tuning-job";

/** A file on its way out: what it comes to is known, and it is made while it is sent, the same each time. */
export type TuningFile = { name: string; bytes: number; pieces: () => AsyncIterable<Uint8Array> };

/** What was asked for once, as it is recognised among what the server has. */
export type Sought = {
  /** The file that it trains on: nobody else has it. */
  trainingFile: string;
  /** Jobs of this file that are known, and not the one that is looked for. */
  known: readonly string[];
};

export type Checkpoint = { step: number; model: string | null };

/** Where events were read up to: the last one that was seen, and whether this server lists the oldest first. */
export type EventCursor = { last: string; isOldestFirst: boolean };

/** A fine-tuning server under its key. Everything throws a PlaceFault where it does not come about. */
export type TuningServer = {
  /** What it is and can do; leaves nothing behind, and begins nothing. */
  probe: (signal: AbortSignal) => Promise<PlaceAbilities>;
  /** The id of a file of this name and length that was sent before; null where there is none; `unlisted` where it tells of none. */
  findFile: (file: Pick<TuningFile, "name" | "bytes">, signal: AbortSignal) => Promise<string | null | "unlisted">;
  sendFile: (file: TuningFile, signal: AbortSignal) => Promise<string>;
  /** Whether it has been read and can be trained on; throws where it was refused. */
  isFileReady: (id: string, signal: AbortSignal) => Promise<boolean>;
  /** The job of this file that is not among the known ones; null where there is none; `unlisted` where it tells of none. */
  findJob: (sought: Sought, signal: AbortSignal) => Promise<TuningJob | null | "unlisted">;
  create: (body: Readonly<Record<string, unknown>>, signal: AbortSignal) => Promise<TuningJob>;
  /** null where it does not know it (any more). */
  read: (id: string, signal: AbortSignal) => Promise<TuningJob | null>;
  /** What was told since, oldest first, and the place up to which that is. */
  events: (
    id: string,
    since: EventCursor | null,
    signal: AbortSignal,
  ) => Promise<{ events: TrainingEvent[]; cursor: EventCursor | null }>;
  /** In the order of their steps; empty where it keeps none, or tells of none. */
  checkpoints: (id: string, signal: AbortSignal) => Promise<Checkpoint[]>;
  /** Asks for its end; false where it cannot be ended there. Whoever has ended needs no asking. */
  cancel: (id: string, signal: AbortSignal) => Promise<boolean>;
  /** The names of all models that it serves; null where it does not tell. */
  models: (signal: AbortSignal) => Promise<string[] | null>;
};
