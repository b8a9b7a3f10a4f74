import type { Metadata } from "next";
import { SeedSetPage } from "@/components/seed-set/seed-set-page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Seed set" };

export default async function Page({ params }: { params: Promise<{ project: string; seedSetId: string }> }) {
  const { seedSetId } = await params;
  await visit(params, hrefs.seedSet(seedSetId));
  return <SeedSetPage seedSetId={seedSetId} />;
}
