"use client";

import { MessageCircle } from "lucide-react";
import { RelativeTime } from "../ui/relative-time";
import type { Comment } from "./comments";

/** What people remarked, in the order they said it. */
export function CommentList({ comments }: { comments: Comment[] }) {
  return (
    <ul aria-label="Comments" className="mt-3 max-w-script space-y-2 border-line border-l-2 pl-3 text-xs">
      {comments.map(({ id, personName, text, createdAt, ofEarlier }) => (
        <li key={id}>
          <p className="flex items-center gap-1.5 text-ink-faint">
            <MessageCircle aria-hidden className="size-3" />
            <span className="font-medium text-ink-soft">{personName}</span>
            <RelativeTime at={createdAt} />
            {ofEarlier && <span>· about an earlier version</span>}
          </p>
          <p dir="auto" className="mt-0.5 whitespace-pre-wrap break-words text-ink">
            {text}
          </p>
        </li>
      ))}
    </ul>
  );
}
