import type { Metadata } from "next";
import { ChangesPage } from "@/components/data-set/changes-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "What changed" };

type Props = {
  params: Promise<{ project: string; snapshotId: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { snapshotId } = await params;
  const from = String((await searchParams).from ?? "");
  await visit(params, dataHrefs.snapshotChanges(snapshotId, from));
  return <ChangesPage snapshotId={snapshotId} from={from} />;
}
