import type { Turn } from "@/lib/domain/dialogue";
import type { Run } from "@/lib/domain/run";

/** A dialogue that a worker holds. Everything it writes is guarded by `fence`: with an older one it writes nothing. */
export type Claim = {
  dialogueId: string;
  runId: string;
  projectId: string;
  number: number;
  fence: number;
  workerId: string;
  headId: string | null;
  /** A person's note to the model for the next turn only. */
  nextNote: string | null;
  spec: Run["spec"];
  turns: Turn[];
};

/** Seconds for which a claim holds without being renewed. */
export const leaseSeconds = 30;
