#!/usr/bin/env node
import { nodeProblem } from '../node-version.ts';

// Everything else is imported after the version was checked: an older Node can't read it.
const problem = nodeProblem(process.versions);
if (problem === undefined) {
  // Before anything else is loaded, so that all of it is cached.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('./run.ts');
} else {
  console.error(problem);
  process.exitCode = 2;
}
