// Another worker that does whatever is left of the hundred.
import { call, tell, until, worker } from './engine.mjs';

let done = 0;
const client = worker({ workerId: 'js-other', maxTasks: 20, lockDuration: 60_000 });
client.subscribe('js-killed', async ({ task, taskService }) => {
  await taskService.complete(task);
  done++;
});
await until(async () => (await call('GET', '/process-instance/count?processDefinitionKey=js-killed')).count === 0);
client.stop();
tell({ done });
process.exit(0);
