import { MIMEType as WhatwgMimeType } from 'whatwg-mimetype';

type Callback = (error: Error | null, value?: unknown) => void;

export class MIMEType extends WhatwgMimeType {
  get params(): WhatwgMimeType['parameters'] {
    return this.parameters;
  }
}

export function promisify(call: (...parts: unknown[]) => void): (...parts: readonly unknown[]) => Promise<unknown> {
  return (...parts) =>
    new Promise((resolve, reject) => {
      const done: Callback = (error, value) => (error === null ? resolve(value) : reject(error));
      call(...parts, done);
    });
}

/** Makes a constructor function inherit from another one. */
export function inherits(child: { prototype: object }, parent: { readonly prototype: object }): void {
  Object.setPrototypeOf(child.prototype, parent.prototype);
}

/** A browser has no terminal. */
export function styleText(_style: unknown, text: string): string {
  return text;
}
