import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findGuideline, insertGuideline, raiseGuidelineVersion } from "@/lib/data/review/guidelines";
import { findQueue } from "@/lib/data/review/queues";
import { transaction } from "@/lib/data/sql";
import type { Guideline, GuidelineText } from "@/lib/domain/review/guideline";
import type { Viewer } from "@/lib/domain/viewer";

type Input = GuidelineText & { queueId: string; basedOn: number };

/** A new version; refused when somebody wrote one since `basedOn`, so that nobody's wording is lost unseen. */
export async function createGuideline(viewer: Viewer, { queueId, basedOn, ...text }: Input): Promise<Guideline> {
  return transaction(async (tx) => {
    if (!(await raiseGuidelineVersion(tx, queueId, basedOn))) {
      const queue = await findQueue(queueId, tx);
      if (!queue) throw new AppError("not_found", "There is no such review queue. Nothing was changed.");
      const newest = await findGuideline(queueId, queue.guidelineVersion, tx);
      throw new AppError(
        "conflict",
        `${newest?.personName} wrote version ${newest?.version} meanwhile. Yours was not saved; look at theirs and save again.`,
        { details: { guideline: newest } },
      );
    }
    const version = basedOn + 1;
    await insertGuideline(tx, { ...text, queueId, version, personId: viewer.id });
    return must(await findGuideline(queueId, version, tx), "the new version");
  });
}
