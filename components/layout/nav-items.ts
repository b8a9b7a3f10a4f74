import {
  Activity,
  ChartColumn,
  ClipboardCheck,
  Cpu,
  Database,
  FileInput,
  GraduationCap,
  Hammer,
  House,
  ListChecks,
  ListTree,
  type LucideIcon,
  MessagesSquare,
  Play,
  Scale,
  Settings,
  Trophy,
  Users,
} from "lucide-react";
import { hrefs } from "@/lib/contract/hrefs";
import type { Right } from "@/lib/domain/viewer";

export type NavItem = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Where else its part of the studio lies. */
  also?: string;
  /** Only for those who may; without one for everybody. */
  needs?: Right;
};
type NavGroup = { job: string; items: NavItem[] };

export const homeItem: NavItem = { label: "Home", href: hrefs.home, icon: House };
export const reviewItem: NavItem = { label: "Review", href: hrefs.review, icon: ClipboardCheck };
export const liveItem: NavItem = { label: "Live", href: hrefs.live, icon: Activity };

export const compareItem: NavItem = { label: "Compare", href: hrefs.compare, icon: Scale, needs: "evaluation.vote" };

/** The sidebar, by job. Only what exists. */
export const navGroups: NavGroup[] = [
  { job: "Work", items: [reviewItem, compareItem] },
  {
    job: "Make",
    items: [
      { label: "Runs", href: hrefs.runs, icon: Play },
      liveItem,
      { label: "Seed sets", href: hrefs.seedSets, icon: ListTree },
      { label: "Training", href: hrefs.training, icon: GraduationCap },
    ],
  },
  {
    job: "Data",
    items: [
      { label: "Dialogues", href: hrefs.dialogues, icon: MessagesSquare },
      { label: "Data sets", href: hrefs.dataSets, icon: Database, also: "/exports" },
      { label: "Statistics", href: hrefs.statistics, icon: ChartColumn },
      { label: "Imports", href: hrefs.imports, icon: FileInput, also: "/scans", needs: "dialogue.import" },
    ],
  },
  {
    job: "Judge",
    items: [
      { label: "Evaluations", href: hrefs.evaluations, icon: Trophy },
      { label: "Benchmarks", href: hrefs.benchmarks, icon: ListChecks },
    ],
  },
  {
    job: "Set-up",
    items: [
      { label: "Models", href: hrefs.models, icon: Cpu },
      { label: "Jobs", href: hrefs.jobs, icon: Hammer, needs: "job.manage" },
      { label: "Team", href: hrefs.team, icon: Users },
      { label: "Settings", href: hrefs.settings, icon: Settings },
    ],
  },
];

export const navItems: NavItem[] = [homeItem, ...navGroups.flatMap((group) => group.items)];

/** The item whose part of the studio `pathname` lies in. */
export function itemAt(pathname: string): NavItem | undefined {
  return navItems.find(({ href, also = href }) =>
    href === hrefs.home ? pathname === href : isWithin(pathname, href) || isWithin(pathname, also),
  );
}

function isWithin(pathname: string, href: string): boolean {
  return `${pathname}/`.startsWith(`${href}/`);
}
