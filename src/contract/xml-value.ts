import { create } from 'xmlbuilder2';

/** A value as XML, where no schema says how: its members are elements of the names that they have. */
export function xmlOf(value: unknown): string {
  return create({ root: Object(value) }).end();
}
