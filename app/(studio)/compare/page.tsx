import type { Metadata } from "next";
import { RatingList } from "@/components/compare/rating-list";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage() {
  const viewer = await requireViewer(hrefs.compare);
  const { items } = await readEvaluations(viewer, undefined);
  return (
    <Page title="Compare" lead="Two texts side by side, and nobody knows whose. Say which is better.">
      <RatingList first={items} />
    </Page>
  );
}
