"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Menu, MenuItem } from "../ui/menu";
import { themes } from "./themes";

export function ThemeToggle() {
  const { setTheme } = useTheme();
  return (
    <Menu
      label="Theme"
      trigger={
        <button
          type="button"
          aria-label="Theme"
          className="inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Sun aria-hidden className="size-4 dark:hidden" />
          <Moon aria-hidden className="hidden size-4 dark:block" />
        </button>
      }
    >
      {themes.map(({ value, label, icon }) => (
        <MenuItem key={value} icon={icon} onSelect={() => setTheme(value)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
