// The mock runs in the page, and MSW's service worker passes the requests of the page to it.
import { createMock } from 'lms-mock';
import { handlersOf } from 'lms-mock/msw';
import { setupWorker } from 'msw/browser';

const mock = createMock({ learners: 20 });
export const worker = setupWorker(...handlersOf(mock, { addresses: { moocit: 'https://courses.example.org' } }));

// For tests and for the console of the browser: mock.session('default').on('listCompletions').reply({ status: 429 })
globalThis.mock = mock;
