const name = "realchat.sidebar";
const year = 31_536_000;

/** Whether this browser folded the sidebar: a cookie, since the server draws the first page. */
export const sidebarCookie = {
  name,
  isNarrow: (value: string | undefined) => value === "narrow",
  keep(narrow: boolean) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside of https and localhost.
    document.cookie = `${name}=${narrow ? "narrow" : "wide"}; path=/; max-age=${year}; samesite=lax`;
  },
};
