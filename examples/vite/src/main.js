import { listProgress } from './moocit.js';
import { describe } from './describe.js';
import './style.css';

const list = document.querySelector('#progress');

async function show() {
  try {
    const rows = await listProgress();
    list.replaceChildren(
      ...rows.map((row) => {
        const item = document.createElement('li');
        item.textContent = describe(row);
        return item;
      }),
    );
  } catch (error) {
    const message = document.createElement('li');
    message.setAttribute('role', 'alert');
    message.textContent = error.message;
    list.replaceChildren(message);
  }
}

await show();
