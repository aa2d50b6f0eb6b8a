import { createMock } from '../support/create-mock.ts';
import { testConformance } from './battery.ts';

// A new API is tested because it is in the list of APIs.
testConformance(createMock({ learners: 30, courses: 4 }));
