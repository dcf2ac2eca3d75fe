// A form-js form that reports to its page: what was typed, what was sent, and the server's verdict beside each field.
import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './form.css';

const mounted = new WeakMap();
const DELAY = 400;

export async function mount(element, schemaJson, dataJson, page, options = {}) {
  // Whoever steps quickly through a list has left before the form came.
  if (!element) return { drawn: false, problem: null };
  dispose(element);
  // Without form-js' own delay: what was typed counts at once, also when Enter or a button follows immediately.
  const form = new Form({ container: element, debounce: false });
  const state = { form, page, timer: 0, sent: '', asked: false, readonly: options.readonly };
  mounted.set(element, state);
  try {
    await form.importSchema(JSON.parse(schemaJson), dataJson ? JSON.parse(dataJson) : {});
  } catch (error) {
    if (mounted.get(element) === state) dispose(element);
    return { drawn: false, problem: error.message };
  }
  if (mounted.get(element) !== state) return { drawn: false, problem: null };
  if (options.readonly) form.setProperty('readOnly', true);
  state.sent = JSON.stringify(form._getState().data);
  form.on('changed', ({ data }) => {
    if (state.readonly) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => report(state, data), DELAY);
  });
  // Enter in a field or the form's own button; submit() below asks for itself.
  form.on('submit', result => {
    if (!state.asked) page?.invokeMethodAsync('OnFormSubmitted', verdict(element, form, result));
  });
  return { drawn: true, problem: null };
}

export function submit(element) {
  const state = mounted.get(element);
  if (!state) return { data: '{}', errors: {} };
  clearTimeout(state.timer);
  state.asked = true;
  try {
    return verdict(element, state.form, state.form.submit());
  } finally {
    state.asked = false;
  }
}

// Keys are field keys ("amount", or the whole path "order.amount"); form-js itself counts by component id.
export function setErrors(element, errorsByKey) {
  const form = mounted.get(element)?.form;
  if (!form) return [];
  const errors = {};
  const unknown = new Set(Object.keys(errorsByKey));
  for (const field of fields(form)) {
    const name = [field.path, field.key].find(key => key && errorsByKey[key]);
    if (!name) continue;
    errors[field.id] = errorsByKey[name];
    unknown.delete(name);
  }
  form._setState({ errors });
  focusFirstError(element);
  return [...unknown];
}

export function setReadOnly(element, readonly) {
  const state = mounted.get(element);
  if (!state) return;
  state.readonly = readonly;
  state.form.setProperty('readOnly', readonly);
}

export function dispose(element) {
  const state = element && mounted.get(element);
  if (!state) return;
  mounted.delete(element);
  clearTimeout(state.timer);
  state.form.destroy();
}

function report(state, data) {
  const json = JSON.stringify(data);
  if (json === state.sent) return;
  state.sent = json;
  state.page?.invokeMethodAsync('OnFormChanged', json);
}

function verdict(element, form, { data, errors }) {
  const byKey = {};
  for (const field of fields(form)) if (errors[field.id]) byKey[field.path] = flatten(errors[field.id]);
  if (Object.keys(byKey).length) focusFirstError(element);
  return { data: JSON.stringify(data), errors: byKey };
}

function fields(form) {
  const paths = form.get('pathRegistry');
  return form.get('formFieldRegistry').getAll().map(field => ({
    id: field.id,
    key: field.key,
    path: (paths.getValuePath(field) ?? []).join('.') || field.id,
  }));
}

// A repeated field's errors are nested by index.
function flatten(errors) {
  return Array.isArray(errors) ? errors : Object.values(errors).flatMap(flatten);
}

function focusFirstError(element) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const field = element.querySelector('.fjs-has-errors');
    // A date field would open its calendar over the other errors.
    if (field?.closest('.fjs-form-field-datetime')) field.scrollIntoView({ block: 'center' });
    else field?.querySelector('input, textarea, select, button')?.focus();
  }));
}
