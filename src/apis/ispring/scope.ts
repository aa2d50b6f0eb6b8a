import type { Campus } from '../../campus/campus.ts';
import type { IspringPersona } from './auth.ts';
import { isAccountWide } from './role.ts';

/** The part of the account that a caller sees. */
export interface Scope {
  /** Whether the caller sees a department and its users. */
  has(departmentIndex: number): boolean;
  /** For the journal, because what is hidden is not visible elsewhere. Absent if the caller sees everything. */
  readonly note?: string;
}

/** Owner and administrators see everything. The others see their managed departments and those below, with their users. */
export function scopeOf(campus: Campus, { role, manages }: IspringPersona): Scope {
  if (isAccountWide(role)) return { has: () => true };
  const codes = manages.map((department) => campus.department(department).code).join(', ');
  return {
    has: campus.departmentsWithin(manages),
    note: `Learners outside of the departments ${codes || '(none)'}, and of those below, are hidden.`,
  };
}
