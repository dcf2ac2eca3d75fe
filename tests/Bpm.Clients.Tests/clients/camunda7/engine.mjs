// What the scripts share: a client that signs in as a person with every role, and calls beside it.
import { BasicAuthInterceptor, Client } from 'camunda-external-task-client-js';

const base = process.env.BPM_ADDRESS + '/engine-rest';

export const worker = (options) => new Client({
  baseUrl: base,
  interceptors: new BasicAuthInterceptor({ username: 'demo', password: 'demo' }),
  interval: 50,
  asyncResponseTimeout: 5_000,
  ...options,
});

export async function call(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: 'Basic ' + Buffer.from('demo:demo').toString('base64'), 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const content = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${content}`);
  return response.headers.get('content-type') === 'application/json' ? JSON.parse(content.toString()) : content;
}

/** Asks again until there is an answer. */
export async function until(ask) {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`Expected an answer within two minutes: ${ask}`);
}

export const tell = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');
