import type { JSX } from 'preact';

export function Method({ method }: { readonly method: string }): JSX.Element {
  return <span class={`method method-${method.toLowerCase().replaceAll(/[^a-z]/g, '')}`}>{method}</span>;
}

export function Status({ status }: { readonly status: number | undefined }): JSX.Element {
  if (status === undefined) return <span class="status">–</span>;
  return <span class={`status status-${Math.floor(status / 100)}`}>{status}</span>;
}

/** The provenance of a part. */
export function Provenance({
  provenance,
  source,
}: {
  readonly provenance: string;
  readonly source?: string | undefined;
}): JSX.Element {
  return (
    <span class={`badge provenance-${provenance}`} title={source}>
      {provenance}
    </span>
  );
}
