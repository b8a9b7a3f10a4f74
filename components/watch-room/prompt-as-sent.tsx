"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "../ui/button";
import { SkeletonRows } from "../ui/skeleton";

const ModelCalls = dynamic(() => import("./model-calls").then((module) => module.ModelCalls), {
  loading: () => <SkeletonRows rows={2} label="Reading the prompt" />,
});

/** The model calls behind a turn, loaded and read only when somebody wants to see them. */
export function PromptAsSent({ turnId }: { turnId: string }) {
  const [open, setOpen] = useState(false);
  if (open) return <ModelCalls turnId={turnId} />;
  return (
    <Button size="sm" className="mt-4" onClick={() => setOpen(true)}>
      Prompt as sent
    </Button>
  );
}
