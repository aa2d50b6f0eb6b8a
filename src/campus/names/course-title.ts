import { slugOf } from './ascii.ts';
import type { Language } from '../course.ts';
import { FINNISH_SUBJECTS, SWEDISH_SUBJECTS } from './hand-listed-words.ts';
import { draw, pick } from '../hash.ts';

/** Words of a title, and their slug. */
export interface TitleWords {
  readonly text: string;
  readonly slug: string;
}

const TRAIT = { frame: 0, subject: 1, adjective: 2 } as const;
const ENGLISH_FRAMES = titleWords([
  'Introduction to',
  'Foundations of',
  'Principles of',
  'Advanced Topics in',
  'A Seminar on',
]);
const FINNISH_FRAMES = titleWords(['perusteet', 'jatkokurssi', 'työpaja', 'seminaari']);
const SWEDISH_FRAMES = titleWords(['grundkurs', 'fördjupning', 'verkstad', 'för nybörjare']);
const FINNISH = titleWords(FINNISH_SUBJECTS);
const SWEDISH = titleWords(SWEDISH_SUBJECTS);

/** Prepares words for titles: computing slugs per course would be most of its cost. */
export function titleWords(words: readonly string[]): readonly TitleWords[] {
  return words.map((text) => ({ text, slug: slugOf(text) }));
}

/** A title in the language of the course. Titles are not unique. */
export function titleOf(
  language: Language,
  drawn: number,
  english: { readonly adjectives: readonly TitleWords[]; readonly nouns: readonly TitleWords[] },
): TitleWords {
  const frameDrawn = draw(drawn, TRAIT.frame);
  const subjectDrawn = draw(drawn, TRAIT.subject);
  switch (language) {
    case 'en-US': {
      const frame = pick(ENGLISH_FRAMES, frameDrawn);
      const adjective = pick(english.adjectives, draw(drawn, TRAIT.adjective));
      const noun = pick(english.nouns, subjectDrawn);
      return {
        text: `${frame.text} ${adjective.text} ${noun.text}`,
        slug: `${frame.slug}-${adjective.slug}-${noun.slug}`,
      };
    }
    case 'fi-FI':
      return subjectFirst(pick(FINNISH, subjectDrawn), pick(FINNISH_FRAMES, frameDrawn));
    case 'sv-SE':
      return subjectFirst(pick(SWEDISH, subjectDrawn), pick(SWEDISH_FRAMES, frameDrawn));
  }
}

function subjectFirst(subject: TitleWords, frame: TitleWords): TitleWords {
  return { text: `${subject.text}: ${frame.text}`, slug: `${subject.slug}-${frame.slug}` };
}
