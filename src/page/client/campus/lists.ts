import { controlApi } from '../connection/control-api.ts';
import type { ShownEntity } from './entity-row.tsx';

export const CAMPUS_LISTS = ['learners', 'courses', 'enrolments'] as const;

export type CampusList = (typeof CAMPUS_LISTS)[number];

/** A row of a list, with a key that no other row has. */
export type ListedEntity = ShownEntity & { readonly key: string };

/** Lists a part of the campus. Empty values don't filter. */
export async function listCampus(
  session: string,
  list: CampusList,
  filter: Readonly<Record<string, string>>,
): Promise<readonly ListedEntity[]> {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  switch (list) {
    case 'learners':
      return (await controlApi.learners(session, query)).map(({ username, fullName, department, label, ids }) => ({
        key: username,
        title: fullName,
        subtitle: `${username}, department ${department}`,
        badges: label === undefined ? [] : [label],
        ids: { ...ids },
      }));
    case 'courses':
      return (await controlApi.courses(session, query)).map(({ key, title, language, gradingScale, ids }) => ({
        key,
        title,
        subtitle: key,
        badges: [language, gradingScale],
        ids: { ...ids },
      }));
    case 'enrolments':
      return (await controlApi.enrolments(session, query)).map((enrolment) => ({
        key: `${enrolment.username} ${enrolment.courseKey}`,
        title: enrolment.fullName,
        subtitle: enrolment.courseTitle,
        badges: [
          enrolment.state,
          `${Math.round(enrolment.progressRatio * 100)} %`,
          ...(enrolment.label === undefined ? [] : [enrolment.label]),
        ],
        ids: { ...enrolment.ids },
      }));
  }
}
