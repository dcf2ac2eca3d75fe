// A worker of the published client does five tasks of a topic: well, at the second attempt, with a business error, with a lock
// that it extends, and with files that come and go as variables.
import { writeFile } from 'node:fs/promises';
import { File, Variables } from 'camunda-external-task-client-js';
import { call, tell, until, worker } from './engine.mjs';

const run = async (way, more = {}) => (await call('POST', '/process-definition/key/js-topics/start', {
  variables: { way: { value: way, type: 'String' }, amount: { value: 12.5, type: 'Double' }, ...more },
  businessKey: `js-${way}`,
})).id;
const instances = {};
for (const way of ['well', 'flaky', 'declined', 'slow']) instances[way] = await run(way);
instances.file = await run('file', {
  document: { value: Buffer.from('a letter').toString('base64'), type: 'File', valueInfo: { filename: 'letter.txt', mimeType: 'text/plain', encoding: 'UTF-8' } },
});

const attempts = [];
const failures = [];
let extended;
let letter;
const client = worker({ workerId: 'js-worker', maxTasks: 5, lockDuration: 60_000 });
for (const what of ['complete', 'handleFailure', 'handleBpmnError', 'extendLock']) client.on(`${what}:error`, (task, error) => failures.push(`${what}: ${error}`));
client.on('poll:error', (error) => failures.push(`poll: ${error}`));

client.subscribe('js-topics', { processDefinitionKey: 'js-topics' }, async ({ task, taskService }) => {
  const way = task.variables.get('way');
  attempts.push({ way, retries: task.retries ?? null, amount: task.variables.get('amount'), businessKey: task.businessKey, error: task.errorMessage ?? null });
  const said = new Variables();
  switch (way) {
    case 'flaky':
      if (task.retries !== 1) return taskService.handleFailure(task, { errorMessage: 'No network.', errorDetails: 'at line 1', retries: 1, retryTimeout: 0 });
      break;
    case 'declined':
      return taskService.handleBpmnError(task, 'DECLINED', 'No money.', new Variables().set('reason', 'limit'));
    case 'slow': {
      const before = (await call('GET', `/external-task/${task.id}`)).lockExpirationTime;
      await taskService.extendLock(task, 600_000);
      extended = { before, after: (await call('GET', `/external-task/${task.id}`)).lockExpirationTime };
      break;
    }
    case 'file': {
      const file = await task.variables.get('document').load();
      letter = { name: file.filename, text: file.content.toString() };
      await writeFile('js-answer.txt', 'an answer');
      said.set('answer', await new File({ localPath: 'js-answer.txt', mimetype: 'text/plain' }).load());
      break;
    }
  }
  said.set('receipt', `R-${way}`).set('at', new Date(0)).set('lines', [{ sku: 'a' }]).setTyped('count', { type: 'long', value: 3_000_000_000 });
  await taskService.complete(task, said);
});

const tasks = (id) => call('GET', `/task?processInstanceId=${id}`);
for (const way of ['well', 'flaky', 'slow', 'file']) await until(async () => (await tasks(instances[way])).length === 1);
await until(async () => (await call('GET', `/history/process-instance/${instances.declined}`)).state === 'COMPLETED');
client.stop();

tell({
  attempts: attempts.sort((a, b) => a.way.localeCompare(b.way) || (b.retries === 1 ? -1 : 1)),
  failures,
  extended,
  letter,
  variables: await call('GET', `/process-instance/${instances.well}/variables`),
  answer: (await call('GET', `/process-instance/${instances.file}/variables/answer/data`)).toString(),
  file: await call('GET', `/process-instance/${instances.file}/variables/answer`),
  reason: (await call('GET', `/history/variable-instance?processInstanceId=${instances.declined}&variableName=reason`))[0]?.value,
  log: (await call('GET', `/history/external-task-log?processInstanceId=${instances.flaky}`)).map((e) => (
    e.creationLog ? 'created' : e.failureLog ? `failed: ${e.errorMessage}` : e.successLog ? 'done' : 'cancelled')),
});
process.exit(0);
