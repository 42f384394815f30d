// A map beside a text: it opens as it was laid out, and its nodes lead to their pages.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const go = (id) => { location.href = `/entities/${encodeURIComponent(id)}`; };
  window.amityMap = new AmityMap(document.getElementById("map"), data, { select: () => {}, open: go });
})();
