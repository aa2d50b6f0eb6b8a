import type { ChoicesOf } from '../../engine/variant.ts';

/** The open questions of iSpring's pages, its OpenAPI document and their versions. */
export const variants = [
  {
    name: 'unknown-content-item',
    question: 'What is the body of the 404 of an unknown content item, or of an unknown user?',
    default: 'plain-text',
    choices: [
      {
        name: 'plain-text',
        meaning: 'Only the text, as text/plain, even if the request does not accept it.',
        source: "the vendor's page has the words, its OpenAPI document the media type",
        provenance: 'observed',
      },
      {
        name: 'code-and-message',
        meaning: 'Code and message in XML or JSON, as in each other refusal.',
        source: "the vendor's OpenAPI document: the shared NotFound, which its other operations have",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'progress',
    question: 'Is progress a decimal or a whole number?',
    default: 'decimal',
    choices: [
      {
        name: 'decimal',
        meaning: 'A decimal, without decimals if they are zero: 90.91, 20.',
        source: "the vendor's sample",
        provenance: 'documented',
      },
      {
        name: 'integer',
        meaning: 'A whole number, rounded down, so that 100 means complete: 90, 20.',
        source: "the vendor's OpenAPI document: integer; that it is cut and not rounded is assumed",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'publisher',
    question: 'May a publisher read the statuses?',
    default: 'allowed',
    choices: [
      {
        name: 'allowed',
        meaning: 'Yes, the statuses of the departments that the publisher manages.',
        source: "the vendor's page",
        provenance: 'documented',
      },
      {
        name: 'denied',
        meaning: 'No: a publisher gets a 403.',
        source: "the vendor's later pages for the same address, which list the roles without publishers",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'edit-right',
    question: 'Must the caller be allowed to edit the content item?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'No.',
        source: "the vendor's page, which does not mention it",
        provenance: 'documented',
      },
      {
        name: 'wanted',
        meaning: 'Yes. Others get a 403. Only owner and administrators may edit (assumed).',
        source: "the vendor's newest page: 'Can edit' access to the content item",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'credentials',
    question: 'Which credentials are accepted?',
    default: 'either',
    choices: [
      {
        name: 'either',
        meaning: 'The three headers X-Auth-Account-Url, X-Auth-Email and X-Auth-Password, or an access token.',
        source: "the vendor's page has the headers, its later pages the token; a public client can do both",
        provenance: 'observed',
      },
      {
        name: 'x-auth',
        meaning: 'The three headers. An access token is ignored.',
        source: "the vendor's page",
        provenance: 'documented',
      },
      {
        name: 'token',
        meaning: 'An access token in Authorization. The three headers are ignored.',
        source: "the vendor's later pages for the same address, and its OpenAPI document",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'token-form',
    question: 'What is the form of an access token in Authorization?',
    default: 'either',
    choices: [
      {
        name: 'either',
        meaning: 'The token alone, or after Bearer.',
        source: "the vendor's pages show both, and clients send both",
        provenance: 'observed',
      },
      {
        name: 'raw',
        meaning: 'The token alone. After Bearer it gets a 401.',
        source: "the vendor's later pages for the same address",
        provenance: 'observed',
      },
      {
        name: 'bearer',
        meaning: 'After Bearer. The token alone gets a 401.',
        source: "the vendor's page on access tokens, and its OpenAPI document",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'bad-credentials',
    question: 'What is the answer to missing or wrong credentials?',
    default: 'unauthorized',
    choices: [
      {
        name: 'unauthorized',
        meaning: 'A 401.',
        source: "the vendor's OpenAPI document",
        provenance: 'observed',
      },
      {
        name: 'permission-denied',
        meaning: 'A 403, as for a missing permission.',
        source: "the vendor's page, whose only refusals are 403 and 404",
        provenance: 'documented',
      },
    ],
  },
  {
    name: 'content-item-id',
    question: 'Which strings can be the id of a content item?',
    default: 'any-text',
    choices: [
      {
        name: 'any-text',
        meaning: 'Any string. An unknown id gets the 404.',
        source: "the vendor's sample: 123",
        provenance: 'documented',
      },
      {
        name: 'uuid',
        meaning: 'UUIDs. Any other string gets a 400, also the id of the sample.',
        source: "the vendor's OpenAPI document: format uuid",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'completion-date',
    question: 'Which courses have a completionDate?',
    default: 'ended',
    choices: [
      {
        name: 'ended',
        meaning: 'Courses that have ended, failed ones included.',
        source: "the vendor's page has the date for completed courses, and does not say whether a failed one is",
        provenance: 'assumed',
      },
      {
        name: 'passed',
        meaning: 'Courses that are passed or complete, not failed ones.',
        source: "the vendor's page has the date for completed courses, and does not say whether a failed one is",
        provenance: 'assumed',
      },
    ],
  },
  {
    name: 'listed',
    question: 'Which learners have a row?',
    default: 'enrolled',
    choices: [
      {
        name: 'enrolled',
        meaning: 'All enrolled learners, Not started included.',
        source: "the vendor's page: lastViewDate is there if the content was viewed, so there are rows without a view",
        provenance: 'documented',
      },
      {
        name: 'viewed',
        meaning: 'Learners who have viewed the content item.',
        source: "the vendor's oldest page on the sister SOAP call: all users who viewed the course",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'accept',
    question: 'What is the answer if Accept matches no media type?',
    default: 'overlooked',
    choices: [
      {
        name: 'overlooked',
        meaning: 'XML, with a warning.',
        source: 'the vendor is silent, and its OpenAPI document has no 406',
        provenance: 'assumed',
      },
      {
        name: 'honoured',
        meaning: 'A 406.',
        source: 'the vendor is silent; HTTP allows both (RFC 9110, section 12.5.1)',
        provenance: 'assumed',
      },
    ],
  },
] as const;

export type IspringChoices = ChoicesOf<typeof variants>;
