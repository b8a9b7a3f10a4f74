import type { ReactNode } from "react";

export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-5 py-12">
      <p className="mb-8 font-semibold font-serif text-2xl tracking-tight">RealChat Studio</p>
      {children}
    </main>
  );
}
