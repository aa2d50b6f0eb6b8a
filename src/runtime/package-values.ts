/** The values of the package's own files, by their paths. The build replaces this module by one that imports them. */
export const packageValues: Readonly<Record<string, unknown>> = {};
