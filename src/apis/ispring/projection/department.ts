import type { Department } from '../../../campus/department.ts';
import type { Ids } from '../ids.ts';

/** A department. Its manager is its supervisor. */
export function toDepartment(
  { index, name, code, parentIndex, managerLearnerIndex: manager }: Department,
  ids: Ids,
): Readonly<Record<string, unknown>> {
  const withoutManager = parentIndex === undefined ? 'no_supervisor' : 'inherit';
  return {
    departmentId: ids.department.idOf(index),
    name,
    ...(parentIndex === undefined ? {} : { parentDepartmentId: ids.department.idOf(parentIndex) }),
    code,
    subordination:
      manager === undefined
        ? { subordinationType: withoutManager }
        : { subordinationType: 'manual', supervisorId: ids.user.idOf(manager) },
  };
}
