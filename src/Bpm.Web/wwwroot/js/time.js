// Countdown and "5 min ago" texts tick here, without a word to the server. The server's first text stays until the first tick.
// Text nodes are changed in place: Blazor keeps references to them.
const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
// The server's clock decides what is overdue, however wrong this machine's clock is.
const offset = Date.parse(document.documentElement.dataset.serverNow) - Date.now();
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const two = n => String(n).padStart(2, '0');

export function countdown(left) {
  const size = Math.abs(left), sign = left < 0 ? '-' : '';
  if (size >= DAY) return `${sign}${Math.floor(size / DAY)}d ${Math.floor(size % DAY / HOUR)}h`;
  if (size >= HOUR) return `${sign}${Math.floor(size / HOUR)}h ${two(Math.floor(size % HOUR / MINUTE))}m`;
  if (size >= MINUTE) return `${sign}${Math.floor(size / MINUTE)}m`;
  return `${sign}${Math.floor(size / 1000)}s`;
}

export function stateOf(left) {
  return left < 0 ? 'overdue' : left < 30 * MINUTE ? 'urgent' : left < HOUR ? 'soon' : 'ok';
}

export function ago(at, now) {
  const gone = now - at, size = Math.abs(gone), past = gone >= 0 ? -1 : 1;
  if (size < MINUTE) return 'just now';
  if (size < HOUR) return relative.format(past * Math.floor(size / MINUTE), 'minute');
  if (size < DAY) return relative.format(past * Math.floor(size / HOUR), 'hour');
  if (size < 7 * DAY) return relative.format(past * Math.floor(size / DAY), 'day');
  return day.format(at);
}

function write(element, text) {
  const node = element?.firstChild;
  if (node && node.data !== text) node.data = text;
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function tick() {
  if (document.hidden) return;
  const now = Date.now() + offset;
  for (const badge of document.querySelectorAll('time[data-due]')) {
    const due = Date.parse(badge.dateTime), left = due - now, state = stateOf(left);
    write(badge.querySelector('[data-due-text]'), countdown(left));
    write(badge.querySelector('[data-due-word]'), left < 0 ? 'Overdue by' : 'Due in');
    set(badge, 'data-state', state);
    set(badge, 'title', `Due ${exact.format(due)}`);
  }
  for (const text of document.querySelectorAll('time[data-ago]')) {
    const at = Date.parse(text.dateTime);
    write(text, ago(at, now));
    set(text, 'title', exact.format(at));
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener('visibilitychange', tick);
