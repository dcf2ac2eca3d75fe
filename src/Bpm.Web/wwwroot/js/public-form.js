// A public start form: an error leads to its field, and form-js puts its answers into the plain form that is sent.
const card = document.querySelector('[data-public-form]');
const form = card?.querySelector('form[method=post]');
const host = card?.querySelector('[data-schema]');

card?.querySelectorAll('[data-for]').forEach(link =>
  link.addEventListener('click', () => (document.getElementById(link.dataset.for) ?? form.elements[link.dataset.name]?.[0])?.focus()));
card?.querySelector('[role=alert][tabindex]')?.focus();

if (host) {
  const { mount, submit, setErrors } = await import('../lib/bpmn/form.js');
  const send = ({ data, errors }) => {
    if (Object.keys(errors).length) return;
    form.elements['_data'].value = data;
    form.submit();
  };
  // What form-js reports by itself: Enter in a field, or a button of its own.
  const page = { invokeMethodAsync: (method, sent) => method === 'OnFormSubmitted' && send(sent) };
  const { drawn } = await mount(host, host.dataset.schema, host.dataset.answers, page);
  card.querySelector('[data-form-problem]').hidden = drawn;
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (drawn) send(submit(host));
  });
  const errors = JSON.parse(host.dataset.errors);
  if (Object.keys(errors).length) setErrors(host, errors);
}
