/** Ids that a fixture fixes, by the name of their id space. */
export type PinnedIds = Readonly<Record<string, string>>;

/** Values in a vendor's own spelling that a fixture fixes, by vendor, because no projection could compute them. */
export type PinnedSpellings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
