import type { TrainingFault } from "@/lib/domain/training-job/event";

type Exit = { code: number | null; signal: string | null };

const memory =
  "There is not enough memory. Lower the batch and raise the accumulation, lower the context length, or train LoRA instead of all weights; then go on from the last checkpoint.";

/** What ended a trainer that did not say so itself, by its last lines and how it ended. */
export function faultOfLog(lines: readonly string[], { code, signal }: Exit): { fault: TrainingFault; words: string } {
  const said = lines.join("\n");
  if (/out of memory|can't allocate memory|cannot allocate memory|MemoryError/i.test(said))
    return { fault: "out_of_memory", words: memory };
  if (/no space left on device|disk quota exceeded/i.test(said))
    return {
      fault: "disk_full",
      words: "The disk is full. Make room, or keep fewer checkpoints, and go on from the last one.",
    };
  if (/no module named/i.test(said))
    return { fault: "died", words: `The trainer's Python lacks a package: ${lastWords(lines)}` };
  // What the system ends with this signal it mostly ends for the memory that it took.
  if (signal === "SIGKILL" || code === 137)
    return {
      fault: "died",
      words: `Something ended the trainer's process (SIGKILL). Where nobody did, the machine ran out of memory. ${memory}`,
    };
  const how = signal ? `by ${signal}` : code === null ? "while nobody looked after it" : `with code ${code}`;
  const words = lastWords(lines);
  return {
    fault: "died",
    words: `The trainer's process ended ${how} before it was done. ${words ? `Its last words: ${words}` : "It said nothing."}`,
  };
}

function lastWords(lines: readonly string[]): string {
  return (lines.filter((line) => line.trim() !== "").at(-1) ?? "").trim().slice(0, 500);
}
