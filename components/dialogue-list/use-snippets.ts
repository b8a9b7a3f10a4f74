"use client";

import { useQueries } from "@tanstack/react-query";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { SnippetPiece } from "@/lib/domain/snippet";

type Pages = readonly { items: readonly { id: string }[] }[];

/** What a search found in each dialogue, by id; it comes after the list, page by page, and nothing waits for it. */
export function useSnippets(words: string | undefined, pages: Pages): ReadonlyMap<string, SnippetPiece[]> {
  return useQueries({
    queries: words
      ? pages.map(({ items }) =>
          dialogueQueries.snippets(
            words,
            items.map(({ id }) => id),
          ),
        )
      : [],
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }) => (data ?? []).map(({ dialogueId, pieces }) => [dialogueId, pieces] as const)),
      ),
  });
}
