import { createHmac } from "node:crypto";
import { must } from "@/lib/base/assert";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { projectTables, sharedTables } from "@/lib/data/door/project-tables";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { acrossProjects, inProject } from "@/lib/data/project-at-work";
import { transaction } from "@/lib/data/sql";
import { destinationAddressSchema } from "@/lib/domain/destination";
import type { Noun } from "@/lib/domain/reference";
import { usualRecipe } from "@/lib/domain/training/recipe";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Role } from "@/lib/domain/viewer";
import { auth } from "@/lib/http/auth";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { changeDataSet } from "@/lib/operations/data-sets/change-data-set";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { createDestination } from "@/lib/operations/destinations/destinations";
import { createExport } from "@/lib/operations/exporting/create-export";
import { claimItem } from "@/lib/operations/review/claim-item";
import { chooseHumanReference } from "@/lib/operations/statistics/human-reference";
import { recordTrainedOn } from "@/lib/operations/statistics/performance";
import { addTokenizer } from "@/lib/operations/tokenizers/tokenizers";
import { makeModel, makeSeedSet, makeUser } from "./builders";
import { giveToken } from "./call-route";
import type { Ids } from "./example-input";
import { doDueJobs } from "./job-runner";
import { makeEvaluation, voteOnNext } from "./judging";
import { makeQueue } from "./review";
import { smallModel } from "./small-model";
import { makeOneSplit } from "./splits";
import { furnishTraining } from "./trainings";

export const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/** A project with one of everything, whose names all hold its slug. */
export type FurnishedProject = Named & { slug: string; projectId: string };
/** All that can be named of it; of duplicates a group, which has a number. */
export type Named = { ids: Ids; apiTokenId: string; groupId: string };

export async function furnishProject(slug: string): Promise<FurnishedProject> {
  const projectId = newId("project");
  await prisma.project.create({ data: { id: projectId, name: `Project ${slug}`, slug } });
  return inProject(projectId, async () => {
    await prisma.duplicateSetting.create({ data: {} });
    const { id: personId, name, email } = await makeUser({ name: `Lead ${slug}`, roles: everyRole });
    const viewer = { id: personId, name, email, roles: everyRole };
    const [curation, judging] = [await curated(slug, viewer), await judged(slug, viewer)];
    const saved = { id: newId("savedFilter"), name: `filter ${slug}`, filter: {}, personId };
    const filter = await prisma.savedFilter.create({ data: saved });
    const expiresAt = new Date("2100-01-01");
    const invited = { email: `${slug}@x.dev`, roles: ["lead"], tokenHash: slug, personId, expiresAt };
    const invitation = await prisma.invitation.create({ data: { id: newId("invitation"), projectId, ...invited } });
    await giveToken(personId, { projectId });
    const { id: apiTokenId } = await prisma.apiToken.findFirstOrThrow({ where: { personId } });
    const people = { member: personId, person: personId, savedFilter: filter.id, invitation: invitation.id };
    await doDueJobs();
    const underWay = { where: { status: { in: ["waiting", "running"] } } };
    while ((await prisma.job.count(underWay)) > 0) await doDueJobs();
    const compared = await prisma.textFingerprint.findFirstOrThrow({ where: { groupId: { not: null } } });
    const ids = { ...curation, ...judging, ...people };
    return { slug, projectId, ids, apiTokenId, groupId: String(compared.groupId) };
  });
}

type Lead = { id: string; name: string; email: string; roles: Role[] };

