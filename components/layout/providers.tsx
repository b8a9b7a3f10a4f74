"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { newQueryClient } from "@/lib/client/query-client";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

/** What every page stands in: the query cache, the theme and the toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(newQueryClient);
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange>
      <QueryClientProvider client={queries}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
