import type { Metadata } from "next";
import { RatingList } from "@/components/compare/rating-list";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage() {
  const viewer = await requireViewer(hrefs.compare);
  const [open, paused] = await Promise.all([
    readEvaluations(viewer, { status: "open", limit: 200 }),
    readEvaluations(viewer, { status: "paused", limit: 200 }),
  ]);
  return (
    <Page title="Compare" lead="Two texts side by side, and nobody knows whose. Say which is better.">
      <RatingList first={[...open.items, ...paused.items]} />
    </Page>
  );
}
