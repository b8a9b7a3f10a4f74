import type { Metadata } from "next";
import { SeedSetPage } from "@/components/seed-set/seed-set-page";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Seed set" };

export default async function Page({ params }: { params: Promise<{ seedSetId: string }> }) {
  const { seedSetId } = await params;
  await requireViewer(hrefs.seedSet(seedSetId));
  return <SeedSetPage seedSetId={seedSetId} />;
}
