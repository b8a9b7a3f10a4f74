import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import { type TrainingSpec, trainingSpecSchema } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createTraining } from "@/lib/operations/training/create-training";

/** What is asked for where the studio's own small model is to learn from a snapshot. */
export function embeddedSpec(snapshotId: string, name: string, change: Partial<TrainingSpec> = {}): TrainingSpec {
  const asked = { name, way: "embedded", parts: [{ snapshotId }], target: "user", base: { kind: "embedded" } };
  return trainingSpecSchema.parse(Object.assign(asked, change));
}

/** A training of it, and a place where others could happen, whose names hold the slug. */
export async function furnishTraining(lead: Viewer, snapshotId: string, slug: string) {
  const where = { kind: "ray", name: `Place ${slug}`, baseUrl: "http://127.0.0.1:9", personId: lead.id };
  const place = await prisma.trainingPlace.create({ data: { id: newId("trainingPlace"), ...where } });
  const training = await createTraining(lead, embeddedSpec(snapshotId, `Training ${slug}`));
  return { trainingJob: training.id, trainingPlace: place.id };
}
