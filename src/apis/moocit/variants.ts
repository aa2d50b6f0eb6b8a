import type { ChoicesOf } from '../../engine/variant.ts';

/** What MOOCit's pages leave open. Where they are silent, Open edX and Django REST framework are asked. */
export const variants = [
  {
    name: 'error-family',
    question: 'Which of the two shapes of Open edX do refusals have?',
    default: 'plain',
    choices: [
      {
        name: 'plain',
        meaning:
          'That of Django REST framework: {"detail": …}; a refused token as {"error_code", "developer_message"}.',
        source: 'Django REST framework, exceptions.py; Open edX, openedx/core/lib/api/authentication.py',
        provenance: 'observed',
      },
      {
        name: 'developer-message',
        meaning: 'Everything within {"developer_message": …}, and no WWW-Authenticate on a 401.',
        source: 'Open edX, openedx/core/lib/api/view_utils.py, DeveloperErrorViewMixin, which its grades API has',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'plus-in-course-key',
    question: 'What is a bare plus in the query, course_id=course-v1:org+num+session?',
    default: 'space',
    choices: [
      {
        name: 'space',
        meaning: 'A space, as in any query, so that such a key is no course; a client must send %2B.',
        source: 'Open edX, openedx-platform issue 35041: the answer of its maintainers',
        provenance: 'observed',
      },
      {
        name: 'repaired',
        meaning: 'A plus: spaces in a course key are made pluses again.',
        source: "the vendor's parameter text shows the key with bare pluses; a lenient server could mean it so",
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'no-match',
    question: 'What answers a filter that matches nothing?',
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
        meaning: 'A 404 where there is no such course or learner, or the learner is not in the course.',
        source: 'Open edX, the grades API (v1), with its codes and words where error-family is developer-message',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'list-form',
    question: 'How is a list written?',
    default: 'array',
    choices: [
      {
        name: 'array',
        meaning: 'As a JSON array.',
        source: 'the vendor does not name the shape; no other makes its samples JSON',
        provenance: 'assumed',
      },
      {
        name: 'sequence',
        meaning:
          'As objects with commas between them and no brackets: no JSON, though it is called so; no row is no body.',
        source: "the vendor's samples, word for word, but for the dots behind them",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'decimals',
    question: 'How many decimals have completion and percent_grade?',
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
        meaning: 'As many as are needed, and at least one: "0.8", "0.5", "0.0".',
        source: 'the vendor\'s sample "0.5"; Python prints a float so, and Open edX keeps floats',
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'empty-filter',
    question: 'What is a filter that is sent empty, username=?',
    default: 'ignored',
    choices: [
      {
        name: 'ignored',
        meaning: 'None: the whole platform is answered.',
        source: 'the vendor is silent; views of Django look whether there is a text',
        provenance: 'assumed',
      },
      {
        name: 'matches-nothing',
        meaning: 'A filter like any other, which no course and no learner meets.',
        source: 'the vendor is silent; a filter of Django on the empty text finds nothing',
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'preflight-header',
    question: 'Must a client that is no browser send Access-Control-Request-Headers?',
    default: 'optional',
    choices: [
      {
        name: 'optional',
        meaning: 'No: the header may be absent.',
        source: 'the Fetch standard: no script can send it; Django does not look at it on a GET',
        provenance: 'observed',
      },
      {
        name: 'required',
        meaning: 'Yes: its absence is a warning, but for requests with Origin or Sec-Fetch-*, which browsers send.',
        source: "the vendor's pages on completion and grades list it as required",
        provenance: 'documented',
      },
    ],
  },
] as const;

export type MoocitChoices = ChoicesOf<typeof variants>;
