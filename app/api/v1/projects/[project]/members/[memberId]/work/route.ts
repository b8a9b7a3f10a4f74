import { AppError } from "@/lib/base/app-error";
import { readDaysOfWork, readWork } from "@/lib/data/work";
import { authorizeOwn } from "@/lib/domain/viewer";
import { workSignals } from "@/lib/domain/work";
import { serve } from "@/lib/http/serve";

export const GET = serve("getWork", async ({ viewer, params: { memberId }, query: { days } }) => {
  authorizeOwn(viewer, memberId);
  // Signals compare with the whole team, so that the person sees what a lead would see.
  const [team, byDay] = await Promise.all([readWork({ days }), readDaysOfWork(memberId, days)]);
  const work = team.find(({ personId }) => personId === memberId) ?? (await readWork({ days, personId: memberId }))[0];
  if (!work) throw new AppError("not_found", "There is no such member.");
  return { work, signals: workSignals(team).get(memberId) ?? [], byDay };
});
