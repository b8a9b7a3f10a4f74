/** In an address: the project that somebody is in, when it is the only one. */
export const onlyProject = "-";
