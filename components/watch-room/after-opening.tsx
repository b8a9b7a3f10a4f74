"use client";

import { Ellipsis, EyeOff, GraduationCap, MessageCircle, Tag, Trash2, X } from "lucide-react";
import type { Command } from "@/lib/client/commands";
import { runCommand, useCommands } from "@/lib/client/use-commands";
import type { QueueOfDialogue } from "@/lib/contract/endpoints/dialogues";
import { hrefs } from "@/lib/contract/hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { actOf, type Composer } from "../transcript/composer";
import { composerCommands } from "../transcript/composer-commands";
import { ContextBar } from "../transcript/context-bar";
import { PreviewNotice } from "../transcript/preview-notice";
import { SearchHits } from "../transcript/search-hits";
import type { Room } from "../transcript/use-room";
import { Button } from "../ui/button";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useSubmission } from "../ui/form/use-submission";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Menu, MenuItem } from "../ui/menu";
import { ActBar } from "./act-bar";
import type { WatchRoomCommands } from "./watch-room-commands";

/** What the watch room shows right after the dialogue: its acts, tags, what is to be known of it, what was searched for. */
export const afterOpening = {
  ActBar,
  ContextBar,
  DeletedNotice,
  DialogueTags,
  MoreActs,
  PreviewNotice,
  QueueNotice,
  SearchHits,
};

/** Says that a dialogue is in the trash, where only its address leads, and how it comes back. */
type OfDialogue = { commands: WatchRoomCommands; dialogueId: string };

function DeletedNotice({ commands, dialogueId }: OfDialogue) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 bg-warn-soft px-4 py-2.5 text-sm text-warn sm:px-6">
      <Trash2 aria-hidden className="size-4 shrink-0" />
      <p className="flex-1">
        This dialogue was deleted: it is in no list, queue or export from now on. Its turns and log are kept.{" "}
        <Link href={trainingHrefs.holders(dialogueId)} className="underline">
          What holds it, and which models have learned from it
        </Link>
      </p>
      <CommandButton command={commands.restore} size="sm" />
    </div>
  );
}

/** Says that people judge this dialogue apart from each other, so that its verdict is given there and nowhere else. */
function QueueNotice({ queues }: { queues: QueueOfDialogue[] }) {
  return queues
    .filter(({ isBlind }) => isBlind)
    .map(({ queueId, itemId, name, mayAnswer, isAnswered, mayReview, waitsForReviewer }) => (
      <div
        key={itemId}
        role="status"
        className="flex flex-wrap items-center gap-3 border-line border-b bg-sunken px-4 py-2 text-sm sm:px-6"
      >
        <EyeOff aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <p className="min-w-56 flex-1">
          Judged in the queue <bdi className="font-medium">{name}</bdi>, by each person without the others: its verdict
          is given there.{isAnswered && " You have answered it."}
        </p>
        {mayReview && (
          <Button asChild size="sm" variant={waitsForReviewer ? "primary" : "secondary"}>
            <Link href={hrefs.reviewItem(queueId, itemId)}>{waitsForReviewer ? "Settle it" : "See the answers"}</Link>
          </Button>
        )}
        {mayAnswer && !isAnswered && (
          <Button asChild size="sm">
            <Link href={hrefs.queue(queueId)}>Go to the queue</Link>
          </Button>
        )}
      </div>
    ));
}

/** What is done to a dialogue more rarely. */
function MoreActs({ commands, dialogueId }: OfDialogue) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label="More" />}>
      <Item command={commands.tag} icon={Tag} />
      <Item command={commands.commentOnDialogue} icon={MessageCircle} />
      <MenuItem asChild>
        <Link href={trainingHrefs.holders(dialogueId)}>
          <GraduationCap aria-hidden className="size-4 opacity-70" /> What has learned from it
        </Link>
      </MenuItem>
      <Item command={commands.delete} icon={Trash2} danger />
    </Menu>
  );
}

function Item({ command, icon, danger }: { command: Command; icon: typeof Tag; danger?: boolean }) {
  return (
    <MenuItem
      icon={icon}
      keys={command.keys[0]}
      danger={danger}
      disabled={!(command.when?.() ?? true)}
      // After the menu has given the focus back, or a form that opens would lose it.
      onSelect={() => setTimeout(() => runCommand(command))}
    >
      {command.label}
    </MenuItem>
  );
}

/** The tags of a dialogue, each with a cross for who may take it off, and the form for more. */
function DialogueTags({ room }: { room: Room }) {
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

type TagFormProps = { room: Room; composer: Extract<Composer, { kind: "tag" }> };

/** One tag or several, separated by commas; Enter sends them. */
function TagForm({ room, composer }: TagFormProps) {
  useCommands(composerCommands(room));
  const form = useSubmission({ send: () => room.send() });
  return (
    <Form form={form} className="flex flex-wrap items-center gap-2">
      <Input
        aria-label="Tags"
        placeholder="Tags, separated by commas"
        autoFocus
        dir="auto"
        className="w-64"
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
      />
      <SubmitButton
        size="sm"
        keys="enter"
        data-command="composer-send"
        disabled={room.isPending || actOf(composer) === null}
      >
        Tag
      </SubmitButton>
      <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
        Cancel
      </Button>
    </Form>
  );
}
