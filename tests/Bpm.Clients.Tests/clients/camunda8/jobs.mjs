// A worker of the SDK does three jobs: one well, one at the second attempt, one that is a business error.
import { deploy, tell, zeebe } from './client.mjs';

const deployed = await deploy(import.meta.url, './sdk-jobs.bpmn');

const attempts = [];
const worker = zeebe.createJobWorker({
  type: 'sdk-charge',
  worker: 'sdk-worker',
  timeout: 30_000,
  maxJobsToActivate: 5,
  fetchVariable: ['order', 'way'],
  jobHandler: async (job) => {
    const { order, way } = job.variables;
    attempts.push({ order, retries: job.retries, kind: job.kind, headers: job.customHeaders, variables: Object.keys(job.variables).sort() });
    if (way === 'declined') return job.error({ errorCode: 'DECLINED', errorMessage: 'No money.', variables: { reason: 'limit' } });
    if (way === 'flaky' && job.retries === 3) return job.fail({ errorMessage: 'No network.', retries: 2, retryBackOff: 0 });
    return job.complete({ receipt: `R-${order}` });
  },
});

const run = (order, way) => zeebe.createProcessInstanceWithResult({
  processDefinitionId: 'sdk-jobs',
  variables: { order, way, secret: 's' },
  requestTimeout: 60_000,
});
const [well, flaky, declined] = await Promise.all([run(1, 'well'), run(2, 'flaky'), run(3, 'declined')]);
await worker.stop();

tell({
  process: deployed.processes[0],
  attempts: attempts.sort((a, b) => a.order - b.order || b.retries - a.retries),
  well: well.variables,
  flaky: flaky.variables,
  declined: declined.variables,
});
process.exit(0);
