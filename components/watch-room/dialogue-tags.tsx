"use client";

import { Tag, X } from "lucide-react";
import type { Room } from "../transcript/use-room";
import { TagForm } from "./tag-form";

/** The tags of a dialogue, each with a cross for who may take it off, and the form for more. */
export function DialogueTags({ room }: { room: Room }) {
  const { dialogue, mayAct, composer } = room;
  if (composer?.kind === "tag") return <TagForm room={room} composer={composer} />;
  if (dialogue.tags.length === 0) return null;
  return (
    <ul aria-label="Tags" className="flex flex-wrap items-center gap-1">
      {dialogue.tags.map((tag) => (
        <li
          key={tag}
          className="inline-flex h-5 max-w-48 items-center gap-1 rounded-full border border-line bg-surface px-2 text-2xs text-ink-soft"
        >
          <Tag aria-hidden className="size-3 shrink-0" />
          <span dir="auto" className="truncate">
            {tag}
          </span>
          {mayAct && (
            <button
              type="button"
              aria-label={`Take off the tag ${tag}`}
              className="-mr-1 rounded-full p-0.5 hover:bg-hover hover:text-ink"
              onClick={() => room.act({ kind: "untag", tags: [tag] })}
            >
              <X aria-hidden className="size-3" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
