import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

type Upload<V, A> = {
  /** Sends a file, telling how much of it has left. */
  send: (what: V, onProgress: (share: number) => void) => Promise<A>;
  onSuccess: (answer: A) => unknown;
};

/** A mutation that sends a file; `sent` is how much of it has left, 0 to 1, and null while none is on its way. */
export function useUpload<V, A>({ send, onSuccess }: Upload<V, A>) {
  const [sent, setSent] = useState<number | null>(null);
  const upload = useMutation({
    mutationFn: (what: V) => send(what, setSent),
    onSuccess,
    onSettled: () => setSent(null),
  });
  return { ...upload, sent };
}
