// Light or dark, and the two small things of the shell that work without a circuit: the skip link and closing menus.
// Both theme sheets are loaded; switching changes their media only, so no unstyled moment leaves a virtualised list blank.
(() => {
  const root = document.documentElement;
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme || (preferred.matches ? 'dark' : 'light');

  function use(theme) {
    root.dataset.theme = theme;
    for (const sheet of document.querySelectorAll('link[data-theme-sheet]')) {
      sheet.media = sheet.dataset.themeSheet === theme ? 'all' : 'not all';
    }
    document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
  }

  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-switch]')) use(current() === 'dark' ? 'light' : 'dark');
    if (event.target.closest('[data-skip-link]')) {
      // A "#main" address would be resolved against <base> and leave the page.
      event.preventDefault();
      document.getElementById('main')?.focus();
    }
    closeMenus(event.target.closest('[data-menu]'));
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const open = event.target.closest?.('[data-menu][open]');
    closeMenus();
    open?.querySelector('summary')?.focus();
  });

  function closeMenus(except) {
    for (const menu of document.querySelectorAll('[data-menu][open]')) if (menu !== except) menu.open = false;
  }
})();
