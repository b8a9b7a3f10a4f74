import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { hrefs } from "@/lib/contract/hrefs";
import { ClientError } from "./client-error";

/** A cache with the studio's habits; one per page load in the browser, one per request on the server. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: signInWhenSignedOut }),
    mutationCache: new MutationCache({ onError: signInWhenSignedOut }),
    defaultOptions: {
      queries: {
        // What the server rendered with is fresh enough not to be asked for again at once.
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ClientError && error.code === "offline",
      },
    },
  });
}

function signInWhenSignedOut(error: Error) {
  if (!(error instanceof ClientError) || error.code !== "unauthenticated") return;
  if (window.location.pathname === hrefs.signIn) return;
  window.location.assign(hrefs.signInThen(window.location.pathname + window.location.search));
}
