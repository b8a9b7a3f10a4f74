import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { hrefs } from "@/lib/contract/hrefs";
import { hasUsers } from "@/lib/data/people";
import type { Viewer } from "@/lib/domain/viewer";
import { readViewer } from "./viewer";

/**
 * The viewer of a page. Sends everybody else to sign in (and back to `path` afterwards), or to the first account while
 * there is none.
 */
export async function requireViewer(path: string = hrefs.home): Promise<Viewer> {
  const viewer = await readViewer(await headers());
  if (viewer) return viewer;
  redirect((await hasUsers()) ? hrefs.signInThen(path) : hrefs.firstAccount);
}
