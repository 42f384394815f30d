// One key a decision: s same, d different, u unsure, space later, z undo. The page works without it.
(function () {
  "use strict";
  let gone = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || gone) return;
    if (event.target.closest("input, textarea, select, button, a, summary")) return;
    const button = document.querySelector(`[data-press="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    gone = !button.form || button.form.checkValidity();
    button.click();
  });
})();
