// A worker that takes a hundred tasks, does thirty of them, and holds the others until it is killed.
import { tell, worker } from './engine.mjs';

const taken = new Set();
let done = 0;
worker({ workerId: 'js-killed', maxTasks: 100, lockDuration: 10_000 }).subscribe('js-killed', async ({ task, taskService }) => {
  if (taken.has(task.id)) return;
  taken.add(task.id);
  if (taken.size <= 30) {
    await taskService.complete(task);
    done++;
  }
  if (taken.size === 100 && done === 30) tell({ taken: taken.size, done });
});
