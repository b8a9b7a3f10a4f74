import { expect, it } from "vitest";
import { listJobs } from "@/lib/data/jobs/jobs";
import { makeModel } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeModelEvaluation } from "@/lib/testing/judging";
import { makeViewer } from "@/lib/testing/review";
import { createProbe } from "./probes";
import { jobsOf, openJob, readJob, restartJob, stopJob } from "./steer-job";

withDatabase();

it("shows leads every job and others their own, and lets them stop it and let it go on", async () => {
  const [lead, annotator] = [await makeViewer("Lea", ["lead"]), await makeViewer("Ann", ["annotator"])];
  const [model, own] = [await makeModel(), await makeModel()];
  const first = await createProbe(lead, model.id);
  const second = await createProbe(annotator, own.id);
  const seen = async (of: typeof lead) => (await listJobs({ ...jobsOf(of), limit: 10 })).items.map(({ id }) => id);
  expect(await seen(lead)).toEqual([second.id, first.id]);
  expect(await seen(annotator)).toEqual([second.id]);
  await expect(openJob(annotator, first.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(stopJob(annotator, first.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await stopJob(annotator, second.id)).toMatchObject({ status: "cancelled", subjectName: own.name });
  await expect(stopJob(annotator, second.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await restartJob(lead, second.id)).toMatchObject({ status: "waiting" });
  const { lines } = await readJob(annotator, second.id);
  expect(lines.map(({ text }) => text)).toEqual(["Ann asked for it to stop.", "Lea asked for it again."]);
});

it("names what a job is about", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const evaluationId = await makeModelEvaluation(lead, 1);
  const { items } = await listJobs({ personId: lead.id, subject: evaluationId, limit: 10 });
  expect(items).toMatchObject([{ kind: "answers", subjectName: "Models", createdBy: { name: "Lea" } }]);
  await doDueJobs();
});
