import { parentPort } from "node:worker_threads";
import { must } from "@/lib/base/assert";
import { inProject } from "@/lib/data/project-at-work";
import { computeHere, type HeavyWork } from "./heavy-work";

export type FiguresQuestion = { id: number; projectId: string; work: HeavyWork };
export type FiguresAnswer = { id: number; body: string; error: "" } | { id: number; body: null; error: string };

// Answers questions with figures as text; reads what they are about over connections of its own.
const port = must(parentPort, "the worker that asks");

async function answer({ id, projectId, work }: FiguresQuestion): Promise<FiguresAnswer> {
  try {
    return { id, body: await inProject(projectId, () => computeHere(work)), error: "" };
  } catch (error) {
    return { id, body: null, error: error instanceof Error ? error.message : String(error) };
  }
}

port.on("message", async (question: FiguresQuestion) => port.postMessage(await answer(question)));
