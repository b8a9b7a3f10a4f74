import type { Metadata } from "next";
import { DataSetFiguresPage } from "@/components/statistics/data-set-figures-page";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Figures" };

type Props = {
  params: Promise<{ project: string; dataSetId: string }>;
  searchParams: Promise<{ people?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { dataSetId } = await params;
  const { people } = await searchParams;
  const against = typeof people === "string" && people !== "" ? people : undefined;
  await visit(params, statisticsHrefs.dataSet(dataSetId, against));
  return <DataSetFiguresPage dataSetId={dataSetId} people={against} />;
}
