import type { TrainingFault } from "@/lib/domain/training-job/event";

/** What only a person can mend, by its kind and in words. */
export class TrainingTrouble extends Error {
  override name = "TrainingTrouble";
  readonly fault: TrainingFault;

  constructor(fault: TrainingFault, words: string) {
    super(words);
    this.fault = fault;
  }
}
