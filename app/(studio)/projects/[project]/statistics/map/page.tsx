import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { TopicMapPage } from "@/components/statistics/map/topic-map-page";
import { StatisticsTabs } from "@/components/statistics/statistics-tabs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Topic map" };

type Asked = Record<"snapshot" | "subject" | "vectoriser", string | string[] | undefined>;
type Props = InProject & { searchParams: Promise<Asked> };

export default async function StatisticsMapPage({ params, searchParams }: Props) {
  const { snapshot, subject, vectoriser } = await searchParams;
  const snapshotId = typeof snapshot === "string" && snapshot !== "" ? snapshot : undefined;
  const choice = {
    subject: subject === "questions" ? "questions" : "openings",
    vectoriser: typeof vectoriser === "string" && vectoriser !== "" ? vectoriser : "own",
  } as const;
  await visit(params, snapshotId === undefined ? statisticsHrefs.map : statisticsHrefs.mapOf(snapshotId, choice));
  return (
    <Page
      title="Topic map"
      lead="What a data set is about, seen at once: each question stands near those that are like it, beside those of real people."
    >
      <StatisticsTabs here={statisticsHrefs.map} />
      <TopicMapPage snapshotId={snapshotId} choice={choice} />
    </Page>
  );
}
