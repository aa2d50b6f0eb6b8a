/** The APIs, in the order in which they are shown. */
export const apiNames = ['moocit', 'stackone', 'ispring', 'helsinki'] as const;

export type ApiName = (typeof apiNames)[number];
