// The script of 9.0 tells its state by a class on the dialog, the one of 10.0 by an event: both are heard.
const dialog = document.getElementById('components-reconnect-modal');
let state = '';

function enter(next) {
  if (next === state) return;
  state = next;
  dialog.dataset.state = next;
  if (next === 'rejected') location.reload(); // the server is back but no longer knows this page
  else if (next === 'hide') dialog.close();
  else if (!dialog.open) dialog.showModal();
}

async function retry() {
  enter('show');
  try {
    if (await Blazor.reconnect()) enter('hide');
    else location.reload();
  } catch {
    enter('failed');
  }
}

if (dialog) {
  dialog.addEventListener('components-reconnect-state-changed', event => enter(event.detail.state));
  new MutationObserver(() => {
    const named = /components-reconnect-(show|hide|failed|rejected)/.exec(dialog.className)?.[1];
    if (named) enter(named);
  }).observe(dialog, { attributes: true, attributeFilter: ['class'] });
  dialog.addEventListener('cancel', event => event.preventDefault());
  dialog.querySelector('[data-reconnect]').addEventListener('click', retry);
  document.addEventListener('visibilitychange', () => {
    if (state === 'failed' && !document.hidden) retry();
  });
}