async function curated(slug: string, lead: Lead) {
  const { id: model } = await makeModel({ name: `Model ${slug}` });
  const { id: seedSet } = await makeSeedSet([{ question: `Question ${slug}` }], `Set ${slug}`);
  const { queue } = await makeQueue({ lead });
  const { item } = await claimItem(lead, { queueId: queue.id, holding: [], includeSkipped: false });
  const { assignment, dialogue, turns } = must(item, "an item");
  const file = { name: `Import ${slug}`, format: "sharegpt", fileName: `${slug}.json`, digest: slug };
  const imported = await prisma.import.create({
    data: {
      ...file,
      id: newId("import"),
      personId: lead.id,
      problems: { create: { position: 1, line: 1, message: slug } },
    },
  });
  const act = { kind: "tag" as const, tags: [`tag-${slug}`] };
  const { decision } = await actOnDialogue(lead, { dialogueId: dialogue.id, act });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const dataSet = await createDataSet(lead, { name: `Data set ${slug}`, note: "", members });
  await prisma.dataSetMember.create({ data: { dataSetId: dataSet.id, personId: lead.id, roles: ["curator"] } });
  await changeDataSet(lead, dataSet.id, { note: `Note ${slug}` });
  const snapshot = await createSnapshot(lead, { dataSetId: dataSet.id, note: `Snapshot ${slug}` });
  await chooseHumanReference(lead, snapshot.id);
  const { id: trainedId } = await makeModel({ name: `Trained ${slug}` });
  await recordTrainedOn(lead, trainedId, { snapshotId: snapshot.id, dialogues: null });
  const sides = { peopleId: snapshot.id, simulatedId: snapshot.id, turns: "questions" };
  const gap = await prisma.gap.create({ data: { id: newId("gap"), personId: lead.id, ...sides } });
  const spec = splitSpecSchema.parse({ name: `Split ${slug}` });
  const split = await makeOneSplit(lead, { spec, snapshotIds: [snapshot.id], earlierId: null });
  const trainingExport = await createExport(lead, usualRecipe(snapshot.id));
  const address = destinationAddressSchema.parse({ kind: "hub", url: "http://127.0.0.1:9", repo: "team/talks" });
  const open = { name: `Destination ${slug}`, address, key: { secret: `hf_${slug}` } };
  const destination = await createDestination(lead, open);
  const tokenizer = await addTokenizer(lead, { name: `Tokenizer ${slug}`, files: smallModel() });
  const trained = await furnishTraining(lead, snapshot.id, slug);
  const alertRule = await prisma.alertRule.create({
    data: { id: newId("alertRule"), measure: "rejects", limitAt: 0.3, fewest: 20, pauses: false, personId: lead.id },
  });
  const raised = { value: 0.5, counted: 20, paused: false, queueId: queue.id };
  const alert = await prisma.alert.create({ data: { id: newId("alert"), ruleId: alertRule.id, ...raised } });
  const job = await transaction((tx) =>
    enqueueJob(tx, { kind: "duplicates", payload: {}, key: "d", personId: lead.id }),
  );
  const finding = { position: 1, dialogueId: dialogue.id, kind: "email", text: slug, instead: "[EMAIL]" };
  const scan = { id: newId("scan"), filter: {}, asked: { kinds: ["email"] }, personId: lead.id };
  await prisma.scan.create({ data: { ...scan, findings: { create: finding } } });
  const upload = await prisma.upload.create({ data: { id: newId("projectFile"), size: 9, personId: lead.id } });
  await prisma.bulkAct.create({
    data: { id: newId("batch"), change: { kind: "delete" }, total: 1, personId: lead.id },
  });
  return {
    model,
    seedSet,
    import: imported.id,
    scan: scan.id,
    upload: upload.id,
    dataSet: dataSet.id,
    snapshot: snapshot.id,
    gap: gap.id,
    split: split.id,
    trainingExport: trainingExport.id,
    destination: destination.id,
    tokenizer: tokenizer.id,
    ...trained,
    alertRule: alertRule.id,
    alert: alert.id,
    run: must((await prisma.dialogue.findFirstOrThrow({ where: { id: dialogue.id } })).runId, "run"),
    dialogue: dialogue.id,
    decision: must(decision, "a decision").id,
    turn: must(turns[0], "a turn").id,
    bulkAct: (await prisma.bulkAct.findFirstOrThrow()).id,
    job,
    queue: queue.id,
    assignment: assignment.id,
    item: assignment.itemId,
  } satisfies Partial<Record<Noun, string>>;
}

async function judged(slug: string, lead: Lead) {
  const { evaluationId } = await makeEvaluation({ lead, candidates: [`one ${slug}`, `two ${slug}`] });
  await voteOnNext(lead, evaluationId, () => "left");
  const where = { where: { evaluationId } };
  const stock = { name: slug, origin: "imported" };
  const benchmark = await prisma.benchmark.create({ data: { id: newId("benchmark"), ...stock } });
  const promptSet = await prisma.promptSet.create({ data: { id: newId("promptSet"), ...stock, prompts: [] } });
  const run = { evaluationId, judge: `judge ${slug}`, mode: "pair", promptSetId: promptSet.id, personId: lead.id };
  const judgeRun = await prisma.judgeRun.create({ data: { id: newId("judgeRun"), createdAt: new Date(), ...run } });
  return {
    evaluation: evaluationId,
    jobSubject: evaluationId,
    benchmark: benchmark.id,
    promptSet: promptSet.id,
    judgeRun: judgeRun.id,
    candidate: (await prisma.candidate.findFirstOrThrow(where)).id,
    comparison: (await prisma.comparison.findFirstOrThrow(where)).id,
    ballot: (await prisma.ballot.findFirstOrThrow(where)).id,
  } satisfies Partial<Record<Noun, string>>;
}

/** What never was, with ids of the same shape. */
export function neverWas({ ids }: Named): Named {
  const random = Object.entries(ids).map(([noun, id]) => [noun, `${id.slice(0, -4)}zzzz`]);
  return { ids: Object.fromEntries(random) as Ids, apiTokenId: "tok_never", groupId: "999999999" };
}

/** What stands in the tables of a project, as one hash of each. */
export async function hashOfRows({ projectId }: FurnishedProject): Promise<Record<string, string>> {
  return acrossProjects(async () => {
    const found: Record<string, string> = {};
    for (const table of [...projectTables, ...sharedTables]) {
      const { rows } = await pool().query<{ hash: string }>(
        `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM "${table}" t WHERE project_id = $1`,
        [projectId],
      );
      found[table] = must(rows[0], "a row").hash;
    }
    return found;
  });
}

/** The headers of a browser that a person is signed in with. */
export async function signedIn(userId: string): Promise<{ cookie: string }> {
  const token = newId("request");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await prisma.session.create({ data: { id: newId("request"), token, userId, expiresAt } });
  const signature = createHmac("sha256", must(env().REALCHAT_SECRET, "a secret")).update(token).digest("base64");
  const { authCookies } = await auth().$context;
  return { cookie: `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}` };
}
