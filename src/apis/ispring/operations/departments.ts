import type { Campus } from '../../../campus/campus.ts';
import type { Department } from '../../../campus/department.ts';
import type { Call } from '../../../engine/api.ts';
import { numberedPlaces } from '../../../engine/paging/places.ts';
import type { IspringPersona } from '../auth.ts';
import type { GetAllDepartmentsValues, GetDepartmentPageValues } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { toDepartment } from '../projection/department.ts';
import { scopeOf } from '../scope.ts';
import { answerAll, answerPage } from './answers.ts';
import type { ReadList } from './answers.ts';
import type { IspringHandlers } from './handlers.ts';

/** A caller with managed departments sees these and the ones below. */
export function createDepartmentOperations(
  campus: Campus,
  ids: Ids,
): IspringHandlers<'getAllDepartments' | 'getDepartmentPage'> {
  function listOf(persona: IspringPersona, code?: string): ReadList<Department> {
    const scope = scopeOf(campus, persona);
    return {
      name: 'departments',
      member: 'departments',
      places: numberedPlaces(campus.departmentCount, campus.department),
      passes: (department) => scope.has(department.index) && (code === undefined || department.code === code),
      toRow: (department) => toDepartment(department, ids),
      scope,
    };
  }

  return {
    getAllDepartments: ({ persona, values: { query } }: Call<IspringPersona, GetAllDepartmentsValues>) =>
      answerAll(listOf(persona, query.code)),
    getDepartmentPage: ({ persona, values: { query } }: Call<IspringPersona, GetDepartmentPageValues>) =>
      answerPage(query, listOf(persona)),
  };
}
