import { listProgress } from './moocit.js';

// Not in the production build.
if (import.meta.env.DEV) {
  const { worker } = await import('./mock.js');
  await worker.start({ quiet: true });
}

const alert = document.querySelector('[role=alert]');
const list = document.querySelector('ul');

async function show() {
  alert.textContent = '';
  list.replaceChildren();
  try {
    for (const { course_id, completion } of await listProgress('johndoe')) {
      const item = document.createElement('li');
      item.textContent = `${course_id}: ${Math.round(Number(completion) * 100)} %`;
      list.append(item);
    }
  } catch (error) {
    alert.textContent = error instanceof TypeError ? 'The platform can’t be reached.' : error.message;
  }
}

document.querySelector('button').addEventListener('click', () => void show());
await show();
