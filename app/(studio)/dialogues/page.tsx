import type { Metadata } from "next";
import { DialogueList } from "@/components/dialogue/dialogue-list";
import { hrefs } from "@/lib/contract/hrefs";
import { requireViewer } from "@/lib/http/require-viewer";

export const metadata: Metadata = { title: "Dialogues" };

export default async function DialoguesPage() {
  await requireViewer(hrefs.dialogues);
  return <DialogueList />;
}
