// Evaluates with feelin what the benchmark asks for: a line {name, parse, expression, context, rules, seconds} on stdin
// is answered by a line {perSecond, answer} on stdout. feelin has no compiled form: evaluate() and unaryTest() take text.
import { createInterface } from 'node:readline';
import { evaluate, parseExpression, unaryTest } from 'feelin';

function table({ rules, inputs, context }) {
  const matched = [];
  for (const { tests, output } of rules) {
    const matches = tests.every((test, i) => test === '-' || unaryTest(test, { ...context, '?': context[inputs[i]] }).value === true);
    if (matches) matched.push(evaluate(output, context).value);
  }
  return matched.length === 1 ? matched[0] : null;
}

function work(task) {
  if (task.rules) return () => table(task);
  if (task.parse) return () => parseExpression(task.expression, task.context) !== null;
  return () => evaluate(task.expression, task.context).value;
}

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const step = work(task);
  const answer = step();
  const start = performance.now();
  const end = start + task.seconds * 1000;
  let count = 0;
  let now = start;
  for (let batch = 1; now < end; batch = now - start < task.seconds * 100 ? batch * 2 : batch) {
    for (let i = 0; i < batch; i++) step();
    count += batch;
    now = performance.now();
  }
  console.log(JSON.stringify({ perSecond: count / ((now - start) / 1000), answer }));
}
