"use client";

import { useTheme } from "next-themes";
import { useHydrated } from "@/lib/client/use-hydrated";
import { themes } from "../layout/themes";
import { Segmented } from "../ui/segmented";

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  // Only the browser knows what was chosen here.
  const hydrated = useHydrated();
  return <Segmented legend="Theme" options={themes} value={(hydrated && theme) || "system"} onChange={setTheme} />;
}
