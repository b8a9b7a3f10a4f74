import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { SettleOne } from "@/components/review/settling";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Settle an item" };

export default async function SettlePage({
  params,
}: {
  params: Promise<{ project: string; queueId: string; itemId: string }>;
}) {
  const { queueId, itemId } = await params;
  await visit(params, hrefs.reviewItem(queueId, itemId));
  return (
    <Page title="Settle" lead="Everybody's answers side by side.">
      <SettleOne queueId={queueId} itemId={itemId} />
    </Page>
  );
}
