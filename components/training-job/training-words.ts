import type { Engine, TrainingPreset, TrainingTarget, TrainingWay } from "@/lib/domain/training-job/spec";
import type { TrainingStatus } from "@/lib/domain/training-job/training-job";
import type { Tone } from "../ui/tone";

export const trainingStatusWords: Record<TrainingStatus, { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "neutral" },
  preparing: { label: "Preparing", tone: "accent" },
  running: { label: "Training", tone: "accent" },
  stopping: { label: "Stopping", tone: "warn" },
  done: { label: "Done", tone: "ok" },
  failed: { label: "Failed", tone: "danger" },
  stopped: { label: "Stopped", tone: "warn" },
};

export const wayWords: Record<TrainingWay, { label: string; hint: string }> = {
  embedded: {
    label: "Embedded",
    hint: "The studio's own small model learns in the worker, in seconds. For trying the whole loop, not for data.",
  },
  studio: {
    label: "The studio's trainer",
    hint: "A machine of yours with Python, on its CPU or its GPUs: the command npm run trainer there takes the job up.",
  },
  ray: { label: "Ray cluster", hint: "The bundle is submitted to a cluster of yours and followed there." },
  fine_tuning: {
    label: "Fine-tuning server",
    hint: "A server with OpenAI's fine-tuning API, at home or hosted: the file is uploaded and the job followed.",
  },
  bundle: {
    label: "Bundle",
    hint: "One archive with data, configuration and the exact commands, for you to run wherever you like.",
  },
};

export const targetWords: Record<TrainingTarget, { label: string; hint: string }> = {
  user: { label: "The user", hint: "Loss on human turns: a user simulator, UserGPT in the paper." },
  assistant: { label: "The assistant", hint: "Loss on assistant turns: an assistant, ReaLM in the paper." },
  preference: { label: "Preferences", hint: "Pairs of which people preferred one (DPO)." },
  binary: { label: "Good or bad", hint: "Single answers that people found good, or bad (KTO)." },
};

export const presetWords: Record<TrainingPreset, { label: string; hint: string }> = {
  usergpt: { label: "UserGPT", hint: "A user simulator as in the paper: loss on human turns, its rates and lengths." },
  realm: { label: "ReaLM", hint: "An assistant as in the paper: loss on assistant turns, its rates and lengths." },
  userlm: {
    label: "UserLM style",
    hint: "A user simulator that is told its intent in the system text and learns an end token of its own.",
  },
  own: { label: "My own", hint: "Every setting as you choose it." },
};

export const engineWords: Record<Engine, string> = {
  trl: "TRL",
  llama_factory: "LLaMA-Factory",
  axolotl: "Axolotl",
};

/** A share as people read it: "62 %"; undefined figures say why. */
export function percentOf(share: number | null | undefined): string {
  return share == null ? "not told" : `${Math.round(share * 100)} %`;
}
