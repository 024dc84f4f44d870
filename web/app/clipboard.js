/**
 * Copies a text; in a page without a secure context by the older way.
 * @param {string} text
 * @returns {Promise<boolean>} false: the person has to copy it by hand
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text);
  }
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copyOldWay(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'only-spoken';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
