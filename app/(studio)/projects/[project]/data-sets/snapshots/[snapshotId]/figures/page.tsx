import type { Metadata } from "next";
import { SnapshotFiguresPage } from "@/components/statistics/snapshot-figures-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Figures" };

type Props = {
  params: Promise<{ project: string; snapshotId: string }>;
  searchParams: Promise<{ people?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { snapshotId } = await params;
  const { people } = await searchParams;
  const against = typeof people === "string" && people !== "" ? people : undefined;
  await visit(params, dataHrefs.snapshotFigures(snapshotId, against));
  return <SnapshotFiguresPage snapshotId={snapshotId} people={against} />;
}
