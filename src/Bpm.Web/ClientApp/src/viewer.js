// The BPMN diagram of the pages: bpmn-js, coloured by CSS variables, with markers for what an instance has done.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import OutlineModule from 'bpmn-js/lib/features/outline';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './viewer.css';

const mounted = new WeakMap();
const PADDING = 24;
const READABLE = .45;

export async function mount(element, xml, options = {}) {
  // Whoever steps quickly through a list has left before the diagram came.
  if (!element) return { drawn: false, problem: null };
  dispose(element);
  const canvasElement = element.querySelector('[data-canvas]') ?? element;
  const viewer = new NavigatedViewer({
    container: canvasElement,
    additionalModules: [OutlineModule],
    bpmnRenderer: {
      defaultFillColor: 'var(--bpmn-fill)',
      defaultStrokeColor: 'var(--bpmn-stroke)',
      defaultLabelColor: 'var(--bpmn-label)',
    },
  });
  const state = { viewer, marked: [], overlays: [], selected: null, position: null, resized: null, touched: false };
  mounted.set(element, state);
  try {
    await viewer.importXML(xml);
  } catch (error) {
    if (mounted.get(element) === state) dispose(element);
    return { drawn: false, problem: error.message };
  }
  if (mounted.get(element) !== state) return { drawn: false, problem: 'replaced' };

  const eventBus = viewer.get('eventBus');
  const svg = canvasElement.querySelector('.djs-container > svg');
  svg?.setAttribute('aria-label', options.label ?? 'Process diagram');
  svg?.setAttribute('role', 'group');
  markOwnColours(viewer);
  eventBus.on('element.click', ({ element: clicked }) => {
    const id = clicked.businessObject?.id;
    if (id && clicked.parent) options.page?.invokeMethodAsync('OnElementClicked', id);
  });
  eventBus.on(['canvas.viewbox.changing', 'drag.start'], () => { state.touched = true; });

  setMarkers(element, options.markers ?? {});
  select(element, options.selected ?? null);
  open(element);
  // A tab or a pane may give the diagram its size only later: open it again until the reader has moved it.
  state.resized = new ResizeObserver(() => {
    viewer.get('canvas').resized();
    if (!state.touched) open(element);
  });
  state.resized.observe(canvasElement);
  return { drawn: true, problem: null };
}

export function setMarkers(element, { active = [], incidents = [], completed = [], taken = [], problems = [], notes = [] }) {
  const state = mounted.get(element);
  if (!state) return;
  const canvas = state.viewer.get('canvas');
  const overlays = state.viewer.get('overlays');
  const registry = state.viewer.get('elementRegistry');
  for (const [id, marker] of state.marked) if (registry.get(id)) canvas.removeMarker(id, marker);
  for (const overlay of state.overlays) overlays.remove(overlay);
  state.marked = [];
  state.overlays = [];

  const mark = (id, marker) => {
    if (!registry.get(id)) return false;
    canvas.addMarker(id, marker);
    state.marked.push([id, marker]);
    return true;
  };
  const badge = (id, kind, position, text, title, href) => {
    const shape = registry.get(id);
    if (!shape || shape.waypoints) return;
    const html = document.createElement(href ? 'a' : 'div');
    html.className = `bpmn-badge bpmn-badge-${kind}`;
    html.textContent = text;
    html.title = title;
    if (href) {
      html.href = href;
      html.setAttribute('aria-label', title);
    }
    state.overlays.push(overlays.add(id, { position, html, show: { minZoom: 0 }, scale: { min: 0.6, max: 1.2 } }));
  };

  // On the edge of an activity the corners towards it are taken: those of an event that sits there hang outside.
  const outside = id => registry.get(id)?.host;

  state.position = active[0]?.id ?? incidents[0]?.id ?? null;
  for (const id of completed) mark(id, 'is-completed');
  for (const id of taken) mark(id, 'is-taken');
  for (const { id, count } of active) {
    if (mark(id, 'is-active')) badge(id, 'active', outside(id) ? { bottom: 8, left: -16 } : { bottom: 12, left: -10 }, String(count), count === 1 ? 'One token waits here' : `${count} tokens wait here`);
  }
  for (const { id, count } of incidents) {
    if (mark(id, 'has-incident')) badge(id, 'incident', outside(id) ? { bottom: 8, right: 8 } : { top: -12, left: -10 }, String(count), count === 1 ? 'One incident' : `${count} incidents`);
  }
  for (const { id, text, title, href } of notes) badge(id, 'note', { top: -12, right: 20 }, text, title, href);
  for (const [id, found] of group(problems)) {
    const kind = found.some(p => p.severity === 'error') ? 'error' : 'warning';
    if (mark(id, `has-${kind}`)) badge(id, kind, { top: -12, right: 14 }, kind === 'error' ? '!' : '?', found.map(p => p.text).join('\n'));
  }
}

