"use client";

import { useCommands } from "@/lib/client/use-commands";
import { actOf, type Composer } from "../transcript/composer";
import { composerCommands } from "../transcript/composer-commands";
import type { Room } from "../transcript/use-room";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

type TagFormProps = { room: Room; composer: Extract<Composer, { kind: "tag" }> };

/** One tag or several, separated by commas; Enter sends them. */
export function TagForm({ room, composer }: TagFormProps) {
  useCommands(composerCommands(room));
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void room.send();
      }}
    >
      <Input
        aria-label="Tags"
        placeholder="Tags, separated by commas"
        autoFocus
        dir="auto"
        className="w-64"
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
      />
      <Button
        type="submit"
        variant="primary"
        size="sm"
        keys="enter"
        data-command="composer-send"
        pending={room.isPending}
        disabled={actOf(composer) === null}
      >
        Tag
      </Button>
      <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
        Cancel
      </Button>
    </form>
  );
}
