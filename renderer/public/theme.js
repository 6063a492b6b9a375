// Runs before the first paint, so that a dark window never flashes white. Kept apart from the bundle because the
// content security policy allows no inline script, and a module would run too late.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('billing-desk.theme');
  } catch {
    // Storage may be switched off; the system's choice stands then.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
