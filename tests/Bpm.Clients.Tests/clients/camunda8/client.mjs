// What the scripts share: a client that signs in as a person with every role, and the answer to the test.
import { Camunda8 } from '@camunda8/sdk';

export const zeebe = new Camunda8({
  ZEEBE_REST_ADDRESS: process.env.BPM_ADDRESS,
  CAMUNDA_AUTH_STRATEGY: 'BASIC',
  CAMUNDA_BASIC_AUTH_USERNAME: 'demo',
  CAMUNDA_BASIC_AUTH_PASSWORD: 'demo',
  CAMUNDA_LOG_LEVEL: 'none',
}).getCamundaRestClient();

export const tell = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');

/** Asks again until there is an answer. */
export async function until(ask) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`Expected an answer within a minute: ${ask}`);
}

export const deploy = async (folder, ...names) => zeebe.deployResourcesFromFiles(names.map((name) => new URL(name, folder).pathname));
