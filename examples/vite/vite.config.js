import { lmsMock } from 'lms-mock/vite';
import { defineConfig } from 'vite';

// The page calls /lms/moocit/… on its own origin. In production a proxy sends /lms/moocit to the vendor.
export default defineConfig({
  plugins: [lmsMock({ path: '/lms', fixtures: 'mock', samples: false, learners: 0, courses: 0 })],
});
