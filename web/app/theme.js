/*
 * Sets the theme before the first paint; a classic script in the head, because a module would run too late and the page would flash.
 * `auto` follows the system, also when that changes while the page is open.
 */
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const read = () => {
    try {
      return localStorage.getItem('saleflow.theme');
    } catch {
      return null; // storage is blocked in this frame
    }
  };
  const apply = () => {
    const chosen = read();
    const theme = chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
    root.dataset['theme'] = theme;
  };
  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('saleflow:theme', apply);
})();
