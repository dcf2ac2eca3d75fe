// A text field over a copy of its text in which places are marked: tells what is under the pointer, and goes to a place.
export function watch(field) {
  const marks = field.parentElement.getElementsByTagName('mark');
  field.addEventListener('mousemove', event => {
    const under = [...marks].find(mark => [...mark.getClientRects()].some(box =>
      event.clientX >= box.left - 2 && event.clientX <= box.right + 2 && event.clientY >= box.top && event.clientY <= box.bottom));
    field.title = under?.dataset.message ?? '';
  });
}

export function select(field, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
}
