// How far the work is that runs beside the page is asked for until it ends. Pages work without it.
(function () {
  "use strict";
  const work = document.querySelector("[data-poll]");
  const ask = async () => {
    try {
      const answer = await fetch(work.dataset.poll, { headers: { accept: "application/json" } });
      const now = await answer.json();
      if (!["waiting", "rehearsing", "loading", "looking"].includes(now.state)) return location.reload();
      const bar = work.querySelector("progress");
      if (now.progress.share === null) bar.removeAttribute("value");
      else bar.value = now.progress.share;
      work.querySelector(".said").textContent = now.progress.said;
    } catch { /* the server is away for a moment: it is asked again */ }
    setTimeout(ask, 1000);
  };
  if (work) setTimeout(ask, 500);
})();
