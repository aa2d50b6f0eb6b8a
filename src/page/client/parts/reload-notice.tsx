import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { Reload } from '../../../control/reloads.ts';

/** Says that the server has loaded changed files, or why it did not. */
export function ReloadNotice({ reload }: { readonly reload: Reload | undefined }): JSX.Element {
  const [closed, setClosed] = useState(0);
  const isShown = reload !== undefined && reload.number > closed;
  return (
    <div role="status" class="connection">
      {isShown ? (
        <div class={reload.error === undefined ? 'notice' : 'failure'}>
          <p>
            {reload.error === undefined
              ? `Loaded again: ${reload.files.join(', ')}`
              : `Not loaded, the old content stays in use: ${reload.error}`}
          </p>
          {(reload.notes ?? []).map((note) => (
            <p key={note}>{note}</p>
          ))}
          <button type="button" class="small" onClick={() => setClosed(reload.number)}>
            Close
          </button>
        </div>
      ) : null}
    </div>
  );
}
