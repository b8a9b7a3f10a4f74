import type { Metadata } from "next";
import { DialoguePage } from "@/components/watch-room/dialogue-page";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Dialogue" };

export default async function Page({ params }: { params: Promise<{ project: string; dialogueId: string }> }) {
  const { dialogueId } = await params;
  await visit(params, hrefs.dialogue(dialogueId));
  return <DialoguePage dialogueId={dialogueId} />;
}
