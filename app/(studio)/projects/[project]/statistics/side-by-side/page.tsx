import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { SideBySidePage } from "@/components/statistics/side-by-side-page";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Side by side" };

type Props = InProject & { searchParams: Promise<Record<"sets" | "published", string | string[] | undefined>> };

export default async function StatisticsSideBySidePage({ params, searchParams }: Props) {
  const { sets, published } = await searchParams;
  const [chosen, printed] = [listed(sets), listed(published)];
  await visit(params, statisticsHrefs.sideBySide(chosen, printed));
  return (
    <Page
      title="Side by side"
      lead="What is measured of several snapshots, one column each, held against real people or against the first."
    >
      <StatisticsTabs here={statisticsHrefs.sideBySide()} />
      <SideBySidePage sets={chosen} published={printed} />
    </Page>
  );
}

function listed(ids: string | string[] | undefined): string[] {
  return typeof ids === "string" ? ids.split(",").filter((id) => id !== "") : [];
}
