"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { itemAt } from "./nav-items";

/** Where you are: the part of the studio, as a way back when you are deeper in it. */
export function Where() {
  const pathname = usePathname();
  const item = itemAt(pathname);
  if (!item) return null;
  return pathname === item.href ? (
    <span className="truncate font-medium text-sm">{item.label}</span>
  ) : (
    <Link href={item.href} className="truncate text-ink-soft text-sm hover:text-ink hover:underline">
      {item.label}
    </Link>
  );
}
