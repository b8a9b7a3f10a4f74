import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover shadow-raised",
  secondary: "bg-surface text-ink border border-line-strong/60 hover:bg-hover shadow-raised",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-surface text-danger border border-danger/50 hover:bg-danger-soft shadow-raised",
} as const;

const sizes = {
  sm: "h-7 gap-1.5 px-2.5 text-xs",
  md: "h-9 gap-2 px-3.5 text-sm",
} as const;

export type ButtonVariant = keyof typeof variants;

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: keyof typeof sizes;
  /** The key combination that does the same; shown as a hint and told to assistive technology. */
  keys?: string;
  /** True while the act is under way: the button shows it and takes no second press. */
  pending?: boolean;
  /** Renders the one child (a link) in the button's clothes; key hint and spinner are left out. */
  asChild?: boolean;
};

export function Button({ variant = "secondary", size = "md", keys, pending, asChild, ...rest }: ButtonProps) {
  const className = cx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50",
    variants[variant],
    sizes[size],
    rest.className,
  );
  if (asChild) return <Slot.Root {...rest} className={className} />;
  return (
    <button
      type="button"
      aria-keyshortcuts={keys ? ariaKeys(keys) : undefined}
      {...rest}
      disabled={rest.disabled || pending}
      aria-busy={pending || undefined}
      className={className}
    >
      {pending && <Spinner />}
      {rest.children}
      {keys && <Kbd keys={keys} className="-mr-1 max-sm:hidden" />}
    </button>
  );
}

function ariaKeys(keys: string): string {
  return keys.replace("mod", "Control").replace("shift", "Shift").replace("alt", "Alt");
}

function Spinner({ label = "Working" }: { label?: string }) {
  return (
    <span role="status" className="inline-flex">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