export function select(element, id) {
  const state = mounted.get(element);
  if (!state) return;
  const canvas = state.viewer.get('canvas');
  const chosen = id ? state.viewer.get('elementRegistry').get(id) : null;
  const root = chosen && canvas.findRoot(chosen);
  state.selected = chosen?.id ?? null;
  if (!chosen || chosen === root) {
    state.viewer.get('selection').select(null);
    return;
  }
  // The element may be drawn on another plane, inside a collapsed subprocess.
  if (root !== canvas.getRootElement()) canvas.setRootElement(root);
  state.viewer.get('selection').select(chosen);
  if (isVisible(canvas)) canvas.scrollToElement(chosen, PADDING);
}

// The whole diagram; a small model at its own size, never blown up.
export function fit(element) {
  const state = mounted.get(element);
  const canvas = state?.viewer.get('canvas');
  if (!isVisible(canvas)) return;
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(1, (outer.width - 2 * PADDING) / inner.width, (outer.height - 2 * PADDING) / inner.height);
  show(canvas, inner.x + inner.width / 2, inner.y + inner.height / 2, scale);
  state.touched = false;
}

// At first: the whole diagram, or, where that would be too small to read (a phone), the place where the instance is.
function open(element) {
  fit(element);
  const state = mounted.get(element);
  const canvas = state.viewer.get('canvas');
  const here = state.viewer.get('elementRegistry').get(state.selected ?? state.position);
  if (!here || here.waypoints || !isVisible(canvas) || canvas.zoom() >= READABLE) return;
  show(canvas, here.x + here.width / 2, here.y + here.height / 2, READABLE + .2);
  state.touched = false;
}

function isVisible(canvas) {
  return canvas && canvas.getContainer().clientWidth > 2 * PADDING && canvas.getContainer().clientHeight > 2 * PADDING;
}

function show(canvas, x, y, scale) {
  const { outer } = canvas.viewbox();
  const width = outer.width / scale, height = outer.height / scale;
  canvas.viewbox({ x: x - width / 2, y: y - height / 2, width, height });
}

export function zoom(element, factor) {
  const state = mounted.get(element);
  const canvas = state?.viewer.get('canvas');
  if (!canvas) return;
  canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)));
  state.touched = true;
}

export function dispose(element) {
  const state = element && mounted.get(element);
  if (!state) return;
  mounted.delete(element);
  state.resized?.disconnect();
  state.viewer.destroy();
}

// A modeller's own fill is a fixed pastel: the writing on it stays dark in the dark theme.
function markOwnColours(viewer) {
  const canvas = viewer.get('canvas');
  viewer.get('elementRegistry').forEach(shape => {
    const di = shape.di;
    if (di?.get && (di.get('background-color') || di.get('bioc:fill')) && !shape.waypoints && shape.parent) canvas.addMarker(shape, 'has-own-fill');
  });
}

function group(problems) {
  const groups = new Map();
  for (const problem of problems) groups.set(problem.id, [...(groups.get(problem.id) ?? []), problem]);
  return groups;
}
