import type { CallOutput } from "@/lib/contract/endpoint";
import type { Endpoints } from "@/lib/contract/endpoints";
import { listEvaluations } from "@/lib/data/judging/evaluations";
import { readRaterProgress } from "@/lib/data/judging/progress";
import { countUnreadMentions } from "@/lib/data/mentions";
import { inProject } from "@/lib/data/project-at-work";
import { listQueues } from "@/lib/data/review/queues";
import { listSharedVerdicts } from "@/lib/data/review/results";
import { readStudioProgress } from "@/lib/data/studio-progress";
import { readWork } from "@/lib/data/work";
import { blindfolded } from "@/lib/domain/blindfolded";
import { type Account, viewerIn } from "@/lib/domain/project";
import { may, type Viewer } from "@/lib/domain/viewer";
import { type WaitingIn, workSignals } from "@/lib/domain/work";
import { clusteredShare } from "@/lib/stats/intervals";
import { waitingIn } from "./review/waiting-in";

const atMost = 100;

/** What waits for a person in each of their projects, one after the other: each is read inside of its own. */
export async function readAllWaiting(account: Account): Promise<WaitingIn[]> {
  const found: WaitingIn[] = [];
  for (const { project, roles } of account.memberships) {
    const viewer = viewerIn(account, roles);
    const count = async () => ({
      items: may(viewer, "review.answer") ? await countItems(viewer) : 0,
      comparisons: may(viewer, "evaluation.vote") ? await countComparisons(viewer) : 0,
      ...(may(viewer, "dialogue.act") ? await countDialogues() : { undecided: 0, parked: 0 }),
      mentions: await countUnreadMentions(viewer.id),
    });
    const counts = await inProject(project.id, count, blindfolded(viewer));
    found.push({ project, ...counts });
  }
  return found;
}

async function countDialogues(): Promise<Pick<WaitingIn, "undecided" | "parked">> {
  const { undecided, inQueues, parked } = await readStudioProgress();
  return { undecided: undecided - inQueues, parked };
}

async function countItems({ id }: Viewer): Promise<number> {
  const { items } = await listQueues({ status: "open", limit: atMost });
  const waiting = await waitingIn(items, id);
  return sum([...waiting.values()].map(({ takeable, sentBack }) => takeable + sentBack));
}

async function countComparisons({ id }: Viewer): Promise<number> {
  const { items } = await listEvaluations({ status: "open", withDrafts: false, limit: atMost });
  const progress = await readRaterProgress(
    items.map((evaluation) => evaluation.id),
    id,
  );
  return sum([...progress.values()].map(({ takeable }) => takeable));
}

function sum(counts: number[]): number {
  return counts.reduce((all, one) => all + one, 0);
}

/** Everybody's last `days` days by name, with what somebody should look at and how often others judge the same way. */
export async function readTeamWork(days: number): Promise<CallOutput<Endpoints["listTeamWork"]>> {
  const [team, verdicts] = await Promise.all([readWork({ days }), listSharedVerdicts(days)]);
  const signals = workSignals(team);
  const items = team.map((work) => {
    const shared = verdicts.filter(({ personId }) => personId === work.personId);
    const agreement = clusteredShare(shared.map(({ same, others }) => ({ part: same, n: others })));
    return { work, signals: signals.get(work.personId) ?? [], agreement };
  });
  return { items };
}
