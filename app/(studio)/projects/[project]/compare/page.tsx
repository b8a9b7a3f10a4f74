import type { Metadata } from "next";
import { RatingList } from "@/components/compare/rating-list";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.compare);
  const [open, paused] = await inside(() =>
    Promise.all([
      readEvaluations(viewer, { status: "open", limit: 200 }),
      readEvaluations(viewer, { status: "paused", limit: 200 }),
    ]),
  );
  return (
    <Page title="Compare" lead="Two texts side by side, and nobody knows whose. Say which is better.">
      <RatingList first={[...open.items, ...paused.items]} />
    </Page>
  );
}
