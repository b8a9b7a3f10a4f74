import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { SideBySidePage } from "@/components/statistics/side-by-side-page";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Side by side" };

type Props = InProject & {
  searchParams: Promise<Record<"sets" | "dataSets" | "published", string | string[] | undefined>>;
};

export default async function StatisticsSideBySidePage({ params, searchParams }: Props) {
  const { sets, dataSets, published } = await searchParams;
  const chosen = { sets: listed(sets), dataSets: listed(dataSets), published: listed(published) };
  await visit(params, statisticsHrefs.sideBySide(chosen));
  return (
    <Page
      title="Side by side"
      lead="What is measured of several snapshots and data sets, one column each, held against real people or against the first."
    >
      <StatisticsTabs here={statisticsHrefs.sideBySide()} />
      <SideBySidePage chosen={chosen} />
    </Page>
  );
}

function listed(ids: string | string[] | undefined): string[] {
  return typeof ids === "string" ? ids.split(",").filter((id) => id !== "") : [];
}
