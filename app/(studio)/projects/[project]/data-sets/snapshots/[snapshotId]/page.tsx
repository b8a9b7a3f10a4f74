import type { Metadata } from "next";
import { SnapshotPage } from "@/components/data-set/snapshot-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Snapshot" };

export default async function Page({ params }: { params: Promise<{ project: string; snapshotId: string }> }) {
  const { snapshotId } = await params;
  await visit(params, dataHrefs.snapshot(snapshotId));
  return <SnapshotPage snapshotId={snapshotId} />;
}
