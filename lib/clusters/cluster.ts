import type { PackedFile } from "./pack";

/** What a cluster is asked to do. */
export type Submission = {
  /** Our own name for it: a second one of the same name is refused there, so that nothing runs twice. */
  id: string;
  /** The command, in the folder of the files. */
  entrypoint: string;
  files: readonly PackedFile[];
  /** Lines of a requirements file that are installed first; empty: the machines have what is needed. */
  packages: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** For people who look at the dashboard. */
  about: Readonly<Record<string, string>>;
  cpus: number | null;
  gpus: number | null;
};

export type ClusterStatus = "waiting" | "running" | "done" | "failed" | "stopped";

/** How submitted work stands there. */
export type Look = { status: ClusterStatus /** As the cluster puts it. */; message: string };

export type ClusterAbilities = {
  version: string;
  cpus: number | null;
  gpus: number | null;
  /** Bytes of the largest package that it is sent. */
  mostPackageBytes: number;
};

/** A cluster under its token. Everything throws a PlaceFault where it does not come about. */
export type Cluster = {
  /** What it is and has; leaves nothing behind. */
  probe: (signal: AbortSignal) => Promise<ClusterAbilities>;
  /** Sends the files, where they are not there yet, and has the command run; where it was submitted before, that is all there is to it. */
  submit: (submission: Submission, signal: AbortSignal) => Promise<void>;
  /** null where it does not know it (any more). */
  look: (id: string, signal: AbortSignal) => Promise<Look | null>;
  /** Of its log what comes after so many UTF-16 units, at most `most` of them. */
  log: (id: string, range: { skip: number; most: number }, signal: AbortSignal) => AsyncIterable<string>;
  /** Asks for its end; whoever is not there, or has ended, needs no asking. */
  stop: (id: string, signal: AbortSignal) => Promise<void>;
};
