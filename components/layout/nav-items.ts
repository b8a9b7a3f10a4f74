import {
  Activity,
  ClipboardCheck,
  Cpu,
  House,
  ListTree,
  type LucideIcon,
  MessagesSquare,
  Play,
  Settings,
  Users,
} from "lucide-react";
import { hrefs } from "@/lib/contract/hrefs";

export type NavItem = { label: string; href: string; icon: LucideIcon };
type NavGroup = { job: string; items: NavItem[] };

export const homeItem: NavItem = { label: "Home", href: hrefs.home, icon: House };
export const reviewItem: NavItem = { label: "Review", href: hrefs.review, icon: ClipboardCheck };
export const liveItem: NavItem = { label: "Live", href: hrefs.live, icon: Activity };

/** The rail, by job. Only what exists. */
export const navGroups: NavGroup[] = [
  { job: "Work", items: [reviewItem] },
  {
    job: "Make",
    items: [
      { label: "Runs", href: hrefs.runs, icon: Play },
      liveItem,
      { label: "Seed sets", href: hrefs.seedSets, icon: ListTree },
    ],
  },
  { job: "Data", items: [{ label: "Dialogues", href: hrefs.dialogues, icon: MessagesSquare }] },
  {
    job: "Set-up",
    items: [
      { label: "Models", href: hrefs.models, icon: Cpu },
      { label: "Team", href: hrefs.team, icon: Users },
      { label: "Settings", href: hrefs.settings, icon: Settings },
    ],
  },
];

export const navItems: NavItem[] = [homeItem, ...navGroups.flatMap((group) => group.items)];

/** The item whose part of the studio `pathname` lies in. */
export function itemAt(pathname: string): NavItem | undefined {
  return navItems.find(({ href }) => (href === hrefs.home ? pathname === href : isWithin(pathname, href)));
}

function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
