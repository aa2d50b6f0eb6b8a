import type { Reload } from '../control/reloads.ts';
import type { ReloadableMock, RereadOptions } from './reload-mock.ts';
import { watchFiles } from './watch-files.ts';

/** How the files of a mock are watched. */
export interface WatchMockOptions {
  /** Reads the options again. */
  read(): RereadOptions;
  /** Files besides those of the content, such as the configuration, by their absolute paths. Default none. */
  readonly files?: readonly string[];
  /** Called when changed files have been loaded, or refused. */
  onReload(reload: Reload): void;
}

/** Reloads a mock when a file of its content changes, until it is closed. */
export function watchMock(mock: ReloadableMock, { read, files = [], onReload }: WatchMockOptions): { close(): void } {
  const watch = watchFiles((changed) => {
    const reload = mock.reload(changed, read);
    // Other content may have other files.
    watch.setFiles([...mock.files(), ...files]);
    onReload(reload);
  });
  watch.setFiles([...mock.files(), ...files]);
  return watch;
}
