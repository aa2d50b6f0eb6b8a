#!/usr/bin/env node
// It imports nothing before it has looked at the version: an older Node can't read the rest.
const OLDEST = 22;

const { node } = process.versions;
if (Number.parseInt(node, 10) >= OLDEST) {
  // Before anything else is loaded, so that all of it is cached.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('./run.ts');
} else {
  console.error(`lms-mock needs Node ${OLDEST} or later, but this is Node ${node}.`);
  process.exitCode = 2;
}
