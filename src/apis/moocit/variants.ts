import type { ChoicesOf } from '../../engine/variant.ts';

/** The open questions of MOOCit's pages. The answers come from Open edX and Django REST framework. */
export const variants = [
  {
    name: 'error-family',
    question: 'Which of the two forms of Open edX do refusals have?',
    default: 'plain',
    choices: [
      {
        name: 'plain',
        meaning:
          'The form of Django REST framework, {"detail": …}. A refused token has {"error_code", "developer_message"}.',
        source: 'Django REST framework, exceptions.py; Open edX, openedx/core/lib/api/authentication.py',
        provenance: 'observed',
      },
      {
        name: 'developer-message',
        meaning: 'With {"developer_message": …} around everything, and no WWW-Authenticate on a 401.',
        source: 'Open edX, openedx/core/lib/api/view_utils.py, DeveloperErrorViewMixin, which its grades API has',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'plus-in-course-key',
    question: 'What does an unescaped plus in the query mean, as in course_id=course-v1:org+num+session?',
    default: 'space',
    choices: [
      {
        name: 'space',
        meaning: 'A space, as in any query, so the course is not found. A client must send %2B.',
        source: 'Open edX, openedx-platform issue 35041: the answer of its maintainers',
        provenance: 'observed',
      },
      {
        name: 'repaired',
        meaning: 'A plus. Spaces in a course key are changed back to pluses.',
        source: "the vendor's parameter text shows the key with bare pluses; a lenient server could mean it so",
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'no-match',
    question: 'What is the answer to a filter without a match?',
    default: 'empty',
    choices: [
      {
        name: 'empty',
        meaning: 'A 200 without rows.',
        source: 'the vendor is silent; list filters of Django REST framework do so',
        provenance: 'assumed',
      },
      {
        name: 'not-found',
        meaning: 'A 404 if the course or the learner does not exist, or the learner is not in the course.',
        source: 'Open edX, the grades API (v1), with its codes and words where error-family is developer-message',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'list-form',
    question: 'What is the form of a list?',
    default: 'array',
    choices: [
      {
        name: 'array',
        meaning: 'A JSON array.',
        source: 'the vendor does not name the shape; its samples are JSON only in an array',
        provenance: 'assumed',
      },
      {
        name: 'sequence',
        meaning:
          'Objects with commas between them and without brackets. This is not JSON, though its Content-Type is. Without rows there is no body.',
        source: "the vendor's samples, word for word, but for the dots behind them",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'decimals',
    question: 'How many decimals do completion and percent_grade have?',
    default: 'two',
    choices: [
      {
        name: 'two',
        meaning: 'Two: "0.80", "0.50".',
        source: "the vendor's samples, most of them",
        provenance: 'documented',
      },
      {
        name: 'shortest',
        meaning: 'As few as possible, at least one: "0.8", "0.5", "0.0".',
        source: 'the vendor\'s sample "0.5"; Python prints a float so, and Open edX keeps floats',
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'empty-filter',
    question: 'What does an empty filter, username=, mean?',
    default: 'ignored',
    choices: [
      {
        name: 'ignored',
        meaning: 'No filter. The answer has all rows.',
        source: 'the vendor is silent; views of Django test whether the text is empty',
        provenance: 'assumed',
      },
      {
        name: 'matches-nothing',
        meaning: 'A filter that no course and no learner matches.',
        source: 'the vendor is silent; a filter of Django on the empty text finds nothing',
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'preflight-header',
    question: 'Must a client other than a browser send Access-Control-Request-Headers?',
    default: 'optional',
    choices: [
      {
        name: 'optional',
        meaning: 'No.',
        source: 'the Fetch standard: no script can send it; Django does not look at it on a GET',
        provenance: 'observed',
      },
      {
        name: 'required',
        meaning:
          'Yes. Without the header there is a warning, except for requests with Origin or Sec-Fetch-*, which browsers send.',
        source: "the vendor's pages on completion and grades list it as required",
        provenance: 'documented',
      },
    ],
  },
] as const;

export type MoocitChoices = ChoicesOf<typeof variants>;
