/**
 * Finds controls by their accessible names where no driver does, and the text that the page shows.
 */
({ elements }) => {
  const text = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  /** An accessible name good enough for our own controls: aria-labelledby, aria-label, <label>, content, title. */
  function accessibleName(element) {
    const labelled = element.getAttribute('aria-labelledby');
    if (labelled) return labelled.split(/\s+/).map((id) => text(element.getRootNode().getElementById(id))).join(' ');
    if (element.getAttribute('aria-label')) return element.getAttribute('aria-label').trim();
    if (element.labels?.length) return [...element.labels].map(text).join(' ');
    const content = text(element) || [...element.querySelectorAll('slot')].flatMap((slot) => slot.assignedNodes()).map((node) => node.textContent).join(' ').trim();
    return content || element.getAttribute('title') || '';
  }

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;

  const control = 'button, a[href], input, textarea, select, summary, [role], [contenteditable]';

  function find(name) {
    for (const element of elements()) {
      if (element.matches(control) && isShown(element) && accessibleName(element) === name) return element;
    }
    return null;
  }

  /** The middle of a control in the viewport, after scrolling to it; null when there is none to click on. */
  function locate(name) {
    const element = find(name);
    if (!element || element.disabled || element.getAttribute('aria-disabled') === 'true') return null;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  }

  // An element with `display: contents` has no box, but its children have.
  const hasBox = (element) => element.checkVisibility() || getComputedStyle(element).display === 'contents';

  /** All text that the page shows, through shadow roots. */
  function shownText(root = document.body) {
    if (!root) return '';
    let result = '';
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) result += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE'].includes(node.tagName) || !hasBox(node)) continue;
      result += node.tagName === 'SLOT' ? node.assignedNodes().map((child) => (child.nodeType === Node.TEXT_NODE ? child.data : shownText(child))).join(' ') : '';
      result += ` ${shownText(node.shadowRoot ?? node)} `;
    }
    return result.replace(/\s+/g, ' ');
  }

  return {
    locate,
    isShown: (name) => find(name) !== null,
    value: (name) => find(name)?.value ?? null,
    choose: (name, value) => {
      const select = find(name);
      if (![...(select?.options ?? [])].some((option) => option.value === value)) return false;
      select.value = value;
      select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
      return true;
    },
    focusedName: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element && element !== document.body ? accessibleName(element) : '';
    },
    shownText: () => shownText(),
  };
}
