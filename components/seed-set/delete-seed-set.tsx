"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useDeleteSeedSet } from "@/lib/client/mutations/seed-set-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import type { SeedSet } from "@/lib/domain/seed-set";
import { Button } from "../ui/button";
import { doneToast, errorToast } from "../ui/toasts";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((module) => module.ConfirmDialog));

/** Deletes a seed set after asking; one that a run uses is refused, and says so. */
export function DeleteSeedSet({ seedSet }: { seedSet: SeedSet }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteSeedSet();
  const router = useRouter();

  function confirm() {
    remove.mutate(seedSet.id, {
      onSuccess: () => {
        doneToast("Seed set deleted");
        router.push(hrefs.seedSets);
      },
      onError: (error) => errorToast(messageOf(error)),
    });
  }
  return (
    <>
      <Button variant="danger" pending={remove.isPending} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete
      </Button>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Delete ${seedSet.name}?`}
          description="Its seeds are gone for good. Dialogues are kept; a set that a run uses cannot be deleted."
          act="Delete the seed set"
          onConfirm={confirm}
        />
      )}
    </>
  );
}
