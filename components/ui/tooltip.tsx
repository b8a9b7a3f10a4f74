"use client";

import { Slot } from "radix-ui";
import { type FocusEvent, type PointerEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { Kbd } from "./kbd";

type Side = "top" | "right" | "bottom" | "left";
type TooltipProps = { label: string; keys?: string; side?: Side; children: ReactElement };

const patienceMs = 350;

/**
 * What a control does and the key that does it, on hover and focus. Stands in the browser's top layer, so nothing clips
 * it, and needs no positioning library, which every page would carry.
 */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();

  useEffect(() => () => clearTimeout(timer.current), []);

  function hide() {
    clearTimeout(timer.current);
    setOpen(false);
  }

  return (
    <>
      <Slot.Root
        ref={trigger}
        aria-describedby={open ? id : undefined}
        onPointerEnter={(event: PointerEvent) => {
          if (event.pointerType === "mouse") timer.current = setTimeout(() => setOpen(true), patienceMs);
        }}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={(event: FocusEvent) => {
          if (event.target.matches(":focus-visible")) setOpen(true);
        }}
        onBlur={hide}
      >
        {children}
      </Slot.Root>
      {open && (
        <span
          id={id}
          role="tooltip"
          popover="manual"
          ref={(bubble) => {
            if (bubble && trigger.current) showBeside(bubble, trigger.current, side);
          }}
          className="inset-auto m-0 flex max-w-72 animate-appear items-center gap-2 rounded-md border-0 bg-ink px-2 py-1 text-paper text-xs shadow-float"
        >
          {label}
          {keys && <Kbd keys={keys} />}
        </span>
      )}
    </>
  );
}

const gap = 6;

/** Opens the bubble at the side of the control, pushed back into the window where it would stick out. */
function showBeside(bubble: HTMLElement, control: HTMLElement, side: Side) {
  bubble.showPopover?.();
  const at = control.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const across =
    side === "left" ? at.left - width - gap : side === "right" ? at.right + gap : at.left + (at.width - width) / 2;
  const down =
    side === "top" ? at.top - height - gap : side === "bottom" ? at.bottom + gap : at.top + (at.height - height) / 2;
  bubble.style.left = `${Math.max(gap, Math.min(across, window.innerWidth - width - gap))}px`;
  bubble.style.top = `${Math.max(gap, Math.min(down, window.innerHeight - height - gap))}px`;
}
