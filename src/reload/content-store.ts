import type { ServerOptions } from '../config/options.ts';
import type { ReplacedContent } from '../engine/session/session.ts';
import { loadContent, replacedIn } from './content.ts';
import type { Content, ContentUpdate } from './content.ts';

/** The content in use. */
export interface ContentStore {
  readonly content: Content;
  /** The options that it was made of. */
  readonly options: ServerOptions;
  /** The files to watch, by their absolute paths. Some may be missing. */
  readonly files: ReadonlySet<string>;
  /**
   * Loads other content and puts it in use. Returns what it replaced.
   *
   * @param changed the files that were changed since the content in use was loaded.
   * @throws {FileError}, {FixtureError}, {OptionError} if it is invalid. The old content stays in use then.
   */
  replace(options: ServerOptions, changed: ReadonlySet<string>): ReplacedContent;
}

/** @throws {FileError}, {FixtureError}, {OptionError} if the content is invalid. */
export function createContentStore(given: ServerOptions): ContentStore {
  let files: ReadonlySet<string> = new Set();
  let options = given;
  let content = load(given);

  function load(wanted: ServerOptions, update?: ContentUpdate): Content {
    const seen = new Set<string>();
    try {
      const loaded = loadContent(wanted, (file) => seen.add(file), update);
      files = seen;
      return loaded;
    } catch (error) {
      // Any of them may be the one that is corrected next.
      files = files.union(seen);
      throw error;
    }
  }

  return {
    get content() {
      return content;
    },
    get options() {
      return options;
    },
    get files() {
      return files;
    },
    replace(wanted, changed) {
      const former = content;
      content = load(wanted, { previous: former, changed });
      options = wanted;
      return replacedIn(former, content);
    },
  };
}
