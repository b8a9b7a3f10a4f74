"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { newQueryClient } from "@/lib/client/query-client";
import { lazyPart } from "../ui/lazy-part";
import { messagesMoment } from "../ui/toasts";

const Toaster = lazyPart(messagesMoment, ({ Toaster }) => Toaster);

/** What every page stands in: the query cache, the theme and the toasts. The theme's script runs under `nonce`. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queries] = useState(newQueryClient);
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
      <QueryClientProvider client={queries}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
