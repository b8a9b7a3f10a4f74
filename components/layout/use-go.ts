"use client";

import { useRouter } from "next/navigation";
import { usePathIn } from "./project-context";

/** Goes to a page of the project that this screen is in. */
export function useGo(): (path: string) => void {
  const router = useRouter();
  const inside = usePathIn();
  return (path) => router.push(inside(path));
}
