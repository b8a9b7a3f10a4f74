import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Settling } from "@/components/review/settling";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Settle" };

export default async function SettlingPage({ params }: { params: Promise<{ project: string; queueId: string }> }) {
  const { queueId } = await params;
  await visit(params, hrefs.settle(queueId));
  return (
    <Page title="Settle" lead="Everybody's answers side by side, one item after the other.">
      <Settling queueId={queueId} />
    </Page>
  );
}
