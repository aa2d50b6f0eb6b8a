/** The files that the page loads, and their media types. */
export const PAGE_MEDIA_TYPES = {
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml; charset=utf-8',
} as const;

export type PageFileName = keyof typeof PAGE_MEDIA_TYPES;

/** The contents of the files, by name. */
export type PageFiles = Readonly<Record<PageFileName, string>>;

export function isPageFileName(name: string): name is PageFileName {
  return Object.hasOwn(PAGE_MEDIA_TYPES, name);
}
