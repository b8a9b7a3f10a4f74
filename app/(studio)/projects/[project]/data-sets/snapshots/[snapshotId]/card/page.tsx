import type { Metadata } from "next";
import { CardPage } from "@/components/data-set/card-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Card" };

export default async function Page({ params }: { params: Promise<{ project: string; snapshotId: string }> }) {
  const { snapshotId } = await params;
  await visit(params, dataHrefs.snapshotCard(snapshotId));
  return <CardPage snapshotId={snapshotId} />;
}
