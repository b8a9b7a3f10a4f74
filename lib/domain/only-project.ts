/** In an address: the project that somebody is in, or came into first. */
export const onlyProject = "-";
