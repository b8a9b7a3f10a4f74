import { parentPort } from "node:worker_threads";
import { must } from "@/lib/base/assert";
import { inProject } from "@/lib/data/project-at-work";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import { computeFigures } from "@/lib/operations/judging/compute-figures";

export type FiguresQuestion = { id: number; projectId: string; evaluationId: string; order: FiguresOrder };
export type FiguresAnswer = { id: number; body: string; error: "" } | { id: number; body: null; error: string };

// Answers questions with figures as text; reads the votes over connections of its own.
const port = must(parentPort, "the worker that asks");

async function answer({ id, projectId, evaluationId, order }: FiguresQuestion): Promise<FiguresAnswer> {
  try {
    return { id, body: await inProject(projectId, () => computeFigures(evaluationId, order)), error: "" };
  } catch (error) {
    return { id, body: null, error: error instanceof Error ? error.message : String(error) };
  }
}

port.on("message", async (question: FiguresQuestion) => port.postMessage(await answer(question)));
