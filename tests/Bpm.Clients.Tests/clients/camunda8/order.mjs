// An order waits for a message, then for a signal, then for a person; what is known of it is searched for on the way.
import { deploy, tell, until, zeebe } from './client.mjs';

const deployed = await deploy(import.meta.url, './sdk-order.bpmn', './sdk-order.form');
const created = await zeebe.createProcessInstance({
  processDefinitionKey: deployed.processes[0].processDefinitionKey,
  variables: { orderId: 'O-1', amount: 12.5, lines: [{ sku: 'a' }] },
});
const ofInstance = { processInstanceKey: created.processInstanceKey };
const at = (elementId) => until(async () =>
  (await zeebe.searchElementInstances({ filter: { ...ofInstance, elementId, state: 'ACTIVE' } })).items[0]);

const paid = await at('paid');
const published = await zeebe.publishMessage({ name: 'sdk-paid', correlationKey: 'O-1', timeToLive: 60_000, messageId: 'sdk-1', variables: { paidWith: 'card' } });
const open = await at('open');
const broadcast = await zeebe.broadcastSignal({ signalName: 'sdk-open', variables: { opened: true } });
await at('approve');

const tasks = await zeebe.searchUserTasks({ filter: { ...ofInstance, state: 'CREATED', candidateGroup: 'accounting' } });
const { userTaskKey } = tasks.items[0];
await zeebe.assignUserTask({ userTaskKey, assignee: 'demo' });
await zeebe.updateUserTask({ userTaskKey, changeset: { followUpDate: '2035-01-31T12:00:00Z' } });
const task = await zeebe.getUserTask(userTaskKey);
const taskVariables = await zeebe.searchUserTaskVariables({ userTaskKey, sort: [{ field: 'name', order: 'asc' }] });
await zeebe.completeUserTask({ userTaskKey, variables: { approved: true } });

const instances = await until(async () => {
  const found = await zeebe.searchProcessInstances({ filter: { ...ofInstance, state: 'COMPLETED' }, sort: [{ field: 'startDate', order: 'desc' }] });
  return found.items.length > 0 && found;
});
const variables = await zeebe.searchVariables({ filter: { ...ofInstance, name: { $in: ['approved', 'paidWith', 'lines'] } }, sort: [{ field: 'name', order: 'asc' }] });
const xml = await zeebe.getProcessDefinitionXML(deployed.processes[0].processDefinitionKey);

const second = await zeebe.createProcessInstance({ processDefinitionId: 'sdk-order', variables: { orderId: 'O-2' } });
await zeebe.cancelProcessInstance({ processInstanceKey: second.processInstanceKey });
const refused = await zeebe.cancelProcessInstance({ processInstanceKey: '4503599627370496' }).catch((e) => ({ status: e.statusCode, title: e.title, detail: e.detail }));

tell({
  topology: await zeebe.getTopology(),
  created, paid, published, open, broadcast, task, instances, refused,
  taskVariables: taskVariables.items.map((v) => [v.name, v.value]),
  variables: variables.items.map((v) => [v.name, v.value]),
  isXml: xml.includes('<bpmn:process id="sdk-order"'),
  cancelled: (await zeebe.searchProcessInstances({ filter: { processInstanceKey: second.processInstanceKey } })).items[0].state,
});
process.exit(0);
