"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { registerCommands, registeredCommands } from "./command-registry";
import { type Command, commandFor } from "./commands";

/** Offers commands while the caller is mounted. The array may be made anew on each render. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  // Before anything is painted: a key pressed at once does what the screen shows, not what it showed before.
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useLayoutEffect(() => registerCommands(() => latest.current), []);
}

/** Turns key presses into commands; mounted once, in the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    document.addEventListener("keydown", runPressed);
    return () => document.removeEventListener("keydown", runPressed);
  }, []);
}

/** Runs a command and flashes the control that stands for it, so that the eye learns what the key did. */
export function runCommand(command: Command): void {
  command.run();
  for (const control of document.querySelectorAll(`[data-command="${CSS.escape(command.id)}"]`)) {
    control.classList.remove("animate-key-flash");
    requestAnimationFrame(() => control.classList.add("animate-key-flash"));
  }
}

function runPressed(event: KeyboardEvent) {
  // 229: Safari reports the key that ends an IME composition after the composition.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const target = event.target instanceof Element ? event.target : document.body;
  const place = {
    typing: isTyping(target),
    dialogOpen: document.querySelector("[role=dialog],[role=alertdialog],[role=menu]") !== null,
    keyTaken: usesKey(target, event.key),
  };
  const command = commandFor(event, place, registeredCommands());
  if (!command) return;
  event.preventDefault();
  runCommand(command);
}

function isTyping(target: Element): boolean {
  return target.closest("textarea,select,[contenteditable=true],input:not([type=checkbox],[type=radio])") !== null;
}

function usesKey(target: Element, key: string): boolean {
  if (key === " " || key === "Enter") return target.closest("button,a[href],summary,[role=menuitem],input") !== null;
  if (key.startsWith("Arrow")) return target.closest("[role=tab],[role=slider],input[type=radio]") !== null;
  return false;
}
