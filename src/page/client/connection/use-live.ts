import { useEffect, useRef, useState } from 'preact/hooks';

import { followSession } from './live-journal.ts';
import type { LiveJournal, LiveState } from './live-journal.ts';

/** The exchanges of a session while a view is open. */
export interface Live extends LiveState {
  clear(): void;
}

/** Follows a session as long as the component is there. */
export function useLive(session: string): Live {
  const [state, setState] = useState<LiveState>({ exchanges: [], connection: 'connecting' });
  const journal = useRef<LiveJournal>(undefined);
  useEffect(() => {
    const followed = followSession(session, setState);
    journal.current = followed;
    return () => followed.close();
  }, [session]);
  return { ...state, clear: () => journal.current?.clear() };
}
